import { answerColumn } from './answer-columns.ts';
import { cellName, isForDecision, type AnswerCell } from './answers.ts';

/**
 * What a person is asked about who says which answers are right: each that waits for a decision and, beside it, what its
 * row says that it stands against. Only together can they be answered so that the row says one thing. What a column
 * excludes is settled with it: the one question is of both.
 *
 * @param cells by `cellName`
 */
export function askedTogether(cells: ReadonlyMap<string, AnswerCell>): readonly AnswerCell[] {
  const asked = [...cells.values()].filter(isForDecision);
  const besides = asked.flatMap((contested) => {
    const { kind, caseId, step, held } = contested;
    return (held?.values ?? []).flatMap(({ given }) =>
      given.flatMap(({ column }) => {
        const cell = cells.get(cellName({ kind, caseId, step, column }));
        if (cell === undefined || isExcluded(contested.column, column)) return [];
        return cell.held === null ? [] : [cell];
      }),
    );
  });
  return [...new Set([...asked, ...besides])];
}

/** What an answer says, whatever else of its row is in conflict; null where it waits for a person itself, or for another. */
export function standing({ value, held }: Pick<AnswerCell, 'value' | 'held'>): string | null {
  return held?.because === 'row' ? (held.values[0]?.value ?? null) : value;
}

/** Whether an answer in one column settles another by itself: who says that it is closed says that it is not current. */
export const isExcluded = (by: string, column: string): boolean => answerColumn(by)?.excludes === column;
