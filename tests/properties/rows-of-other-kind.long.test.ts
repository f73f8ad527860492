import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIdentityReader, isUsable } from '../../src/domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../src/domain/identity/reserve-number-rules.ts';
import { KIND_NAMES, type KindName } from '../../src/domain/kinds/kinds.ts';
import { resolveColumns } from '../../src/domain/mapping/mapping.ts';
import { kommunSpellings } from '../../src/domain/profile/kommuner.ts';
import { parseProfile } from '../../src/domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../src/domain/profile/shipped-profiles.ts';
import { createRecordReader } from '../../src/domain/records/record-reader.ts';
import { foreignTeller } from '../../src/domain/records/row-of-other-list.ts';
import { fold } from '../../src/domain/words/fold.ts';
import { csvText, refusalOf } from '../helpers/bad-input.ts';
import { runs } from '../helpers/memory.ts';
import { ordinaryFields, rowsOfKind } from '../helpers/rows-of-kind.ts';
import '../helpers/seed.ts';

type Rows = readonly (readonly string[])[];

/** Kinds whose cases have no id of a system. */
const WITHOUT_ID = [
  'patient',
  'enhet',
  'lcsp_sip',
  'lcsp_patient',
  'lcsp_vardtillfalle',
  'lcsp_enhet',
] as const;

const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;
const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2199);
const kommuner = kommunSpellings(profile);

const rows = new Map<KindName, Rows>();
beforeAll(async () => {
  for (const kind of KIND_NAMES) rows.set(kind, await rowsOfKind(kind));
});
const rowsOf = (kind: KindName): Rows => rows.get(kind) ?? [];
const headersOf = (kind: KindName): string[] => ordinaryFields(kind).map(({ headers }) => headers[0] ?? '');

/** Units of the one system and of the other are listed alike, and so are rows that fill the same columns. */
const looksAlike = (kind: KindName, other: KindName): boolean =>
  kind === other || (kind.endsWith('enhet') && other.endsWith('enhet'));

function tellerOf(kind: KindName): (cells: readonly string[]) => boolean {
  const columns = resolveColumns(kind, headersOf(kind), profile, null);
  const aliasOf = (): string => 'DOLT-ID';
  const read = createRecordReader({
    profile,
    mapping: null,
    columns,
    readIdentity,
    exportedOn: '2025-09-15',
    aliasOf,
  });
  const isForeign = foreignTeller(columns, {
    isPerson: (text) => isUsable(readIdentity(text)),
    isKommun: (text) => kommuner.has(fold(text)),
  });
  return (cells) =>
    isForeign(
      cells,
      read(cells, () => undefined),
    );
}

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length;

describe('under a list whose cases are named by persons or units', () => {
  it.each(WITHOUT_ID)('%s: no row of its own is taken for one of another list', (kind) => {
    const isForeign = tellerOf(kind);
    expect(rowsOf(kind).filter((cells) => isForeign(cells))).toEqual([]);
  });

  it.each(WITHOUT_ID)('%s: nor one with a cell that holds anything', (kind) => {
    const isForeign = tellerOf(kind);
    const anything = fc.constantFrom(
      '2025-09-15',
      'Okänd',
      'Korttidsboende',
      'Sundsvall',
      'Ja',
      'i våras',
      'HC X',
    );
    fc.assert(
      fc.property(fc.constantFrom(...rowsOf(kind)), fc.nat(), anything, (row, at, text) => {
        const column = at % row.length;
        // Rows with hardly anything in them are told by that.
        fc.pre(filled(row) > 4);
        expect(isForeign(row.toSpliced(column, 1, text))).toBe(false);
      }),
      { numRuns: runs(100) },
    );
  });

  it.each(
    WITHOUT_ID.flatMap((kind) =>
      KIND_NAMES.filter((other) => !looksAlike(kind, other)).map((other) => ({ kind, other })),
    ),
  )('$kind: rows of $other are of another list', ({ kind, other }) => {
    const isForeign = tellerOf(kind);
    const through = rowsOf(other).filter((cells) => !isForeign(cells));
    expect([through.length, rowsOf(other).length, through.slice(0, 2)]).toEqual([
      0,
      rowsOf(other).length,
      [],
    ]);
  });

  it.each(['patient', 'enhet'] as const)('%s: one of them refuses the list, by its row', async (kind) => {
    for (const other of KIND_NAMES.filter((one) => !looksAlike(kind, one))) {
      const [foreign = []] = rowsOf(other);
      const text = csvText([headersOf(kind), ...rowsOf(kind).slice(0, 5), foreign]);
      const { code, message } = await refusalOf(text, { name: `lista-2025-09-15.csv` });
      expect([other, code, message]).toEqual([
        other,
        'LIST_HAS_OTHER_ROWS',
        expect.stringContaining('rad 7 '),
      ]);
    }
  });
});
