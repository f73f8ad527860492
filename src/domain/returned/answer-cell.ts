import type { AnswerColumn } from '../answers/answer-columns.ts';
import { dayFault, readAnswer, type AnswerCode } from '../answers/answer-rules.ts';
import { isWorkInSource } from '../worklists/columns.ts';
import { asSeenIn } from './as-seen.ts';

/** What an answer is judged by besides itself. */
export interface CellContext {
  readonly asOf: string;
  readonly stepBeginsOn: string | null;
  readonly caseBeganOn: string | null;
  /** The day since which the source system is read-only; null while it is not. */
  readonly lockedSince: string | null;
  /** The last day that the row gives as when something was done. */
  readonly rowOn: string | null;
}

/** What a cell for an answer says. */
export interface CellReading {
  readonly column: AnswerColumn;
  /** What the rules of the row count with; undefined where the cell says nothing that can be used. */
  readonly value: string | null | undefined;
  /** `same`: it says what it said when it was handed out. */
  readonly says: 'nothing' | 'same' | 'new';
  readonly fault: AnswerCode | null;
  /** Work in the source system, done before that was read-only and told of after. */
  readonly isLate?: true;
}

/** An answer that is another than was handed out. */
interface NewAnswer {
  readonly column: AnswerColumn;
  readonly value: string | null;
}

interface AnswerGuard {
  readonly faultOf: (answer: NewAnswer, context: CellContext) => AnswerCode | null;
  /** What stands instead of a refused answer: what was handed out, or nothing at all. */
  readonly instead: 'handed-out' | 'nothing';
}

/** The source system being read-only, nothing new is attested of work there but what was done before. */
const afterReadOnly: AnswerGuard = {
  faultOf: (answer, context) =>
    isWorkAfterAll(answer, context) && !isDoneBefore(answer, context) ? 'ANSWER_AFTER_READ_ONLY' : null,
  instead: 'handed-out',
};

const isWorkAfterAll = ({ column }: NewAnswer, { lockedSince }: CellContext): boolean =>
  lockedSince !== null && isWorkInSource(column);

/** By the day in the cell, or where the cell is no day, by the row's; what is taken back is done now. */
function isDoneBefore({ column, value }: NewAnswer, { lockedSince, rowOn }: CellContext): boolean {
  const on = value === null || column.format === 'date' ? value : rowOn;
  return on !== null && lockedSince !== null && on < lockedSince;
}

const dayOutOfPlace: AnswerGuard = {
  faultOf: ({ column, value }, context) =>
    column.format === 'date' && value !== null ? dayFault(value, context) : null,
  instead: 'nothing',
};

/** In this order: the first that holds is why a new answer is refused. */
const ANSWER_GUARDS: readonly AnswerGuard[] = [afterReadOnly, dayOutOfPlace];

/**
 * @param written undefined where the file does not have the column
 * @param handed what the cell held when it was handed out
 */
export function readAnswerCell(
  column: AnswerColumn,
  written: string | undefined,
  handed: string | null,
  context: CellContext,
): CellReading {
  if (written === undefined) return { column, value: handed, says: 'nothing', fault: null };
  const read = readAnswer(column, written);
  if ('fault' in read) {
    // A choice that can not be read is none: what rests on it must not hold.
    const value = column.format === 'choice' ? null : undefined;
    return { column, value, says: 'nothing', fault: read.fault };
  }
  const { value } = read;
  if (asSeenIn(column.format, value) === asSeenIn(column.format, handed))
    return { column, value: handed, says: handed === null ? 'nothing' : 'same', fault: null };
  for (const { faultOf, instead } of ANSWER_GUARDS) {
    const fault = faultOf({ column, value }, context);
    if (fault !== null)
      return { column, value: instead === 'handed-out' ? handed : undefined, says: 'nothing', fault };
  }
  return {
    column,
    value,
    says: 'new',
    fault: null,
    ...(isWorkAfterAll({ column, value }, context) ? { isLate: true } : {}),
  };
}
