import {
  PROFILE,
  sipCase,
  sipSubject,
  vardtillfalleCase,
  vardtillfalleSubject,
} from '../../classification/cases.test-help.ts';
import type { FactsOf } from '../../kinds/kinds.ts';
import { planOf, type Step } from '../plan.ts';
import type { MessageSubject, PatientSubject } from '../subject.ts';

/** A step as Västernorrland does it. */
export function stepOf(id: string): Step {
  const found = planOf(PROFILE).steps.find((step) => step.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

/** The columns of a step's list, in order. */
export const columnsOf = (id: string): string =>
  stepOf(id)
    .columns.map(({ key }) => key)
    .join(' ');

export const sip = (facts: Partial<FactsOf<'sip'>> = {}) => sipSubject(sipCase(facts));
export const vardtillfalle = (facts: Partial<FactsOf<'vardtillfalle'>> = {}) =>
  vardtillfalleSubject(vardtillfalleCase(facts));

const SOMEBODY = {
  caseNo: 1,
  name: 'Anna Larsson',
  personId: '193508099813',
  birthYear: 1935,
  kommun: '2281',
  unit: null,
  consent: null,
  isProtected: false,
};

/** A person in a home of some kind. */
export const patient = (housing: string | null, more: Partial<PatientSubject> = {}): PatientSubject => ({
  ...SOMEBODY,
  kind: 'patient',
  reference: 'P1-X',
  facts: {
    person_id: '193508099813',
    name: 'Anna Larsson',
    kommun: '2281',
    housing,
    hemsjukvard_unit: null,
    temporary_address: null,
    has_next_of_kin: null,
    halsocentral: null,
    is_protected: 0,
  },
  hasOpenSip: false,
  ...more,
});

/** A message that somebody owes a kvittens. */
export const message = (more: Partial<MessageSubject> = {}): MessageSubject => ({
  ...SOMEBODY,
  kind: 'meddelande',
  reference: 'M1-X',
  caseReference: 'V1-X',
  receivedBy: 'region',
  facts: {
    meddelande_id: 'M-1',
    case_id: 'VT-1',
    type: 'Inskrivningsmeddelande',
    from_unit: 'Avdelning 17',
    to_unit: 'Nacksta hälsocentral',
    sent_at: '2025-09-28',
    is_information_only: 0,
    acknowledged_at: null,
  },
  ...more,
});
