import { describe, expect, it } from 'vitest';
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
import type { ReadRows } from './read-returned-rows.ts';
import { openRowMarks, type SheetMark } from './row-marks.ts';

const [ONE, TWO] = HANDED;
const KEYS = [
  'token',
  'reference',
  'sip',
  'patient',
  'born',
  'check',
  'status',
  'coordinator',
  'allParties',
  'closedOn',
  'by',
  'comment',
] as const;
/** The letter of a column, as people see it. */
const at = (key: (typeof KEYS)[number]): number => KEYS.indexOf(key) + 1;

/** The two rows that were handed out, with what is written and done to them. */
function read(written: readonly [Written, Written], marks: readonly SheetMark[] = []): ReadRows {
  if (ONE === undefined || TWO === undefined) throw new Error('no rows');
  const rows = [rowOf(ONE, written[0]), rowOf(TWO, written[1])];
  const sheet = { ...sheetOf(rows, KEYS), marks };
  return readRows(rows, { context: contextOf(), sheets: [sheet] });
}
const struck = (row: number, key: (typeof KEYS)[number]): SheetMark => ({
  kind: 'struck',
  row,
  column: at(key),
});
const CLOSED = { allParties: 'Ja', closedOn: '2025-10-03', by: 'K Berg' };

describe('an answer', () => {
  it('that is struck through is told of and not taken in, nor what rests on it', () => {
    const result = read([CLOSED, CLOSED], [struck(2, 'allParties')]);
    expect(answersOf(result)).toEqual(['SIP-2 allParties Ja', 'SIP-2 closedOn 2025-10-03']);
    expect(findingsOf(result)).toEqual([
      '2 ANSWER_STRUCK Alla parter klara',
      '2 CLOSED_BEFORE_ALL_PARTIES Avslutad i Prator',
    ]);
  });

  it('that is struck through on one of two copies of its row is contradicted by the other', () => {
    if (ONE === undefined) throw new Error('no row');
    const sheet = sheetOf([rowOf(ONE, CLOSED), rowOf(ONE, CLOSED)], KEYS);
    const told = (marks: readonly SheetMark[]): readonly string[] =>
      findingsOf(readRows([], { sheets: [{ ...sheet, marks }] }));
    expect(told([struck(3, 'closedOn')])).toEqual(['2 ROW_COPIES_DIFFER', '3 ROW_COPIES_DIFFER']);
    expect(told([])).toEqual([]);
  });

  it('with a formula that has no value takes nothing back', () => {
    const marks: readonly SheetMark[] = [{ kind: 'no-value', row: 2, column: at('status') }];
    expect(findingsOf(read([{}, {}], marks))).toEqual(['2 ANSWER_WITHOUT_VALUE Status']);
  });

  it('that is one cell over several rows counts on the first, and the others are told of', () => {
    const merged: SheetMark = {
      kind: 'merged',
      row: 2,
      column: at('status'),
      lastRow: 3,
      lastColumn: at('status'),
    };
    const result = read([{ status: 'Pågår' }, {}], [merged]);
    expect(answersOf(result)).toEqual(['SIP-1 status Pågår']);
    expect(findingsOf(result)).toEqual(['3 ANSWER_MERGED Status']);
  });

  it('that stands on another row than its own is told of and not taken in', () => {
    const result = read([
      { status: 'Klar', check: 'S2-Y' },
      { status: 'Pågår', check: 'S2-Y' },
    ]);
    expect(answersOf(result)).toEqual(['SIP-2 status Pågår']);
    expect(findingsOf(result)).toEqual(['2 ANSWERS_OF_OTHER_ROW Svarens referens']);
  });

  it('counts where the key among the answers is emptied: the row has its own', () => {
    expect(answersOf(read([{ status: 'Klar', check: '' }, {}]))).toEqual(['SIP-1 status Klar']);
  });
});

describe('a row', () => {
  it('with a note says so, and its answers count', () => {
    const result = read([{ status: 'Pågår' }, {}], [{ kind: 'note', row: 2, column: at('patient') }]);
    expect(answersOf(result)).toEqual(['SIP-1 status Pågår']);
    expect(findingsOf(result)).toEqual(['2 ROW_WITH_NOTE Patient']);
  });

  it('that is coloured says nothing by it, and is told of only where it says nothing else', () => {
    const coloured = (row: number): SheetMark => ({ kind: 'coloured', row, column: at('patient') });
    const result = read([{ status: 'Pågår' }, {}], [coloured(2), coloured(3)]);
    expect(findingsOf(result)).toEqual(['3 ROW_COLOURED']);
    expect(result.warnings).toHaveLength(1);
  });

  it('of whose facts some are struck through is told of', () => {
    expect(findingsOf(read([{ status: 'Pågår' }, {}], [struck(3, 'patient')]))).toEqual(['3 ROW_STRUCK']);
    const withAnswer = [struck(2, 'patient'), struck(2, 'status')];
    expect(findingsOf(read([{ status: 'Pågår' }, {}], withAnswer))).toEqual(['2 ANSWER_STRUCK Status']);
  });
});

it('a merge of the whole sheet costs no more than the columns of the list', () => {
  const marks = openRowMarks(
    [{ kind: 'merged', row: 1, column: 1, lastRow: 1_048_576, lastColumn: 16_384 }],
    ['a', null, 'b'],
  );
  expect(marks(5)).toHaveLength(3);
  expect(marks(1)).toEqual([]);
});
