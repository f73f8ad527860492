import { ANSWERED, type AnsweredData } from '../../domain/answers/answers.ts';
import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import type { LateAnswer } from '../../domain/checkpoints/checkpoint-schema.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Database } from '../../register/engine/driver.ts';

/**
 * Answers about work done in the source system before it was read-only, and handed in after: a checkpoint names those
 * that the one before could not know.
 *
 * @param after the event of the checkpoint before
 */
export function lateAnswers(db: Database, after: number): LateAnswer[] {
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  return eventsOfType(db, ANSWERED).flatMap(({ seq, effectiveOn, data: text }) => {
    if (seq <= after || undone.has(seq)) return [];
    const { isLate, token, returnedOn } = JSON.parse(text) as AnsweredData;
    return isLate === true ? [{ seq, reference: token, on: effectiveOn, returnedOn }] : [];
  });
}
