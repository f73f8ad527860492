import { stockholmDay } from '../../domain/calendar/days.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import { MARKED } from '../../domain/answers/by-hand.ts';
import { findCase } from '../../register/cases/cases.ts';
import { ANSWERED, RESOLVED, type AnsweredData } from '../../domain/answers/answers.ts';
import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import type { LateAnswer } from '../../domain/checkpoints/checkpoint-schema.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';

/**
 * Answers about work done in the source system before it was read-only, and handed in after: a checkpoint names those
 * that the one before could not know.
 *
 * @param after the event of the checkpoint before
 */
export function lateAnswers(db: Engine, after: number): LateAnswer[] {
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  const referenceOf = openReferences(db);
  return eventsOfType(db, ANSWERED, RESOLVED, MARKED).flatMap(
    ({ seq, type, kind, caseId, effectiveOn, recordedAt, data: text }) => {
      if (seq <= after || undone.has(seq)) return [];
      const data = JSON.parse(text) as Partial<AnsweredData>;
      if (data.isLate !== true) return [];
      // What is said by hand is about a case by its id, and is written down as it is said.
      const reference = type === MARKED ? referenceOf(kind, caseId) : (data.token ?? '');
      const returnedOn = data.returnedOn ?? stockholmDay(new Date(recordedAt));
      return [{ seq, reference, on: effectiveOn, returnedOn }];
    },
  );
}

/** The reference that a SIP or a vårdtillfälle is shown by. */
function openReferences(db: Engine): (kind: string | null, caseId: string | null) => string {
  return (kind, caseId) => {
    if (caseId === null || (kind !== 'sip' && kind !== 'vardtillfalle')) return '';
    const found = findCase(db, kind, caseId);
    return found === undefined ? '' : referenceCode(kind === 'sip' ? 'S' : 'V', found.case_no);
  };
}
