import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson } from './helpers/cli.ts';
import { contentOf, folderWith, newFolder } from './helpers/folder.ts';
import { parseMapping } from '../src/domain/mapping/mapping-schema.ts';

/** Three invented regions; none of their telling headers is a built-in spelling. */
const FIXTURES = join(import.meta.dirname, '../fixtures/map');
const LISTS = readdirSync(FIXTURES).flatMap((region) =>
  readdirSync(join(FIXTURES, region))
    .filter((name) => name.endsWith('.expected.json'))
    .map((name) => join(region, name)),
);

interface Expected {
  readonly file: string;
  readonly kind: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly notTakenIn: readonly string[];
  readonly exportedAt?: string;
}

interface Mapped {
  readonly kind: string;
  readonly kindIsSure: boolean;
  readonly columns: readonly {
    column: string;
    header: string;
    confidence: string;
    because: readonly { code: string }[];
  }[];
  readonly unmapped: readonly { header: string }[];
  readonly missing: readonly string[];
  readonly path: string | null;
}

/** The list in a folder of its own, and what must be found in it. */
function listOf(name: string): { readonly cwd: string; readonly expected: Expected } {
  const expected = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as Expected;
  const cwd = newFolder();
  copyFileSync(join(FIXTURES, name, '..', expected.file), join(cwd, expected.file));
  return { cwd, expected };
}

describe.each(LISTS)('map of %s', (name) => {
  let cwd: string;
  let expected: Expected;
  let mapped: Mapped;

  beforeAll(async () => {
    ({ cwd, expected } = listOf(name));
    mapped = await overgangJson<Mapped>(['map', expected.file], { cwd });
  });

  it('finds the kind and every column, and takes in nothing else', () => {
    expect({ kind: mapped.kind, kindIsSure: mapped.kindIsSure }).toEqual({
      kind: expected.kind,
      kindIsSure: true,
    });
    expect(Object.fromEntries(mapped.columns.map(({ column, header }) => [column, header]))).toEqual(
      expected.columns,
    );
    expect(mapped.unmapped.map(({ header }) => header)).toEqual(expected.notTakenIn);
  });

  it('calls sure only what is right, and gives its reasons for all', () => {
    for (const { column, header, confidence, because } of mapped.columns) {
      expect(because.length).toBeGreaterThan(1);
      if (confidence !== 'sure') continue;
      expect(header).toBe(expected.columns[column]);
      expect(because.map(({ code }) => code)).not.toContain('OTHER_COLUMN_COMPETES');
    }
  });

  it('writes a mapping with which the list is imported whole', async () => {
    const { path } = mapped;
    const mapping = parseMapping(JSON.parse(readFileSync(join(cwd, path ?? ''), 'utf8')));
    expect(mapping).toMatchObject({ mapping: { kind: expected.kind, columns: expected.columns } });
    await overgangDone(['init'], { cwd });
    const exportedAt = expected.exportedAt === undefined ? [] : ['--exported-at', expected.exportedAt];
    const { files } = await overgangJson<{
      files: readonly { fates: Record<string, number>; findings: readonly { code: string }[] }[];
    }>(['import', expected.file, '--mapping', path ?? '', ...exportedAt], { cwd });
    expect(files[0]?.fates['new']).toBeGreaterThan(50);
    expect(files[0]?.fates['rejected']).toBe(0);
    expect(files[0]?.findings.map(({ code }) => code)).not.toContain('TERM_NOT_UNDERSTOOD');
  });

  it('shows neither a person nor free text', async () => {
    const { stdout, stderr } = await overgangDone(['map', expected.file, '--force'], { cwd });
    expect(stdout + stderr).not.toMatch(/\d{6}-?\d{4}|Larsson|Lindqvist|affären|journalen|Höftfraktur/u);
    // File names and the command stand whole.
    const lines = stdout.split('\n').filter((line) => !line.includes('mapping.json'));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });
});

const SIP = join('fjall', 'sip-uttag-2025-09-15.expected.json');

describe('overgang map', () => {
  it('ends with the exact command to run next', async () => {
    const { cwd, expected } = listOf(SIP);
    const { stdout } = await overgangDone(['map', expected.file], { cwd });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '  overgang import sip-uttag-2025-09-15.csv --mapping sip-uttag-2025-09-15.mapping.json',
    );
  });

  it('quotes a file name with spaces, and asks for the day that no title or name says', async () => {
    const { cwd, expected } = listOf(join('kust', 'kust sip 2025-09-15.expected.json'));
    const quoted = await overgangDone(['map', expected.file], { cwd });
    expect(quoted.stdout).toContain(
      'overgang import "kust sip 2025-09-15.csv" --mapping "kust sip 2025-09-15.mapping.json"\n',
    );
    const undated = listOf(join('slatt', 'slatt-planer.expected.json'));
    const { stdout } = await overgangDone(['map', undated.expected.file], { cwd: undated.cwd });
    expect(stdout).toContain('--exported-at ÅÅÅÅ-MM-DD\n');
  });

  it('says in sections what is sure, guessed, unclear, left and missing', async () => {
    const { cwd, expected } = listOf(SIP);
    const { stdout } = await overgangDone(['map', expected.file], { cwd });
    expect(stdout.split('\n').filter((line) => /^\p{Lu}[^.:]*$/u.test(line))).toEqual([
      'Säkert',
      'Gissat (kontrollera)',
      'Läses inte in',
      'Saknas',
    ]);
    expect(stdout).toContain('Fritext läses aldrig in: ”Huvudmål”, ”Kartläggning SBAR”');
    expect(stdout).toContain('Status: texten ”Pågår” läses som open');
  });

  it('writes nothing on a dry run', async () => {
    const { cwd, expected } = listOf(SIP);
    const before = contentOf(cwd);
    const { stdout } = await overgangDone(['map', expected.file, '-n'], { cwd });
    expect(contentOf(cwd)).toEqual(before);
    expect(stdout).toContain('Inget är skrivet');
  });

  it('overwrites no mapping without --force, and writes where -o says', async () => {
    const { cwd, expected } = listOf(SIP);
    await overgangDone(['map', expected.file, '-o', 'min.json'], { cwd });
    expect(existsSync(join(cwd, 'sip-uttag-2025-09-15.mapping.json'))).toBe(false);
    const again = await overgang(['map', expected.file, '-o', 'min.json'], { cwd });
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('--force');
    await overgangDone(['map', expected.file, '-o', 'min.json', '--force'], { cwd });
  });

  it('needs no register and makes none', async () => {
    const { cwd, expected } = listOf(SIP);
    await overgangDone(['map', expected.file], { cwd });
    expect([...contentOf(cwd).keys()].map((path) => basename(path)).sort()).toEqual([
      'sip-uttag-2025-09-15.csv',
      'sip-uttag-2025-09-15.mapping.json',
    ]);
  });

  it.each([
    ['without a header', 'P-1;19350809-9813;Timrå\nP-2;19401214-9813;Ånge\n', 'ingen rubrikrad'],
    ['without rows', 'Plannr;Pnr;Kommun\n', 'inga rader'],
    ['about something else', 'Artikel;Pris\nSkruv;1\nMutter;2\n', '--as'],
  ])('explains a list %s', async (_what, content, says) => {
    const cwd = folderWith({ 'lista.csv': content });
    const ran = await overgang(['map', 'lista.csv'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).not.toMatch(/1935|Skruv/u);
  });

  it('asks for --as when two kinds fit as well', async () => {
    const rows = Array.from({ length: 7 }, (_none, at) => `P-70${at};2025-01-1${at};2025-02-1${at}`);
    const cwd = folderWith({ 'lista.csv': ['ID;Startad;Inskriven', ...rows, ''].join('\n') });
    const ran = await overgang(['map', 'lista.csv'], { cwd });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--as');
    const asked = await overgangJson<Mapped>(['map', 'lista.csv', '--as', 'vardtillfalle'], { cwd });
    expect(asked).toMatchObject({ kind: 'vardtillfalle', kindIsSure: true });
  });
});
