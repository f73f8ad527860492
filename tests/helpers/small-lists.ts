import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { overgangJson, type World } from './cli.ts';

// Small lists of every kind, whose rows say only what they are about.

/** Fictional (birth number 980–999), with right check digits. */
const NUMBERS = {
  anna: '19250628-9822',
  ulla: '19271206-9810',
  eva: '19640430-9848',
  rune: '19270525-9964',
  birgitta: '19260520-9812',
} as const;
type Person = keyof typeof NUMBERS;

const KINDS = {
  vardtillfalle: {
    Vårdtillfälle: 'VT-1',
    Personnummer: NUMBERS.anna,
    Namn: 'Märta Nordström',
    Kommun: 'Timrå',
    Vårdenhet: 'Medicinavdelning 2',
    Vårdform: 'Somatik',
    Inskriven: '2025-09-20 08:00',
    'Beräknad utskrivning': '',
    Utskrivningsklar: '',
    Utskriven: '',
    Avliden: '',
    Status: 'Inskriven',
    Samtycke: 'Ja',
    Hälsocentral: 'Hälsocentralen Granen',
    'Skyddade personuppgifter': 'Nej',
  },
  sip: {
    'SIP-id': 'SIP-1',
    Personnummer: NUMBERS.anna,
    Namn: 'Märta Nordström',
    Kommun: 'Timrå',
    'Samordningsansvarig enhet': 'Hälsocentralen Granen',
    'Samordningsansvarig roll': 'Läkare',
    Samordningsansvar: 'Primärvård',
    Planform: 'SIP',
    Status: 'Pågående',
    Fas: 'Genomförande',
    Startad: '2025-01-02',
    'Senast ändrad': '2025-03-04',
    Möte: '',
    Samtycke: 'Ja',
    'Skyddade personuppgifter': 'Nej',
    Vårdtillfälle: '',
    Deltagare: '',
  },
  meddelande: {
    'Meddelande-id': 'M-1',
    Ärende: 'VT-1',
    Meddelandetyp: 'Inskrivningsmeddelande',
    Avsändare: 'Medicinavdelning 2',
    Mottagare: 'Hälsocentralen Granen',
    Skickat: '2025-09-28 09:00',
    'För kännedom': 'Nej',
    Kvitterat: '',
  },
  patient: {
    Personnummer: NUMBERS.anna,
    Namn: 'Märta Nordström',
    Kommun: 'Timrå',
    Boendeform: 'Särskilt boende',
    Hemsjukvårdsenhet: '',
    Vistelseadress: '',
    'Närstående finns': '',
    'Listad hälsocentral': '',
    'Skyddade personuppgifter': 'Nej',
  },
  enhet: {
    'HSA-id': 'SE2321000206-3E9',
    Enhet: 'Hälsocentralen Granen',
    Enhetstyp: 'hälsocentral',
    Kommun: 'Timrå',
    'Huvudman/verksamhet': 'Primärvård',
  },
  lcsp_sip: {
    Personnummer: NUMBERS.anna,
    Namn: 'Märta Nordström',
    Skapad: '2025-10-03',
    Samordningsansvarig: 'Läkare',
    Enhet: 'Hälsocentralen Granen',
    Status: 'Pågående',
    Typ: 'SIP',
  },
  lcsp_patient: {
    Personnummer: NUMBERS.anna,
    Namn: 'Märta Nordström',
    Registrerad: '',
    Kommun: 'Timrå',
    Boendeform: 'Särskilt boende',
    Hemsjukvårdsenhet: '',
    'Skyddade personuppgifter': 'Nej',
  },
  lcsp_vardtillfalle: {
    Personnummer: NUMBERS.anna,
    Namn: 'Märta Nordström',
    Registrerad: '',
    Kommun: 'Timrå',
    Vårdenhet: 'Medicinavdelning 2',
    Vårdform: 'Somatik',
    Inskriven: '2025-09-20 08:00',
    Utskriven: '',
    Status: 'Inskriven',
    'Skyddade personuppgifter': 'Nej',
  },
  lcsp_enhet: {
    'HSA-id': 'SE2321000206-3E9',
    Enhet: 'Hälsocentralen Granen',
    Enhetstyp: 'hälsocentral',
    Kommun: 'Timrå',
    'Huvudman/verksamhet': 'Primärvård',
  },
} as const;

type SmallKind = keyof typeof KINDS;
export type SmallRow<K extends SmallKind> = Partial<Record<keyof (typeof KINDS)[K], string>> & {
  readonly who?: Person;
};

function listText<K extends SmallKind>(kind: K, rows: readonly SmallRow<K>[]): string {
  const usual: Readonly<Record<string, string>> = KINDS[kind];
  const headers = Object.keys(usual);
  const lines = rows.map(({ who, ...row }) => {
    const own: Readonly<Record<string, string | undefined>> = row;
    return headers
      .map((header) =>
        header === 'Personnummer' && who !== undefined ? NUMBERS[who] : (own[header] ?? usual[header]),
      )
      .join(';');
  });
  return `${[headers.join(';'), ...lines].join('\n')}\n`;
}

export interface ImportedList {
  readonly fates: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly code: string; readonly row: number | null }[];
}

/** Writes a list of a day, and says where. */
export function writeSmallList<K extends SmallKind>(
  world: World,
  kind: K,
  day: string,
  rows: readonly SmallRow<K>[],
): string {
  const file = join(world.cwd, `${kind}-${day}.csv`);
  writeFileSync(file, listText(kind, rows));
  return file;
}

/**
 * Takes a list of a day in.
 *
 * @param word what it is the whole of, as flags
 */
export async function importList<K extends SmallKind>(
  world: World,
  kind: K,
  day: string,
  rows: readonly SmallRow<K>[],
  word: readonly string[] = ['--whole'],
): Promise<ImportedList> {
  const file = writeSmallList(world, kind, day, rows);
  const { files } = await overgangJson<{ files: [ImportedList] }>(
    ['import', file, '--as', kind, ...word, '--as-of', day],
    world,
  );
  return files[0];
}
