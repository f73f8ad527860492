import fc from 'fast-check';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import { TERMS, type TermSet } from '../kinds/terms.ts';
import type { CaseState } from './case-state.ts';
import { PLAN_CLASSES, SIP_CLASSES, VARDTILLFALLE_CLASSES, type CaseClass } from './classes.ts';
import { ALL_AT_ONCE } from '../profile/unit-days.ts';
import type { SipSubject, VardtillfalleSubject } from '../plan/subject.ts';
import { classifySip, type SipCase, type SipContext, type VardtillfalleLink } from './sip-classes.ts';
import { classifyVardtillfalle, movesToTarget } from './vardtillfalle-classes.ts';
import type { EarlierDisposition, VardtillfalleCase, VardtillfalleContext } from './vardtillfalle-case.ts';

/** Cases for tests: without overrides nothing is wrong with them, so that a test shows only what it is about. */
function shippedProfile(name = 'vasternorrland-2025'): Profile {
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
  isProtected: false,
  unread: [],
  otherPersonOn: null,
  renewedAs: [],
  isConflicting: false,
  lastSeenOn: LIST_ON,
  latestListOn: LIST_ON,
  attestedClosedOn: null,
  inTarget: null,
  inTargetLists: null,
  wasEvaluatedBefore: false,
  decision: null,
  changedSinceDecision: [],
  reopened: null,
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
  participants: null,
};

export function sipCase(
  facts: Partial<FactsOf<'sip'>> = {},
  state: Partial<Omit<SipCase, 'facts'>> = {},
): SipCase {
  return {
    ...STATE,
    isProtected: facts.is_protected === 1,
    ...state,
    facts: { ...SIP_FACTS, ...facts },
  };
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
    namesakesOf: () => [],
    isUnknownUnit: () => false,
    ...context,
  };
}

export const MOVING_LINK: VardtillfalleLink = {
  vardtillfalleId: 'V-1',
  isOpen: true,
  moves: true,
  isUndecided: false,
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
  // One who has left is not in hospital besides, unless the test says so.
  const hasLeft = [facts.discharged_at, facts.deceased_on].some((day) => typeof day === 'string');
  return {
    ...STATE,
    isProtected: facts.is_protected === 1,
    earlier: [],
    perhapsOwed: 0,
    ...state,
    facts: { ...VARDTILLFALLE_FACTS, ...(hasLeft ? { status: null } : {}), ...facts },
  };
}

/** A context in which a list of messages is read and nobody owes a kvittens. */
export function vardtillfalleContext(context: Partial<VardtillfalleContext> = {}): VardtillfalleContext {
  return {
    asOf: LIST_ON,
    profile: PROFILE,
    hasMessageList: true,
    unacknowledgedOf: () => 0,
    unreadMessagesOf: () => 0,
    ...context,
  };
}

export function earlier(listOn: string, disposition: EarlierDisposition['disposition']): EarlierDisposition {
  return { listOn, disposition };
}

/** A day that a list may hold, or none. */
export const someDay = fc.constantFrom(
  null,
  '2023-05-01',
  '2024-09-29',
  '2025-09-28',
  '2025-09-29',
  '2025-09-30',
  '2025-10-20',
);
const someInstant = fc.constantFrom(
  null,
  '2025-09-01T08:00',
  '2025-09-29',
  '2025-09-29T23:59',
  '2025-09-30T00:00',
  '2025-10-12',
);
const asOf = fc.constantFrom('2025-09-01', '2025-09-29', '2025-10-05', '2025-10-06', '2025-10-16');
const someFlag = fc.constantFrom<(0 | 1 | null)[]>(0, 1, null);
const codeOf = (set: TermSet): fc.Arbitrary<string | null> =>
  fc.constantFrom(null, ...Object.keys(TERMS[set]));

function anyState(classes: Readonly<Record<string, string>>): fc.Arbitrary<CaseState> {
  return fc.record({
    identity: fc.constantFrom<CaseState['identity'][]>(
      null,
      'ok',
      'reserve',
      'missing',
      'check-digit',
      'century-guessed',
      'unknown-form',
    ),
    personKey: fc.constantFrom(null, '193508099813'),
    isProtected: fc.boolean(),
    unread: fc.constantFrom<(readonly string[])[]>([], ['ready_at'], ['kommun'], ['status', 'name']),
    otherPersonOn: fc.constantFrom(null, '2025-09-15'),
    renewedAs: fc.constantFrom<(readonly string[])[]>([], ['S-9']),
    isConflicting: fc.boolean(),
    lastSeenOn: fc.constantFrom('2025-09-15', '2025-09-29'),
    latestListOn: fc.constant('2025-09-29'),
    attestedClosedOn: fc.constantFrom(null, '2025-09-20', '2025-10-03'),
    inTarget: fc.constantFrom<CaseState['inTarget'][]>(
      null,
      { since: '2025-09-30', standing: 'attested', listOn: null },
      { since: '2025-09-30', standing: 'confirmed', listOn: '2025-10-02' },
      { since: '2025-09-30', standing: 'contradicted', listOn: '2025-10-02' },
      { since: '2025-10-02', standing: 'listed', listOn: '2025-10-02' },
    ),
    inTargetLists: fc.constant(null),
    wasEvaluatedBefore: fc.boolean(),
    decision: fc.option(
      fc.record({
        class: fc.constantFrom(...(Object.keys(classes) as CaseClass[])),
        reason: fc.constant('Samtal med enheten'),
        by: fc.constant('Projektledaren'),
        on: fc.constant('2025-09-28'),
      }),
    ),
    changedSinceDecision: fc.constantFrom<(readonly string[])[]>([], ['kommun', 'unit']),
    reopened: fc.constantFrom(null, { on: '2025-09-29', goneFrom: '2025-09-15', attestedClosedOn: null }),
  });
}

/** The classes that SIPs have whatever the plan. */
const OF_EVERY_PLAN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SIP_CLASSES).filter(([name]) => !(PLAN_CLASSES as readonly string[]).includes(name)),
);

/** SIPs with every mixture of facts, good and bad. */
export const anySip: fc.Arbitrary<SipCase> = fc
  .tuple(
    anyState(OF_EVERY_PLAN),
    fc.record({
      kommun: fc.constantFrom(null, '2281', '9999'),
      unit: fc.constantFrom(null, 'Nacksta hälsocentral', 'Okänd enhet'),
      part: codeOf('part'),
      plan_form: codeOf('planForm'),
      status: codeOf('sipStatus'),
      phase: codeOf('phase'),
      started_on: someDay,
      changed_on: someDay,
      meeting_on: someDay,
      consent: codeOf('consent'),
      is_protected: someFlag,
      vardtillfalle_id: fc.constantFrom(null, 'V-1'),
    }),
  )
  .map(([state, facts]) => sipCase(facts, state));

const anyLink: fc.Arbitrary<VardtillfalleLink> = fc.record({
  vardtillfalleId: fc.constant('V-1'),
  isOpen: fc.boolean(),
  moves: fc.boolean(),
  isUndecided: fc.boolean(),
  deceasedOn: someDay,
});

export const anySipContext: fc.Arbitrary<SipContext> = fc
  .tuple(fc.array(anyLink, { maxLength: 2 }), asOf, fc.boolean())
  .map(([links, day, hasVardtillfalleList]) =>
    sipContext(links, { asOf: day, hasVardtillfalleList, isUnknownUnit: (unit) => unit === 'Okänd enhet' }),
  );

/** Vårdtillfällen with every mixture of facts, good and bad. */
export const anyVardtillfalle: fc.Arbitrary<VardtillfalleCase> = fc
  .tuple(
    anyState(VARDTILLFALLE_CLASSES),
    fc.record({
      ready_at: someInstant,
      discharged_at: someInstant,
      deceased_on: someDay,
      status: codeOf('vardtillfalleStatus'),
      is_protected: someFlag,
    }),
    fc.array(
      fc.record({
        listOn: fc.constantFrom('2025-09-15', '2025-09-29', '2025-10-03'),
        disposition: fc.constantFrom<EarlierDisposition['disposition'][]>(
          'source',
          'target',
          'discharged',
          'unread',
        ),
      }),
      { maxLength: 3 },
    ),
  )
  .map(([state, facts, before]) =>
    vardtillfalleCase(facts, {
      ...state,
      earlier: before.toSorted((a, b) => a.listOn.localeCompare(b.listOn)),
    }),
  );

export const anyVardtillfalleContext: fc.Arbitrary<VardtillfalleContext> = fc
  .tuple(asOf, fc.boolean(), fc.constantFrom(0, 2))
  .map(([day, hasMessageList, owed]) =>
    vardtillfalleContext({
      asOf: day,
      hasMessageList,
      unacknowledgedOf: () => owed,
      unreadMessagesOf: () => (owed === 0 ? 1 : 0),
    }),
  );

/** A Swedish sentence without a hole where a fact should stand. */
export const WHOLE_SENTENCE = /^(?!.*(undefined|null|NaN|\{|\}|\(\)| {2}| [.,:;]))[A-ZÅÄÖ].*[.]$/u;

const REFERENCE = 'K7M-2QX';

function subjectBase({ facts, isProtected }: SipCase | VardtillfalleCase) {
  return {
    reference: REFERENCE,
    caseNo: 1,
    name: facts.name,
    personId: facts.person_id,
    birthYear: 1935,
    kommun: facts.kommun,
    unit: facts.unit,
    consent: facts.consent,
    isProtected,
  };
}

/** A SIP as a worklist sees it. */
export function sipSubject(item: SipCase, context: SipContext = sipContext()): SipSubject {
  return {
    lost: null,
    isBegunLate: false,
    connection: ALL_AT_ONCE,
    registeredOn: () => null,
    parties: () => ({ parties: [], unknown: 0 }),
    isMeetingInWindow: false,
    kind: 'sip',
    ...subjectBase(item),
    item,
    context,
    classification: classifySip(item, context),
  };
}

/** A vårdtillfälle as a worklist sees it. */
export function vardtillfalleSubject(
  item: VardtillfalleCase,
  context: VardtillfalleContext = vardtillfalleContext(),
): VardtillfalleSubject {
  const classification = classifyVardtillfalle(item, context);
  const moves = movesToTarget(classification);
  return {
    kind: 'vardtillfalle',
    ...subjectBase(item),
    item,
    context,
    classification,
    moves,
    openPsychiatry: null,
    isBegunLate: false,
    messages: () => ({ listOn: null, readyNoticesAt: [], summonsAt: [] }),
    connection: ALL_AT_ONCE,
    registeredOn: () => null,
    outside: [
      ...(item.facts.kommun === null ? (['kommun'] as const) : []),
      ...(item.facts.unit === null ? (['ward'] as const) : []),
    ],
  };
}
