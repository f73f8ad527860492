import { describe, expect, it } from 'vitest';
import { acknowledged } from '../answers/answer-columns.ts';
import { planOf } from '../plan/plan.ts';
import type { ReadRows } from './read-returned-rows.ts';
import {
  answersOf,
  contextOf,
  findingsOf,
  HANDED,
  readRows,
  rowOf,
  sheetOf,
  type Written,
} from './returned.test-help.ts';
import type { CaseNow, IssuedRow } from './returned-row.ts';
import { workReader } from './work-row.ts';

const [handed] = HANDED as [IssuedRow];
const read = (
  written: Written,
  { now = {}, issued = handed }: { readonly now?: Partial<CaseNow>; readonly issued?: IssuedRow } = {},
): ReadRows =>
  readRows([rowOf(issued, written)], {
    context: contextOf({ now, issued: new Map([[issued.token, issued]]) }),
  });
const CLOSED = { allParties: 'Ja', closedOn: '2025-10-03', by: 'K Berg' };

/** The same, under other headers too. */
const readWith = (
  more: Readonly<Record<string, string>>,
  written: Written,
  options: Pick<NonNullable<Parameters<typeof readRows>[1]>, 'context' | 'reader'> = {},
): ReadRows => {
  const sheet = sheetOf([rowOf(handed, written)]);
  const added = [Object.keys(more), Object.values(more)];
  const rows = sheet.rows.map(({ row, cells }, at) => ({ row, cells: [...cells, ...(added[at] ?? [])] }));
  return readRows([], { ...options, sheets: [{ ...sheet, rows }] });
};

describe('a row of a worklist', () => {
  it('gives each answer its place, its list and what the cell held before', () => {
    const [answer] = read({ status: 'Pågår', by: 'K Berg' }).answers;
    expect(answer).toEqual({
      sheet: null,
      row: 2,
      place: { kind: 'sip', caseId: 'SIP-1', step: '6', column: 'status' },
      type: 'answered',
      effectiveOn: '2025-10-06',
      data: {
        worklist: 'AL-0001',
        listSeq: 10,
        token: 'S1-X',
        step: '6',
        column: 'status',
        baseline: null,
        value: 'Pågår',
        by: 'K Berg',
        on: null,
      },
    });
  });

  it('counts from the day that it gives itself', () => {
    const { answers } = read(CLOSED);
    expect(answers.map(({ effectiveOn, data: { on } }) => [effectiveOn, on])).toEqual([
      ['2025-10-03', '2025-10-03'],
      ['2025-10-03', '2025-10-03'],
    ]);
  });

  it('of several days each answer has its own', () => {
    const { answers } = readWith({ 'Skapad i Lifecare SP': '2025-10-02' }, { ...CLOSED });
    expect(answers.map(({ place, effectiveOn, data: { on } }) => [place.column, effectiveOn, on])).toEqual([
      ['createdInTarget', '2025-10-02', '2025-10-03'],
      ['allParties', '2025-10-03', '2025-10-03'],
      ['closedOn', '2025-10-03', '2025-10-03'],
    ]);
  });

  it('gives nothing where nothing is new, and counts what was left: nobody has signed anything', () => {
    const issued = { ...handed, cells: { ...handed.cells, status: 'Pågår' } };
    const nothing = { answers: [], left: 1, rejected: [], warnings: [] };
    expect(read({}, { issued })).toMatchObject(nothing);
    expect(read({ by: '19121212-1212' }, { issued })).toMatchObject(nothing);
  });

  it('does not close before all parties are done, and keeps its other answers', () => {
    const result = read({ ...CLOSED, allParties: 'Nej', comment: 'väntar' });
    expect(answersOf(result)).toEqual(['SIP-1 allParties Nej', 'SIP-1 comment väntar']);
    expect(findingsOf(result)).toEqual(['2 CLOSED_BEFORE_ALL_PARTIES Avslutad i Prator']);
    expect(answersOf(read(CLOSED))).toEqual(['SIP-1 allParties Ja', 'SIP-1 closedOn 2025-10-03']);
  });

  it('takes nothing back where it contradicts itself, though a part of that is refused for another reason', () => {
    const early = read({ status: 'Pågår', closedOn: '2025-10-03', by: 'K Berg' });
    expect([early.said, answersOf(early)]).toEqual([[], []]);
    expect(findingsOf(early)).toEqual([
      '2 CLOSED_BEFORE_ALL_PARTIES Avslutad i Prator',
      '2 STATUS_CONTRADICTED Avslutad i Prator',
    ]);
    expect(read(CLOSED).said).toHaveLength(1);
  });

  it('does not take a refused closing’s day for the row’s', () => {
    expect(read({ ...CLOSED, allParties: 'Nej' }).answers.map(({ data: { on } }) => on)).toEqual([null]);
    const contradicted = read({ ...CLOSED, status: 'Pågår', comment: 'väntar' }).answers;
    expect(contradicted.map(({ place, data: { on } }) => [place.column, on])).toEqual([['comment', null]]);
  });

  it('is told of as altered where something else stands as its key among the answers, and nobody has answered', () => {
    const altered = (written: Written): unknown =>
      readRows([rowOf(handed, written)]).altered.map(({ column }) => column);
    expect(altered({ check: 'väntar' })).toEqual(['Svarens referens']);
    // The key of another row has been moved there, and is told of with the answers, where there are any.
    expect(altered({ check: 'S2-Y' })).toEqual([]);
    expect(altered({ check: 'väntar', status: 'Pågår' })).toEqual([]);
    expect(findingsOf(read({ check: 'väntar', status: 'Pågår' }))).toEqual([
      '2 ANSWERS_OF_OTHER_ROW Svarens referens',
    ]);
  });

  it('speaks by its last day for what is said of the source system without one, once that can only be read', () => {
    const choice = { ...acknowledged, attests: 'acknowledged' } as const;
    const context = contextOf({ lockedSince: '2025-10-05' });
    const [step] = planOf(context.profile).steps.filter(({ id }) => id === '6');
    if (step === undefined) throw new Error('no step 6');
    const reader = workReader(context, { ...step, columns: [...step.columns, choice] });
    const said = (created: string, written: Written): readonly string[] =>
      findingsOf(
        readWith(
          { 'Skapad i Lifecare SP': created, [choice.header]: 'Ja' },
          { status: 'Pågår', ...written },
          { context, reader },
        ),
      );
    const late = `2 ANSWER_LATE ${choice.header}`;
    const refused = `2 ANSWER_AFTER_READ_ONLY ${choice.header}`;
    expect(said('2025-10-02', {})).toEqual([late]);
    expect(said('2025-10-02', { closedOn: 'igår' })).toEqual(['2 ANSWER_NOT_A_DAY Avslutad i Prator', late]);
    expect(said('', {})).toEqual([refused]);
  });

  it('is told of when it closes while messages are owed, and taken in', () => {
    const result = read(CLOSED, { now: { messagesOwed: 2 } });
    expect(findingsOf(result)).toEqual(['2 CLOSED_WITH_MESSAGES_OWED Avslutad i Prator']);
    expect(result.answers).toHaveLength(2);
    expect(findingsOf(read(CLOSED))).toEqual([]);
  });

  it('is told of when a later list has the case open', () => {
    expect(findingsOf(read(CLOSED, { now: { openInListOn: '2025-10-05' } }))).toEqual([
      '2 CLOSED_BUT_LISTED Avslutad i Prator',
    ]);
    expect(findingsOf(read(CLOSED, { now: { openInListOn: '2025-10-03' } }))).toEqual([]);
  });

  it('is not told of what stood in it when it was handed out', () => {
    const issued = { ...handed, cells: { ...handed.cells, ...CLOSED } };
    expect(findingsOf(read({ comment: 'klart' }, { issued, now: { messagesOwed: 1 } }))).toEqual([]);
  });

  it('refuses a day before the case began', () => {
    expect(findingsOf(read(CLOSED, { now: { beganOn: '2025-10-04' } }))).toEqual([
      '2 ANSWER_BEFORE_CASE Avslutad i Prator',
    ]);
  });

  it('keeps no signature with a personnummer, and the answer all the same', () => {
    const result = read({ status: 'Pågår', by: '19121212-1212' });
    expect(findingsOf(result)).toEqual(['2 SIGNATURE_WITH_PERSONNUMMER Av']);
    expect(result.answers.map(({ data: { by, value } }) => [by, value])).toEqual([[null, 'Pågår']]);
  });

  it('is not signed by a sign that is no name', () => {
    expect(findingsOf(read({ ...CLOSED, by: '-' }))).toEqual(['2 SETTLED_UNSIGNED Av']);
  });

  it('tells of an answer that was taken back', () => {
    const issued = { ...handed, cells: { ...handed.cells, status: 'Pågår' } };
    const result = read({ status: '' }, { issued });
    expect(answersOf(result)).toEqual(['SIP-1 status (borttaget)']);
    expect(findingsOf(result)).toEqual(['2 ANSWER_TAKEN_BACK Status']);
  });

  it('is held where a list or a decision has moved its case, the comment aside', () => {
    const held = (footing: CaseNow['footing']): readonly unknown[] =>
      read({ status: 'Pågår', comment: 'väntar' }, { now: { footing } }).answers.map(
        ({ data }) => data.isHeld,
      );
    const same = { class: null, isForNamedHandlers: false, owner: 'A' };
    expect(held(same)).toEqual([undefined, undefined]);
    expect(held({ ...same, owner: 'B' })).toEqual([true, undefined]);
    expect(held(null)).toEqual([undefined, undefined]);
  });

  it('says what stands in each cell that could be read, new or not', () => {
    const said = read({ status: 'Pågår', closedOn: 'igår' }).said[0]?.values;
    expect([...(said ?? [])]).toEqual([
      ['status', 'Pågår'],
      ['coordinator', null],
      ['allParties', null],
      ['comment', null],
    ]);
  });

  it('is told of when it is settled without the day of its closing', () => {
    expect(findingsOf(read({ status: 'Inte aktuell' }))).toEqual(['2 SETTLED_WITHOUT_DAY Status']);
    expect(findingsOf(read({ ...CLOSED, status: 'Klar' }))).toEqual([]);
  });
});
