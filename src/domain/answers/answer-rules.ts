import { fold } from '../words/fold.ts';
import { holdsPersonNumber } from '../identity/person-number-in-text.ts';
import { dayOf, readInstant } from '../calendar/days.ts';
import type { AnswerColumn } from './answer-columns.ts';

/** Why an answer is not taken in (`error`), or is taken in and told of (`warning`). A code is never reused; texts in `text/returned.ts`. */
export const ANSWER_FINDINGS = {
  ANSWER_NOT_A_CHOICE: { severity: 'error' },
  ANSWER_NOT_A_DAY: { severity: 'error' },
  ANSWER_IN_THE_FUTURE: { severity: 'error' },
  ANSWER_BEFORE_STEP: { severity: 'error' },
  ANSWER_BEFORE_CASE: { severity: 'error' },
  CLOSED_BEFORE_ALL_PARTIES: { severity: 'error' },
  /** Kept, and told of: it counts when the earlier step says what it must. */
  CLOSED_BEFORE_STEP: { severity: 'warning' },
  MOVED_WITHOUT_CONSENT: { severity: 'error' },
  ANSWER_AFTER_READ_ONLY: { severity: 'error' },
  ANSWER_LATE: { severity: 'warning' },
  /** A time of day stands with the day, and only the day is read. */
  DAY_WITH_TIME: { severity: 'warning' },
  ANSWER_WITH_PERSONNUMMER: { severity: 'error' },
  ANSWER_TOO_LONG: { severity: 'error' },
  SIGNATURE_WITH_PERSONNUMMER: { severity: 'warning' },
  COLUMN_GONE: { severity: 'warning' },
  ANSWER_TAKEN_BACK: { severity: 'warning' },
  /** The same was known when another answered otherwise, on a later list or a list of conflicts. */
  ANSWER_WEIGHED: { severity: 'warning' },
  /** The same was said before a list that says otherwise, and on this very hand-out. */
  ANSWER_OUTDATED: { severity: 'warning' },
  /** The file is one whose answer a corrected list has taken back. */
  ANSWER_CORRECTED: { severity: 'warning' },
} as const satisfies Readonly<Record<string, { readonly severity: 'error' | 'warning' }>>;

type AnswerCode = keyof typeof ANSWER_FINDINGS;

/** As much as a cell of a workbook holds, and no cell is read further: a text of that length may go on. */
const LONGEST_READ = 32_767;

/** What a cell answers, or why it is no answer. */
export type ReadAnswer =
  | {
      readonly value: string | null;
      /** What is told of it, though it is taken in. */
      readonly told?: AnswerCode;
    }
  | { readonly fault: AnswerCode };

const MIDNIGHT = 'T00:00';

/** An answer as it is kept: the choice as the list has it, the day as ISO; or why it is none. */
export function readAnswer(
  { format, choices = [] }: Pick<AnswerColumn, 'format' | 'choices'>,
  written: string,
): ReadAnswer {
  const text = written.trim();
  if (text === '') return { value: null };
  if (format === 'choice') {
    const chosen = choices.find((choice) => fold(choice) === fold(text));
    return chosen === undefined ? { fault: 'ANSWER_NOT_A_CHOICE' } : { value: chosen };
  }
  if (format === 'date') {
    const instant = readInstant(text);
    if (typeof instant !== 'string') return { fault: 'ANSWER_NOT_A_DAY' };
    const value = dayOf(instant);
    return instant === value || instant.endsWith(MIDNIGHT) ? { value } : { value, told: 'DAY_WITH_TIME' };
  }
  // Trimmed or not: what was cut may have ended in a space.
  if (written.length >= LONGEST_READ) return { fault: 'ANSWER_TOO_LONG' };
  return holdsPersonNumber(text)
    ? { fault: 'ANSWER_WITH_PERSONNUMMER' }
    : { value: text.replace(/\s+/gu, ' ') };
}
