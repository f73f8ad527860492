import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { StepPlace } from '../../domain/readiness/cells.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import { sipsOfParties } from '../../register/cases/sip-parties.ts';
import { openStepAnswers } from '../cases/step-answers.ts';

interface OfParty {
  readonly isProtected: boolean;
  /** Where it asks for help, while its SIP is open and it is not done. */
  readonly places: readonly StepPlace[];
}

/** How the parties of SIPs stand that have been on a list, by their reference: no figure counts them, the inbox does. */
export function partiesOfSips(db: Engine, asOf: string): ReadonlyMap<string, OfParty> {
  const sips = sipsOfParties(db);
  if (sips.size === 0) return new Map();
  const answers = openStepAnswers(db, asOf);
  const isProtected = openProtection(db);
  return new Map(
    [...sips].map(([partNo, sip]): [string, OfParty] => {
      const given = sip.class === 'closed' ? [] : [...(answers.of('sip_part', partNo)?.values() ?? [])];
      const places = given.flatMap(({ step, owner, doneOn, needsHelp }): readonly StepPlace[] =>
        needsHelp && doneOn === null ? [{ step, owner, recipient: null, state: 'need-help' }] : [],
      );
      return [referenceCode('D', partNo), { isProtected: isProtected(sip), places }];
    }),
  );
}
