import { describe, expect, it } from 'vitest';
import { answerTraits } from '../plan/plans.ts';
import { ANSWERED, RESOLVED, type AnswerCell, type AnsweredData } from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { changesClass, leftByWithdrawal, newAnswers, outcomeOf, withLeft } from './outcome.ts';
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

  it('told of once where the same file says it and what it waits for', () => {
    const closing = [
      answer('allParties', 'Ja'),
      answer('closedOn', '2025-10-03'),
      answer('coordinator', 'Ja'),
    ];
    const given = [answer('coordinator', 'Nej'), answer('closedOn', '2025-10-03')].map((one) => ({
      ...one,
      data: { ...one.data, worklist: 'AL-0002' },
    }));
    const after = cellsAfter(...closing, ...given);
    const { conflicts, waiting } = outcomeOf(given, new Set(given), cellsAfter(...closing), after);
    expect(conflicts).toMatchObject([{ column: 'Ny samordningsansvarig satt' }]);
    expect(waiting.map(({ column, because }) => [column, because])).toEqual([['Avslutad i {source}', 'row']]);
  });

  it('told of with what it leaves without ground on a later step, once', () => {
    const on = (step: string, one: ReadAnswer): ReadAnswer => ({
      ...one,
      place: { ...one.place, step },
      data: { ...one.data, step },
    });
    const closing = [
      on('arende', answer('caseStartedOn', '2025-10-02')),
      on('avsluta-sip', answer('closedOn', '2025-10-03')),
    ];
    const no = on('arende', answer('consentTaken', 'Nej'));
    const after = cellsAfter(...closing, no);
    expect(outcomeOf([no], new Set([no]), cellsAfter(...closing), after).waiting).toMatchObject([
      { row: 2, step: 'avsluta-sip', column: 'Avslutad i {source}', because: 'before-step' },
    ]);
    expect(outcomeOf([no], new Set(), after, after).waiting).toEqual([]);
    // Nor is one that counts all the same.
    const yes = on('arende', answer('consentTaken', 'Ja'));
    const laid = outcomeOf([yes], new Set([yes]), cellsAfter(...closing), cellsAfter(...closing, yes));
    expect(laid.waiting).toEqual([]);
  });

  it('told of with a closing that rests on an earlier step again, once', () => {
    const on = (one: ReadAnswer): ReadAnswer => ({
      ...one,
      place: { ...one.place, step: 'avsluta-sip' },
      data: { ...one.data, step: 'avsluta-sip' },
    });
    const closed = on(answer('closedOn', '2025-10-03'));
    const before = [on(answer('status', 'Inte aktuell')), closed];
    const later = { worklist: 'AL-0002', listSeq: 50 };
    const given = on(answer('status', 'Klar', later));
    const after = cellsAfter(...before, given);
    const waits = [{ column: 'Avslutad i {source}', because: 'before-step' }];
    expect(outcomeOf([given], new Set([given]), cellsAfter(...before), after).waiting).toMatchObject(waits);
    const both = [given, on(answer('closedOn', '2025-10-03', later))];
    const afterBoth = cellsAfter(...before, ...both);
    expect(outcomeOf(both, new Set(both), cellsAfter(...before), afterBoth).waiting).toMatchObject(waits);
  });

  it('told of with what a corrected list leaves without ground, once', () => {
    const closed = answer('closedOn', '2025-10-03');
    const yes = answer('allParties', 'Ja');
    const { place } = yes;
    const withdrawn = [{ seq: 11, return: 'R-0001', place, sheet: null, row: 4, token: 'S1-X', value: 'Ja' }];
    const after = cellsAfter(closed);
    expect(leftByWithdrawal(withdrawn, cellsAfter(closed, yes), after)).toMatchObject([
      { row: 4, column: 'Avslutad i {source}', because: 'waits' },
    ]);
    expect(leftByWithdrawal(withdrawn, after, after)).toEqual([]);
    // What an answer had been before is nothing to tell of, nor what counts beside one that must be confirmed.
    const emptied = cellsAfter(answer('allParties', null));
    expect(leftByWithdrawal(withdrawn, cellsAfter(yes), emptied)).toEqual([]);
    const comments = cellsAfter(answer('comment', 'ett'), answer('comment', 'två', { isHeld: true }));
    expect(leftByWithdrawal(withdrawn, comments, comments)).toEqual([]);
    // Of another case nothing is.
    const elsewhere = withdrawn.map((one) => ({ ...one, place: { ...place, caseId: 'SIP-2' } }));
    expect(leftByWithdrawal(elsewhere, cellsAfter(closed, yes), after)).toEqual([]);
    // Nor is it told again where the file that takes it back says why.
    const no = answer('allParties', 'Nej');
    const denied = cellsAfter(closed, no);
    const told = outcomeOf([no], new Set([no]), after, denied);
    expect(told.waiting).toHaveLength(1);
    const left = leftByWithdrawal(withdrawn, cellsAfter(closed, yes), denied);
    expect(withLeft(told, left).waiting).toEqual(told.waiting);
    expect(withLeft({ ...told, waiting: [] }, left).waiting).toMatchObject([{ because: 'waits' }]);
  });

  it('told of with what a corrected list leaves in conflict, and what that leaves unfinished', () => {
    const given = [
      answer('allParties', 'Ja'),
      answer('closedOn', '2025-10-03'),
      answer('coordinator', 'Ja'),
      answer('coordinator', 'Nej', { worklist: 'AL-0002' }),
    ];
    const chosen = answer('coordinator', 'Ja', { worklist: 'KF-0003', listSeq: 50 });
    const settled = { ...chosen, type: RESOLVED } as const;
    const after = cellsAfter(...given);
    const withdrawn = [
      { seq: 14, return: 'R-0001', place: settled.place, sheet: null, row: 4, token: 'S1-X', value: 'Ja' },
    ];
    const none = outcomeOf([], new Set(), after, after);
    const told = withLeft(none, leftByWithdrawal(withdrawn, cellsAfter(...given, settled), after));
    expect(told).toMatchObject({
      conflicts: [{ row: 4, column: 'Ny samordningsansvarig satt', because: 'contradiction' }],
      waiting: [{ row: 4, column: 'Avslutad i {source}', because: 'row' }],
    });
  });

  it('in conflict with what it says the opposite of, on the same row', () => {
    const created = answer('createdInTarget', '2025-10-03');
    const given = answer('status', 'Inte aktuell', { worklist: 'AL-0002' });
    const after = cellsAfter(created, given);
    expect(outcomeOf([given], new Set([given]), cellsAfter(created), after).conflicts).toMatchObject([
      { row: 2, column: 'Skapad i {target}', because: 'contradiction' },
    ]);
    expect(outcomeOf([given, created], new Set([given]), cellsAfter(created), after).conflicts).toHaveLength(
      1,
    );
  });

  it('in conflict with nothing for standing on a row where others are', () => {
    const created = (on: string, worklist: string): ReadAnswer => answer('createdInTarget', on, { worklist });
    const before = [created('2025-10-02', 'AL-0001'), created('2025-10-03', 'AL-0002')];
    const given = answer('coordinator', 'Ja', { worklist: 'AL-0003' });
    const after = cellsAfter(...before, given);
    expect(outcomeOf([given], new Set([given]), cellsAfter(...before), after).conflicts).toEqual([]);
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

  it('where it is attested closed once all parties are done', () => {
    const [allParties = answer('allParties', 'Ja'), ...rest] = closing;
    expect(changesClass(cellsAfter(allParties), cellsAfter(allParties, ...rest))).toBe(true);
  });

  it('where its class is decided on a list', () => {
    expect(changesClass(nothing, cellsAfter(answer('sipDecision', 'Samordnad vårdplan')))).toBe(true);
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
