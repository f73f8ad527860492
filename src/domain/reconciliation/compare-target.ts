import { fold } from '../words/fold.ts';
import type { TargetKind } from '../kinds/kinds.ts';
import { ROW_DOUBTS, type Judged, type RowDoubt } from '../target/target-row.ts';

/**
 * What should be in the target system by now, held against its own list of a kind: persons (step 1), vårdtillfällen
 * (steps 2–4), units. Nothing is moved or closed by it; it says what is there, what is not, and what is wrong there.
 */

/** Where something is, in either system. */
export interface PlaceThere {
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly part?: string | null;
}
export type PlaceColumn = 'kommun' | 'unit' | 'part';

/** What the source knows: a person, a vårdtillfälle or a unit. */
export interface KnownHere extends PlaceThere {
  /** Who it is in both systems: a pseudonym, or a unit's folded name; null where its number points at nobody. */
  readonly who: string | null;
  /** What it is shown by: a reference, or a unit's name. */
  readonly reference: string;
  readonly isProtected: boolean;
  /** `expected`: should be there. `allowed`: may be there. `unexpected`: by the rules it should not be. */
  readonly standing: 'expected' | 'allowed' | 'unexpected';
  /** What the target's lists say of it: that it is there, that it is not, or nothing that anybody can tell. */
  readonly evidence: 'there' | 'absent' | 'unknown';
}

/** A row of the target's newest lists. */
export interface FoundThere extends PlaceThere {
  readonly who: string;
  /** Where it stands, so that it can be found: "rad 7 i lcsp-patienter.csv". */
  readonly from: string;
  readonly seenOn: string;
  /** Whether it goes on, or is over; of persons and units it always goes on. Else why it does not count. */
  readonly standing: 'ongoing' | 'ended' | RowDoubt;
  /** The references of those that it is evidence of; null: of whoever it is of. */
  readonly isOf: ReadonlySet<string> | null;
}

/**
 * What a row is, seen beside what the source knows of the same person: one that has begun there, and may be none of that
 * and may be any, counts for nothing.
 *
 * @param known by reference
 * @param judge what the row is to one of them
 */
export function foundAmong(
  standing: Judged,
  known: readonly string[],
  judge: (reference: string) => Judged,
): Pick<FoundThere, 'standing' | 'isOf'> {
  if (standing.is !== 'it') return { standing: standing.why, isOf: NOBODY };
  const judged = known.map((reference) => [reference, judge(reference)] as const);
  const isOf = new Set(judged.flatMap(([reference, { is }]) => (is === 'it' ? [reference] : [])));
  const unclear = judged.flatMap(([, one]) => (one.is === 'unclear' ? [one.why] : []))[0];
  if (isOf.size === 0 && unclear !== undefined) return { standing: unclear, isOf };
  return { standing: standing.isOngoing ? 'ongoing' : 'ended', isOf };
}

const NOBODY: ReadonlySet<string> = new Set();

export interface OtherPlace {
  readonly reference: string;
  readonly differs: readonly PlaceColumn[];
  /** Null of a protected person: nothing is told that says where. */
  readonly planned: PlaceThere | null;
  readonly actual: PlaceThere | null;
}

interface Twice {
  readonly reference: string;
  readonly times: number;
}

export interface TargetComparison {
  readonly kind: TargetKind;
  /** The steps of the plan that it is about. */
  readonly steps: readonly string[];
  readonly listOn: string;
  /** The sum of found, missing and those that the lists can not say. */
  readonly expected: number;
  readonly found: number;
  readonly missing: readonly string[];
  /** Not there, in lists that are a part, or without a number that can be looked for. */
  readonly cannotTell: readonly string[];
  /** There, though the rules say otherwise: by reference where the source knows it, else by row. */
  readonly tooMuch: readonly string[];
  readonly unknown: readonly string[];
  readonly twice: readonly Twice[];
  readonly otherPlace: readonly OtherPlace[];
  /** Rows that are evidence of nothing, each with the reason. */
  readonly notCounted: readonly { readonly from: string; readonly why: RowDoubt }[];
}

export interface TargetToCompare extends Pick<TargetComparison, 'kind' | 'steps' | 'listOn'> {
  readonly known: readonly KnownHere[];
  readonly there: ReadonlyMap<string, readonly FoundThere[]>;
}

export function compareTarget({ kind, steps, listOn, known, there }: TargetToCompare): TargetComparison {
  const ofWho = new Map<string, KnownHere[]>();
  for (const one of known) {
    if (one.who === null) continue;
    const same = ofWho.get(one.who);
    if (same === undefined) ofWho.set(one.who, [one]);
    else same.push(one);
  }
  const missing: string[] = [];
  const cannotTell: string[] = [];
  let found = 0;
  for (const { standing, evidence, reference } of known) {
    if (standing !== 'expected') continue;
    if (evidence === 'there') found += 1;
    else (evidence === 'absent' ? missing : cannotTell).push(reference);
  }
  const wrong = wrongThere(ofWho, there);
  return {
    kind,
    steps,
    listOn,
    expected: found + missing.length + cannotTell.length,
    found,
    missing,
    cannotTell,
    ...wrong,
  };
}

type Wrong = Pick<TargetComparison, 'tooMuch' | 'unknown' | 'twice' | 'otherPlace' | 'notCounted'>;

function wrongThere(
  ofWho: ReadonlyMap<string, readonly KnownHere[]>,
  there: TargetToCompare['there'],
): Wrong {
  const tooMuch: string[] = [];
  const unknown: string[] = [];
  const twice: Twice[] = [];
  const otherPlace: OtherPlace[] = [];
  const notCounted: { from: string; why: RowDoubt }[] = [];
  for (const [who, all] of there) {
    for (const { from, standing } of all) if (isDoubt(standing)) notCounted.push({ from, why: standing });
    const rows = all.filter(({ standing }) => standing === 'ongoing');
    const [first] = rows;
    if (first === undefined) continue;
    const here = (ofWho.get(who) ?? []).filter(({ reference }) =>
      rows.some((row) => isRowOf(row, reference)),
    );
    const [named] = here;
    const reference = named?.reference ?? first.from;
    const times = timesAtOnce(rows);
    // As many as the source has is no more than should be.
    const most = Math.max(1, here.filter(({ standing }) => standing !== 'unexpected').length);
    if (times > most) twice.push({ reference, times });
    if (named === undefined) unknown.push(...rows.map(({ from }) => from));
    else if (here.every(({ standing }) => standing === 'unexpected')) tooMuch.push(reference);
    else if (here.length === 1)
      otherPlace.push(
        ...differing(
          named,
          rows.filter((row) => isRowOf(row, named.reference)),
        ),
      );
  }
  return { tooMuch, unknown, twice, otherPlace, notCounted };
}

const isDoubt = (standing: FoundThere['standing']): standing is RowDoubt => standing in ROW_DOUBTS;

const isRowOf = ({ isOf }: FoundThere, reference: string): boolean => isOf?.has(reference) ?? true;

/** How many stand in lists of one day: what an earlier list had, and a later part says nothing of, is not there twice. */
function timesAtOnce(rows: readonly FoundThere[]): number {
  const newest = rows.map(({ seenOn }) => seenOn).reduce((a, b) => (a > b ? a : b), '');
  return rows.filter(({ seenOn }) => seenOn === newest).length;
}

/** Where none of the rows is at the place that the source says; only what both say is compared. */
function differing(here: KnownHere, rows: readonly FoundThere[]): readonly OtherPlace[] {
  const found = rows.map((row) => ({ row, differs: differsIn(here, row) }));
  const [best] = found.sort((a, b) => a.differs.length - b.differs.length);
  if (best === undefined || best.differs.length === 0) return [];
  const { reference, isProtected } = here;
  const [planned, actual] = isProtected ? [null, null] : [placeOf(here), placeOf(best.row)];
  return [{ reference, differs: isProtected ? [] : best.differs, planned, actual }];
}

const placeOf = ({ kommun, unit, part = null }: PlaceThere): PlaceThere => ({ kommun, unit, part });

/** In what two places differ. */
export function differsIn(here: PlaceThere, there: PlaceThere): readonly PlaceColumn[] {
  return (['kommun', 'unit', 'part'] as const).filter((column) => {
    const [before, now] = [here[column] ?? null, there[column] ?? null];
    return before !== null && now !== null && fold(before) !== fold(now);
  });
}
