import { describe, expect, it } from 'vitest';
import { answerTraits } from '../plan/plans.ts';
import { ANSWERED, RESOLVED, type AnswerCell, type AnsweredData } from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { changesClass, newAnswers, outcomeOf } from './outcome.ts';
import type { ReadRows } from './read-returned-rows.ts';

type ReadAnswer = ReadRows['answers'][number];

function answer(column: string, value: string | null, more: Partial<AnsweredData> = {}): ReadAnswer {
  return {
    sheet: null,
    row: 2,
    place: { kind: 'sip', caseId: 'SIP-1', step: '6', column },
    type: ANSWERED,
    effectiveOn: '2025-10-03',
    data: {
      ...{ worklist: 'AL-0001', listSeq: 1, token: 'S1-X', step: '6', baseline: null, by: null, on: null },
      column,
      value,
      ...more,
    },
  };
}

const cellsAfter = (...answers: readonly ReadAnswer[]): ReadonlyMap<string, AnswerCell> =>
  foldAnswers(
    answers.map(({ type, place: { kind, caseId }, effectiveOn, data }, at) => ({
      ...{ seq: 10 + at, type, kind, caseId, effectiveOn },
      data: JSON.stringify({ return: 'R-0001', returnedOn: '2025-10-06', ...data }),
    })),
    answerTraits,
  );

describe('an answer is new', () => {
  const before = cellsAfter(answer('status', 'Klar', { by: 'K Berg' }));

  it.each([
    ['another value', answer('status', 'Pågår', { by: 'K Berg' }), true],
    ['another person', answer('status', 'Klar', { by: 'L Alm' }), true],
    ['another list', answer('status', 'Klar', { by: 'K Berg', worklist: 'AL-0002' }), true],
    ['the same again', answer('status', 'Klar', { by: 'K Berg' }), false],
    ['held, though it holds already', answer('status', 'Klar', { by: 'L Alm', isHeld: true }), false],
  ])('or not: %s', (_, given, isNew) => {
    expect(newAnswers([given], before).has(given)).toBe(isNew);
  });
});

describe('what has come of an answer', () => {
  const NONE: ReadonlyMap<string, AnswerCell> = new Map();

  it('applied, where the cell says another thing than before', () => {
    const given = answer('status', 'Klar');
    expect(outcomeOf([given], new Set([given]), NONE, cellsAfter(given))).toMatchObject({
      applied: 1,
      unchanged: 0,
    });
  });

  it('unchanged, where it was known, or the cell says what it said', () => {
    const given = answer('status', 'Klar');
    const cells = cellsAfter(given);
    expect(outcomeOf([given], new Set(), cells, cells)).toMatchObject({ applied: 0, unchanged: 1 });
    expect(outcomeOf([given], new Set([given]), cells, cells)).toMatchObject({ applied: 0, unchanged: 1 });
  });

  it('in conflict, with the lists of both', () => {
    const given = answer('status', 'Klar', { worklist: 'AL-0002' });
    const cells = cellsAfter(answer('status', 'Inte aktuell'), given);
    expect(outcomeOf([given], new Set([given]), NONE, cells)).toMatchObject({
      applied: 0,
      conflicts: [
        {
          row: 2,
          reference: 'S1-X',
          column: 'Status',
          values: [
            { value: 'Inte aktuell', worklist: 'AL-0001' },
            { value: 'Klar', worklist: 'AL-0002' },
          ],
        },
      ],
    });
  });

  it('held, where the facts have changed', () => {
    const given = answer('status', 'Klar', { isHeld: true });
    expect(outcomeOf([given], new Set([given]), NONE, cellsAfter(given)).held).toHaveLength(1);
  });

  it('held, where it settles a conflict about a case that has moved', () => {
    const given = { ...answer('status', 'Klar', { isHeld: true }), type: RESOLVED } as const;
    const cells = cellsAfter(
      answer('status', 'Klar'),
      answer('status', 'Inte aktuell', { worklist: 'AL-0002' }),
      given,
    );
    const { held, conflicts } = outcomeOf([given], new Set([given]), NONE, cells);
    expect([held.map(({ because }) => because), conflicts]).toEqual([['facts-changed'], []]);
    expect([...cells.values()].map(({ value }) => value)).toEqual([null]);
  });

  it('waiting, where what it rests on does not hold', () => {
    const given = answer('closedOn', '2025-10-03');
    expect(outcomeOf([given], new Set([given]), NONE, cellsAfter(given)).waiting).toHaveLength(1);
  });

  it('told of with what it makes wait on another row of the case: a conflict there lets nothing close', () => {
    const closing = [answer('allParties', 'Ja'), answer('closedOn', '2025-10-03')];
    const onStada = (value: string): ReadAnswer => {
      const said = answer('status', value, { step: 'stada', worklist: 'AL-0002' });
      return { ...said, row: 7, place: { ...said.place, step: 'stada' } };
    };
    const before = [...closing, onStada('Inte aktuell')];
    const given = onStada('Behöver hjälp');
    const told = outcomeOf([given], new Set([given]), cellsAfter(...before), cellsAfter(...before, given));
    expect(told.waiting).toMatchObject([{ row: 7, column: 'Avslutad i {source}', because: 'row' }]);
    // What has waited before is not told again.
    const after = cellsAfter(...before, given);
    expect(outcomeOf([given], new Set(), after, after).waiting).toEqual([]);
  });

  it('told of with what it leaves without ground, once', () => {
    const closed = answer('closedOn', '2025-10-03');
    const no = answer('allParties', 'Nej');
    const cells = cellsAfter(closed, no);
    expect(outcomeOf([no], new Set([no]), NONE, cells).waiting).toMatchObject([
      { column: 'Avslutad i {source}' },
    ]);
    expect(outcomeOf([no, closed], new Set([no, closed]), NONE, cells).waiting).toHaveLength(1);
  });

  it('never told of in its own words where it is written freely', () => {
    const given = answer('comment', 'Ring Anna', { isHeld: true });
    const status = answer('status', 'Klar', { isHeld: true });
    const { held } = outcomeOf([given, status], new Set(), NONE, cellsAfter(given, status));
    expect(held.map(({ values }) => values[0]?.isFreeText)).toEqual([true, false]);
  });
});

describe('classes are renewed', () => {
  const closing = [answer('allParties', 'Ja'), answer('closedOn', '2025-10-03'), answer('coordinator', 'Ja')];
  const nothing = new Map<string, AnswerCell>();

  it('where a case is attested closed', () => {
    expect(changesClass(nothing, cellsAfter(...closing))).toBe(true);
  });

  it('where another answer of the row comes to stand against one, whatever its column', () => {
    const contradicted = cellsAfter(...closing, answer('coordinator', 'Nej', { worklist: 'AL-0002' }));
    expect(changesClass(cellsAfter(...closing), contradicted)).toBe(true);
    expect(changesClass(contradicted, cellsAfter(...closing))).toBe(true);
  });

  it('where not all parties are done any more', () => {
    expect(changesClass(cellsAfter(...closing), cellsAfter(...closing.slice(1)))).toBe(true);
  });

  it('where it is said to be in the target system, or is not any more', () => {
    const created = cellsAfter(answer('createdInTarget', '2025-10-03'));
    expect([changesClass(nothing, created), changesClass(created, nothing)]).toEqual([true, true]);
    expect(changesClass(created, created)).toBe(false);
  });

  it('where it is said not to be current: it was ended, and not moved', () => {
    const ended = cellsAfter(answer('status', 'Inte aktuell'));
    expect([changesClass(nothing, ended), changesClass(ended, ended)]).toEqual([true, false]);
  });

  it('and not where nothing closes, or nothing new does', () => {
    expect(changesClass(nothing, cellsAfter(answer('status', 'Pågår')))).toBe(false);
    expect(changesClass(cellsAfter(...closing), cellsAfter(...closing, answer('comment', 'ett')))).toBe(
      false,
    );
  });
});
