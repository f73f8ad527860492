import { answerColumn } from '../../domain/answers/answer-columns.ts';
import { wordsByHand } from '../../domain/answers/by-hand.ts';
import { isGroundLaid } from '../../domain/answers/step-ground.ts';
import { groundedStep, planOf } from '../../domain/plan/plan.ts';
import { groundOfStep } from '../../domain/plan/plans.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import { ANSWER_EVENTS } from '../../domain/answers/answers.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { openAnswerCells } from './answered-case.ts';
import { openPersonPlaces } from './person-places.ts';

interface OfClass {
  readonly kind: string;
  readonly caseId: string;
  readonly className: string;
}

/** An answer on an earlier step that closings of a case rest on. */
export interface CaseGround {
  readonly step: string;
  /** What the column is called there. */
  readonly header: string;
  readonly isLaid: boolean;
}

/** What closing a case rests on, where an earlier step must say something first; null where none must. */
export function groundOf({ db, profile }: Register, { kind, caseId, className }: OfClass): CaseGround | null {
  const closing = groundedStep(planOf(profile), { kind, className });
  const ground = closing === undefined ? undefined : groundOfStep(closing.id);
  if (closing === undefined || ground === undefined) return null;
  const cells = openAnswerCells(db)([{ kind, caseId, step: closing.id }]);
  const words = wordsByHand(eventsOfType(db, ...ANSWER_EVENTS));
  const isLaid = isGroundLaid({ kind, caseId, token: '' }, ground, {
    valueOf: (name) => cells.get(name)?.value ?? null,
    placeOf: openPersonPlaces(db),
    isSaidByHand: (mark) =>
      words.some((word) => word.kind === kind && word.caseId === caseId && word.mark === mark),
  });
  const header = answerColumn(ground.column)?.header ?? ground.column;
  return { step: ground.step, header: fillNames(header, profile), isLaid };
}
