/** A counter-event: what it names counts no longer. It can itself be undone. */
export const UNDONE = 'undone';

export interface UndoneData {
  readonly seqs: readonly number[];
  /** The return that was taken back: as a whole, or what a corrected list says no longer. */
  readonly return: string | null;
  /** The return of the corrected list. */
  readonly withdrawnBy?: string;
  /** The list that was set aside. */
  readonly list?: { readonly sourceNo: number; readonly file: string; readonly exportedOn: string };
  /** Answers that rest on it: each counts only once a person confirms it. */
  readonly holds?: readonly number[];
}

interface Event {
  readonly seq: number;
  readonly type: string;
  readonly data: string;
}

/** The answers that counter-events in force hold. */
export function heldByUndoing(events: readonly Event[]): ReadonlySet<number> {
  const undone = undoneSeqs(events);
  return new Set(
    events
      .filter(({ seq, type }) => type === UNDONE && !undone.has(seq))
      .flatMap(({ data }) => (JSON.parse(data) as UndoneData).holds ?? []),
  );
}

/** The events that have been taken back, as all counter-events together say. */
export function undoneSeqs(events: readonly Event[]): ReadonlySet<number> {
  const undone = new Set<number>();
  // From the newest: a counter-event that has been undone itself takes nothing back.
  for (const { seq, data } of events.filter(({ type }) => type === UNDONE).sort((a, b) => b.seq - a.seq)) {
    if (undone.has(seq)) continue;
    for (const target of (JSON.parse(data) as UndoneData).seqs) undone.add(target);
  }
  return undone;
}
