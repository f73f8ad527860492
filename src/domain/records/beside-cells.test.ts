import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { COVERED } from '../words/cell-fault.ts';
import { openBesideCells, openCoveredCells, type Beside, type BesideKind } from './beside-cells.ts';

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

  it('is any that a format prints in a column of protection, but a clear no', () => {
    const protectedBy = (text: string, column = 4): boolean =>
      open([at('format', 3, column, text)]).protectingAt(3) !== null;
    expect(['Ja', '1', '✓', 'Nej', '–'].map((text) => protectedBy(text))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(protectedBy('Ja', 3)).toBe(false);
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

describe('a cell that another covers', () => {
  const area = { row: 2, lastRow: 4, column: 2, lastColumn: 3 };
  const covered = (area: NonNullable<Beside['area']>, rows: readonly (readonly string[])[]) => {
    const cover = openCoveredCells([{ kind: 'merged', area, text: '' }], columns);
    return rows.map((cells, at) => cover(at + 2, cells));
  };

  it('is read as that, to the right and below, where the first holds something', () => {
    expect(covered(area, [['S-1', 'Bo'], ['S-2'], ['S-3', '', '', 'Nej'], ['S-4']])).toEqual([
      ['S-1', 'Bo', COVERED, ''],
      ['S-2', COVERED, COVERED, ''],
      ['S-3', COVERED, COVERED, 'Nej'],
      ['S-4'],
    ]);
  });

  it('is empty where the first is, and what it is where any of them holds something of its own', () => {
    const empty = [['S-1'], ['S-2'], ['S-3']];
    expect(covered(area, empty)).toEqual(empty);
    const own = [['S-1', 'Bo'], ['S-2', 'Ek'], ['S-3']];
    expect(covered({ ...area, lastColumn: 2 }, own)).toEqual(own);
    expect(covered({ ...area, lastRow: 2 }, [['S-1', 'Bo', 'Timrå']])).toEqual([['S-1', 'Bo', 'Timrå']]);
  });
});
