import { describe, expect, it } from 'vitest';
import { CONFLICT_COLUMN, CONFLICT_COLUMNS, CONFLICT_STEP, CONFLICT_VALUES } from './conflict-list.ts';
import { conflictReader } from './conflict-row.ts';
import { CHECK_HEADER, TOKEN_HEADER } from '../worklists/list-headers.ts';
import { answersOf, contextOf, findingsOf, letterOf } from './returned.test-help.ts';
import { readReturnedRows, type ReadRows } from './read-returned-rows.ts';
import type { IssuedRow } from './returned-row.ts';
import type { SheetMark } from './row-marks.ts';

const KEYS = ['token', 'reference', 'question', 'why', 'check', 'choice', 'own', 'by'] as const;
const HEADERS = { ...CONFLICT_COLUMNS, token: TOKEN_HEADER, check: CHECK_HEADER } as const;
type Written = Partial<Record<(typeof KEYS)[number], string>>;

interface More extends NonNullable<Parameters<typeof contextOf>[0]> {
  readonly column?: string;
  readonly marks?: readonly SheetMark[];
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  closedOn: ['2025-10-02', '2025-10-03'],
  status: ['Behöver hjälp', 'Klar'],
};

function handed(column: string): IssuedRow {
  return {
    kind: 'sip',
    token: `S1-X/${column}`,
    cells: {
      reference: 'S1-X',
      question: 'Frågan',
      why: 'Svaren säger olika.',
      sip: 'SIP-1',
      [CONFLICT_STEP]: '6',
      [CONFLICT_COLUMN]: column,
      [CONFLICT_VALUES]: JSON.stringify(VALUES[column] ?? ['Ja', 'Nej']),
      _class: 'move-outside-vardtillfalle',
      _owner: 'enhet|G',
    },
  };
}

const read = (written: Written, { column = 'closedOn', ...more }: More = {}): ReadRows =>
  readAll({ [column]: written }, more);

/** A list with these rows, by what they ask. */
function readAll(rows: Readonly<Record<string, Written>>, { marks = [], ...more }: More = {}): ReadRows {
  const issued = new Map(Object.keys(rows).map((column) => [`S1-X/${column}`, handed(column)]));
  const now = { caseId: 'SIP-1', ...more.now };
  const context = contextOf({
    list: { worklistId: 'KF-0002', step: '6', kommun: null, eventSeq: 20 },
    issued,
    ...more,
    now,
  });
  const facts = { reference: 'S1-X', question: 'Frågan', why: 'Svaren säger olika.' };
  const lines = Object.entries(rows).map(([column, written]) => {
    const row: Written = { token: `S1-X/${column}`, check: `S1-X/${column}`, ...facts, ...written };
    return KEYS.map((key) => row[key] ?? '');
  });
  const cells = [KEYS.map((key) => HEADERS[key]), ...lines];
  const sheets = [{ shownAs: null, marks, rows: cells.map((one, at) => ({ row: at + 1, cells: one })) }];
  const file = { format: 'xlsx', sheets, isProven: true } as const;
  const result = readReturnedRows(context, file, conflictReader(context), letterOf);
  if (result === null) throw new Error('no table');
  return result;
}

describe('a row of a list of conflicts', () => {
  it('says nothing while nobody has chosen', () => {
    expect(read({ by: 'K Berg' })).toMatchObject({ answers: [], rejected: [], altered: [] });
    expect(findingsOf(read({ by: 'K Berg' }))).toEqual(['2 SIGNED_WITHOUT_ANSWER Av']);
    expect(findingsOf(read({}))).toEqual([]);
  });

  it('on which nobody has chosen tells of its key where that is written over', () => {
    expect(read({ check: 'Ring mig' }).altered).toMatchObject([{ column: 'Svarens referens' }]);
    expect(read({ check: '' }).altered).toEqual([]);
  });

  it('is told of by how its case stands, as on any list', () => {
    const chosen = { choice: 'A', by: 'K Berg' };
    expect(findingsOf(read(chosen, { now: { openInListOn: '2025-10-05' } }))).toEqual([
      '2 CLOSED_BUT_LISTED Rätt svar',
    ]);
    expect(findingsOf(read(chosen, { now: { openInListOn: '2025-10-02' } }))).toEqual([]);
    expect(findingsOf(read(chosen, { now: { messagesOwed: 1 } }))).toEqual([
      '2 CLOSED_WITH_MESSAGES_OWED Rätt svar',
    ]);
    expect(findingsOf(read(chosen, { column: 'status', now: { isClosedByHand: true } }))).toEqual([
      '2 CLOSED_BY_HAND Rätt svar',
    ]);
    const no = { choice: 'B', by: 'K Berg' };
    expect(findingsOf(read(no, { column: 'allParties', now: { isClosedByHand: true } }))).toEqual([
      '2 CLOSED_BY_HAND Rätt svar',
    ]);
  });

  it('says by its letter which answer is right, and whose word it is', () => {
    const result = read({ choice: ' b ', by: 'K Berg' });
    expect(answersOf(result)).toEqual(['SIP-1 closedOn 2025-10-03']);
    expect(result.answers[0]).toMatchObject({
      type: 'conflict-resolved',
      effectiveOn: '2025-10-03',
      place: { kind: 'sip', step: '6' },
      data: { by: 'K Berg', token: 'S1-X', worklist: 'KF-0002', listSeq: 20 },
    });
  });

  it('says in words of its own what is right instead', () => {
    expect(answersOf(read({ own: '2025-10-04' }))).toEqual(['SIP-1 closedOn 2025-10-04']);
    expect(answersOf(read({ own: 'nej' }, { column: 'allParties' }))).toEqual(['SIP-1 allParties Nej']);
  });

  it.each([
    [
      'the reference of another row',
      { reference: 'S2-Y', choice: 'A' },
      {},
      'REFERENCE_OF_OTHER_ROW Referens',
    ],
    ['a letter and an own answer', { choice: 'A', own: '2025-10-04' }, {}, 'TWO_ANSWERS_CHOSEN Eget svar'],
    [
      'work in the locked source',
      { choice: 'A' },
      { lockedSince: '2025-10-01' },
      'ANSWER_AFTER_READ_ONLY Rätt svar',
    ],
    [
      'the same in own words',
      { own: '2025-10-04' },
      { lockedSince: '2025-10-01' },
      'ANSWER_AFTER_READ_ONLY Eget svar',
    ],
    ['a letter that no answer has', { choice: 'C' }, {}, 'ANSWER_NOT_A_CHOICE Rätt svar'],
    ['an own answer that is no day', { own: 'igår' }, {}, 'ANSWER_NOT_A_DAY Eget svar'],
    ['an own day to come', { own: '2025-10-07' }, {}, 'ANSWER_IN_THE_FUTURE Eget svar'],
    ['an own day before the step', { own: '2025-10-01' }, {}, 'ANSWER_BEFORE_STEP Eget svar'],
  ])('with %s is refused', (_, written, more, finding) => {
    const result = read(written, more);
    expect(findingsOf(result)).toEqual([`2 ${finding}`]);
    expect(result.answers).toEqual([]);
  });

  it('about work in the target system is taken in while the source is read-only', () => {
    expect(answersOf(read({ choice: 'A' }, { column: 'allParties', lockedSince: '2025-10-01' }))).toEqual([
      'SIP-1 allParties Ja',
    ]);
  });

  it.each([
    ['stands where it stood', {}, undefined],
    ['has moved to another class', { class: 'close-not-current' }, true],
    ['has moved to another owner', { owner: 'kommun|2281' }, true],
    ['has come to be for named handlers alone', { isForNamedHandlers: true }, true],
    ['is closed', { class: 'closed', owner: 'kommun|2281' }, undefined],
  ])('counts as its case stands since the list was handed out: it %s', (_, moved, isHeld) => {
    const footing = { class: 'move-outside-vardtillfalle', isForNamedHandlers: false, owner: 'enhet|G' };
    const { answers } = read({ choice: 'A' }, { now: { footing: { ...footing, ...moved } } });
    expect(answers.map(({ data }) => data.isHeld)).toEqual([isHeld]);
  });

  it('keeps no signature with a personnummer, and the answer all the same', () => {
    const result = read({ choice: 'A', by: '19121212-1212' });
    expect(findingsOf(result)).toEqual(['2 SIGNATURE_WITH_PERSONNUMMER Av']);
    expect(result.answers[0]?.data.by).toBeNull();
  });

  it.each([
    ['choice', 'Rätt svar'],
    ['own', 'Eget svar'],
  ] as const)('with a fault in the cell is not taken for empty: %s', (key, header) => {
    const marks: readonly SheetMark[] = [{ kind: 'no-value', row: 2, column: KEYS.indexOf(key) + 1 }];
    for (const written of [{}, { choice: 'A' }]) {
      const result = read(written, { marks });
      expect(findingsOf(result)).toEqual([`2 ANSWER_WITHOUT_VALUE ${header}`]);
      expect(result.answers).toEqual([]);
    }
  });

  it('with a time of day beside the day is taken in as on any other list, and told of', () => {
    const result = read({ own: '2025-10-04 14:30', by: 'K Berg' });
    expect(answersOf(result)).toEqual(['SIP-1 closedOn 2025-10-04']);
    expect(findingsOf(result)).toEqual(['2 DAY_WITH_TIME Eget svar']);
    expect(findingsOf(read({ own: '45933.6', by: 'K Berg' }))).toEqual(['2 ANSWER_NOT_A_DAY Eget svar']);
  });

  it('whose key among the answers is gone is told of; another row’s is refused', () => {
    const chosen = { choice: 'A', by: 'K Berg' };
    expect(findingsOf(read({ ...chosen, check: '' }))).toEqual(['2 CHECK_EMPTY Svarens referens']);
    expect(read({ ...chosen, check: '' }).answers).toHaveLength(1);
    const moved = read({ ...chosen, check: 'S2-Y/closedOn' });
    expect(findingsOf(moved)).toEqual(['2 ANSWERS_OF_OTHER_ROW Svarens referens']);
    expect(moved.answers).toEqual([]);
  });

  it('that closes or decides and is not signed is told of', () => {
    expect(findingsOf(read({ choice: 'A' }))).toEqual(['2 SETTLED_UNSIGNED Av']);
    expect(findingsOf(read({ choice: 'A', by: '?' }))).toEqual(['2 SETTLED_UNSIGNED Av']);
    expect(findingsOf(read({ choice: 'A', by: 'K Berg' }))).toEqual([]);
    expect(findingsOf(read({ choice: 'A' }, { column: 'allParties' }))).toEqual([]);
  });

  it('with a note on it is told of by no column that the list lacks', () => {
    const marks: readonly SheetMark[] = [{ kind: 'note', row: 2, column: KEYS.indexOf('choice') + 1 }];
    expect(read({}, { marks }).warnings).toMatchObject([{ code: 'ROW_WITH_NOTE', detail: {} }]);
    expect(read({}, { marks }).warnings[0]?.detail).toEqual({});
  });

  it('with the reference emptied is the one its key says', () => {
    expect(answersOf(read({ reference: '', choice: 'A' }))).toEqual(['SIP-1 closedOn 2025-10-02']);
  });

  it('tells of locked cells that were changed', () => {
    expect(read({ why: 'Annat', choice: 'A' }).altered).toMatchObject([{ column: 'Varför' }]);
    expect(read({ choice: 'A' }).altered).toEqual([]);
  });
});

describe('rows of a list of conflicts that are about one row', () => {
  const by = 'K Berg';

  it('that contradict each other are refused, each by name', () => {
    const result = readAll({ status: { choice: 'A', by }, closedOn: { choice: 'B', by } });
    expect(findingsOf(result)).toEqual(['2 STATUS_CONTRADICTED', '3 STATUS_CONTRADICTED']);
    expect(result.answers).toEqual([]);
  });

  it('that agree are taken in', () => {
    const result = readAll({ status: { choice: 'B', by }, closedOn: { choice: 'B', by } });
    expect(findingsOf(result)).toEqual([]);
    expect(answersOf(result)).toEqual(['SIP-1 status Klar', 'SIP-1 closedOn 2025-10-03']);
  });

  it.each([
    ['a day of closing', 'closedOn', 'status', 'Behöver hjälp', 'STATUS_CONTRADICTED'],
    ['a decision', 'sipDecision', 'status', 'Fel mottagare', 'STATUS_CONTRADICTED'],
  ])('%s (%s) is refused where the row says otherwise besides: %s', (_, asked, column, value, code) => {
    const now = { rowSays: new Map([[column, value]]) };
    const said = asked === 'sipDecision' ? { own: 'Samordnad vårdplan', by } : { choice: 'B', by };
    expect(findingsOf(read(said, { column: asked, now }))).toEqual([`2 ${code}`]);
    const agreeing = { rowSays: new Map(Object.entries({ status: 'Klar', stillCurrent: 'Ja' })) };
    expect(findingsOf(read(said, { column: asked, now: agreeing }))).toEqual([]);
  });

  it('what stands is no hindrance to what settles nothing, nor where the list itself says otherwise', () => {
    const closed = { rowSays: new Map([['closedOn', '2025-10-03']]) };
    expect(findingsOf(read({ choice: 'A', by }, { column: 'status', now: closed }))).toEqual([]);
    const needsHelp = { rowSays: new Map([['status', 'Behöver hjälp']]) };
    const both = { status: { choice: 'B', by }, closedOn: { choice: 'B', by } };
    expect(findingsOf(readAll(both, { now: needsHelp }))).toEqual([]);
  });

  it('a decision there needs no new reason, nor a day a new decision', () => {
    expect(findingsOf(readAll({ sipDecision: { own: 'Samordnad vårdplan', by } }))).toEqual([]);
    expect(findingsOf(readAll({ decidedOn: { own: '2025-10-03', by } }))).toEqual([]);
  });
});
