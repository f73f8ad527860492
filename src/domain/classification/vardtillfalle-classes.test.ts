import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/kinds.ts';
import {
  anyVardtillfalle,
  anyVardtillfalleContext,
  earlier,
  LIST_ON,
  PROFILE,
  vardtillfalleCase,
  vardtillfalleContext,
  WHOLE_SENTENCE,
} from './cases.test-help.ts';
import type { CaseState } from './case-state.ts';
import type { InTarget } from './in-target.ts';
import {
  DECISION,
  NO_MESSAGES,
  on,
  OWED,
  STARTED,
  VARDTILLFALLE_RULE_CASES,
  type Placed,
} from './vardtillfalle-rules.test-help.ts';
import { ruleWithCode } from './class-rule.ts';
import { VARDTILLFALLE_CLASSES, type VardtillfalleClass } from './classes.ts';
import { classifyVardtillfalle, movesToTarget, VARDTILLFALLE_RULES } from './vardtillfalle-classes.ts';
import { dispositionOf } from './vardtillfalle-case.ts';

const DECIDED_CLOSED = { decision: { ...DECISION, class: 'closed', on: '2025-09-28' } } as const;
const NOT_PROTECTED = {
  notProtected: { reason: 'Annan adress.', by: 'Projektledaren', on: '2025-09-28' },
} as const;
const CHANGED = { decision: DECISION, changedSinceDecision: ['ready_at'] } as const;
const BACK = {
  reopened: { on: '2025-09-29', goneFrom: '2025-09-22', attestedClosedOn: '2025-09-23' },
} as const;

/** Every rule that only tells: what makes it tell, and what keeps it quiet. */
const REMARK_CASES: readonly {
  readonly code: string;
  readonly fires: readonly Partial<CaseState>[];
  readonly isQuiet: readonly Parameters<typeof vardtillfalleCase>[];
}[] = [
  {
    code: 'VT_NOT_PROTECTED',
    fires: [NOT_PROTECTED],
    isQuiet: [[{}, { notProtected: null }]],
  },
  {
    code: 'VT_DECISION_OUTDATED',
    fires: [CHANGED],
    isQuiet: [
      [{}, { decision: DECISION }],
      [{ status: 'avslutad' }, CHANGED],
      [{}, { ...CHANGED, lastSeenOn: '2025-09-15' }],
    ],
  },
  {
    code: 'VT_DECIDED_CLOSED_LISTED',
    fires: [DECIDED_CLOSED],
    isQuiet: [
      [{}, { decision: DECISION }],
      [{}, { decision: { ...DECIDED_CLOSED.decision, on: '2025-09-29' } }],
      [{ status: 'avslutad' }, DECIDED_CLOSED],
      [{}, { ...DECIDED_CLOSED, attestedClosedOn: '2025-10-02' }],
    ],
  },
  {
    code: 'VT_REOPENED',
    fires: [BACK],
    isQuiet: [[{}], [{ status: 'avslutad' }, BACK], [{}, { ...BACK, attestedClosedOn: '2025-10-02' }]],
  },
];

const classified = ([item, context = vardtillfalleContext()]: Placed) => classifyVardtillfalle(item, context);
const reasonOf = (code: string, [item, context = vardtillfalleContext()]: Placed): string =>
  ruleWithCode(VARDTILLFALLE_RULES, code)?.reason(item, context) ?? '';

describe('each rule of the vårdtillfällen', () => {
  it.each(VARDTILLFALLE_RULE_CASES)('$code decides its case', ({ code, class: expected, fires }) => {
    expect(classified(fires)).toEqual({ class: expected, rule: code, also: [] });
  });

  it.each(VARDTILLFALLE_RULE_CASES)('$code leaves the case beside it alone', ({ code, isQuiet }) => {
    const { rule, also } = classified(isQuiet);
    expect([rule, ...also]).not.toContain(code);
  });

  it.each(VARDTILLFALLE_RULE_CASES)('$code says why in a Swedish sentence', ({ code, fires }) => {
    if (code === 'VT_DECIDED')
      expect(reasonOf(code, fires)).toBe('Beslutat 2025-09-28 av Projektledaren: Kliniken har svarat');
    else expect(reasonOf(code, fires)).toMatch(WHOLE_SENTENCE);
  });

  it('is among these cases, in this order', () => {
    const deciding = VARDTILLFALLE_RULES.filter((rule) => rule.class !== null);
    expect(deciding.map(({ code }) => code)).toEqual(VARDTILLFALLE_RULE_CASES.map(({ code }) => code));
    const telling = VARDTILLFALLE_RULES.filter((rule) => rule.class === null);
    expect(telling.map(({ code }) => code)).toEqual([
      ...REMARK_CASES.map(({ code }) => code),
      'VT_READY_SET_BACK',
    ]);
  });

  it.each(REMARK_CASES)('$code is told, and decides nothing', ({ code, fires, isQuiet }) => {
    for (const state of fires) {
      const item = vardtillfalleCase({}, state);
      expect(classified([item])).toEqual({
        ...classified([vardtillfalleCase({}, { decision: state.decision ?? null })]),
        also: [code],
      });
      expect(reasonOf(code, [item])).toMatch(WHOLE_SENTENCE);
    }
    for (const placed of isQuiet) expect(classified([vardtillfalleCase(...placed)]).also).not.toContain(code);
  });

  it.each(VARDTILLFALLE_RULES)(
    '$code has a source and rests on columns of the kind',
    ({ source, restsOn }) => {
      expect(source.trim()).not.toBe('');
      const columns = kindOf('vardtillfalle').fields.map(({ name }) => name);
      for (const column of restsOn) expect(columns).toContain(column);
    },
  );
});

describe('the classes of the vårdtillfällen', () => {
  it('are those of the contract, and each is reached', () => {
    expect(Object.keys(VARDTILLFALLE_CLASSES).sort()).toEqual(
      [
        'start-in-lifecare',
        'finish-in-prator',
        'moved-back',
        'in-both-systems',
        'trapped',
        'awaiting-acknowledgement',
        'protected',
        'needs-decision',
        'closed',
      ].sort(),
    );
    expect(new Set(VARDTILLFALLE_RULE_CASES.map(({ fires }) => classified(fires).class))).toEqual(
      new Set(Object.keys(VARDTILLFALLE_CLASSES)),
    );
  });

  it('end with a rule that holds always', () => {
    fc.assert(
      fc.property(
        anyVardtillfalle,
        anyVardtillfalleContext,
        (item, context) => VARDTILLFALLE_RULES.at(-1)?.holds(item, context) === true,
      ),
    );
  });
});

describe('the order of the rules', () => {
  const protectedOne = { is_protected: 1, ready_at: '2025-09-20', discharged_at: '2025-09-28' } as const;

  it('protected wins over everything but gone', () => {
    const state = {
      isConflicting: true,
      personKey: null,
      decision: DECISION,
      unread: ['ready_at'],
    } as const;
    expect(classifyVardtillfalle(vardtillfalleCase(protectedOne, state), OWED).rule).toBe('VT_PROTECTED');
    expect(classified([vardtillfalleCase({ ...protectedOne, status: 'avslutad' })]).rule).toBe(
      'VT_PROTECTED',
    );
    expect(classified([vardtillfalleCase(protectedOne, { lastSeenOn: '2025-09-22' })]).rule).toBe('VT_GONE');
    fc.assert(
      fc.property(anyVardtillfalle, anyVardtillfalleContext, (item, context) => {
        const { rule } = classifyVardtillfalle({ ...item, isProtected: true, renewedAs: [] }, context);
        expect(rule).toBe(item.lastSeenOn < item.latestListOn ? 'VT_GONE' : 'VT_PROTECTED');
      }),
    );
  });

  it("a person's decision wins over what the facts say", () => {
    const item = vardtillfalleCase({}, { decision: DECISION, isConflicting: true, personKey: null });
    expect(classifyVardtillfalle(item, OWED)).toEqual({
      class: 'start-in-lifecare',
      rule: 'VT_DECIDED',
      also: ['VT_CONFLICT', 'VT_PERSON_MISSING'],
    });
  });

  it.each(Object.keys(VARDTILLFALLE_CLASSES) as VardtillfalleClass[])('a decision can give %s', (decided) => {
    const decision = { ...DECISION, class: decided, on: LIST_ON };
    expect(classified([vardtillfalleCase({}, { decision })]).class).toBe(decided);
  });

  it('that it is closed goes against a later list with the patient in hospital, and is told', () => {
    const item = vardtillfalleCase({}, { decision: { ...DECISION, class: 'closed', on: '2025-09-28' } });
    expect(classified([item])).toEqual({
      class: 'needs-decision',
      rule: 'VT_CLOSED_IN_HOSPITAL',
      also: ['VT_DECIDED_CLOSED_LISTED'],
    });
    const rule = ruleWithCode(VARDTILLFALLE_RULES, 'VT_CLOSED_IN_HOSPITAL');
    expect(rule?.reason(item, vardtillfalleContext())).toBe(
      'Beslutat avslutat i Prator 2025-09-28, men uttaget 2025-09-29 har patienten kvar på sjukhuset. Har patienten lämnat sjukhuset syns det i nästa uttag; annars fattas ett nytt beslut.',
    );
  });

  it('a date that nobody can read is not guessed at, whatever the others say', () => {
    const item = vardtillfalleCase({ discharged_at: '2025-09-28' }, { unread: ['ready_at'] });
    expect(classified([item]).rule).toBe('VT_UNREAD');
  });

  it('trapped comes before a move, which is told besides', () => {
    const item = vardtillfalleCase(
      { ready_at: '2025-09-29' },
      { earlier: [earlier('2025-09-29', 'target')] },
    );
    expect(classified([item, on('2025-10-10')])).toEqual({
      class: 'trapped',
      rule: 'VT_TRAPPED',
      also: ['VT_MOVED_TO_SOURCE'],
    });
  });
});

describe('utskrivningsklar', () => {
  it.each([
    ['2025-09-01', 'finish-in-prator'],
    ['2025-09-29', 'finish-in-prator'],
    ['2025-09-29T00:00', 'finish-in-prator'],
    ['2025-09-29T23:59', 'finish-in-prator'],
    ['2025-09-30', 'start-in-lifecare'],
    ['2025-09-30T00:00', 'start-in-lifecare'],
    [null, 'start-in-lifecare'],
  ])('%s: %s', (ready, expected) => {
    expect(classified([vardtillfalleCase({ ready_at: ready }), on('2025-09-29')]).class).toBe(expected);
  });

  it('counts by the day that is planned, also before it has come', () => {
    expect(classified([vardtillfalleCase({ ready_at: '2025-09-29' }), on('2025-09-20')]).class).toBe(
      'finish-in-prator',
    );
  });

  it("goes by the profile's last day", () => {
    const profile = { ...PROFILE, deadlines: { ...PROFILE.deadlines, lastReadyInSource: '2025-09-30' } };
    const context = vardtillfalleContext({ profile });
    expect(classified([vardtillfalleCase({ ready_at: '2025-09-30' }), context]).class).toBe(
      'finish-in-prator',
    );
  });
});

describe('a patient who has left', () => {
  it.each([
    ['discharged today', { discharged_at: '2025-09-29T18:00' }, 'closed'],
    ['discharged tomorrow', { discharged_at: '2025-09-30T08:00' }, 'start-in-lifecare'],
    ['deceased', { deceased_on: '2025-09-27' }, 'closed'],
    [
      'deceased before a discharge that was planned',
      { deceased_on: '2025-09-27', discharged_at: '2025-10-03' },
      'closed',
    ],
    [
      'ready in time, discharged later than today',
      { ready_at: '2025-09-29', discharged_at: '2025-09-30' },
      'finish-in-prator',
    ],
  ] as const)('%s', (_, facts, expected) => {
    expect(classified([vardtillfalleCase(facts)]).class).toBe(expected);
  });

  it.each([
    ['discharged', { discharged_at: '2025-09-28' }],
    ['deceased', { deceased_on: '2025-09-27' }],
  ])('%s with messages not kvitterade waits, and says how many', (_, facts) => {
    expect(classified([vardtillfalleCase(facts), OWED]).class).toBe('awaiting-acknowledgement');
    expect(reasonOf('VT_UNACKNOWLEDGED', [vardtillfalleCase(facts), OWED])).toContain(' 2 meddelanden ');
  });

  it('is closed when a person attests it after the list, and not before all is kvitterat', () => {
    const item = vardtillfalleCase({}, { attestedClosedOn: '2025-09-30' });
    const later = vardtillfalleContext({ asOf: '2025-09-30' });
    expect(classified([item, later]).rule).toBe('VT_ATTESTED_CLOSED');
    expect(classified([item, { ...OWED, asOf: '2025-09-30' }]).rule).toBe('VT_UNACKNOWLEDGED');
  });

  it('by a person is so, whatever message without a case may be of it: the system closes none that waits', () => {
    const left = { discharged_at: '2025-09-28' };
    const later = vardtillfalleContext({ asOf: '2025-09-30' });
    const classOf = (attestedClosedOn: string | null) =>
      classified([vardtillfalleCase(left, { perhapsOwed: 2, attestedClosedOn }), later]).class;
    expect([classOf(null), classOf('2025-09-30')]).toEqual(['needs-decision', 'closed']);
    expect(reasonOf('VT_MESSAGES_PERHAPS', [vardtillfalleCase(left, { perhapsOwed: 2 }), later])).toContain(
      '2 okvitterade meddelanden vars ärende inte går att läsa kan höra hit',
    );
  });

  it('is said to have left by a list alone: of what a person has closed, that is what is said', () => {
    const item = vardtillfalleCase({}, { attestedClosedOn: '2025-09-30' });
    for (const context of [OWED, NO_MESSAGES, vardtillfalleContext()]) {
      const { rule } = classified([item, context]);
      expect(reasonOf(rule, [item, context])).toContain('intygat avslutat i Prator 2025-09-30');
      expect(reasonOf(rule, [item, context])).not.toContain('lämnat sjukhuset');
    }
    const dead = vardtillfalleCase({ deceased_on: '2025-09-28' });
    expect(reasonOf('VT_DISCHARGED', [dead])).toBe(
      'Patienten är avliden, och inget meddelande om vårdtillfället väntar på kvittens i listan över meddelanden.',
    );
  });

  it('by a person, while a list of that day or later has the patient in hospital, is a contradiction', () => {
    for (const attestedClosedOn of ['2025-09-28', '2025-09-29'])
      expect(classified([vardtillfalleCase({}, { attestedClosedOn })])).toEqual({
        class: 'needs-decision',
        rule: 'VT_CLOSED_IN_HOSPITAL',
        also: [],
      });
    for (const facts of [{ discharged_at: '2025-09-28' }, { status: 'avslutad' }, { status: 'utskriven' }])
      expect(classified([vardtillfalleCase(facts, { attestedClosedOn: '2025-09-29' })]).rule).not.toBe(
        'VT_CLOSED_IN_HOSPITAL',
      );
  });

  it('with the status utskriven and no day for it is looked at, unless a person attests it', () => {
    expect(classified([vardtillfalleCase({ status: 'utskriven', discharged_at: '2025-10-03' })]).rule).toBe(
      'VT_STATUS_CONTRADICTS',
    );
    expect(
      classified([vardtillfalleCase({ status: 'utskriven' }, { attestedClosedOn: '2025-09-29' })]).rule,
    ).toBe('VT_ATTESTED_CLOSED');
  });
});

describe('a vårdtillfälle that is started in the target system', () => {
  const started = (facts: Parameters<typeof vardtillfalleCase>[0], inTarget: Partial<InTarget> = {}) =>
    vardtillfalleCase(facts, { inTarget: { ...STARTED, ...inTarget } });

  it('is an ordinary move under way as long as it is to move', () => {
    expect(classified([started({})]).rule).toBe('VT_NOT_READY');
    expect(classified([started({ ready_at: '2025-10-01' })]).rule).toBe('VT_READY_LATER');
  });

  it('and belongs to the source is in both, whatever else is so of it', () => {
    const moved = { earlier: [earlier('2025-09-30', 'target')] };
    const item = { ...started({ ready_at: '2025-09-29' }), ...moved };
    expect(classified([item, on('2025-09-30')])).toEqual({
      class: 'in-both-systems',
      rule: 'VT_IN_BOTH',
      also: ['VT_READY_SET_BACK', 'VT_MOVED_TO_SOURCE'],
    });
    expect(classified([item, on('2025-10-06')]).also).toContain('VT_TRAPPED');
    expect(classified([started({ ready_at: '2025-09-29', discharged_at: '2025-09-29' }), OWED]).class).toBe(
      'in-both-systems',
    );
  });

  it('by a word that a list of the target contradicts is not there', () => {
    const item = started({ ready_at: '2025-09-29' }, { standing: 'contradicted', listOn: '2025-10-02' });
    expect(classified([item]).rule).toBe('VT_READY_IN_TIME');
  });

  it('says by whom and what is owed where', () => {
    const said = reasonOf('VT_IN_BOTH', [started({ ready_at: '2025-09-29' }), OWED]);
    expect(said).toBe(
      'Vårdtillfället är intygat startat i Lifecare SP 2025-09-30 (ännu inte bekräftat av något uttag därifrån), men utskrivningsklar 2025-09-29 hör till Prator. I Prator: det ska stå kvar för faktureringen och avslutas när patienten har lämnat sjukhuset, och 2 meddelanden ska kvitteras, också extrameddelanden om flytten. I Lifecare SP: det som är startat ska avslutas där, om beslutet inte blir att patienten flyttas ändå.',
    );
  });

  it('and was decided on stays told of until it is finished there', () => {
    const decision = {
      class: 'finish-in-prator',
      reason: 'Avslutas här',
      by: 'A',
      on: '2025-10-01',
    } as const;
    const item = { ...started({ ready_at: '2025-09-29' }), decision };
    expect(classified([item])).toMatchObject({ class: 'finish-in-prator', also: ['VT_IN_BOTH'] });
    expect(classified([{ ...item, inTarget: null }]).also).toEqual([]);
  });
});

describe('utskrivningsklar that is set back in time', () => {
  const SET_BACK = 'VT_READY_SET_BACK';
  const told = (readyAt: string, listOn: string): boolean => {
    const item = vardtillfalleCase({ ready_at: readyAt }, { earlier: [earlier(listOn, 'target')] });
    return classified([item, on('2025-10-08')]).also.includes(SET_BACK);
  };

  it('is told, where a list after that day had the patient not ready', () => {
    expect(told('2025-09-29', '2025-09-30')).toBe(true);
    const item = vardtillfalleCase(
      { ready_at: '2025-09-28' },
      { earlier: [earlier('2025-10-01', 'target')] },
    );
    expect(reasonOf(SET_BACK, [item])).toMatch(WHOLE_SENTENCE);
  });

  it('is not told of a day that the list before could not have known, or that changes nothing', () => {
    expect(told('2025-09-29', '2025-09-29')).toBe(false);
    expect(told('2025-09-30', '2025-10-02')).toBe(false);
    // Written down late, before the cut-over.
    expect(told('2025-09-14', '2025-09-22')).toBe(false);
  });
});

describe('the trap', () => {
  const ready = { ready_at: '2025-09-29' } as const;

  it.each([
    ['2025-10-05', 'finish-in-prator'],
    ['2025-10-06', 'trapped'],
    ['2025-10-16', 'trapped'],
  ])('on %s: %s', (asOf, expected) => {
    expect(classified([vardtillfalleCase(ready), on(asOf)]).class).toBe(expected);
  });

  it('does not hold the one who is finished in the target', () => {
    expect(classified([vardtillfalleCase({ ready_at: '2025-09-30' }), on('2025-10-10')]).class).toBe(
      'start-in-lifecare',
    );
  });

  it.each([
    ['has left', vardtillfalleCase({ ...ready, discharged_at: '2025-10-01' })],
    ['is gone from the lists', vardtillfalleCase(ready, { lastSeenOn: '2025-09-22' })],
    ['is closed in the list', vardtillfalleCase({ ...ready, status: 'avslutad' })],
    ['is attested closed', vardtillfalleCase(ready, { attestedClosedOn: '2025-10-02' })],
  ])('is not told of one who %s', (_, item) => {
    expect(classified([item, on('2025-10-10')])).toMatchObject({ class: 'closed', also: [] });
  });

  it('is told besides of one who is protected', () => {
    expect(classified([vardtillfalleCase({ ...ready, is_protected: 1 }), on('2025-10-10')]).also).toEqual([
      'VT_TRAPPED',
    ]);
  });
});

describe('a patient who changes system', () => {
  it('annulled: was to finish in the source, now to the target', () => {
    const item = vardtillfalleCase({ ready_at: null }, { earlier: [earlier('2025-09-22', 'source')] });
    expect(classified([item]).class).toBe('moved-back');
    expect(reasonOf('VT_MOVED_TO_TARGET', [item])).toBe(
      'Skulle avslutas i Prator enligt uttaget 2025-09-22, men har inte längre någon dag för utskrivningsklar: flyttas till Lifecare SP.',
    );
  });

  it('postponed: was to finish in the source, now to the target', () => {
    const item = vardtillfalleCase(
      { ready_at: '2025-10-03T10:00' },
      { earlier: [earlier('2025-09-22', 'source')] },
    );
    expect(classified([item]).rule).toBe('VT_MOVED_TO_TARGET');
    expect(reasonOf('VT_MOVED_TO_TARGET', [item])).toContain('utskrivningsklar är flyttad till 2025-10-03:');
  });

  it('the other way: was to be started in the target, now finishes in the source', () => {
    const item = vardtillfalleCase(
      { ready_at: '2025-09-29T16:00' },
      { earlier: [earlier('2025-09-29', 'target')] },
    );
    expect(classified([item, on('2025-10-01')]).rule).toBe('VT_MOVED_TO_SOURCE');
    expect(reasonOf('VT_MOVED_TO_SOURCE', [item, on('2025-10-01')])).toBe(
      'Skulle startas i Lifecare SP enligt uttaget 2025-09-29, men är utskrivningsklar 2025-09-29 och hör till Prator.',
    );
  });

  it('becoming utskrivningsklar in time before the last day is no change', () => {
    const item = vardtillfalleCase(
      { ready_at: '2025-09-26' },
      { earlier: [earlier('2025-09-15', 'target'), earlier('2025-09-22', 'target')] },
    );
    expect(classified([item]).rule).toBe('VT_READY_IN_TIME');
  });

  it('there and back again tells of the last list that said otherwise', () => {
    const there = vardtillfalleCase(
      { ready_at: null },
      {
        earlier: [
          earlier('2025-09-15', 'source'),
          earlier('2025-09-20', 'target'),
          earlier('2025-09-22', 'source'),
          earlier('2025-09-25', 'target'),
        ],
      },
    );
    expect(classified([there]).rule).toBe('VT_MOVED_TO_TARGET');
    expect(reasonOf('VT_MOVED_TO_TARGET', [there])).toContain('uttaget 2025-09-22');
  });

  it('a list that had the patient discharged is no other system', () => {
    const item = vardtillfalleCase(
      { ready_at: '2025-09-26' },
      { earlier: [earlier('2025-09-29', 'discharged')] },
    );
    expect(classified([item]).rule).toBe('VT_READY_IN_TIME');
  });
});

describe('dispositionOf', () => {
  it.each([
    ['source', { ready_at: '2025-09-29T23:59' }],
    ['target', { ready_at: '2025-09-30T00:00' }],
    ['target', { ready_at: null }],
    ['target', { discharged_at: '2025-09-30' }],
    ['discharged', { ready_at: '2025-09-20', discharged_at: '2025-09-29' }],
    ['discharged', { deceased_on: '2025-09-29' }],
    ['discharged', { deceased_on: '2025-09-28', discharged_at: '2025-10-03' }],
  ] as const)('%s: %j', (disposition, facts) => {
    expect(dispositionOf(vardtillfalleCase(facts).facts, '2025-09-29', PROFILE)).toBe(disposition);
  });
});

describe('movesToTarget', () => {
  it('is so for the rules that start a vårdtillfälle in the target, and no other', () => {
    const moving = VARDTILLFALLE_RULE_CASES.filter(({ fires }) => movesToTarget(classified(fires))).map(
      ({ code }) => code,
    );
    expect(moving).toEqual(['VT_DECIDED', 'VT_MOVED_TO_TARGET', 'VT_READY_LATER', 'VT_NOT_READY']);
  });

  it('goes by what was decided', () => {
    const decided = (given: VardtillfalleClass) =>
      movesToTarget(classified([vardtillfalleCase({}, { decision: { ...DECISION, class: given } })]));
    expect(decided('start-in-lifecare')).toBe(true);
    expect(decided('finish-in-prator')).toBe(false);
  });
});

describe('any vårdtillfälle at all', () => {
  it('has one class, always the same, by the first rule that holds', () => {
    fc.assert(
      fc.property(anyVardtillfalle, anyVardtillfalleContext, (item, context) => {
        const classification = classifyVardtillfalle(item, context);
        expect(classifyVardtillfalle(structuredClone(item), context)).toEqual(classification);
        expect(Object.keys(VARDTILLFALLE_CLASSES)).toContain(classification.class);
        expect(classification.rule).toBe(
          VARDTILLFALLE_RULES.find((rule) => rule.class !== null && rule.holds(item, context))?.code,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('has reasons without a hole', () => {
    fc.assert(
      fc.property(anyVardtillfalle, anyVardtillfalleContext, (item, context) => {
        const { rule, also } = classifyVardtillfalle(item, context);
        for (const code of [rule, ...also].filter((name) => name !== 'VT_DECIDED')) {
          expect(reasonOf(code, [item, context])).toMatch(WHOLE_SENTENCE);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('still in hospital is finished in one system: the last day of the source decides', () => {
    fc.assert(
      fc.property(anyVardtillfalle, anyVardtillfalleContext, (item, context) => {
        const { class: given } = classifyVardtillfalle(item, context);
        const inTime = item.facts.ready_at !== null && item.facts.ready_at.slice(0, 10) <= '2025-09-29';
        if (item.decision === null && given === 'finish-in-prator') expect(inTime).toBe(true);
        if (item.decision === null && given === 'trapped')
          expect(inTime && context.asOf >= '2025-10-06').toBe(true);
        if (item.decision === null && given === 'start-in-lifecare') expect(inTime).toBe(false);
      }),
    );
  });
});
