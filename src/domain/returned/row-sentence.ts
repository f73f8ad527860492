import type { AnswerColumn } from '../answers/answer-columns.ts';
import { decides, deniesClosing, STATUS, type Sense } from '../answers/row-senses.ts';

// What a returned row says, and what the rules over it look for there.

/** The returned row of one case, as far as the rules need it: the row alone, never another file's answers. */
export interface JudgedRow {
  /** The columns that people answer in, as they were handed out. */
  readonly columns: readonly AnswerColumn[];
  /** What the row says, handed out or new; what can not be read is not here, or null. */
  readonly answers: ReadonlyMap<string, string | null>;
  /** What is not taken in, and says something all the same against the rest of the row. */
  readonly meant: ReadonlyMap<string, string>;
  /** Columns whose answers are new. */
  readonly changed: ReadonlySet<string>;
  /** Columns in which something stands that can not be read, or is refused. */
  readonly doubts: ReadonlySet<string>;
  /** The column for who has answered. */
  readonly signature: { readonly key: string; readonly isSigned: boolean };
  /** The day of the newest list, where that still has the case open. */
  readonly openInListOn: string | null;
  readonly isClosedByHand: boolean;
  readonly isFinishedInList: boolean;
  readonly messagesOwed: number;
}

/** An answer of the row, and what it amounts to. */
export interface Said {
  readonly column: AnswerColumn;
  readonly value: string | null;
  readonly sense: Sense | null;
  readonly isNew: boolean;
}

export interface Sentence extends JudgedRow {
  /** In the order of the columns, without those beside the row. */
  readonly said: readonly Said[];
  readonly status: string | null;
}

const NO = 'Nej';

export const where = ({ said }: Sentence, is: (one: Said) => boolean): readonly Said[] => said.filter(is);
export const closing = (row: Sentence): readonly Said[] => where(row, ({ sense }) => sense === 'closes');
export const statusOf = (row: Sentence): readonly Said[] => where(row, ({ column }) => column.key === STATUS);
export const deciding = (row: Sentence): readonly Said[] => where(row, ({ sense }) => decides(sense));
export const isEmpty = ({ value }: Said): boolean => value === null;
export const isNo = ({ value }: Said): boolean => value === NO;
export const isWork = ({ column: { attests, finishes } }: Said): boolean =>
  attests !== undefined || finishes === true;

/** What is decided to be closed already, of a day before the list that has it open. */
export function decidedBefore(row: Sentence): readonly Said[] {
  const { openInListOn } = row;
  const [day] = where(row, ({ column, value }) => isDayOfDecision(column) && value !== null);
  if (openInListOn === null || day === undefined || (day.value ?? '') >= openInListOn) return [];
  return deciding(row).filter(({ column, value }) => column.decides?.[value ?? ''] === 'closed');
}

const isDayOfDecision = ({ explains, format }: AnswerColumn): boolean =>
  explains === true && format === 'date';

export const goingOn = (row: Sentence): readonly Said[] =>
  where(row, ({ sense }) => sense === 'current' || sense === 'decides-move');
export const notDone = (row: Sentence): readonly Said[] => [
  ...where(row, (one) => isWork(one) && isNo(one)),
  ...(deniesClosing(row.status) ? statusOf(row) : []),
];

export const isCurrent = (row: Sentence): boolean => row.said.some(({ sense }) => sense === 'current');
