import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/days.ts';
import { kindOf } from '../kinds/kinds.ts';
import {
  LIST_ON,
  someDay,
  anySip,
  anySipContext,
  MOVING_LINK,
  PROFILE,
  sipCase,
  sipContext,
  WHOLE_SENTENCE,
} from './cases.test-help.ts';
import type { CaseState } from './case-state.ts';
import { CREATED, dead, DECISION, SIP_RULE_CASES } from './sip-rules.test-help.ts';
import { ruleWithCode } from './class-rule.ts';
import { PLAN_CLASSES, SIP_CLASSES, type SipClass } from './classes.ts';
import { sipRulesWith } from './own-sip-rules.ts';
import { classifySip, closeProposedOn, SIP_RULES, type SipCase, type SipContext } from './sip-classes.ts';

const DECIDED_CLOSED = { decision: { ...DECISION, class: 'closed', on: '2025-09-28' } } as const;
const CHANGED = { decision: DECISION, changedSinceDecision: ['kommun', 'unit'] } as const;
const BACK = { reopened: { on: '2025-09-29', goneFrom: '2025-09-15', attestedClosedOn: null } } as const;
const ATTESTED_BACK = {
  reopened: { on: '2025-09-29', goneFrom: null, attestedClosedOn: '2025-09-20' },
} as const;

/** Every rule that only tells: what makes it tell, and what keeps it quiet. */
const REMARK_CASES: readonly {
  readonly code: string;
  readonly fires: readonly Partial<CaseState>[];
  readonly isQuiet: readonly Parameters<typeof sipCase>[];
}[] = [
  {
    code: 'SIP_NOT_PROTECTED',
    fires: [{ notProtected: { reason: 'Annan adress.', by: 'Projektledaren', on: '2025-09-28' } }],
    isQuiet: [[{}, { notProtected: null }]],
  },
  {
    code: 'SIP_DECISION_OUTDATED',
    fires: [CHANGED],
    isQuiet: [
      [{}, { decision: DECISION }],
      [{ status: 'closed' }, CHANGED],
      [{}, { ...CHANGED, lastSeenOn: '2025-09-15' }],
    ],
  },
  {
    code: 'SIP_DECIDED_CLOSED_LISTED',
    fires: [DECIDED_CLOSED],
    isQuiet: [
      [{}, { decision: DECISION }],
      [{}, { decision: { ...DECIDED_CLOSED.decision, on: '2025-09-29' } }],
      [{ status: 'closed' }, DECIDED_CLOSED],
      [{}, { ...DECIDED_CLOSED, attestedClosedOn: '2025-10-02' }],
    ],
  },
  {
    code: 'SIP_REOPENED',
    fires: [BACK, ATTESTED_BACK],
    isQuiet: [[{}], [{ status: 'closed' }, BACK], [{}, { ...BACK, attestedClosedOn: '2025-10-02' }]],
  },
];

const classified = ([sip, context = sipContext()]: readonly [SipCase, SipContext?]) =>
  classifySip(sip, context);

describe('each rule of the SIPs', () => {
  it.each(SIP_RULE_CASES)('$code decides its case', ({ code, class: expected, fires, also = [] }) => {
    expect(classified(fires)).toEqual({ class: expected, rule: code, also });
  });

  it.each(SIP_RULE_CASES)('$code leaves the case beside it alone', ({ code, isQuiet }) => {
    const { rule, also } = classified(isQuiet);
    expect([rule, ...also]).not.toContain(code);
  });

  it.each(SIP_RULE_CASES)(
    '$code says why in a Swedish sentence',
    ({ code, fires: [sip, context = sipContext()] }) => {
      const reason = ruleWithCode(SIP_RULES, code)?.reason(sip, context) ?? '';
      if (code === 'SIP_DECIDED')
        expect(reason).toBe('Beslutat 2025-09-28 av Projektledaren: Enheten har svarat');
      else expect(reason).toMatch(WHOLE_SENTENCE);
    },
  );

  it('is among these cases, in this order', () => {
    const deciding = SIP_RULES.filter((rule) => rule.class !== null);
    expect(deciding.map(({ code }) => code)).toEqual(SIP_RULE_CASES.map(({ code }) => code));
    const telling = SIP_RULES.filter((rule) => rule.class === null);
    expect(telling.map(({ code }) => code)).toEqual(REMARK_CASES.map(({ code }) => code));
  });

  it.each(REMARK_CASES)('$code is told, and decides nothing', ({ code, fires, isQuiet }) => {
    for (const state of fires) {
      const sip = sipCase({}, state);
      expect(classifySip(sip, sipContext())).toEqual({
        ...classifySip(sipCase({}, { decision: state.decision ?? null }), sipContext()),
        also: [code],
      });
      expect(ruleWithCode(SIP_RULES, code)?.reason(sip, sipContext())).toMatch(WHOLE_SENTENCE);
    }
    for (const [facts, state] of isQuiet) {
      expect(classifySip(sipCase(facts, state), sipContext()).also).not.toContain(code);
    }
  });

  it.each(SIP_RULES)('$code has a source and rests on columns of the kind', ({ source, restsOn }) => {
    expect(source.trim()).not.toBe('');
    const columns = kindOf('sip').fields.map(({ name }) => name);
    for (const column of restsOn) expect(columns).toContain(column);
  });
});

describe('the classes of the SIPs', () => {
  it('are those of the contract and of single plans, and each of the first is reached', () => {
    const ofEveryPlan = Object.keys(SIP_CLASSES).filter(
      (name) => !(PLAN_CLASSES as readonly string[]).includes(name),
    );
    expect(ofEveryPlan.toSorted()).toEqual(
      [
        'move-with-vardtillfalle',
        'move-outside-vardtillfalle',
        'close-not-current',
        'vardplan',
        'protected',
        'in-both-systems',
        'needs-decision',
        'closed',
      ].sort(),
    );
    expect(new Set(SIP_RULE_CASES.map(({ fires }) => classified(fires).class))).toEqual(new Set(ofEveryPlan));
  });

  it('are what the plan says a rule means, where it says so', () => {
    const refused = sipCase({ consent: 'no' });
    expect(classifySip(refused, sipContext()).class).toBe('needs-decision');
    const rules = sipRulesWith({ SIP_CONSENT_REFUSED: { class: 'end-without-consent', source: 'prov' } });
    expect(classifySip(refused, sipContext([], { rules }))).toMatchObject({
      class: 'end-without-consent',
      rule: 'SIP_CONSENT_REFUSED',
    });
  });

  it('end with a rule that holds always', () => {
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => SIP_RULES.at(-1)?.holds(sip, context) === true),
    );
  });
});

describe('a SIP that is created in the target system', () => {
  const created = (facts: Parameters<typeof sipCase>[0], wasEvaluatedBefore = false) =>
    sipCase(facts, { inTarget: CREATED, wasEvaluatedBefore });
  const later = sipContext([], { asOf: '2025-10-08' });

  it('is an ordinary move under way, also when moving it has put it in the phase of evaluation', () => {
    expect(classifySip(created({}), later).class).toBe('move-outside-vardtillfalle');
    expect(classifySip(created({ phase: 'utvardering' }), later)).toEqual({
      class: 'move-outside-vardtillfalle',
      rule: 'SIP_WITHOUT_VARDTILLFALLE',
      also: [],
    });
  });

  it('and was proposed for closing before that is in both', () => {
    for (const sip of [created({ phase: 'utvardering' }, true), created({ changed_on: '2024-10-02' })])
      expect(classifySip(sip, later).class).toBe('in-both-systems');
  });

  it('is not proposed for closing by time that passes after it was created', () => {
    const sip = created({ changed_on: '2024-10-05' });
    const classification = classifySip(sip, later);
    expect(classification.class).toBe('move-outside-vardtillfalle');
    expect(closeProposedOn(sip, later, classification)).toBeNull();
  });

  it('by a word that a list of the target contradicts is as if it were not', () => {
    const sip = sipCase(
      { phase: 'utvardering' },
      { inTarget: { ...CREATED, standing: 'contradicted', listOn: '2025-10-08' }, wasEvaluatedBefore: true },
    );
    expect(classifySip(sip, later).rule).toBe('SIP_EVALUATED');
  });

  it('and is closed in the source is closed', () => {
    expect(classifySip(created({ phase: 'utvardering', status: 'closed' }, true), later).class).toBe(
      'closed',
    );
  });
});

describe('the order of the rules', () => {
  const faulty = {
    plan_form: 'vardplan',
    part: null,
    kommun: null,
    unit: null,
    consent: 'no',
    phase: 'utvardering',
    changed_on: '2020-01-01',
  } as const;
  const faultyState = { isConflicting: true, identity: 'missing', personKey: null } as const;

  it('protected wins over everything but a SIP that is closed', () => {
    const sip = { ...faulty, is_protected: 1 } as const;
    expect(classifySip(sipCase(sip, { ...faultyState, decision: DECISION }), dead('2025-09-01')).rule).toBe(
      'SIP_PROTECTED',
    );
    expect(classifySip(sipCase(sip, { lastSeenOn: '2025-09-15' }), sipContext()).class).toBe('closed');
    expect(classifySip(sipCase({ ...sip, status: 'closed' }), sipContext()).class).toBe('closed');
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const { class: given } = classifySip({ ...sip, isProtected: true }, context);
        expect(['protected', 'closed']).toContain(given);
      }),
    );
  });

  it("a person's decision wins over what the facts say, but not over closed", () => {
    expect(classifySip(sipCase(faulty, { ...faultyState, decision: DECISION }), sipContext()).rule).toBe(
      'SIP_DECIDED',
    );
    expect(classifySip(sipCase({ status: 'closed' }, { decision: DECISION }), sipContext()).rule).toBe(
      'SIP_CLOSED_IN_LIST',
    );
  });

  it.each(Object.keys(SIP_CLASSES) as SipClass[])('a decision can give %s', (decided) => {
    const decision = { ...DECISION, class: decided, on: LIST_ON };
    expect(classifySip(sipCase({}, { decision }), sipContext()).class).toBe(decided);
  });

  it('that it is closed holds until a later list has it; what else is decided stands', () => {
    const by = (decided: SipClass) =>
      classifySip(sipCase({}, { ...CHANGED, decision: { ...DECISION, class: decided } }), sipContext());
    expect(by('closed')).toEqual({
      class: 'move-outside-vardtillfalle',
      rule: 'SIP_WITHOUT_VARDTILLFALLE',
      also: ['SIP_DECIDED_CLOSED_LISTED'],
    });
    expect(by('close-not-current')).toMatchObject({ rule: 'SIP_DECIDED', also: ['SIP_DECISION_OUTDATED'] });
  });

  it('a conflict comes before the vårdplan', () => {
    expect(classifySip(sipCase({ plan_form: 'vardplan' }, { isConflicting: true }), sipContext()).rule).toBe(
      'SIP_CONFLICT',
    );
  });

  it('a vårdplan comes before what a SIP lacks', () => {
    expect(classifySip(sipCase({ plan_form: 'vardplan', consent: null, part: null }), sipContext())).toEqual({
      class: 'vardplan',
      rule: 'SIP_IS_VARDPLAN',
      also: ['SIP_WITHOUT_PART', 'SIP_CONSENT_MISSING'],
    });
  });

  it('what needs a decision comes before what is proposed as not current', () => {
    expect(classifySip(sipCase({ kommun: null, phase: 'utvardering' }), sipContext())).toEqual({
      class: 'needs-decision',
      rule: 'SIP_WITHOUT_KOMMUN',
      also: ['SIP_EVALUATED'],
    });
  });

  it('what is not current is not moved, though a vårdtillfälle is', () => {
    expect(classifySip(sipCase({ phase: 'utvardering' }), sipContext([MOVING_LINK])).class).toBe(
      'close-not-current',
    );
  });

  it('every remark that holds is told besides', () => {
    const { also } = classifySip(sipCase({ ...faulty, plan_form: 'sip' }, faultyState), dead('2025-09-01'));
    expect(also).toEqual([
      'SIP_IDENTITY_UNFIT',
      'SIP_WITHOUT_PART',
      'SIP_WITHOUT_KOMMUN',
      'SIP_UNIT_UNKNOWN',
      'SIP_CONSENT_REFUSED',
      'SIP_PATIENT_DECEASED',
      'SIP_EVALUATED',
      'SIP_INACTIVE',
    ]);
  });
});

describe('a SIP that somebody must look at', () => {
  it('has no unit, though no list of units is read', () => {
    expect(classifySip(sipCase({ unit: null }), sipContext()).rule).toBe('SIP_UNIT_UNKNOWN');
  });

  it('has a consent that the list calls unknown', () => {
    expect(classifySip(sipCase({ consent: 'unknown' }), sipContext()).rule).toBe('SIP_CONSENT_MISSING');
  });

  it.each([
    ['SIP_UNIT_UNKNOWN', sipCase({ unit: null }), sipContext(), 'Samordningsansvarig enhet är inte angiven.'],
    ['SIP_UNIT_UNKNOWN', sipCase(), sipContext(), 'Samordningsansvarig enhet finns inte i enhetslistan.'],
    [
      'SIP_VARDTILLFALLE_UNKNOWN',
      sipCase({ vardtillfalle_id: 'V-9' }),
      sipContext(),
      'SIP:en pekar på vårdtillfälle V-9 som inte finns i någon inläst lista.',
    ],
    [
      'SIP_VARDTILLFALLE_UNKNOWN',
      sipCase({ vardtillfalle_id: 'V-9' }),
      sipContext([], { hasVardtillfalleList: false }),
      'SIP:en pekar på vårdtillfälle V-9, men ingen lista över vårdtillfällen är inläst.',
    ],
    [
      'SIP_WITHOUT_VARDTILLFALLE',
      sipCase(),
      sipContext([], { hasVardtillfalleList: false }),
      'Inget pågående vårdtillfälle är känt (ingen lista över vårdtillfällen är inläst): Skapa en SIP utanför vårdtillfälle.',
    ],
  ] as const)('%s says what is the matter', (code, sip, context, reason) => {
    expect(ruleWithCode(SIP_RULES, code)?.reason(sip, context)).toBe(reason);
  });
});

describe('a SIP without activity', () => {
  const rule = (facts: Parameters<typeof sipCase>[0], context = sipContext()) =>
    classifySip(sipCase(facts), context).rule;

  it('counts from its start where nobody noted a change', () => {
    expect(rule({ changed_on: null, started_on: '2024-09-29' })).toBe('SIP_INACTIVE');
    expect(rule({ changed_on: null, started_on: '2024-09-30' })).not.toBe('SIP_INACTIVE');
    expect(rule({ changed_on: '2025-09-01', started_on: '2020-01-01' })).not.toBe('SIP_INACTIVE');
  });

  it('is not called inactive when nobody knows', () => {
    expect(rule({ changed_on: null, started_on: null })).toBe('SIP_WITHOUT_VARDTILLFALLE');
  });

  it('is current when a meeting lies ahead, or was held within the months of the profile', () => {
    for (const meeting of ['2025-10-10', '2025-09-29', '2025-09-28', '2024-09-30'])
      expect(rule({ changed_on: '2023-01-01', meeting_on: meeting })).toBe('SIP_WITHOUT_VARDTILLFALLE');
    expect(rule({ changed_on: '2023-01-01', meeting_on: '2024-09-29' })).toBe('SIP_INACTIVE');
  });

  it("goes by the profile's number of months, and says it", () => {
    const profile = { ...PROFILE, rules: { ...PROFILE.rules, inactivityMonths: 6 } };
    const context = sipContext([], { profile });
    const sip = sipCase({ changed_on: '2025-03-29' });
    expect(classifySip(sip, context).rule).toBe('SIP_INACTIVE');
    expect(ruleWithCode(SIP_RULES, 'SIP_INACTIVE')?.reason(sip, context)).toContain(
      'sedan 2025-03-29, 6 månader eller mer',
    );
  });

  it('does not stop at a day far ahead, as lists have them', () => {
    expect(rule({ changed_on: '2199-12-31' })).toBe('SIP_WITHOUT_VARDTILLFALLE');
  });
});

describe('closeProposedOn', () => {
  const dayOfProposal = (
    facts: Parameters<typeof sipCase>[0],
    state?: Parameters<typeof sipCase>[1],
  ): string | null => {
    const sip = sipCase(facts, state);
    return closeProposedOn(sip, sipContext(), classifySip(sip, sipContext()));
  };

  it.each([
    ['a year after the last change', { changed_on: '2025-09-01' }, '2026-09-01'],
    [
      'a year after the start, where nobody noted a change',
      { changed_on: null, started_on: '2025-01-10' },
      '2026-01-10',
    ],
    [
      'a year after a meeting that is to come',
      { changed_on: '2024-10-05', meeting_on: '2025-10-20' },
      '2026-10-20',
    ],
    [
      'a year after a meeting that has been held',
      { changed_on: '2024-10-05', meeting_on: '2025-09-28' },
      '2026-09-28',
    ],
    [
      'a year after the last change, a meeting before that being past',
      { changed_on: '2024-10-05', meeting_on: '2024-10-01' },
      '2025-10-05',
    ],
    ['never, where no day is known', { changed_on: null, started_on: null }, null],
    ['never, where it is proposed already', { changed_on: '2024-09-01' }, null],
    ['never, where it waits for a decision', { kommun: null }, null],
  ])('%s', (_, facts, day) => {
    expect(dayOfProposal(facts)).toBe(day);
  });

  it('is the day on which the class changes, and not the day before', () => {
    const anyDays = fc.record({ started_on: someDay, changed_on: someDay, meeting_on: someDay });
    fc.assert(
      fc.property(anyDays, (facts) => {
        const sip = sipCase(facts);
        const ruleOn = (asOf: string): string => classifySip(sip, sipContext([], { asOf })).rule;
        const day = dayOfProposal(facts);
        fc.pre(day !== null);
        expect(day > LIST_ON).toBe(true);
        expect(ruleOn(day)).toBe('SIP_INACTIVE');
        expect(ruleOn(addDays(day, -1))).not.toBe('SIP_INACTIVE');
      }),
    );
  });
});

describe('a SIP with a vårdtillfälle', () => {
  const classWith = (...links: readonly (typeof MOVING_LINK)[]): SipClass =>
    classifySip(sipCase(), sipContext(links)).class;

  it('goes with the one that is open and moves', () => {
    expect(classWith({ ...MOVING_LINK, isOpen: false }, MOVING_LINK)).toBe('move-with-vardtillfalle');
    const reason = ruleWithCode(SIP_RULES, 'SIP_VARDTILLFALLE_MOVES')?.reason(
      sipCase(),
      sipContext([
        { ...MOVING_LINK, isOpen: false },
        { ...MOVING_LINK, vardtillfalleId: 'V-2' },
      ]),
    );
    expect(reason).toContain('(V-2)');
  });

  it('is moved outside when it is closed, or finished in the source', () => {
    expect(classWith({ ...MOVING_LINK, isOpen: false })).toBe('move-outside-vardtillfalle');
    expect(classWith({ ...MOVING_LINK, moves: false })).toBe('move-outside-vardtillfalle');
  });
});

describe('any SIP at all', () => {
  it('has one class, always the same, by the first rule that holds', () => {
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const classification = classifySip(sip, context);
        expect(classifySip(structuredClone(sip), context)).toEqual(classification);
        expect(Object.keys(SIP_CLASSES)).toContain(classification.class);
        expect(classification.rule).toBe(
          SIP_RULES.find((rule) => rule.class !== null && rule.holds(sip, context))?.code,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('has reasons without a hole', () => {
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const { rule, also } = classifySip(sip, context);
        for (const code of [rule, ...also].filter((name) => name !== 'SIP_DECIDED')) {
          expect(ruleWithCode(SIP_RULES, code)?.reason(sip, context)).toMatch(WHOLE_SENTENCE);
        }
      }),
      { numRuns: 500 },
    );
  });
});
