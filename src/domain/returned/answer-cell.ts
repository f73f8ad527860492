import type { AnswerColumn } from '../answers/answer-columns.ts';
import { readAnswer } from '../answers/answer-rules.ts';
import {
  isWorkInSourceBy,
  statementFault,
  type StatedCase,
  type Statement,
  type StatementFault,
} from '../answers/statement.ts';
import { asSeenIn } from './as-seen.ts';
import type { ReturnedCode } from './returned-findings.ts';

/** What an answer is judged by besides itself. */
export interface CellContext extends StatedCase {
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
  readonly fault: ReturnedCode | null;
  /** What it means to say, where that is not taken in: it says so all the same against the rest of its row. */
  readonly meant?: string;
  /** What is told of an answer that is taken in. */
  readonly told?: ReturnedCode;
  /** Work in the source system, done before that was read-only and told of after. */
  readonly isLate?: true;
}

const YES = 'Ja';
/** Of a SIP that is to be moved, whichever way: the same rules hold for both. */
const WHEREVER_IT_MOVES = 'move-outside-vardtillfalle';

/** What an answer says of its case. What is taken back is done now, whatever day the row gives. */
export function statementOf(
  { attests, format, decides }: Pick<AnswerColumn, 'attests' | 'format' | 'decides'>,
  value: string | null,
  rowOn: string | null,
): Statement {
  const on = format === 'date' ? value : null;
  return {
    mark: attests ?? null,
    isDone: on !== null || value === YES,
    decides: decides === undefined || value === null ? null : (decides[value] ?? WHEREVER_IT_MOVES),
    on,
    doneOn: value === null || format === 'date' ? value : rowOn,
  };
}

/** What stands instead of an answer that is refused: nothing at all, but under a lock what was handed out. */
const insteadOf = (fault: StatementFault, handed: string | null): string | null | undefined =>
  fault === 'ANSWER_AFTER_READ_ONLY' ? handed : undefined;

/** A choice that can not be read is none: what rests on it must not hold. */
export const unreadable = (column: AnswerColumn, fault: ReturnedCode): CellReading => ({
  column,
  value: column.format === 'choice' ? null : undefined,
  says: 'nothing',
  fault,
});

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
  if ('fault' in read) return unreadable(column, read.fault);
  const { value, told } = read;
  if (asSeenIn(column.format, value) === asSeenIn(column.format, handed))
    return { column, value: handed, says: handed === null ? 'nothing' : 'same', fault: null };
  const said = statementOf(column, value, context.rowOn);
  const fault = statementFault(said, context);
  if (fault !== null)
    return {
      ...{ column, value: insteadOf(fault, handed), says: 'nothing', fault },
      ...(value === null ? {} : { meant: value }),
    };
  const isLate = context.lockedSince !== null && isWorkInSourceBy(said);
  return {
    ...{ column, value, says: 'new', fault: null },
    ...(told === undefined ? {} : { told }),
    ...(isLate ? { isLate } : {}),
  };
}
