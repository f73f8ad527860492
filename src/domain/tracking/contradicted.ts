import { ANSWER_COLUMNS, answerColumn } from '../answers/answer-columns.ts';
import { cellName, type AnswerCell } from '../answers/answers.ts';
import { closesInSource } from '../answers/row-senses.ts';
import { decidedBy } from './tracking.ts';

/**
 * Whether a later list has contradicted an answer: it says that the case is closed, or decides so, on a day before a list
 * that has it open. It holds no longer (domain §10), and whoever says the same again says something new.
 *
 * @param cells by `cellName`
 * @param openInListOn the day of the last list, which has the case open
 */
export function isContradicted(
  cell: AnswerCell,
  cells: ReadonlyMap<string, AnswerCell>,
  openInListOn: string,
): boolean {
  const { column, value, effectiveOn } = cell;
  if (value === null) return false;
  if (closesInSource(column)) return (DAY.test(value) ? value : (effectiveOn ?? value)) < openInListOn;
  const decided = decidedBy(cell, cells);
  if (decided !== null) return decided.decision.class === 'closed' && decided.on < openInListOn;
  // The day of a decision goes with it.
  const { explains, format } = answerColumn(column) ?? {};
  if (explains !== true || format !== 'date') return false;
  return DECIDING.some((key) => {
    const decision = cells.get(cellName({ ...cell, column: key }));
    return decision !== undefined && isContradicted(decision, cells, openInListOn);
  });
}

const DAY = /^\d{4}-\d\d-\d\d$/u;
/** The columns of which that can be so. */
export const CAN_BE_CONTRADICTED: ReadonlySet<string> = new Set(
  ANSWER_COLUMNS.flatMap(({ key, decides, explains, format }) =>
    closesInSource(key) || decides !== undefined || (explains === true && format === 'date') ? [key] : [],
  ),
);
const DECIDING = ANSWER_COLUMNS.flatMap(({ key, decides }) => (decides === undefined ? [] : [key]));
