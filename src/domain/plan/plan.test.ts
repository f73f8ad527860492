import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anySip,
  anySipContext,
  anyVardtillfalle,
  anyVardtillfalleContext,
  earlier,
  PROFILE,
  sipCase,
  sipContext,
  sipSubject,
  vardtillfalleCase,
  vardtillfalleSubject,
  WHOLE_SENTENCE,
} from '../classification/cases.test-help.ts';
import type { SipClass } from '../classification/classes.ts';
import { asksAllParties, planOf, withReadOnlySource, workBeginsOn } from './plan.ts';
import type { Subject } from '../plan/subject.ts';

const { steps: ALL_STEPS } = planOf(PROFILE);
const SIP_STEPS = ALL_STEPS.filter(({ kind }) => kind === 'sip');

/** The steps whose lists take a case. */
const takersOf = (subject: Subject): readonly string[] =>
  ALL_STEPS.filter(({ takes }) => takes(subject)).map(({ id }) => id);

const withClass = (given: SipClass): Subject => ({
  ...sipSubject(sipCase()),
  classification: { class: given, rule: '', also: [] },
});

describe('the steps and the SIPs', () => {
  it.each([
    ['move-with-vardtillfalle', '6'],
    ['move-outside-vardtillfalle', '6'],
    ['close-not-current', 'stada'],
    ['vardplan', 'vardplan'],
    ['needs-decision', 'beslut'],
    ['protected', 'skyddade'],
  ] as const)('a SIP of the class %s stands on the list of step %s alone', (given, step) => {
    expect(takersOf(withClass(given))).toEqual([step]);
  });

  it.each(planOf(PROFILE).sipClasses as SipClass[])(
    'the class %s is taken exactly once, if it is open',
    (given) => {
      expect(takersOf(withClass(given))).toHaveLength(given === 'closed' ? 0 : 1);
    },
  );

  it('none stands on two lists, and no open one on no list', () => {
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const subject = sipSubject(sip, context);
        expect(takersOf(subject)).toHaveLength(subject.classification.class === 'closed' ? 0 : 1);
      }),
    );
  });

  it("the list of each goes to somebody: the party's kommun or unit, as the profile says", () => {
    const ownerOf = (subject: Subject) => SIP_STEPS.find(({ takes }) => takes(subject))?.owner(subject);
    expect(ownerOf(sipSubject(sipCase({ part: 'kommun' })))).toMatchObject({
      kommun: '2281',
      unit: null,
      name: 'Kommun, Sundsvall',
    });
    expect(ownerOf(sipSubject(sipCase({ part: 'primarvard' })))).toMatchObject({
      kommun: null,
      unit: 'Nacksta hälsocentral',
    });
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const subject = sipSubject(sip, context);
        fc.pre(subject.classification.class !== 'closed');
        expect(ownerOf(subject)?.name).toMatch(/^[A-ZÅÄÖ]/u);
      }),
    );
  });
});

describe('the steps and the vårdtillfällen', () => {
  it('an open one stands on the list of step 5, of those who decide, or of those who are protected', () => {
    fc.assert(
      fc.property(anyVardtillfalle, anyVardtillfalleContext, (item, context) => {
        const subject = vardtillfalleSubject(item, context);
        const last = takersOf(subject).filter((id) =>
          ['5', 'beslut-vardtillfallen', 'skyddade-vardtillfallen'].includes(id),
        );
        expect(last).toHaveLength(subject.classification.class === 'closed' ? 0 : 1);
      }),
    );
  });

  it('one who is protected stands on no other list than the guarded one', () => {
    fc.assert(
      fc.property(anyVardtillfalle, anyVardtillfalleContext, (item, context) => {
        const subject = vardtillfalleSubject({ ...item, facts: { ...item.facts, is_protected: 1 } }, context);
        fc.pre(subject.classification.class === 'protected');
        expect(takersOf(subject)).toEqual(['skyddade-vardtillfallen']);
      }),
    );
  });

  it.each([
    ['not ready, somatik', {}, ['2-somatik', '3-primarvard', '4a', '4b', '5']],
    ['not ready, psykiatri', { care_form: 'psykiatri' }, ['2-psykiatri', '3-psykiatri', '4a', '4b', '5']],
    [
      'not ready, rättspsykiatri',
      { care_form: 'rattspsykiatri' },
      ['2-psykiatri', '3-psykiatri', '4a', '4b', '5'],
    ],
    ['ready in time', { ready_at: '2025-09-29' }, ['5']],
    ['ready later', { ready_at: '2025-09-30' }, ['2-somatik', '3-primarvard', '4a', '4b', '5']],
    ['discharged', { discharged_at: '2025-09-28' }, []],
  ] as const)('%s: %j stands on %j', (_, facts, steps) => {
    expect(takersOf(vardtillfalleSubject(vardtillfalleCase(facts)))).toEqual(steps);
  });

  it('one whose utskrivningsklar was annulled is started in the target after all', () => {
    const annulled = vardtillfalleCase({ ready_at: null }, { earlier: [earlier('2025-09-22', 'source')] });
    expect(takersOf(vardtillfalleSubject(annulled))).toContain('2-somatik');
  });
});

describe('the steps', () => {
  it('have ids of their own', () => {
    expect(new Set(ALL_STEPS.map(({ id }) => id)).size).toBe(ALL_STEPS.length);
  });

  it('take no case of another kind', () => {
    const subjects = [sipSubject(sipCase()), vardtillfalleSubject(vardtillfalleCase())];
    for (const { kind, takes } of ALL_STEPS) {
      for (const subject of subjects) if (subject.kind !== kind) expect(takes(subject)).toBe(false);
    }
  });

  it('hide the number of those who are protected, and only theirs', () => {
    const subjects = [
      sipSubject(sipCase({ is_protected: 1 })),
      vardtillfalleSubject(vardtillfalleCase({ is_protected: 1 })),
    ];
    const takeProtected = ALL_STEPS.filter(({ takes }) => subjects.some((subject) => takes(subject)));
    expect(takeProtected.map(({ id }) => id)).toEqual(['skyddade-vardtillfallen', 'skyddade']);
    expect(ALL_STEPS.filter(({ isGuarded }) => isGuarded).map(({ id }) => id)).toEqual([
      'skyddade-patienter',
      'skyddade-vardtillfallen',
      'skyddade-parter',
      'skyddade',
      'skyddade-kvittera',
    ]);
  });
});

describe.each(ALL_STEPS)('step $id', (step) => {
  it('says what is done, in whole sentences, and where it comes from', () => {
    expect(step.title).toMatch(/^[A-ZÅÄÖ]/u);
    expect(step.source.trim()).not.toBe('');
    const texts = [...step.inSource, ...step.inTarget, ...step.traps];
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatch(/[.,]$/u);
  });

  it('has a deadline of the plan, before the source is read-only', () => {
    const days = [...Object.values(PROFILE.deadlines), ...PROFILE.milestones.map(({ to }) => to)];
    expect(days).toContain(step.deadline);
    expect(step.deadline <= PROFILE.deadlines.readOnly).toBe(true);
    expect(step.deadlineText).not.toBe('');
  });

  it('plans no work in the source system once that is read-only, in whole sentences', () => {
    const then = withReadOnlySource(step, '2025-10-16', PROFILE);
    expect([then.id, then.kind, then.takes, then.owner]).toEqual([
      step.id,
      step.kind,
      step.takes,
      step.owner,
    ]);
    expect(then.inSource.filter((line) => step.inSource.includes(line))).toEqual([]);
    for (const text of [then.title, then.deadlineText, ...then.traps, ...then.inSource])
      expect(text).not.toMatch(/(?:avsluta|stäng|kvittera|skicka|rätta)\b.*Prator/iu);
    for (const text of [...then.traps, ...then.inSource, then.deadlineText])
      expect(text).toMatch(WHOLE_SENTENCE);
  });

  it("names only open questions that are the profile's", () => {
    const questions = PROFILE.openQuestions.map(({ id }) => id);
    for (const id of step.openQuestions) expect(questions).toContain(id);
  });
});

describe.each(SIP_STEPS)('step $id, of SIPs,', (step) => {
  it('names all three closing deadlines, never one for the others', () => {
    const text = step.deadlineText;
    expect(text).toMatch(WHOLE_SENTENCE);
    for (const day of ['2025-10-10', '2025-10-12', '2025-10-16']) expect(text).toContain(day);
  });

  it("goes by the profile's own days", () => {
    const deadlines = {
      ...PROFILE.deadlines,
      sipWindowEnds: '2026-03-01',
      allSipsClosed: '2026-03-02',
      readOnly: '2026-03-03',
    };
    const there = planOf({ ...PROFILE, deadlines }).steps.find(({ id }) => id === step.id);
    expect(there?.deadline).toMatch(/^2026-03/u);
    expect(there?.deadlineText).not.toContain('2025-10');
  });
});

describe('step 6', () => {
  const six = ALL_STEPS.find(({ id }) => id === '6');

  it('ends with the work window, not with a later deadline', () => {
    expect(six?.deadline).toBe(PROFILE.deadlines.sipWindowEnds);
  });

  it('warns that the one who makes the underlag becomes samordningsansvarig', () => {
    expect(six?.traps.join(' ')).toContain('automatiskt samordningsansvarig');
  });

  it('closes in the source only when all parties are done', () => {
    expect(six?.inSource.join(' ')).toContain('när alla parter');
  });

  it('takes a SIP whether it goes with a vårdtillfälle or not', () => {
    const link = { vardtillfalleId: 'V-1', isOpen: true, moves: true, isUndecided: false, deceasedOn: null };
    for (const context of [sipContext(), sipContext([link])]) {
      expect(six?.takes(sipSubject(sipCase(), context))).toBe(true);
    }
  });
});

describe('what the plan says of work that is told of by hand', () => {
  const plan = planOf(PROFILE);

  it.each([
    ['sip', 'move-outside-vardtillfalle', 'closed-in-prator', '2025-10-02'],
    ['sip', 'close-not-current', 'closed-in-prator', null],
    ['sip', 'needs-decision', 'sip-moved', null],
    ['vardtillfalle', 'start-in-lifecare', 'registered-in-lifecare', '2025-09-30'],
    ['vardtillfalle', 'start-in-lifecare', 'closed-in-prator', null],
  ] as const)('a %s of class %s: %s from %s', (kind, className, mark, day) => {
    expect(workBeginsOn(plan, { kind, className, mark })).toBe(day);
  });

  it('all parties are asked of the SIPs that are to be moved', () => {
    const asks = (className: string): boolean => asksAllParties(plan, { kind: 'sip', className });
    expect(['move-with-vardtillfalle', 'move-outside-vardtillfalle'].every(asks)).toBe(true);
    expect(['close-not-current', 'vardplan', 'protected', 'needs-decision'].some(asks)).toBe(false);
    expect(asksAllParties(plan, { kind: 'vardtillfalle', className: 'start-in-lifecare' })).toBe(false);
  });
});
