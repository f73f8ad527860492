/** A change of a case's class, in the order of the log. */
export interface LoggedChange {
  readonly seq: number;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  /** It followed from another profile, and from nothing that was said of the case. */
  readonly isByProfile: boolean;
  /** It followed from something being undone: a list that was set aside, or what people had said. */
  readonly isByUndo: boolean;
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

/**
 * The changes that have not been taken back: what is undone has not been, and what it changed back was as it is. Told
 * before any day is asked about, for what undoes counts from an earlier day than what it undoes.
 */
export function withoutUndone(changes: readonly LoggedChange[]): readonly LoggedChange[] {
  const left: LoggedChange[] = [];
  for (const change of changes) {
    const undone = change.isByUndo ? left.findLastIndex(({ from }) => from === change.to) : -1;
    if (undone === -1) left.push(change);
    else left.length = undone;
  }
  return left;
}
