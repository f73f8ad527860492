import type { OutdatedList, ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { GUARDED_FROM } from '../../domain/worklists/guarded.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { groupBy } from '../../domain/words/group-by.ts';

// The lists that no longer hold, as people look for them: by what they are of, and by who has them.

/** The lists of one step. */
export interface WithdrawnStep {
  readonly title: string;
  readonly lists: number;
  readonly recipients: number;
  /** "AL-0009–AL-0020". */
  readonly ids: string;
  /** Whether its lists have other days or texts. */
  readonly hasOtherPlan: boolean;
  /** Whether any of them goes to somebody, or lies under a name, that is another. */
  readonly isRenamed: boolean;
  /** What is otherwise of their rows, in words; empty where nothing is. */
  readonly rows: string;
}

/** What is withdrawn, step by step, in the order of the plan. */
export function withdrawnSteps({ lists }: ProfileConsequences, profile: Profile): readonly WithdrawnStep[] {
  const plan = planOf(profile);
  const order = [...plan.steps, ...plan.off].map(({ id }) => id);
  const nth = (step: string): number => (order.includes(step) ? order.indexOf(step) : order.length);
  return [...groupBy(lists, ({ step }) => step)]
    .toSorted(([one], [other]) => nth(one) - nth(other))
    .map(([step, ofStep]) => ({
      title: stepWithId(plan, step)?.title ?? step,
      lists: ofStep.length,
      recipients: new Set(ofStep.map(({ owner }) => owner)).size,
      ids: idRanges(ofStep.map(({ worklist }) => worklist)),
      hasOtherPlan: ofStep.some(({ hasOtherPlan }) => hasOtherPlan),
      isRenamed: ofStep.some(({ isRenamed }) => isRenamed),
      rows: otherRows(ofStep),
    }));
}

const OTHER_PLAN = 'andra dagar eller texter';
const OTHER_NAME = 'annan mottagare, mapp eller fil: den gamla ligger kvar bredvid den nya';

/** The same as a line of text. */
export const withdrawnText = (step: WithdrawnStep): string =>
  `${step.title}: ${counted(step.lists, 'lista', 'listor')} hos ${counted(step.recipients, 'mottagare', 'mottagare')} (${step.ids}): ${whatIsOther(step)}`;

/** What is otherwise of the lists of a step. */
export const whatIsOther = ({ hasOtherPlan, isRenamed, rows }: WithdrawnStep): string =>
  [hasOtherPlan ? OTHER_PLAN : '', isRenamed ? OTHER_NAME : '', rows]
    .filter((text) => text !== '')
    .join('; ');

/** So few rows of protected persons on a list that their number is not told. */
const isFew = ({
  isGuarded,
  rowsIn,
  rowsOut,
  rowsChanged,
  rowsHeld,
}: Omit<OutdatedList, 'worklist' | 'step' | 'owner'>): boolean => {
  const rows = rowsIn + rowsOut + rowsChanged + rowsHeld;
  return isGuarded && rows > 0 && rows < GUARDED_FROM;
};

function otherRows(lists: readonly OutdatedList[]): string {
  const sum = (of: (list: OutdatedList) => number): number =>
    lists.reduce((total, list) => total + of(list), 0);
  const [rowsIn, rowsOut, changed, held] = [
    sum((list) => list.rowsIn),
    sum((list) => list.rowsOut),
    sum((list) => list.rowsChanged),
    sum((list) => list.rowsHeld),
  ];
  const hasFew = lists.some(isFew);
  return [
    ...(rowsIn + rowsOut === 0
      ? []
      : [hasFew ? 'andra rader' : `${some(rowsIn, 'rad')} till, ${some(rowsOut, 'rad')} bort`]),
    ...(changed === 0 ? [] : [hasFew ? 'annat i några rader' : `${some(changed, 'rad')} med annat innehåll`]),
    ...(held === 0
      ? []
      : [
          hasFew
            ? 'nya svar på rader som bytt klass eller mottagare väntar på bekräftelse'
            : `nya svar på ${some(held, 'rad')} väntar på bekräftelse`,
        ]),
  ].join('; ');
}

/** Numbers in a row as one: "AL-0001–AL-0007, AL-0012". */
export function idRanges(ids: readonly string[]): string {
  const ranges: { first: string; last: string }[] = [];
  for (const id of [...ids].sort()) {
    const open = ranges.at(-1);
    if (open !== undefined && isNext(open.last, id)) open.last = id;
    else ranges.push({ first: id, last: id });
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', ');
}

function isNext(id: string, other: string): boolean {
  const [one, next] = [id, other].map((text) => /^(.*?)(\d+)$/u.exec(text));
  return one?.[1] !== undefined && one[1] === next?.[1] && Number(one[2]) + 1 === Number(next[2]);
}

/** Who has to wait for a new list, and how many of theirs no longer hold. */
export const waiting = ({
  decision: { told },
}: ProfileConsequences): readonly { readonly who: string; readonly lists: number }[] =>
  told.flatMap(({ who, lists }) => (lists.length === 0 ? [] : [{ who, lists: lists.length }]));

/** What all of them are told. */
export function waitingText(of: ProfileConsequences): string {
  return `Listan ni har gäller inte längre. Vänta på en ny. Svar ni redan har gett står kvar. Det gäller ${counted(of.lists.length, 'lista', 'listor')} hos ${counted(waiting(of).length, 'mottagare', 'mottagare')}.`;
}

/** Who gets a list that they have not had, and how many. */
export const beginning = ({
  decision: { told },
}: ProfileConsequences): readonly { readonly who: string; readonly lists: number }[] =>
  told.flatMap(({ who, firstOf }) => (firstOf.length === 0 ? [] : [{ who, lists: firstOf.length }]));

/** What all of them are told. */
export function beginningText(of: ProfileConsequences): string {
  const lists = of.firstLists.filter(({ rowsIn }) => rowsIn > 0);
  const rows = lists.reduce((sum, { rowsIn }) => sum + rowsIn, 0);
  const isFewRows = lists.some(({ isGuarded, rowsIn }) => isGuarded && rowsIn < GUARDED_FROM);
  const all = beginning(of);
  const listCount = all.reduce((sum, one) => sum + one.lists, 0);
  return `Ni får arbete på en lista som ni inte har fått förut. Vänta på den. Det gäller ${counted(listCount, 'lista', 'listor')} hos ${counted(all.length, 'mottagare', 'mottagare')}${rows === 0 || isFewRows ? '' : `, med ${some(rows, 'rad')} till`}.`;
}

export interface ChangedGate {
  readonly id: string;
  readonly title: string;
  readonly due: Change;
  readonly state: Change;
}

interface Change {
  readonly before: string;
  readonly after: string;
}

/** The gates, in the words of the report. */
export const gateRows = ({ gates }: ProfileConsequences): readonly ChangedGate[] =>
  gates.map(({ id, title, before, after }) => ({
    ...{ id, title },
    due: { before: before?.dueOn ?? '', after: after?.dueOn ?? '' },
    state: { before: stateOf(before), after: stateOf(after) },
  }));

const stateOf = (gate: ProfileConsequences['gates'][number]['before']): string =>
  gate === null
    ? 'finns inte'
    : `${gate.ok ? 'uppfyllt' : 'inte uppfyllt'} (${gate.value === null ? 'okänt' : count(gate.value)})`;

/** "2025-09-30 blir 2025-10-28"; one that is as it was, once. */
export const changeText = ({ before, after }: Change): string =>
  before === after ? after : `${before === '' ? '–' : before} blir ${after === '' ? '–' : after}`;

export const gateText = ({ id, title, due, state }: ChangedGate): string =>
  `${title} (${id}): ${changeText(due)}, ${changeText(state)}`;
