import { describe, expect, it } from 'vitest';
import { KINDS } from '../kinds/kinds.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import { remarkOnOwnCount, remarkOnTestNumbers, remarkOnWidth, remarksOnTable } from './list-remarks.ts';

const [sipId, personId] = KINDS.sip.fields;
const COLUMNS: ResolvedColumns = {
  kind: 'sip',
  columns: [{ field: sipId, index: 1, header: 'Nr' }],
  missing: [personId],
  alsoProtecting: [],
  alike: [{ index: 9, header: 'Nummer', readAs: 'Nr', name: 'kommun' }],
  unused: [{ index: 0, header: 'Mål' }],
  nameless: [],
  width: 10,
  duplicated: [],
};
const told = (...notes: Parameters<typeof remarksOnTable>[0]) =>
  remarksOnTable(notes, { ...COLUMNS, missing: [], alike: [], unused: [] });

describe('what is remarked of a list as a whole', () => {
  it('is the columns that are not used, alike or missing', () => {
    expect(remarksOnTable([], COLUMNS).map(({ code, column, detail }) => [code, column, detail])).toEqual([
      ['COLUMN_NOT_USED', 'Mål', null],
      ['COLUMN_ALIKE', 'Nummer', 'Nr'],
      ['COLUMN_MISSING', null, personId.label],
    ]);
  });

  it('is that nothing says when SIPs of the target were created: no other column, and of no other list', () => {
    const codes = (kind: 'lcsp_sip' | 'lcsp_patient', ...names: readonly string[]) =>
      remarksOnTable([], {
        ...COLUMNS,
        kind,
        unused: [],
        alike: [],
        missing: KINDS[kind].fields.filter(({ name }) => names.includes(name)),
      }).map(({ code }) => code);
    expect(codes('lcsp_sip', 'created_on', 'role')).toEqual([
      'COLUMN_MISSING',
      'COLUMN_MISSING',
      'TARGET_WITHOUT_DAYS',
    ]);
    expect(codes('lcsp_sip', 'role')).toEqual(['COLUMN_MISSING']);
    expect(codes('lcsp_patient', 'created_on')).toEqual(['COLUMN_MISSING']);
  });

  it('is not a column that few lists have', () => {
    const participants = KINDS.sip.fields.filter(({ name }) => name === 'participants');
    expect(remarksOnTable([], { ...COLUMNS, unused: [], alike: [], missing: participants })).toEqual([]);
  });

  it('is what the reading noted of a column that is taken in, and of no other', () => {
    expect(told({ code: 'NUMBER_CELL', row: 4, columnAt: 1, detail: '' })).toEqual([
      { code: 'NUMBER_CELL', row: 4, column: 'Nr', detail: null },
    ]);
    expect(told({ code: 'NUMBER_CELL', row: 4, columnAt: 0, detail: '' })).toEqual([]);
  });

  it('is what the reading noted of the whole file', () => {
    expect(told({ code: 'SEP_LINE', row: 1, columnAt: null, detail: ';' })).toEqual([
      { code: 'SEP_LINE', row: 1, column: null, detail: ';' },
    ]);
    expect(told({ code: 'HIDDEN_ROWS', row: null, columnAt: null, detail: '3' })).toEqual([
      { code: 'HIDDEN_ROWS', row: null, column: null, detail: '3' },
    ]);
  });

  it('is that there were more remarks on a column than are listed', () => {
    expect(told({ code: 'NUMBER_CELL', row: null, columnAt: 1, detail: '20000' })).toEqual([
      { code: 'REMARKS_NOT_LISTED', row: null, column: 'Nr', detail: 'NUMBER_CELL, 20\u00a0000 celler' },
    ]);
  });

  it('is that its own count is not that of the cases', () => {
    expect(remarkOnOwnCount({ row: 9, count: 4 }, 3)).toEqual([
      {
        code: 'FOOTER_COUNT_DIFFERS',
        row: 9,
        column: null,
        detail: 'listan säger 4, 3 olika ärenden lästes',
      },
    ]);
    expect(remarkOnOwnCount({ row: 9, count: 3 }, 3)).toEqual([]);
    expect(remarkOnOwnCount(null, 3)).toEqual([]);
  });

  it('is numbers like test numbers among real persons, and numbers unlike them among made-up ones', () => {
    const details = (environment: 'production' | 'acceptance' | 'training', fittingTest: number) =>
      remarkOnTestNumbers(environment, { usable: 5, fittingTest }, 'Personnr').map(({ code, detail }) => [
        code,
        detail,
      ]);
    expect(details('production', 2)).toEqual([['PERSONS_FIT_TEST_PATTERN', '2 av 5 personnummer']]);
    expect(details('production', 0)).toEqual([]);
    expect(details('training', 2)).toEqual([['PERSONS_MAYBE_REAL', '3 av 5 personnummer']]);
    expect(details('acceptance', 5)).toEqual([]);
  });
});

describe('a row that is not as wide as the header', () => {
  it('is told of where cells are missing, or some are left over that say something', () => {
    expect(remarkOnWidth(['a'], 2)).toEqual({ code: 'ROW_SHORT', detail: '1 mot 2' });
    expect(remarkOnWidth(['a', 'b', 'c'], 2)).toEqual({ code: 'ROW_RAGGED', detail: '3 mot 2' });
  });

  it('is as good as any where it is as wide, or only longer by empty cells', () => {
    expect(remarkOnWidth(['a', 'b'], 2)).toBeNull();
    expect(remarkOnWidth(['a', 'b', ' '], 2)).toBeNull();
  });
});
