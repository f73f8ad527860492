import iconv from 'iconv-lite';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fate } from '../../src/domain/fates/fates.ts';
import type { FindingCode } from '../../src/domain/validation/finding-catalogue.ts';
import { overgang, type World } from './cli.ts';
import { rowsOf } from './database.ts';
import { newRegister } from './region.ts';

/** Small lists with one thing wrong, taken in as people take them in. */
export const SIP_HEADERS = [
  'SIP-id',
  'Personnummer',
  'Namn',
  'Kommun',
  'Samordningsansvarig enhet',
  'Samordningsansvarig roll',
  'Samordningsansvar',
  'Planform',
  'Status',
  'Fas',
  'Startad',
  'Senast ändrad',
  'Möte',
  'Samtycke',
  'Skyddade personuppgifter',
  'Vårdtillfälle',
] as const;

type SipHeader = (typeof SIP_HEADERS)[number];

/** Nothing is wrong with it, and every letter that encodings quarrel about is in it. */
const FLAWLESS: Readonly<Record<SipHeader, string>> = {
  'SIP-id': 'SIP-1',
  Personnummer: '19250628-9822',
  Namn: 'Åsa Öberg',
  Kommun: 'Härnösand',
  'Samordningsansvarig enhet': 'Hälsocentralen Ängen',
  'Samordningsansvarig roll': 'Läkare',
  Samordningsansvar: 'Primärvård',
  Planform: 'SIP',
  Status: 'Pågående',
  Fas: 'Genomförande',
  Startad: '2025-01-02',
  'Senast ändrad': '2025-03-04',
  Möte: '2025-02-03',
  Samtycke: 'Ja',
  'Skyddade personuppgifter': 'Nej',
  Vårdtillfälle: '',
};

export const sipCells = (cells: Partial<Record<SipHeader, string>> = {}): string[] => {
  const row = { ...FLAWLESS, ...cells };
  return SIP_HEADERS.map((header) => row[header]);
};

export interface Written {
  readonly delimiter?: string;
  readonly lineEnd?: string;
}

/** Rows as CSV, quoted where they must be. */
export function csvText(
  rows: readonly (readonly string[])[],
  { delimiter = ';', lineEnd = '\n' }: Written = {},
): string {
  const cell = (text: string): string =>
    text.includes(delimiter) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join('');
}

/** A SIP list of these rows, each what it says and flawless otherwise; ids are SIP-1, SIP-2 … unless given. */
export function sipText(rows: readonly Partial<Record<SipHeader, string>>[], written: Written = {}): string {
  return csvText(
    [SIP_HEADERS, ...rows.map((row, at) => sipCells({ 'SIP-id': `SIP-${at + 1}`, ...row }))],
    written,
  );
}

export const ENCODINGS = [
  'utf-8',
  'utf-8-bom',
  'windows-1252',
  'cp850',
  'macroman',
  'utf-16le',
  'utf-16be',
] as const;

export function encoded(text: string, encoding: (typeof ENCODINGS)[number]): Buffer {
  const isMarked = encoding === 'utf-8-bom' || encoding.startsWith('utf-16');
  return iconv.encode(text, encoding === 'utf-8-bom' ? 'utf-8' : encoding, { addBOM: isMarked });
}

interface TakenFinding {
  readonly code: FindingCode;
  readonly severity: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

interface TakenFile {
  readonly kind: string;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly rows: number;
  readonly fates: Readonly<Record<Fate, number>>;
  readonly findings: readonly TakenFinding[];
  readonly alreadyImported: boolean;
  readonly held: { readonly code: string; readonly signs: readonly string[] } | null;
}

export interface Attempt {
  readonly world: World;
  readonly code: number;
  readonly stderr: string;
  /** What became of the list; a test that expects it to be refused asks {@link refusalOf} instead. */
  readonly file: TakenFile;
}

/** All fictional persons follow the pattern of test numbers: said of each list, and beside the point. */
const BESIDE: readonly FindingCode[] = ['PERSONS_FIT_TEST_PATTERN'];

/** Findings as `[code, row, column]`. */
export function told({ file }: Attempt): readonly (readonly [FindingCode, number | null, string | null])[] {
  return file.findings
    .filter(({ code }) => !BESIDE.includes(code))
    .map(({ code, row, column }) => [code, row, column]);
}

export const codesOf = (attempt: Attempt): readonly FindingCode[] => told(attempt).map(([code]) => code);

/** The sentence of the first finding of a code. */
export const messageOf = ({ file }: Attempt, code: FindingCode): string =>
  file.findings.find((finding) => finding.code === code)?.message ?? '';

/** An empty register in a folder of its own. */
export async function emptyWorld(more: Partial<World> = {}): Promise<World> {
  return { ...(await newRegister()), ...more };
}

export interface How {
  readonly name?: string;
  readonly args?: readonly string[];
  readonly world?: World;
}

export const LIST_NAME = 'sip-2025-09-15.csv';
const AS_OF = '2025-09-29';

async function run(content: string | Uint8Array, { name = LIST_NAME, args = [], world }: How) {
  const where = world ?? (await emptyWorld());
  writeFileSync(join(where.cwd, name), content);
  const ran = await overgang(['import', name, '--as-of', AS_OF, '--json', ...args], where);
  return { world: where, ...ran };
}

/** Takes a list in; it must be one that can be. */
export async function takeIn(content: string | Uint8Array, how: How = {}): Promise<Attempt> {
  const { world, code, stdout, stderr } = await run(content, how);
  if (code > 1) throw new Error(`exit ${code}\n${stdout}${stderr}`);
  const { files } = JSON.parse(stdout) as { files: [TakenFile] };
  const [file] = files;
  const fates = Object.values(file.fates).reduce((sum, count) => sum + count, 0);
  if (fates !== file.rows) throw new Error(`${fates} fates for ${file.rows} rows`);
  return { world, code, stderr, file };
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Tries to take a list in that must be refused: exit 2, nothing of it in the register, and no stack. */
export async function refusalOf(content: string | Uint8Array, how: How = {}): Promise<Refusal> {
  const { files } = JSON.parse(await keptOut(content, how, 2)) as { files: [{ error: Refusal }] };
  return files[0].error;
}

export interface HeldFile {
  readonly code: string;
  readonly message: string;
  readonly ways: readonly { readonly option: string; readonly text: string }[];
}

/** Tries to take a list in that must be held: exit 1, and nothing of it in the register. */
export async function heldOf(content: string | Uint8Array, how: How = {}): Promise<HeldFile> {
  const { files } = JSON.parse(await keptOut(content, how, 1)) as { files: [{ held: HeldFile | null }] };
  const [{ held }] = files;
  if (held === null) throw new Error('it is taken in');
  return held;
}

async function keptOut(content: string | Uint8Array, how: How, exit: 1 | 2): Promise<string> {
  const { world, code, stdout, stderr } = await run(content, how);
  if (code !== exit) throw new Error(`exit ${code}, not ${exit}\n${stdout}`);
  if (/\n\s+at /u.test(stderr)) throw new Error(stderr);
  const left = rowsOf<{ count: number }>(
    world,
    'SELECT (SELECT count(*) FROM source) + (SELECT count(*) FROM source_row) + (SELECT count(*) FROM sip) AS count',
  );
  if (left[0]?.count !== 0) throw new Error('something of it is in the register');
  return stdout;
}

export interface SipRow {
  readonly key: string;
  readonly name: string | null;
  readonly person_id: string | null;
  readonly person_key: string | null;
  readonly identity: string | null;
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly started_on: string | null;
  readonly changed_on: string | null;
  readonly meeting_on: string | null;
  readonly plan_form: string | null;
  readonly phase: string | null;
  readonly is_protected: number | null;
  readonly is_conflicting: number;
  readonly class: string | null;
  readonly not_understood: string | null;
}

export const sipsOf = (world: World): readonly SipRow[] =>
  rowsOf<SipRow>(world, 'SELECT * FROM sip ORDER BY key');
