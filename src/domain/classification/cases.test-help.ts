import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import type { FactsOf } from '../records/kinds.ts';
import type { CaseState } from './case-state.ts';
import type { SipCase, SipContext, VardtillfalleLink } from './sip-classes.ts';
import type { EarlierDisposition, VardtillfalleCase, VardtillfalleContext } from './vardtillfalle-classes.ts';

/** Cases for tests: without overrides nothing is wrong with them, so that a test shows only what it is about. */
export function shippedProfile(name = 'vasternorrland-2025'): Profile {
  const parsed = parseProfile(SHIPPED_PROFILES[name]);
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  return parsed.profile;
}

export const PROFILE = shippedProfile();
/** The day of the list that the cases stand in, and the day that the rules count from. */
export const LIST_ON = '2025-09-29';

const STATE: CaseState = {
  identity: 'ok',
  personKey: '193508099813',
  isConflicting: false,
  lastSeenOn: LIST_ON,
  latestListOn: LIST_ON,
  attestedClosedOn: null,
  decision: null,
};

const SIP_FACTS: FactsOf<'sip'> = {
  sip_id: 'S-1',
  person_id: '193508099813',
  name: 'Anna Larsson',
  kommun: '2281',
  unit: 'Nacksta hälsocentral',
  role: 'Distriktssköterska',
  part: 'primarvard',
  plan_form: 'sip',
  status: 'open',
  phase: 'genomforande',
  started_on: '2025-01-10',
  changed_on: '2025-09-01',
  meeting_on: null,
  consent: 'yes',
  is_protected: 0,
  vardtillfalle_id: null,
};

export function sipCase(facts: Partial<FactsOf<'sip'>> = {}, state: Partial<CaseState> = {}): SipCase {
  return { ...STATE, ...state, facts: { ...SIP_FACTS, ...facts } };
}

/** A context in which the patient has the given vårdtillfällen and every unit is known. */
export function sipContext(
  links: readonly VardtillfalleLink[] = [],
  context: Partial<SipContext> = {},
): SipContext {
  return {
    asOf: LIST_ON,
    profile: PROFILE,
    hasVardtillfalleList: true,
    vardtillfallenOf: () => links,
    isUnknownUnit: () => false,
    ...context,
  };
}

export const MOVING_LINK: VardtillfalleLink = {
  vardtillfalleId: 'V-1',
  isOpen: true,
  moves: true,
  deceasedOn: null,
};

const VARDTILLFALLE_FACTS: FactsOf<'vardtillfalle'> = {
  vardtillfalle_id: 'V-1',
  person_id: '193508099813',
  name: 'Anna Larsson',
  kommun: '2281',
  unit: 'Avdelning 17',
  care_form: 'somatik',
  admitted_at: '2025-09-20T10:15',
  expected_discharge_on: null,
  ready_at: null,
  discharged_at: null,
  deceased_on: null,
  status: 'inskriven',
  consent: 'yes',
  halsocentral: 'Nacksta hälsocentral',
  is_protected: 0,
};

export function vardtillfalleCase(
  facts: Partial<FactsOf<'vardtillfalle'>> = {},
  state: Partial<Omit<VardtillfalleCase, 'facts'>> = {},
): VardtillfalleCase {
  return {
    ...STATE,
    notUnderstood: null,
    earlier: [],
    ...state,
    facts: { ...VARDTILLFALLE_FACTS, ...facts },
  };
}

/** A context in which a list of messages is read and nobody owes a kvittens. */
export function vardtillfalleContext(context: Partial<VardtillfalleContext> = {}): VardtillfalleContext {
  return { asOf: LIST_ON, profile: PROFILE, hasMessageList: true, unacknowledgedOf: () => 0, ...context };
}

export function earlier(listOn: string, disposition: EarlierDisposition['disposition']): EarlierDisposition {
  return { listOn, disposition };
}
