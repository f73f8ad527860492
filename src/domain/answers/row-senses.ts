import { answerColumn, type ANSWERS, type AnswerColumn } from './answer-columns.ts';
import type { Gainsaying } from './answers.ts';
import { MARKS, type MarkName } from './marks.ts';

/**
 * What an answer amounts to, whatever step it is given on. `closes`: finished in the source system; `ends`: other work
 * that a case can have that is not current; `moves`: work for one that is; `decides-end` and `decides-move`: what
 * becomes of it is decided; `current`: it is current all the same.
 */
export type Sense = 'closes' | 'ends' | 'moves' | 'decides-end' | 'decides-move' | 'current';

export type Status = (typeof ANSWERS)[number];

const DECISIONS: readonly Sense[] = ['decides-end', 'decides-move'];

/** What may not stand together: which answers say the opposite of a status on the same row. */
export const CONTRADICTED_BY: Readonly<Record<Status, readonly Sense[]>> = {
  Klar: [],
  Pågår: ['closes', ...DECISIONS],
  'Inte aktuell': ['moves', 'decides-move', 'current'],
  'Behöver hjälp': ['closes', ...DECISIONS],
  'Fel mottagare': ['closes', 'ends', 'moves', 'current', ...DECISIONS],
};

/** Of its day: done before the row was handed out, it says nothing against how things stand now. */
export const isOfItsDay = (sense: Sense | null): boolean => sense === 'moves' || sense === 'ends';
/** Whether it changes the class of the case. */
export const settles = (sense: Sense | null): boolean => sense !== null && !isOfItsDay(sense);
export const decides = (sense: Sense | null): boolean => sense !== null && DECISIONS.includes(sense);

const ENDING_MARKS: readonly MarkName[] = ['closed-in-lifecare', 'acknowledged'];
const ENDING_CLASSES: readonly string[] = ['close-not-current', 'closed', 'finish-in-prator'];
const YES = 'Ja';
/** The status that says that there is nothing to move. */
export const NOT_CURRENT = 'Inte aktuell' satisfies Status;

/** What an answer amounts to; null where it says nothing of the kind, as No and a text do. */
export function senseOf(column: AnswerColumn, value: string | null): Sense | null {
  if (value === null) return null;
  if (column.decides !== undefined) {
    const decided = column.decides[value] ?? null;
    if (decided === null) return 'current';
    return ENDING_CLASSES.includes(decided) ? 'decides-end' : 'decides-move';
  }
  const { attests, finishes, format } = column;
  if (format !== 'date' && value !== YES) return null;
  if (attests === undefined) return finishes === true ? 'moves' : null;
  if (MARKS[attests].closesInSource) return 'closes';
  return ENDING_MARKS.includes(attests) ? 'ends' : 'moves';
}

/** Whether a column can decide the class of a case, and nothing else. */
export const isForDecision = ({ decides: classes }: AnswerColumn): boolean =>
  classes !== undefined && Object.values(classes).every((decided) => decided !== null);

export const isForClosing = ({ attests }: AnswerColumn): boolean =>
  attests !== undefined && MARKS[attests].closesInSource;

/** Whether an answer in a column attests that a case is finished in the source system. */
export function closesInSource(key: string): boolean {
  const column = answerColumn(key);
  return column !== undefined && isForClosing(column);
}

/** Whether an answer finishes the case: as a day on which it was, or as a decision that it is. */
export const finishesCase = (column: AnswerColumn, value: string): boolean =>
  isForClosing(column) || column.decides?.[value] === 'closed';

/** Whether a status says that a case is not finished. Work under way gives way to what is done. */
export const deniesClosing = (status: string | null): boolean =>
  status !== null && status !== 'Pågår' && CONTRADICTED_BY[status as Status].includes('closes');

/** Whether a column stands beside the row: it contradicts nothing, and is kept whatever becomes of the rest. */
export const isAside = ({ keepsAll, explains }: AnswerColumn): boolean =>
  keepsAll === true && explains !== true;

/** The column whose answers the table is of. */
export const STATUS = 'status';

/**
 * Whether a status that somebody else has given on the same row says the opposite of an answer. Work under way does not:
 * it gives way to what is done after. Work that is of its day is gainsaid only by who says that the case is not current,
 * where neither knew of the other: a wrong recipient says nothing against what another has done.
 */
export function gainsaying(column: AnswerColumn, value: string, status: string): Gainsaying {
  const sense = senseOf(column, value);
  const against: readonly (Sense | null)[] | undefined =
    status === 'Pågår' ? undefined : CONTRADICTED_BY[status as Status];
  if (against?.includes(sense) !== true) return 'never';
  if (!isOfItsDay(sense)) return 'always';
  return status === NOT_CURRENT ? 'unknowing' : 'never';
}

/** Whether an answer of a column can amount to anything: then a status may say the opposite. */
export const canAmount = ({ decides: classes, attests, finishes }: AnswerColumn): boolean =>
  classes !== undefined || attests !== undefined || finishes === true;
