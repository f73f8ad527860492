import { describe, expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import { kindOf, type FactValue } from '../../domain/kinds/kinds.ts';
import { resolveColumns, type Mapping } from '../../domain/mapping/mapping.ts';
import { absentColumns, isProtectionSilent, watchProtection } from './silent-protection.ts';

const HEADERS = ['SIP-id', 'Skyddade personuppgifter'];
const columnsOf = (headers: readonly string[], columns: Mapping['columns'] = {}) =>
  resolveColumns('sip', headers, PROFILE, { kind: 'sip', columns, values: {} });
const COLUMNS = columnsOf(HEADERS);
describe('whether a list is silent on protection', () => {
  type Cells = readonly (readonly string[])[];
  const isSilent = (head: Cells, rest: Cells, columns = COLUMNS): Promise<boolean> => {
    const rows = [HEADERS, ...head, ...rest].map((cells, at) => ({ row: at + 1, cells }));
    return isProtectionSilent({
      columns,
      head: rows.slice(0, head.length + 1),
      headerRow: 1,
      mapping: null,
      mending: null,
      table: {
        batches: async function* () {
          yield await Promise.resolve(rows);
        },
      },
    });
  };
  const DASH = [['SIP-1', '-']];

  it('rests on each of its rows, not on the first alone', async () => {
    expect(await isSilent(DASH, [['SIP-2', '']])).toBe(true);
    expect(await isSilent(DASH, [['SIP-2', 'Nej']])).toBe(false);
  });

  it('is not asked where somebody has said the same for every row', async () => {
    const said = columnsOf(['SIP-id'], { is_protected: { constant: '1' } });
    expect(await isSilent(DASH, [], said)).toBe(false);
  });
});

describe('what a list does to protection that was known', () => {
  const { fields } = kindOf('sip');
  const at = fields.findIndex(({ name }) => name === 'is_protected');
  const facts = (isProtected: FactValue): readonly FactValue[] =>
    fields.map((): FactValue => null).with(at, isProtected);
  const toldBy = (isSilent: boolean, after: FactValue): readonly (readonly unknown[])[] => {
    const told: unknown[][] = [];
    const watch = watchProtection({ columns: COLUMNS }, isSilent, (...remark) => void told.push(remark));
    watch.look(2, { caseNo: 1, lastSeenOn: '2025-09-08', before: facts(1), after: facts(after) });
    watch.look(3, null);
    watch.tell();
    return told;
  };

  it('is told where its column is silent, with how many it concerns', () => {
    expect(toldBy(true, 1)).toEqual([['PROTECTION_COLUMN_SILENT', null, HEADERS[1], '1']]);
  });

  it('is told row by row where it is lifted, and not at all where it is said again', () => {
    expect(toldBy(false, 0)).toEqual([['PROTECTION_LIFTED', 2, HEADERS[1], null]]);
    expect(toldBy(false, 1)).toEqual([]);
  });

  it('stands where the list says nothing: of what it lacks, and of protection where its column is silent', () => {
    const absentNames = (isSilent: boolean): readonly (string | undefined)[] =>
      absentColumns(COLUMNS, isSilent).map((index) => fields[index]?.name);
    const missing = COLUMNS.missing.map(({ name }) => name);
    expect(missing).toContain('kommun');
    expect(absentNames(false)).toEqual(missing);
    expect(new Set(absentNames(true))).toEqual(new Set([...missing, 'is_protected']));
  });
});
