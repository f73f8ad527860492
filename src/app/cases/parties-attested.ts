import { UNDONE } from '../../domain/answers/undone.ts';
import { asksAllParties, planOf } from '../../domain/plan/plan.ts';
import { SAID_BY_PEOPLE, trackCases } from '../../domain/tracking/tracking.ts';
import { eventsOfType, eventsOfTypeByCase } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';

/** A case, and the class that says whether its parties are asked. */
interface OfClass {
  readonly kind: string;
  readonly caseId: string;
  readonly className: string;
}

/**
 * Opens a look-up of whether somebody has attested that all parties of a SIP have moved what is theirs; null where no
 * step of its class asks that. Whoever says that a case is closed is held to it, whichever way it is said.
 */
export function openPartiesAttested(
  { db, profile }: Register,
  asOf: string,
): (of: OfClass) => boolean | null {
  const plan = planOf(profile);
  const saidOf = eventsOfTypeByCase(db, ...SAID_BY_PEOPLE);
  return ({ kind, caseId, className }) => {
    if (!asksAllParties(plan, { kind, className })) return null;
    const events = [...saidOf(kind, caseId), ...eventsOfType(db, UNDONE)];
    return trackCases(events, asOf)(kind, caseId).attested.some(({ mark }) => mark === 'sip-moved');
  };
}
