import { changesClass, newAnswers, outcomeOf, type Outcome } from '../../domain/returned/outcome.ts';
import type { ReadRows } from '../../domain/returned/read-returned-rows.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { answerCellsOf } from '../cases/answered-case.ts';
import { reclassify } from '../cases/reclassify.ts';

export const RETURNED = 'returned';

/** Writes down what is new, and says of every answer what has come of it. */
export function applyAnswers(
  register: Register,
  request: { readonly asOf: string; readonly writer: Writer },
  list: IssuedWorklist,
  sha256: string,
  read: ReadRows,
): Outcome & { readonly returnId: string | null } {
  const { db } = register;
  const touched = read.answers.map(({ place }) => place);
  const before = answerCellsOf(db, touched);
  const returnId = `R-${String(eventsOfType(db, RETURNED).length + 1).padStart(4, '0')}`;
  const fresh = newAnswers(read.answers, before);
  const logEvent = eventWriter(db, request.writer);
  for (const { type, place, data, effectiveOn } of fresh) {
    const { kind, caseId } = place;
    logEvent({
      type,
      effectiveOn,
      kind,
      caseId,
      data: { return: returnId, returnedOn: request.asOf, ...data },
    });
  }
  const outcome = outcomeOf(read.answers, fresh, before, answerCellsOf(db, touched));
  if (fresh.size === 0) return { returnId: null, ...outcome };
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
    },
  });
  if ([...fresh].some(({ place }) => changesClass(place.column))) reclassify(register, null, logEvent);
  return { returnId, ...outcome };
}
