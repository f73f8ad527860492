import {
  PROFILE,
  sipCase,
  sipSubject,
  vardtillfalleCase,
  vardtillfalleSubject,
} from '../../classification/cases.test-help.ts';
import type { FactsOf } from '../../kinds/kinds.ts';
import { parseProfile } from '../../profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../profile/shipped-profiles.ts';
import type { UnitConnection } from '../../profile/unit-days.ts';
import type { Profile } from '../../profile/profile-schema.ts';
import { planOf, type Step } from '../plan.ts';
import type { MessageSubject, PartySubject, PatientSubject } from '../subject.ts';

/** A profile that comes with the product. */
export function shipped(name: string): Profile {
  const parsed = parseProfile(SHIPPED_PROFILES[name]);
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  return parsed.profile;
}

/** A step as Västernorrland does it, or another region. */
export function stepOf(id: string, profile: Profile = PROFILE): Step {
  const found = planOf(profile).steps.find((step) => step.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

/** The columns of a step's list, in order. */
export const columnsOf = (id: string, profile: Profile = PROFILE): string =>
  stepOf(id, profile)
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

/** A case of a unit that has begun, begins later, or has no day. */
export const unitState = (state: UnitConnection['state']): { readonly connection: UnitConnection } => ({
  connection: {
    state,
    day: state === 'never' ? null : '2025-09-22',
    why: state === 'never' ? 'utreds' : null,
  },
});

/** A person in a home of some kind. */
export const patient = (housing: string | null, more: Partial<PatientSubject> = {}): PatientSubject => ({
  ...SOMEBODY,
  kind: 'patient',
  reference: 'P1-X',
  inTargetLists: null,
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
  caseInSource: null,
  movingSips: [],
  ...more,
});

/** A message that somebody owes a kvittens. */
export const message = (more: Partial<MessageSubject> = {}): MessageSubject => ({
  ...SOMEBODY,
  kind: 'meddelande',
  reference: 'M1-X',
  caseState: 'open',
  isUnitKnown: true,
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

/** A party of a SIP that is to be moved. */
export const party = (more: Partial<PartySubject> = {}): PartySubject => ({
  ...SOMEBODY,
  kind: 'sip_part',
  reference: 'D1-X',
  sip: sip(),
  party: {
    key: 'enhet biståndsenheten sundsvall',
    name: 'Biståndsenheten Sundsvall',
    part: 'kommun',
    kommun: null,
    unit: 'Biståndsenheten Sundsvall',
  },
  ...more,
});
