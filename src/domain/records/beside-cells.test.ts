import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { openBesideCells, type Beside, type BesideKind } from './beside-cells.ts';

const HEADERS = ['SIP-id', 'Namn', 'Kommun', 'Skyddad'];
const columns = resolveColumns('sip', HEADERS, PROFILE, null);
const at = (kind: BesideKind, row: number, column: number, text: string, lastRow = row): Beside => ({
  kind,
  area: { row, lastRow, column, lastColumn: column },
  text,
});
const open = (besides: readonly Beside[], of = columns) =>
  openBesideCells(besides, of, (index) => HEADERS[index] ?? '?');
const WORD = 'Skyddad identitet';

describe('a word of protection', () => {
  it('protects the case of its row, and is then placed', () => {
    const cells = open([at('note', 3, 2, WORD)]);
    expect(cells.protectingAt(2)).toBeNull();
    expect(cells.unplaced()).toBe('en anteckning vid Namn, rad 3');
    expect(cells.protectingAt(3)).toEqual({ column: 'Namn', label: 'en anteckning' });
    expect(cells.unplaced()).toBeNull();
    expect(cells.remarks()).toEqual([]);
  });

  it('in a run of cells protects each of them', () => {
    const cells = open([at('format', 2, 1, '(skyddad)', 4)]);
    expect([1, 2, 4, 5].map((row) => cells.protectingAt(row) !== null)).toEqual([false, true, true, false]);
  });

  it('that is about a column of protection needs no row; about another it does', () => {
    expect(open([at('prompt', 2, 4, WORD, 99)]).unplaced()).toBeNull();
    expect(open([at('prompt', 2, 3, WORD, 99)]).unplaced()).toBe('en hjälptext vid Kommun, rad 2–99');
    expect(open([{ kind: 'box', area: null, text: WORD }]).unplaced()).toBe('en textruta');
  });

  it('of a list of units is of no person', () => {
    const units = resolveColumns('enhet', HEADERS, PROFILE, null);
    expect(open([at('note', 3, 2, WORD)], units).unplaced()).toBeNull();
  });
});

describe('a merged cell', () => {
  const shown = (text: string, column: number, area = at('merged', 2, column, '', 4)) => {
    const cells = open([area]);
    const protectedRows = [2, 3, 4, 5].filter((row) => {
      cells.look(
        row,
        row === 2 ? Array.from({ length: column }, (_, index) => (index + 1 === column ? text : '')) : [],
      );
      return cells.protectingAt(row) !== null;
    });
    return [protectedRows, cells.remarks().map(({ code, row, detail }) => [code, row, detail])];
  };

  it('says of all rows that it covers what it says of the first', () => {
    expect(shown('Ja', 4)).toEqual([[3, 4], [['CELL_MERGED', 2, '4']]]);
    expect(shown('Nej', 4)).toEqual([[], [['CELL_MERGED', 2, '4']]]);
    expect(shown(WORD, 2)).toEqual([[3, 4], [['CELL_MERGED', 2, '4']]]);
  });

  it('is not told of where it is empty, or reaches beyond the list', () => {
    expect(shown('', 3)).toEqual([[], []]);
    const wide = {
      kind: 'merged',
      area: { row: 2, lastRow: 4, column: 1, lastColumn: 16_384 },
      text: '',
    } as const;
    expect(shown('x', 1, wide)).toEqual([[], []]);
  });
});
