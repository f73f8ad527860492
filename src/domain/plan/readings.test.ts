import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anySip,
  anySipContext,
  anyVardtillfalle,
  anyVardtillfalleContext,
  PROFILE,
  sipSubject,
  vardtillfalleSubject,
} from '../classification/cases.test-help.ts';
import { planOf } from './plan.ts';
import { COUNTED_READINGS, READINGS, readFrom, type CountedGroup } from './readings.ts';
import { message, patient, sip } from './steps/steps.test-help.ts';
import type { Subject } from './subject.ts';

const { steps } = planOf(PROFILE);

const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  fc
    .tuple(anySip, anySipContext, fc.boolean(), fc.boolean())
    .map(([item, context, isProtected, isLost]): Subject => {
      const subject = sipSubject(item, context);
      const lost = isLost
        ? {
            lastSeenOn: '2025-09-15',
            sourceListOn: '2025-10-08',
            targetListOn: '2025-10-08',
            attestedMovedOn: null,
          }
        : null;
      return { ...subject, lost, isBegunLate: isLost, isProtected: subject.isProtected || isProtected };
    }),
  fc
    .tuple(anyVardtillfalle, anyVardtillfalleContext)
    .map(([item, context]) => vardtillfalleSubject(item, context)),
  fc
    .tuple(
      fc.constantFrom(null, 'ordinart', 'sarskilt', 'privat'),
      fc.record({
        hasOpenSip: fc.boolean(),
        isProtected: fc.boolean(),
        kommun: fc.constantFrom(null, '2260', '2281'),
      }),
    )
    .map(([housing, more]) => patient(housing, more)),
  fc
    .record({
      isProtected: fc.boolean(),
      kommun: fc.constantFrom(null, '2281'),
      isUnitKnown: fc.boolean(),
      caseState: fc.constantFrom('open' as const, 'closed' as const, 'unknown' as const),
    })
    .map((more) => message(more)),
);

/** The same case, of which only what the database counts by is known. */
function counted(subject: Subject): CountedGroup | null {
  const names = (COUNTED_READINGS as Partial<Record<string, readonly string[]>>)[subject.kind];
  return names === undefined
    ? null
    : ({ kind: subject.kind, counted: readFrom(names, subject) } as CountedGroup);
}

describe('readings', () => {
  it('are all that is handed over: what was not asked for is not there', () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        const [first = ''] = Object.keys(READINGS[subject.kind]);
        expect(Object.keys(readFrom([first], subject))).toEqual([first]);
      }),
    );
  });

  it('of a name that there is not are refused, of a case and of a number of cases', () => {
    expect(() => readFrom(['nope'], patient('lss'))).toThrow(/no reading: nope/u);
    const group: CountedGroup = {
      kind: 'meddelande',
      counted: { kommun: null, toUnit: null, isUnitKnown: false, isCaseOpen: true, isProtected: false },
    };
    expect(() => readFrom(['name'], group)).toThrow(/not counted: name/u);
  });
});

describe('a step', () => {
  it('takes a case and gives it to an owner alike, whether the database counts it or it stands alone', () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        const group = counted(subject);
        fc.pre(group !== null);
        for (const step of steps) {
          if (!step.isCounted || step.kind !== subject.kind) continue;
          expect([step.id, step.takes(group)]).toEqual([step.id, step.takes(subject)]);
          if (step.takes(subject)) expect(step.owner(group)).toEqual(step.owner(subject));
        }
      }),
    );
  });

  it.each([
    ['6', sip()],
    ['stada', sip({ phase: 'utvardering' })],
    ['skyddade', { ...sip(), isProtected: true }],
    ['1', patient('lss')],
    ['kvittera', message()],
    ['beslut-meddelanden', message({ caseState: 'closed' })],
    ['beslut-patienter', patient(null)],
  ])('%s takes what the database counts', (id, subject) => {
    const group = counted(subject);
    expect(steps.filter(({ takes }) => group !== null && takes(group)).map((step) => step.id)).toEqual([id]);
  });

  it('of Västernorrland reads nothing of SIPs, patients and messages that the database does not count by', () => {
    for (const step of steps)
      expect([step.id, step.isCounted]).toEqual([step.id, Object.hasOwn(COUNTED_READINGS, step.kind)]);
  });
});
