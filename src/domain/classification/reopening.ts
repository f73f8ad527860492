/** Why a case that is in a list again should not have been there. */
export interface Reopening {
  /** The list before, which did not have the case. */
  readonly goneFrom: string | null;
  /** The day that a person attested it closed. */
  readonly attestedClosedOn: string | null;
}

export interface Sighting {
  /** The day of the list that has the case. */
  readonly listOn: string;
  /** The day of the list of the kind before this one; null for the first. */
  readonly listBeforeOn: string | null;
  /** The last list before this one that had the case. */
  readonly lastSeenOn: string;
  readonly attestedClosedOn: string | null;
  /** Whether this list itself says that the case is closed. */
  readonly isClosedInList: boolean;
}

/** Whether a case has come back open, after it was gone from the list before or attested closed. */
export function reopeningOf(sighting: Sighting): Reopening | null {
  const { listOn, listBeforeOn, lastSeenOn, attestedClosedOn, isClosedInList } = sighting;
  const isGone = listBeforeOn !== null && lastSeenOn < listBeforeOn;
  // An attestation that an earlier list has already gone against was told of then.
  const isAttested = attestedClosedOn !== null && attestedClosedOn >= lastSeenOn && attestedClosedOn < listOn;
  if (isClosedInList || (!isGone && !isAttested)) return null;
  return { goneFrom: isGone ? listBeforeOn : null, attestedClosedOn: isAttested ? attestedClosedOn : null };
}

/** "var borta ur uttaget 2025-09-15": the middle of a sentence about the case. */
export function reopeningText({ goneFrom, attestedClosedOn }: Reopening): string {
  return [
    goneFrom === null ? null : `var borta ur uttaget ${goneFrom}`,
    attestedClosedOn === null ? null : `intygades avslutat ${attestedClosedOn}`,
  ]
    .filter((text) => text !== null)
    .join(' och ');
}
