import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { kindOf, type KindName } from '../kinds/kinds.ts';
import { resolveColumns, type Mapping } from '../mapping/mapping.ts';
import {
  aheadCompleter,
  identityReaderOf,
  openReadAhead,
  readingOrder,
  type ReadingOrder,
  type ReadingSettings,
} from './read-ahead.ts';
import { marksOf } from './record-marks.ts';
import { createRecordReader } from './record-reader.ts';

const SIPS = [
  'SIP-id',
  'Personnummer',
  'Namn',
  'Kommun',
  'Samordningsansvarig enhet',
  'Samordningsansvar',
].concat([
  'Planform',
  'Status',
  'Fas',
  'Startad',
  'Senast ändrad',
  'Samtycke',
  'Skyddade personuppgifter',
  'Vårdtillfälle',
]);
const FLAWLESS = [
  'SIP-240001',
  '19250628-9822',
  'Märta Nordström',
  'Timrå',
  'Hälsocentralen Granen',
  'Primärvård',
].concat(['SIP', 'Pågående', 'Genomförande', '2025-01-02', '2025-03-04', 'Ja', 'Nej', '']);

function settingsOf(
  headers: readonly string[],
  kind: KindName = 'sip',
  mapping: Mapping | null = null,
): ReadingSettings {
  const columns = resolveColumns(kind, headers, PROFILE, mapping);
  return { profile: PROFILE, mapping, columns, exportedOn: '2025-09-29', goLiveOn: null, year: 2025 };
}

/** As it comes to another thread. */
function sentOrder(settings: ReadingSettings): ReadingOrder {
  const order = readingOrder(settings);
  if (order === null) throw new Error('nobody can read it ahead');
  return structuredClone(order);
}

/** Reads one row both ways, each with what is told of it: when it is its turn, and ahead. */
function bothWays(cells: readonly string[], settings = settingsOf(SIPS)) {
  const spellingOf = (id: string): string => id.replace('SIP-', 'SIP');
  const told: unknown[] = [];
  const standIns: string[] = [];
  const inTurn = createRecordReader({
    ...settings,
    readIdentity: identityReaderOf(settings),
    aliasOf: (text) => text,
    spellingOf,
    onStandIn: (header) => standIns.push(header),
  })(cells, (...one) => told.push(one));
  const ahead = openReadAhead(sentOrder(settings))(cells);
  const toldAhead: unknown[] = [];
  const completed =
    ahead === null
      ? null
      : aheadCompleter(settings.columns, spellingOf)(structuredClone(ahead), (...one) => toldAhead.push(one));
  const { key = null, personKey = null, values = [], marks = null } = completed ?? {};
  const nameAt = kindOf(settings.columns.kind).fields.findIndex(({ name }) => name === 'name');
  if (marks !== null) expect(marks).toEqual(marksOf(key ?? '', personKey, values[nameAt] ?? null));
  return {
    inTurn: { ...inTurn, told },
    standIns,
    ahead: completed === null ? null : { ...completed, marks: null, told: toldAhead },
  };
}

describe('a record read ahead', () => {
  it('is what it is read as when it is its turn, spelt as the register spells', () => {
    const { inTurn, ahead } = bothWays(FLAWLESS);
    expect(inTurn.told).toEqual([]);
    expect(ahead).toEqual(inTurn);
    expect(ahead?.key).toBe('SIP240001');
  });

  it('has its marks, but where its key is spelt otherwise', () => {
    const settings = settingsOf(SIPS);
    const ahead = openReadAhead(sentOrder(settings))(FLAWLESS);
    if (ahead === null) throw new Error('it is not read ahead');
    const markedBy = (spellingOf: (id: string) => string) =>
      aheadCompleter(settings.columns, spellingOf)(ahead, () => undefined).marks;
    expect(markedBy((id) => id)).toEqual(marksOf('SIP-240001', '192506289822', 'Märta Nordström'));
    expect(markedBy((id) => id.replace('-', ''))).toBeNull();
  });

  it.each([
    ['consent refused', 11, 'Nej'],
    ['a number with a wrong check digit', 1, '19250628-9823'],
    ['a reserve number', 1, '19250628-TF12'],
    ['no number', 1, ''],
    ['a status that nobody knows', 7, 'Kanske'],
    ['a day to come', 9, '2026-01-01'],
    ['a number in a text', 4, 'Granen 19250628-9822'],
    ['a kommun of another region', 3, 'Gävle'],
  ])('is told of as when it is its turn with %s', (_what, at, text) => {
    const { inTurn, ahead } = bothWays(FLAWLESS.with(at, text));
    expect(inTurn.told).not.toEqual([]);
    expect(ahead).toEqual(inTurn);
  });

  it.each([
    ['a word that stands for none', 4, '–'],
    ['a person who is protected', 12, 'Ja'],
    ['protection elsewhere', 2, 'Skyddad identitet'],
    ['a word that may mean protection', 12, 'Kanske'],
    ['an id that is none', 0, 'Märta'],
    ['no id', 0, ''],
  ])('is none with %s: it is read when it is its turn', (_what, at, text) => {
    expect(bothWays(FLAWLESS.with(at, text)).ahead).toBeNull();
  });

  it('is never another than that read when it is its turn, nor is another thing told of it', () => {
    const odd = fc.constantFrom(
      '',
      ' ',
      '-',
      'NULL',
      'Ja',
      'Nej',
      'SIP-240002',
      '2025-01-32',
      '2026-01-01',
      '250628-9822',
      '19250628-9823',
      'Gävle',
      'Sekretess',
      'x',
    );
    const cells = fc.tuple(
      ...FLAWLESS.map((cell) => fc.oneof({ weight: 12, arbitrary: fc.constant(cell) }, odd, fc.string())),
    );
    let plain = 0;
    let toldOf = 0;
    fc.assert(
      fc.property(cells, (row) => {
        const { inTurn, standIns, ahead } = bothWays(row);
        if (ahead === null) return;
        if (inTurn.told.length === 0) plain += 1;
        else toldOf += 1;
        expect(standIns).toEqual([]);
        expect(ahead).toEqual(inTurn);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(plain, toldOf)).toBeGreaterThan(20);
  });
});

describe('a list', () => {
  it.each<[string, ReadingSettings]>([
    ['whose cases are named by persons', settingsOf(['Personnummer', 'Namn', 'Kommun'], 'patient')],
    ['with two columns of one meaning', settingsOf([...SIPS, 'Hemkommun'])],
    [
      'with a column that is put together',
      settingsOf(SIPS, 'sip', {
        kind: 'sip',
        columns: { unit: { join: ['Kommun', 'Namn'] } },
        values: {},
      }),
    ],
  ])('%s is not read ahead', (_what, settings) => {
    expect(readingOrder(settings)).toBeNull();
  });
});
