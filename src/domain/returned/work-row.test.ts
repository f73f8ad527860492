import { describe, expect, it } from 'vitest';
import type { ReadRows } from './read-returned-rows.ts';
import {
  answersOf,
  contextOf,
  findingsOf,
  HANDED,
  readRows,
  rowOf,
  type Written,
} from './returned.test-help.ts';
import type { CaseNow, IssuedRow } from './returned-row.ts';

const [handed] = HANDED as [IssuedRow];
const read = (
  written: Written,
  { now = {}, issued = handed }: { readonly now?: Partial<CaseNow>; readonly issued?: IssuedRow } = {},
): ReadRows =>
  readRows([rowOf(issued, written)], {
    context: contextOf({ now, issued: new Map([[issued.token, issued]]) }),
  });
const CLOSED = { allParties: 'Ja', closedOn: '2025-10-03', by: 'K Berg' };

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

  it('gives nothing where nothing is new, and counts what was left', () => {
    const issued = { ...handed, cells: { ...handed.cells, status: 'Pågår' } };
    expect(read({}, { issued })).toMatchObject({ answers: [], left: 1, rejected: [], warnings: [] });
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
