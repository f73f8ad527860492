import { describe, expect, it } from 'vitest';
import type { AnswerCell } from '../answers/answers.ts';
import type { MarkName } from '../answers/marks.ts';
import { isSeenInSource, stepAnswerOf } from './step-places.ts';

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
