import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importList } from '../../src/app/lists/import-list.ts';
import type { ImportReport } from '../../src/app/lists/import-report.ts';
import type { Register } from '../../src/register/file/register.ts';
import { csvText, encoded, ENCODINGS } from './bad-input.ts';
import { newFolder, writeAnew } from './folder.ts';
import { unlessRefused, memoryRegister } from './memory.ts';
import { SAID_WHOLE } from './whole.ts';

/** Lists made up by fast-check: of several kinds, in every encoding, with everything wrong that a row can have. */
const PERSONS = ['19250628-9822', '19271206-9810', '19640430-9848', '19640430123R', '1,9E+11', ''];
const DAYS = ['2025-01-02', '2025-09-10 08:15', '20250304', '2025-13-45', '3/4 2025', ''];
const AWKWARD = [
  '',
  '   ',
  'Åsa "Asta" Öberg',
  'a;b',
  'c,d|e\tf',
  'två\nrader',
  'tre\r\nrader',
  '=1+1',
  "'7",
  'Totalt',
  'Antal poster: 3',
  '__proto__',
  'Hälsocentralen Ängen',
  'ja',
  'Nej',
  '2281',
  'Ö-vik',
];

interface MadeUpKind {
  readonly kind: 'sip' | 'vardtillfalle' | 'patient' | 'meddelande' | 'enhet';
  /** The first column names the case. */
  readonly headers: readonly string[];
  readonly ids: readonly string[];
}

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}-${at + 1}`);

export const MADE_UP = {
  sip: {
    kind: 'sip',
    headers: [
      'SIP-id',
      'Personnummer',
      'Namn',
      'Kommun',
      'Samordningsansvarig enhet',
      'Samordningsansvar',
      'Fas',
      'Startad',
      'Senast ändrad',
      'Skyddade personuppgifter',
      'Vårdtillfälle',
    ],
    ids: numbered('SIP', 9),
  },
  vardtillfalle: {
    kind: 'vardtillfalle',
    headers: [
      'Vårdtillfälle',
      'Personnummer',
      'Namn',
      'Kommun',
      'Vårdenhet',
      'Vårdform',
      'Inskriven',
      'Utskrivningsklar',
      'Utskriven',
      'Samtycke',
    ],
    ids: numbered('VT', 9),
  },
  meddelande: {
    kind: 'meddelande',
    headers: ['Meddelande-id', 'Ärende', 'Meddelandetyp', 'Avsändare', 'Mottagare', 'Skickat', 'Kvitterat'],
    ids: numbered('M', 9),
  },
  enhet: {
    kind: 'enhet',
    headers: ['Enhet', 'HSA-id', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet'],
    ids: ['Hälsocentralen Ängen', 'Avdelning 1', 'HC Ån', 'Bistånd', 'LSS', 'Öppenvård'],
  },
} as const satisfies Record<string, MadeUpKind>;

/** What a column mostly says. */
function cellOf(header: string): fc.Arbitrary<string> {
  const likely: Readonly<Record<string, readonly string[]>> = {
    Personnummer: PERSONS,
    Kommun: ['Sundsvall', '2280', 'Ö-vik', 'Åre', ''],
    Samordningsansvar: ['Kommun', 'Primärvård', ''],
    Fas: ['Genomförande', 'Utvärdering och avslut av plan', ''],
    Vårdtillfälle: ['VT-1', 'VT-2', 'VT-99', ''],
    Ärende: ['SIP-1', 'VT-1', 'VT-2', 'SIP-99'],
    Avsändare: MADE_UP.enhet.ids,
    Mottagare: MADE_UP.enhet.ids,
    Vårdenhet: ['Avdelning 1', 'Avdelning 2'],
    'Samordningsansvarig enhet': MADE_UP.enhet.ids,
  };
  const isDay = /^(?:Startad|Senast|Inskriven|Utskriv|Skickat|Kvitterat)/u.test(header);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(likely[header] ?? (isDay ? DAYS : AWKWARD))) },
    { weight: 1, arbitrary: fc.constantFrom(...AWKWARD) },
  );
}

export interface MadeUpRow {
  readonly id: string;
  readonly cells: readonly string[];
}

/** Rows of a kind, with some of them once more at the end. */
export function rowsOfKind({ headers, ids }: MadeUpKind): fc.Arbitrary<MadeUpRow[]> {
  const row = fc.record({ id: fc.constantFrom(...ids), cells: fc.tuple(...headers.slice(1).map(cellOf)) });
  return fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 15 }), fc.array(fc.nat(14), { maxLength: 3 }))
    .map(([rows, again]) => [...rows, ...again.flatMap((at) => rows[at] ?? [])]);
}

/** A list as it lies on the disk. */
export interface FileOfBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const AS_OF = '2025-09-29';
let folder: string | undefined;

export async function takeBytesIn(register: Register, { name, bytes }: FileOfBytes): Promise<ImportReport> {
  // The folder goes with the file of tests that made it.
  if (folder === undefined || !existsSync(folder)) folder = newFolder();
  const path = join(folder, name);
  writeAnew(path, bytes);
  return unlessRefused(register, () =>
    importList(register, {
      word: SAID_WHOLE,
      path,
      kind: null,
      mapping: null,
      exportedOn: null,
      asOf: AS_OF,
      writer: { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' },
      readerProcess: { command: process.execPath, args: [] },
    }),
  );
}

/** Asks a new register, in memory, and closes it. */
export async function inNewRegister<T>(ask: (register: Register) => Promise<T>): Promise<T> {
  const register = await memoryRegister(AS_OF);
  try {
    return await ask(register);
  } finally {
    register.close();
  }
}

/** How a list is written; every way says the same. */
export const way = fc.record({
  encoding: fc.constantFrom(...ENCODINGS),
  delimiter: fc.constantFrom(';', ',', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
});
export type Way = typeof way extends fc.Arbitrary<infer T> ? T : never;

/** The bytes of a list; `extra` are records laid in before the row of their number. */
export function writtenList(
  { headers }: MadeUpKind,
  rows: readonly MadeUpRow[],
  { encoding, ...written }: Way,
  extra: readonly { readonly before: number; readonly cells: readonly string[] }[] = [],
): { readonly bytes: Uint8Array; readonly records: number } {
  const all: (readonly string[])[] = [headers];
  for (const [at, { id, cells }] of rows.entries()) {
    all.push(...extra.filter(({ before }) => before === at).map((one) => one.cells), [id, ...cells]);
  }
  all.push(...extra.filter(({ before }) => before >= rows.length).map((one) => one.cells));
  return { bytes: encoded(csvText(all, written), encoding), records: all.length };
}
