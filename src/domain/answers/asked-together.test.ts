import { describe, expect, it } from 'vitest';
import { ANSWERED, cellName, type AnswerEvent } from './answers.ts';
import { askedTogether, standing } from './asked-together.ts';
import { foldAnswers } from './fold-answers.ts';
import { answerTraits } from '../plan/plans.ts';

const PLACE = { kind: 'sip', caseId: 'SIP-1', step: '6' };

/** What some lists say of one row, each without knowing of the others. */
const cellsOf = (...said: readonly (readonly [column: string, value: string])[]) =>
  foldAnswers(
    said.map(([column, value], at): AnswerEvent => ({
      seq: 10 + at,
      type: ANSWERED,
      kind: PLACE.kind,
      caseId: PLACE.caseId,
      effectiveOn: '2025-10-06',
      data: JSON.stringify({
        return: `R-${String(at)}`,
        returnedOn: '2025-10-06',
        worklist: 'AL-0001',
        listSeq: 1,
        token: 'S1-G',
        step: PLACE.step,
        column,
        baseline: null,
        value,
        by: null,
        on: null,
      }),
    })),
    answerTraits,
  );
const asked = (...said: readonly (readonly [string, string])[]): readonly string[] =>
  askedTogether(cellsOf(...said)).map(({ column }) => column);

describe('what is asked together', () => {
  it('is each answer that waits for a person, and what its row says against it', () => {
    expect(
      asked(
        ['allParties', 'Ja'],
        ['closedOn', '2025-10-03'],
        ['status', 'Behöver hjälp'],
        ['comment', 'Se journalen'],
      ),
    ).toEqual(['closedOn', 'status']);
  });

  it('is each once where both wait, and nothing where nothing does', () => {
    expect(asked(['status', 'Klar'], ['status', 'Behöver hjälp'])).toEqual(['status']);
    expect(asked(['allParties', 'Ja'], ['closedOn', '2025-10-03'], ['status', 'Klar'])).toEqual([]);
  });
});

describe('what an answer says, whatever else of its row is in conflict', () => {
  const cells = cellsOf(['allParties', 'Ja'], ['closedOn', '2025-10-03'], ['status', 'Behöver hjälp']);
  const says = (column: string): string | null =>
    standing(cells.get(cellName({ ...PLACE, column })) ?? { value: null, held: null });

  it('is what is kept of it; of one in conflict itself nothing', () => {
    expect([says('status'), says('allParties'), says('closedOn')]).toEqual(['Behöver hjälp', 'Ja', null]);
  });
});
