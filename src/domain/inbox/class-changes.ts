/** A change of a case's class, in the order of the log. */
export interface LoggedChange {
  readonly seq: number;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  /** It followed from another profile, and from nothing that was said of the case. */
  readonly isByProfile: boolean;
}

/** Data of the event `reclassified`. Where both classes are one, the event says only what stands. */
export interface ReclassifiedData {
  readonly from: string;
  readonly to: string;
  readonly rule?: string;
  /**
   * Where something was undone: the changes up to this event, as they would have been had that never come; in place of
   * what the log says before it.
   */
  readonly stands?: readonly LoggedChange[];
}

/** 0 where the case has had one class from the first. */
export interface StandingChange {
  readonly seq: number;
  readonly on: string | null;
}

const NONE: StandingChange = { seq: 0, on: null };

/**
 * The change by which a case has the class that it has. What one profile changed and a later one changed back has not
 * been: the case calls for what it called for before, and who had seen to it has.
 */
export function standingChange(changes: readonly LoggedChange[]): StandingChange {
  const standing: LoggedChange[] = [];
  for (const change of changes) {
    const firstOfProfiles = standing.findLastIndex(({ isByProfile }) => !isByProfile) + 1;
    const back = change.isByProfile
      ? standing.findIndex(({ from }, at) => at >= firstOfProfiles && from === change.to)
      : -1;
    if (back === -1) standing.push(change);
    else standing.length = back;
  }
  const last = standing.at(-1);
  return last === undefined ? NONE : { seq: last.seq, on: last.on };
}
