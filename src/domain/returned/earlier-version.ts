import { cellName, type AnswerCell, type CellPlace } from '../answers/answers.ts';
import { answerColumn } from '../answers/answer-columns.ts';
import { isWorkInSource } from '../worklists/columns.ts';
import type { SaidRow } from './returned-row.ts';

/** An answer that an earlier return of the same hand-out gave, and this one gives no longer. */
export interface EarlierAnswer {
  readonly seq: number;
  /** The return that it came with. */
  readonly return: string;
  readonly place: CellPlace;
  /** Where it stood, in the file that says it no longer. */
  readonly sheet: string | null;
  readonly row: number;
  /** The reference of its row. */
  readonly token: string;
  readonly value: string | null;
}

/**
 * What the same hand-out said of the file's rows in earlier returns and says no longer. Rows and cells that the file does
 * not have, or that could not be read, say nothing of it: two colleagues may return half each.
 *
 * @param before the cells as they were
 */
export function noLongerSaid(
  said: readonly SaidRow[],
  worklistId: string,
  before: ReadonlyMap<string, AnswerCell>,
): readonly EarlierAnswer[] {
  return said.flatMap(({ sheet, row, kind, caseId, step, token, values }) =>
    [...values].flatMap(([column, now]) => {
      const place = { kind, caseId, step, column };
      const given = before.get(cellName(place))?.given ?? [];
      return given
        .filter(({ worklist, value }) => worklist === worklistId && value !== now)
        .map(({ seq, return: returnId, value }) => ({
          ...{ seq, return: returnId, place, token, value },
          ...{ sheet, row },
        }));
    }),
  );
}

/** Names what a file says of the rows of its hand-out, cell by cell. */
export const saidIn = (said: readonly SaidRow[], worklistId: string): readonly string[] =>
  said.flatMap(({ kind, caseId, step, values }) =>
    [...values].map(([column, value]) => nameOfSaid(worklistId, { kind, caseId, step, column }, value)),
  );

const nameOfSaid = (worklistId: string, place: CellPlace, value: string | null): string =>
  JSON.stringify([worklistId, cellName(place), value]);

/**
 * Those that no other file of the same hand-out says either, of those that are handed in together: halves of one list take
 * back what was said before them, and not what the other says.
 *
 * @param together what all of them say
 */
export const notSaidTogether = (
  earlier: readonly EarlierAnswer[],
  worklistId: string,
  together: ReadonlySet<string>,
): readonly EarlierAnswer[] =>
  together.size === 0
    ? earlier
    : earlier.filter(({ place, value }) => !together.has(nameOfSaid(worklistId, place, value)));

/** Those that a corrected list may take back: none of work in the source system once that is read-only. */
export const canBeWithdrawn = ({ place }: EarlierAnswer, isSourceLocked: boolean): boolean => {
  const column = answerColumn(place.column);
  return !isSourceLocked || column === undefined || !isWorkInSource(column);
};

/** Those that stand in no conflict, which is told of itself. */
export function stillCounted(
  earlier: readonly EarlierAnswer[],
  after: ReadonlyMap<string, AnswerCell>,
): readonly EarlierAnswer[] {
  return earlier.filter(({ place }) => after.get(cellName(place))?.held?.because !== 'contradiction');
}
