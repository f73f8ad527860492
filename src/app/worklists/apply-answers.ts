import { answerColumn } from '../../domain/answers/answer-columns.ts';
import type { AnsweredData, CellPlace } from '../../domain/answers/answers.ts';
import { UNDONE, type UndoneData } from '../../domain/answers/undone.ts';
import {
  canBeWithdrawn,
  noLongerSaid,
  stillCounted,
  type EarlierAnswer,
} from '../../domain/returned/earlier-version.ts';
import { changesClass, newAnswers, outcomeOf, type Outcome } from '../../domain/returned/outcome.ts';
import type { ReadRows } from '../../domain/returned/read-returned-rows.ts';
import { countOfType, eventWriter, type NewEvent, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import type { ReturnBasis } from './return-basis.ts';

interface Applied extends Outcome {
  readonly returnId: string | null;
  readonly changesClasses: boolean;
  /** Answers that the same hand-out gave before and gives no longer. */
  readonly noLongerSaid: number;
  /** Those of them that were taken back. */
  readonly withdrawn: readonly EarlierAnswer[];
}

export const RETURNED = 'returned';

/** Writes down what is new, and says of every answer what has come of it. Classes are the caller's to renew. */
export function applyAnswers(
  { db }: Register,
  request: { readonly asOf: string; readonly writer: Writer; readonly withdraws: boolean },
  list: IssuedWorklist,
  sha256: string,
  read: ReadRows,
  { cellsOf, lockedSince, decisionOf }: ReturnBasis,
): Applied {
  const touched = [
    ...read.answers.map(({ place }) => place),
    ...read.said.map((row) => ({ ...row, column: '' })),
  ];
  const atFirst = cellsOf(touched);
  const returnId = `R-${String(countOfType(db, RETURNED) + 1).padStart(4, '0')}`;
  const logEvent = eventWriter(db, request.writer);
  const earlier = noLongerSaid(read.said, list.worklistId, atFirst);
  const withdrawn = request.withdraws
    ? earlier.filter((one) => canBeWithdrawn(one, lockedSince !== null))
    : [];
  for (const event of withdrawals(withdrawn, returnId, request.asOf)) logEvent(event);
  const before = withdrawn.length > 0 ? cellsOf(touched) : atFirst;
  const fresh = newAnswers(read.answers, before);
  for (const { type, place, data, effectiveOn } of fresh) {
    const { kind, caseId } = place;
    logEvent({
      type,
      effectiveOn,
      kind,
      caseId,
      data: {
        return: returnId,
        returnedOn: request.asOf,
        ...data,
        ...decided(place, data.value, decisionOf),
      },
    });
  }
  const after = fresh.size > 0 ? cellsOf(touched) : before;
  const outcome = outcomeOf(read.answers, fresh, before, after);
  const counts = {
    noLongerSaid: stillCounted(
      earlier.filter((one) => !withdrawn.includes(one)),
      after,
    ).length,
    withdrawn,
  };
  const changed = [...fresh, ...withdrawn];
  if (changed.length === 0) return { returnId: null, changesClasses: false, ...counts, ...outcome };
  const { applied, unchanged, conflicts, held, waiting } = outcome;
  logEvent({
    type: RETURNED,
    effectiveOn: request.asOf,
    data: {
      return: returnId,
      worklist: list.worklistId,
      sha256,
      rows: read.rows,
      applied,
      unchanged: unchanged + read.left,
      conflicts: conflicts.length,
      held: held.length + waiting.length,
      rejected: read.rejected.length,
      ...(withdrawn.length > 0 ? { withdrawn: withdrawn.length } : {}),
    },
  });
  return { returnId, changesClasses: changesClass(atFirst, after), ...counts, ...outcome };
}

/** The class that an answer decides, and what that rests on; nothing of any other answer. */
function decided(
  place: CellPlace,
  value: string | null,
  decisionOf: ReturnBasis['decisionOf'],
): Pick<AnsweredData, 'decides' | 'restsOn' | 'overruled'> {
  const decides = answerColumn(place.column)?.decides;
  const basis = decides === undefined || value === null ? null : decisionOf(place);
  if (decides === undefined || value === null || basis === null) return {};
  const { moves, restsOn, overruled } = basis;
  return { decides: decides[value] ?? moves, restsOn, overruled };
}

/** One event for each return that something is taken back of, naming it. */
function withdrawals(
  earlier: readonly EarlierAnswer[],
  withdrawnBy: string,
  asOf: string,
): readonly NewEvent[] {
  return [...new Set(earlier.map((one) => one.return))].map((of) => {
    const seqs = earlier.filter((one) => one.return === of).map(({ seq }) => seq);
    return { type: UNDONE, effectiveOn: asOf, data: { seqs, return: of, withdrawnBy } satisfies UndoneData };
  });
}
