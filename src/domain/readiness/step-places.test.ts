import { describe, expect, it } from 'vitest';
import type { AnswerCell } from '../answers/answers.ts';
import type { MarkName } from '../answers/marks.ts';
import type { TargetEvidence } from '../classification/in-target.ts';
import { patient, stepOf, vardtillfalle } from '../plan/steps/steps.test-help.ts';
import { isSeenInSource, stepAnswerOf, stepPlaces } from './step-places.ts';

const OWNER = { kommun: '2281', part: 'kommun', unit: null };
const ASOF = '2025-10-08';
const cell = (column: string, value: string | null, effectiveOn = '2025-10-02'): AnswerCell => ({
  kind: 'vardtillfalle',
  caseId: 'VT-1',
  token: 'V1-X',
  step: '',
  column,
  value,
  effectiveOn,
  held: null,
  given: [],
  byHand: [],
});
const answer = (
  step: string,
  cells: readonly AnswerCell[],
  marks: readonly (readonly [MarkName, string])[] = [],
) => stepAnswerOf(step, cells, OWNER, ASOF, new Map(marks));

describe('a row of a worklist is done', () => {
  it.each([
    ['6', [cell('closedOn', '2025-10-03')], '2025-10-03'],
    ['6', [cell('allParties', 'Ja')], null],
    ['6', [cell('status', 'Klar')], null],
    ['6', [cell('status', 'Inte aktuell')], null],
    ['2-somatik', [cell('registeredOn', '2025-09-30')], '2025-09-30'],
    ['2-somatik', [cell('extraMessage', '2025-09-30')], null],
    ['2-somatik', [cell('status', 'Inte aktuell')], '2025-10-02'],
    ['3-primarvard', [cell('answered', 'Ja')], '2025-10-02'],
    ['3-primarvard', [cell('answered', 'Nej')], null],
    ['4b', [cell('answeredNurse', 'Ja'), cell('answeredOccupational', 'Ja')], null],
    [
      '4b',
      [
        cell('answeredNurse', 'Ja'),
        cell('answeredOccupational', 'Ej aktuellt'),
        cell('answeredPhysio', 'Ja'),
      ],
      '2025-10-02',
    ],
    ['beslut', [cell('status', 'Klar')], '2025-10-02'],
    ['beslut', [cell('status', 'Pågår')], null],
    ['kvittera', [cell('acknowledgedOn', '2025-10-09')], null],
  ])('on step %s by its own columns, not by "Klar" where it has any (%#)', (step, cells, doneOn) => {
    expect(answer(step, cells).doneOn).toBe(doneOn);
  });

  it('by a mark noted by hand as well', () => {
    expect(answer('2-somatik', [], [['registered-in-lifecare', '2025-09-30']]).doneOn).toBe('2025-09-30');
    expect(answer('3-primarvard', [], [['registered-in-lifecare', '2025-09-30']]).doneOn).toBeNull();
  });

  it('not by an answer of a later day', () => {
    expect(answer('3-primarvard', [cell('answered', 'Ja', '2025-10-09')]).doneOn).toBeNull();
  });

  it('needs help when somebody says so', () => {
    expect(answer('6', [cell('status', 'Behöver hjälp')]).needsHelp).toBe(true);
    expect(answer('6', [cell('status', 'Fel mottagare')]).needsHelp).toBe(true);
    expect(answer('6', [cell('status', 'Pågår')]).needsHelp).toBe(false);
  });

  it('shows in a later list of the source only where it is closed or kvitterat there', () => {
    expect(['5', '6', 'stada', 'vardplan', 'kvittera'].map(isSeenInSource)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['1', '2-somatik', '3-primarvard', '4a', '4b', 'beslut'].map(isSeenInSource)).not.toContain(true);
  });
});

describe('what a list of the target system says of a step', () => {
  const there = { listOn: '2025-10-03', isThere: true, wasThere: true } as const;
  const absent = (listOn: string) => ({ listOn, isThere: false });
  const attested = [cell('registeredOn', '2025-09-30')];
  const on = (cells: readonly AnswerCell[] | null, inTargetLists: TargetEvidence | null) => {
    const given = cells === null ? undefined : new Map([['1', answer('1', cells)]]);
    const seen = { lastSeenOn: null, isFinished: false, inTargetLists };
    const [place] = stepPlaces(patient('sarskilt'), given, seen, { steps: [stepOf('1')] });
    return [place?.state, place?.standing];
  };

  it('is nothing where no list can say: a word stands alone', () => {
    expect(on(null, null)).toEqual(['not-done', undefined]);
    expect(on(attested, null)).toEqual(['attested', 'attested']);
  });

  it('confirms the word, or shows it done alone', () => {
    expect(on(attested, there)).toEqual(['confirmed', 'confirmed']);
    expect(on(null, there)).toEqual(['confirmed', 'listed']);
  });

  it('does not answer for who asks for help', () => {
    expect(on([cell('status', 'Behöver hjälp')], there)).toEqual(['need-help', 'listed']);
  });

  it('contradicts a word of an earlier day, and none of its own', () => {
    expect(on(attested, absent('2025-10-01'))).toEqual(['not-done', 'contradicted']);
    expect(on(attested, absent('2025-09-30'))).toEqual(['attested', 'attested']);
    expect(on([cell('status', 'Inte aktuell')], absent('2025-10-03'))).toEqual(['attested', undefined]);
  });

  it('says nothing of what is answered there: only that there is nothing to answer in', () => {
    const answered = new Map([['3-primarvard', answer('3-primarvard', [cell('answered', 'Ja')])]]);
    const step = stepOf('3-primarvard');
    const places = (inTargetLists: TargetEvidence) =>
      stepPlaces(
        vardtillfalle(),
        answered,
        { lastSeenOn: null, isFinished: false, inTargetLists },
        { steps: [step] },
      );
    expect(places(there)[0]).toMatchObject({ state: 'attested', standing: 'attested' });
    expect(places(absent('2025-10-03'))[0]?.standing).toBe('contradicted');
  });
});
