import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { KIND_NAMES, kindOf, type KindName } from '../kinds/kinds.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { createRecordReader } from './record-reader.ts';

const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);

/** Whether a row of a list is protected, and what was remarked of it by column. */
function readRow(
  kind: KindName,
  headers: readonly string[],
  cells: readonly string[],
): { readonly isProtected: boolean; readonly told: readonly (readonly [string, string | null])[] } {
  const told: (readonly [string, string | null])[] = [];
  const read = createRecordReader({
    profile: PROFILE,
    mapping: null,
    columns: resolveColumns(kind, headers, PROFILE, null),
    readIdentity,
    exportedOn: '2025-09-15',
    goLiveOn: null,
    aliasOf: () => 'DOLT-ID',
  });
  const { values } = read(cells, (code, column) => told.push([code, column]));
  const at = kindOf(kind).fields.findIndex(({ name }) => name === 'is_protected');
  return { isProtected: values[at] === 1, told };
}

const KEEPING = KIND_NAMES.filter((kind) => kindOf(kind).fields.some(({ name }) => name === 'is_protected'));

describe('a word of protection', () => {
  describe.each(KEEPING)('in a list of the kind %s', (kind) => {
    const { fields } = kindOf(kind);
    const known = fields.map(({ label }) => label);
    // One that nobody reads, one of a meaning that is there already, and two without a header.
    const headers = [...known, 'Egen anteckning', 'Hemkommun', '', ' '];
    const ids = new Set(fields.flatMap(({ type }, at) => (type === 'id' ? [at] : [])));
    const columns = [...headers, 'beyond the headers'].flatMap((header, at) =>
      ids.has(at) ? [] : [[at, header] as const],
    );

    it.each(columns)('protects in column %i, %j', (at) => {
      const cells = [...headers, ''].map((_header, index) => (index === at ? 'Skyddad identitet' : ''));
      expect(readRow(kind, headers, cells).isProtected).toBe(true);
      cells[at] = '';
      expect(readRow(kind, headers, cells).isProtected).toBe(false);
    });
  });

  it('is told by the column, also of one that has no header', () => {
    const headers = ['SIP-id', 'Namn', ''];
    expect(readRow('sip', headers, ['SIP-1', 'Bo Ek', 'Sekr.']).told).toContainEqual([
      'PROTECTION_ELSEWHERE',
      'kolumn utan rubrik',
    ]);
  });

  it('may be signs, where a name should stand and nowhere else', () => {
    const headers = ['SIP-id', 'Namn', 'Kommentar'];
    expect(readRow('sip', headers, ['SIP-1', '**** ****', '']).isProtected).toBe(true);
    expect(readRow('sip', headers, ['SIP-1', 'Bo Ek', '****']).isProtected).toBe(false);
  });

  it('refuses a list that can not keep it, but for the names of units', () => {
    const headers = ['Meddelande-id', 'Mottagare', 'Fritext', ''];
    const told = (...cells: readonly string[]) => readRow('meddelande', headers, ['M-1', ...cells]).told;
    expect(told('Skyddat boende Eken', '', '').map(([code]) => code)).not.toContain('PROTECTION_NOT_KEPT');
    expect(told('Eken', 'Sekretess', '')).toContainEqual(['PROTECTION_NOT_KEPT', 'Fritext']);
    expect(told('Eken', '', 'Sekretess')).toContainEqual(['PROTECTION_NOT_KEPT', 'kolumn utan rubrik']);
  });
});

describe('a row that has slid to the right', () => {
  const headers = ['SIP-id', 'Namn', 'Kommun', 'Status', 'Fas', 'Samtycke', 'Skyddade personuppgifter'];
  const row = ['SIP-1', 'Ek', 'Timrå', 'Pågående', 'Genomförande', 'Nej', 'Ja'];
  const slid = row.toSpliced(2, 0, 'Anna');

  it('is protected by what stands beside its column', () => {
    expect(readRow('sip', headers, slid)).toMatchObject({
      isProtected: true,
      told: expect.arrayContaining([['PROTECTION_ELSEWHERE', 'Skyddade personuppgifter']]) as unknown,
    });
    expect(readRow('sip', headers, slid.toSpliced(2, 0, 'von')).isProtected).toBe(true);
    expect(readRow('sip', headers, slid.with(-1, 'Nej')).isProtected).toBe(false);
  });

  it('is another than one with a remark beside it', () => {
    const open = [...row.with(-1, 'Nej'), 'ring i morgon'];
    expect(readRow('sip', headers, open).isProtected).toBe(false);
    expect(readRow('sip', headers, open.with(3, 'kanske')).isProtected).toBe(false);
  });
});
