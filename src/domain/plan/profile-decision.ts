import type { Profile } from '../profile/profile-schema.ts';
import { namedMilestones } from '../profile/fill-text.ts';
import { goLiveOn } from './go-live.ts';
import type { FirstList, OutdatedList } from './profile-change.ts';

/**
 * What a changed profile comes to, as people decide it: the start is put off before its day (no-go), work that has begun is
 * stopped and begins anew, it is brought forward, the register goes back to a profile it has had, other days move, or none.
 */
export type DecisionKind =
  'put-off' | 'stopped' | 'brought-forward' | 'taken-back' | 'other-days' | 'no-days';

/** Work of the plan that is done on other days. */
export interface MovedWork {
  readonly milestone: string;
  readonly title: string;
  readonly owners: readonly string[];
  readonly was: Span;
  readonly is: Span;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Somebody who must be told, of which work and of which lists. */
interface Told {
  readonly who: string;
  readonly work: readonly MovedWork[];
  readonly lists: readonly string[];
  /** The steps of which they get rows on a list that they have not been handed, or one that was somebody else's. */
  readonly firstOf: readonly string[];
}

export interface ProfileDecision {
  readonly kind: DecisionKind;
  /** The day that cases are begun in the target, before and now; null where units switch one by one, or none is moved. */
  readonly start: { readonly from: string; readonly to: string } | null;
  readonly told: readonly Told[];
}

/** A unit that begins on another day; null where it has none. */
export interface MovedUnit {
  readonly unit: string;
  readonly from: string | null;
  readonly to: string | null;
}

interface Circumstances {
  readonly asOf: string;
  /** Whether the register has had this very profile. */
  readonly hadBefore: boolean;
  readonly hasOtherDays: boolean;
  readonly unitDays: readonly MovedUnit[];
  readonly lists: readonly OutdatedList[];
  readonly firstLists: readonly FirstList[];
}

/** What a changed profile comes to, and who must be told. */
export function profileDecision(before: Profile, after: Profile, of: Circumstances): ProfileDecision {
  const work = [...movedWork(before, after), ...of.unitDays.map((moved) => workOfUnit(moved, after))];
  const start = movedStart(before, after);
  return { kind: kindOf(start, of), start, told: toldOf(work, of) };
}

function kindOf(
  start: ProfileDecision['start'],
  { asOf, hadBefore, hasOtherDays, unitDays }: Omit<Circumstances, 'lists' | 'firstLists'>,
): DecisionKind {
  const starts: readonly Pick<MovedUnit, 'from' | 'to'>[] = start === null ? unitDays : [start];
  const later = starts.flatMap(({ from, to }) => (isBefore(from, to) ? [from ?? ''] : []));
  if (later.length > 0) return later.every((from) => asOf < from) ? 'put-off' : 'stopped';
  if (hadBefore) return 'taken-back';
  if (starts.some(({ from, to }) => isBefore(to, from))) return 'brought-forward';
  return hasOtherDays || unitDays.length > 0 ? 'other-days' : 'no-days';
}

/** No day is later than any. */
const isBefore = (day: string | null, other: string | null): boolean =>
  day !== null && (other === null || day < other);

function movedStart(before: Profile, after: Profile): ProfileDecision['start'] {
  const [from, to] = [goLiveOn(before, 'vardtillfalle'), goLiveOn(after, 'vardtillfalle')];
  return from === null || to === null || from === to ? null : { from, to };
}

function movedWork(before: Profile, after: Profile): readonly MovedWork[] {
  const known = new Map(before.milestones.map(({ id, from, to }) => [id, { from, to }]));
  return namedMilestones(after).flatMap(({ id, title, owners, from, to }) => {
    const was = known.get(id);
    return was === undefined || (was.from === from && was.to === to)
      ? []
      : [{ milestone: id, title, owners, was, is: { from, to } }];
  });
}

/** A unit's own beginning; a day that it has not is empty. */
function workOfUnit({ unit, from, to }: MovedUnit, { target }: Profile): MovedWork {
  const on = (day: string | null): Span => ({ from: day ?? '', to: day ?? '' });
  return {
    milestone: 'unitDays',
    title: `Börjar i ${target}`,
    owners: [unit],
    was: on(from),
    is: on(to),
  };
}

function toldOf(
  work: readonly MovedWork[],
  { lists, firstLists }: Pick<Circumstances, 'lists' | 'firstLists'>,
): readonly Told[] {
  const first = [
    ...lists.flatMap(({ newOwner, step }) => (newOwner === null ? [] : [{ owner: newOwner, step }])),
    ...firstLists.filter(({ rowsIn }) => rowsIn > 0),
  ];
  const all = [
    ...new Set([
      ...work.flatMap(({ owners }) => owners),
      ...lists.map(({ owner }) => owner),
      ...first.map(({ owner }) => owner),
    ]),
  ];
  return all.map((who) => ({
    who,
    work: work.filter(({ owners }) => owners.includes(who)),
    lists: lists.flatMap(({ owner, worklist }) => (owner === who ? [worklist] : [])),
    firstOf: [...new Set(first.flatMap(({ owner, step }) => (owner === who ? [step] : [])))],
  }));
}
