import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import type { KindName } from '../kinds/kinds.ts';
import { resolveColumns, type Mapping } from '../mapping/mapping.ts';
import {
  aheadCompleter,
  identityReaderOf,
  openReadAhead,
  readingOrder,
  type ReadingOrder,
  type ReadingSettings,
} from './read-ahead.ts';
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

/** Reads one row both ways: when it is its turn, with what is told of it, and ahead. */
function bothWays(cells: readonly string[], settings = settingsOf(SIPS)) {
  const told: string[] = [];
  const spellingOf = (id: string): string => id.replace('SIP-', 'SIP');
  const inTurn = createRecordReader({
    ...settings,
    readIdentity: identityReaderOf(settings),
    aliasOf: (text) => text,
    spellingOf,
    onStandIn: (header) => told.push(header),
  })(cells, (code) => told.push(code));
  const ahead = openReadAhead(sentOrder(settings))(cells);
  return { inTurn, told, ahead: ahead === null ? null : aheadCompleter(settings.columns, spellingOf)(ahead) };
}

describe('a record read ahead', () => {
  it('is what it is read as when it is its turn, spelt as the register spells', () => {
    const { inTurn, told, ahead } = bothWays(FLAWLESS);
    expect(told).toEqual([]);
    expect(ahead).toEqual(inTurn);
    expect(ahead?.key).toBe('SIP240001');
  });

  it.each([
    ['a word that stands for none', 4, '–'],
    ['consent refused', 11, 'Nej'],
    ['a person who is protected', 12, 'Ja'],
    ['protection elsewhere', 2, 'Skyddad identitet'],
    ['a number with a wrong check digit', 1, '19250628-9823'],
    ['a reserve number', 1, '19250628-TF12'],
    ['a status that nobody knows', 7, 'Kanske'],
    ['an id that is none', 0, 'Märta'],
    ['no id', 0, ''],
    ['a day to come', 9, '2026-01-01'],
    ['a number in a text', 4, 'Granen 19250628-9822'],
  ])('is none with %s: it is read when it is its turn', (_what, at, text) => {
    expect(bothWays(FLAWLESS.with(at, text)).ahead).toBeNull();
  });

  it('is never another than that read when it is its turn, and never one of which there is something to tell', () => {
    const odd = fc.constantFrom(
      '',
      ' ',
      '-',
      'NULL',
      'Ja',
      'Nej',
      'SIP-240002',
      '2025-01-32',
      '250628-9822',
      'Sekretess',
      'x',
    );
    const cells = fc.tuple(
      ...FLAWLESS.map((cell) => fc.oneof({ weight: 12, arbitrary: fc.constant(cell) }, odd, fc.string())),
    );
    let read = 0;
    fc.assert(
      fc.property(cells, (row) => {
        const { inTurn, told, ahead } = bothWays(row);
        if (ahead === null) return;
        read += 1;
        expect(told).toEqual([]);
        expect(ahead).toEqual(inTurn);
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(20);
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
