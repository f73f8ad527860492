import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The lists of the fictional region, read without the product: known encoding, known delimiter, no quotes. What the
 * tests count by.
 */
export const REGION = join(import.meta.dirname, '../../fixtures/region');

export const SIP_APRIL = 'prator-sip-2025-04-28.csv';
export const SIP_SEPTEMBER = 'prator-sip-2025-09-15.csv';
export const VARDTILLFALLEN = 'prator-vardtillfallen-2025-09-29.csv';
export const MEDDELANDEN = 'prator-meddelanden-2025-09-29.csv';
export const PATIENTER = 'prator-patienter-2025-09-15.csv';
export const ENHETER = 'enheter.csv';
export const SIP_OCTOBER = 'prator-sip-2025-10-08.csv';
export const VARDTILLFALLEN_OCTOBER = 'prator-vardtillfallen-2025-10-08.csv';
export const CONTROL_TOTALS = 'kontrollsummor-2025-09-15.csv';

/** How each file is written, and how many rows stand above its header. */
export const WRITTEN = {
  [SIP_APRIL]: { kind: 'sip', encoding: 'utf-8-bom', delimiter: ';', titles: 0 },
  [SIP_SEPTEMBER]: { kind: 'sip', encoding: 'windows-1252', delimiter: ';', titles: 2 },
  [VARDTILLFALLEN]: { kind: 'vardtillfalle', encoding: 'windows-1252', delimiter: ';', titles: 0 },
  [MEDDELANDEN]: { kind: 'meddelande', encoding: 'utf-8', delimiter: ',', titles: 0 },
  [PATIENTER]: { kind: 'patient', encoding: 'utf-16le', delimiter: '\t', titles: 0 },
  [ENHETER]: { kind: 'enhet', encoding: 'utf-8', delimiter: ';', titles: 0 },
  [SIP_OCTOBER]: { kind: 'sip', encoding: 'windows-1252', delimiter: ';', titles: 2 },
  [VARDTILLFALLEN_OCTOBER]: { kind: 'vardtillfalle', encoding: 'windows-1252', delimiter: ';', titles: 0 },
  [CONTROL_TOTALS]: { kind: null, encoding: 'utf-8', delimiter: ';', titles: 0 },
} as const;

export type ListName = keyof typeof WRITTEN;

/** The lists of September, in the order of the bar. */
export const SEPTEMBER_LISTS = [
  SIP_APRIL,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  MEDDELANDEN,
  PATIENTER,
  ENHETER,
] as const;

export const pathOf = (name: ListName): string => join(REGION, name);

export interface NaiveRow {
  /** Counted from 1 in the file, as Excel does. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Cell by header. */
  readonly at: (header: string) => string;
}

export interface NaiveList {
  /** All lines of the file. */
  readonly physical: number;
  readonly headerRow: number;
  readonly rows: readonly NaiveRow[];
}

/** Every line of a file, whatever it is. */
function linesOf(name: ListName): readonly string[] {
  const bytes = readFileSync(pathOf(name));
  const { encoding } = WRITTEN[name];
  const text =
    encoding === 'utf-16le'
      ? bytes.toString('utf16le')
      : encoding === 'windows-1252'
        ? bytes.toString('latin1').replaceAll('\u0096', '–')
        : bytes.toString('utf8');
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

const lists = new Map<ListName, NaiveList>();

/** A list's data rows: all below the header that have as many cells as it (the footer has one). */
export function naiveList(name: ListName): NaiveList {
  const known = lists.get(name);
  if (known !== undefined) return known;
  const { delimiter, titles } = WRITTEN[name];
  const lines = linesOf(name);
  const headers = (lines[titles] ?? '').split(delimiter);
  const rows = lines
    .map((line, index) => ({ row: index + 1, cells: line.split(delimiter) }))
    .filter(({ row, cells }) => row > titles + 1 && cells.length === headers.length)
    .map(({ row, cells }) => ({
      row,
      cells,
      at: (header: string) => cells[headers.indexOf(header)]?.trim() ?? missing(name, header),
    }));
  const list = { physical: lines.length, headerRow: titles + 1, rows };
  lists.set(name, list);
  return list;
}

function missing(name: string, header: string): never {
  throw new Error(`${name} has no ${header}`);
}

const KOMMUNER: Readonly<Record<string, string>> = {
  '2260': 'ånge',
  '2262': 'timrå',
  '2280': 'härnösand',
  '2281': 'sundsvall',
  '2282': 'kramfors',
  '2283': 'sollefteå',
  '2284': 'örnsköldsvik',
};

/** The code of a kommun, however the list writes it: "Sundsvalls kommun", "2281", "SUNDSVALL", "Sollefteå kn". */
export function naiveKommun(text: string): string | null {
  const folded = text.toLowerCase().trim();
  if (folded === '') return null;
  if (folded === 'ö-vik' || folded === 'övik') return '2284';
  const found = Object.entries(KOMMUNER).find(
    ([code, name]) => folded.includes(code) || folded.startsWith(name),
  );
  if (found === undefined) throw new Error(`no kommun: ${text}`);
  return found[0];
}

const PARTS: readonly (readonly [start: string, code: string])[] = [
  ['Kommun', 'kommun'],
  ['Primärvård', 'primarvard'],
  ['Slutenvård', 'slutenvard'],
  ['Psykiatri', 'psykiatri'],
];

export function naivePart(text: string): string | null {
  if (text === '') return null;
  const found = PARTS.find(([start]) => text.startsWith(start));
  if (found === undefined) throw new Error(`no part: ${text}`);
  return found[1];
}

/** The case that stands on two rows that say different things. */
export const CONFLICTING_SIP = 'SIP-242558';
