import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySip, anySipContext, PROFILE, WHOLE_SENTENCE } from '../classification/cases.test-help.ts';
import { SIP_CLASSES, type CaseClass } from '../classification/classes.ts';
import { classifySip } from '../classification/sip-classes.ts';
import { ALL_STEPS } from './steps.ts';

const SIP_STEPS = ALL_STEPS.filter(({ kind }) => kind === 'sip');

/** The steps whose lists take a SIP of a class. */
function takersOf(caseClass: CaseClass): readonly string[] {
  const item = { kind: 'sip', classification: { class: caseClass, rule: '', also: [] } } as const;
  return SIP_STEPS.filter(({ takes }) => takes(item)).map(({ id }) => id);
}

describe('the steps', () => {
  it.each([
    ['move-with-vardtillfalle', '6'],
    ['move-outside-vardtillfalle', '6'],
    ['close-not-current', 'stada'],
    ['vardplan', 'vardplan'],
    ['needs-decision', 'beslut'],
    ['protected', 'skyddade'],
  ] as const)('a SIP of the class %s stands on the list of step %s alone', (caseClass, step) => {
    expect(takersOf(caseClass)).toEqual([step]);
  });

  it('take every open class of the SIPs exactly once, and none that is closed', () => {
    for (const caseClass of Object.keys(SIP_CLASSES) as CaseClass[]) {
      expect(takersOf(caseClass)).toHaveLength(caseClass === 'closed' ? 0 : 1);
    }
  });

  it('share the open SIPs among them: none on two lists, none on no list', () => {
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const classification = classifySip(sip, context);
        const takers = SIP_STEPS.filter(({ takes }) => takes({ kind: 'sip', classification }));
        expect(takers).toHaveLength(classification.class === 'closed' ? 0 : 1);
      }),
    );
  });

  it('have ids of their own', () => {
    expect(new Set(ALL_STEPS.map(({ id }) => id)).size).toBe(ALL_STEPS.length);
  });

  it('hide the number of those who are protected, and only theirs', () => {
    for (const { isGuarded, takes, kind } of ALL_STEPS) {
      const takesProtected = takes({ kind, classification: { class: 'protected', rule: '', also: [] } });
      expect(isGuarded === true).toBe(takesProtected);
    }
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

  it("has a deadline among the profile's, before the source is read-only", () => {
    expect(Object.values(PROFILE.deadlines)).toContain(step.deadline(PROFILE));
    expect(step.deadline(PROFILE) <= PROFILE.deadlines.readOnly).toBe(true);
  });

  it('names all three closing deadlines, never one for the others', () => {
    const text = step.deadlineText(PROFILE);
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
    const elsewhere = { ...PROFILE, deadlines };
    expect(step.deadline(elsewhere)).toMatch(/^2026-03/u);
    expect(step.deadlineText(elsewhere)).not.toContain('2025-10');
  });
});

describe('step 6', () => {
  const six = ALL_STEPS.find(({ id }) => id === '6');

  it('warns that the one who makes the underlag becomes samordningsansvarig', () => {
    expect(six?.traps.join(' ')).toContain('automatiskt samordningsansvarig');
  });

  it('closes in the source only when all parties are done', () => {
    expect(six?.inSource.join(' ')).toContain('när alla parter');
  });
});
