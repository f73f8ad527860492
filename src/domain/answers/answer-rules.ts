import { fold } from '../words/fold.ts';
import { holdsPersonNumber } from '../identity/person-number-in-text.ts';
import { readDay } from '../calendar/days.ts';
import type { AnswerColumn } from './answer-columns.ts';

/** Why an answer is not taken in (`error`), or is taken in and told of (`warning`). A code is never reused; texts in `text/returned.ts`. */
export const ANSWER_FINDINGS = {
  ANSWER_NOT_A_CHOICE: { severity: 'error' },
  ANSWER_NOT_A_DAY: { severity: 'error' },
  ANSWER_IN_THE_FUTURE: { severity: 'error' },
  ANSWER_BEFORE_STEP: { severity: 'error' },
  ANSWER_BEFORE_CASE: { severity: 'error' },
  CLOSED_BEFORE_ALL_PARTIES: { severity: 'error' },
  MOVED_WITHOUT_CONSENT: { severity: 'error' },
  DECISION_WITHOUT_REASON: { severity: 'error' },
  CLOSED_BUT_CURRENT: { severity: 'error' },
  ANSWER_AFTER_READ_ONLY: { severity: 'error' },
  ANSWER_LATE: { severity: 'warning' },
  CLOSED_WITH_MESSAGES_OWED: { severity: 'warning' },
  CLOSED_BUT_LISTED: { severity: 'warning' },
  DONE_WITHOUT_DAY: { severity: 'warning' },
  SETTLED_WITHOUT_DAY: { severity: 'warning' },
  DONE_BUT_NOT: { severity: 'warning' },
  ANSWER_WITH_PERSONNUMMER: { severity: 'error' },
  ANSWER_TOO_LONG: { severity: 'error' },
  SIGNATURE_WITH_PERSONNUMMER: { severity: 'warning' },
  COLUMN_GONE: { severity: 'warning' },
  ANSWER_TAKEN_BACK: { severity: 'warning' },
} as const satisfies Readonly<Record<string, { readonly severity: 'error' | 'warning' }>>;

export type AnswerCode = keyof typeof ANSWER_FINDINGS;

/** The returned row of one case, as far as the rules need it. Judged by the row alone: another file's answers do not count. */
export interface AnsweredRow {
  readonly answers: ReadonlyMap<string, string | null>;
  /** The day of the newest list, where that still has the case open. */
  readonly openInListOn: string | null;
  readonly messagesOwed: number;
}

export interface RowRule {
  readonly code: AnswerCode;
  /** The column that it is told of. */
  readonly column: string;
  readonly isBroken: (row: AnsweredRow) => boolean;
}

const NO = 'Nej';
const has = ({ answers }: AnsweredRow, column: string): boolean => (answers.get(column) ?? null) !== null;

/** What several answers of a row must agree on. */
const ROW_RULES: readonly RowRule[] = [
  {
    code: 'CLOSED_BUT_CURRENT',
    column: 'closedOn',
    isBroken: (row) => has(row, 'closedOn') && has(row, 'stillCurrent'),
  },
  ...['sipDecision', 'vardtillfalleDecision'].map((column): RowRule => ({
    code: 'DECISION_WITHOUT_REASON',
    column,
    isBroken: (row) => has(row, column) && !has(row, 'decisionReason'),
  })),
  {
    code: 'CLOSED_WITH_MESSAGES_OWED',
    column: 'closedOn',
    isBroken: (row) => has(row, 'closedOn') && row.messagesOwed > 0,
  },
  {
    code: 'SETTLED_WITHOUT_DAY',
    column: 'status',
    isBroken: (row) =>
      row.answers.has('closedOn') && row.answers.get('status') === 'Inte aktuell' && !has(row, 'closedOn'),
  },
  {
    code: 'CLOSED_BUT_LISTED',
    column: 'closedOn',
    isBroken: ({ answers, openInListOn }) => {
      const closedOn = answers.get('closedOn') ?? null;
      return closedOn !== null && openInListOn !== null && closedOn < openInListOn;
    },
  },
];

/** As much as a cell of a workbook holds, and no cell is read further: a text of that length may go on. */
const LONGEST_READ = 32_767;

/** An answer as it is kept: the choice as the list has it, the day as ISO; or why it is none. */
export function readAnswer(
  { format, choices = [] }: Pick<AnswerColumn, 'format' | 'choices'>,
  written: string,
): { readonly value: string | null } | { readonly fault: AnswerCode } {
  const text = written.trim();
  if (text === '') return { value: null };
  if (format === 'choice') {
    const chosen = choices.find((choice) => fold(choice) === fold(text));
    return chosen === undefined ? { fault: 'ANSWER_NOT_A_CHOICE' } : { value: chosen };
  }
  if (format === 'date') {
    const day = readDay(text);
    return typeof day === 'string' ? { value: day } : { fault: 'ANSWER_NOT_A_DAY' };
  }
  // Trimmed or not: what was cut may have ended in a space.
  if (written.length >= LONGEST_READ) return { fault: 'ANSWER_TOO_LONG' };
  return holdsPersonNumber(text)
    ? { fault: 'ANSWER_WITH_PERSONNUMMER' }
    : { value: text.replace(/\s+/gu, ' ') };
}

/** What is wrong with a row as a whole, by the column it is told of. */
export function rowFaults(
  row: AnsweredRow,
  columns: readonly AnswerColumn[],
): readonly Pick<RowRule, 'code' | 'column'>[] {
  const broken = ROW_RULES.filter(({ isBroken }) => isBroken(row)).map(({ code, column }) => ({
    code,
    column,
  }));
  const attesting = columns.filter(({ attests }) => attests !== undefined);
  if (row.answers.get('status') !== 'Klar' || attesting.length === 0) return broken;
  if (attesting.every(({ key }) => !has(row, key)))
    return [...broken, { code: 'DONE_WITHOUT_DAY', column: 'status' }];
  const isDenied = columns.some(({ key, finishes }) => finishes === true && row.answers.get(key) === NO);
  return isDenied ? [...broken, { code: 'DONE_BUT_NOT', column: 'status' }] : broken;
}

export const isRefused = (code: AnswerCode): boolean => ANSWER_FINDINGS[code].severity === 'error';
