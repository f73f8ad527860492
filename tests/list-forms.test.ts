import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyWorld } from './helpers/bad-input.ts';
import { overgang } from './helpers/cli.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/**
 * Small lists in forms that people have reported of real tools: each is read whole, or refused for what is wrong with
 * it. Never is a row lost, a note taken for a case, or a case laid under the wrong header.
 */
const FOLDER = 'fixtures/lists';

/** How many cases the list has, and what is told of it besides. */
const READ: Readonly<Record<string, readonly [cases: number, ...told: string[]]>> = {
  'apostrophe-before-number': [5],
  'backslash-quotes': [5],
  'blank-columns-first': [5],
  'commas-with-semicolons-in-cells': [5],
  'decomposed-letters': [5],
  'double-semicolons': [5],
  'empty-columns-right': [5],
  'headers-broken-over-lines': [5],
  'headers-snake-case': [5],
  'headers-with-colon': [5],
  'headers-with-hard-hyphen': [5],
  'hidden-sheet-first': [3, 'SHEET_PASSED_OVER'],
  'index-column-first': [5],
  'merged-titles': [3],
  'pipes-between': [5],
  'pasted-with-bom': [5, 'INVISIBLE_CHARACTER'],
  'remarks-below': [5, 'ROW_IS_NOTE'],
  'row-of-units': [5, 'ROW_IS_NOTE'],
  'semicolons-with-commas-in-cells': [5],
  'sep-caret': [5, 'SEP_LINE'],
  'sheet-per-kommun': [6, 'SHEETS_JOINED'],
  'single-quotes': [5],
  'space-after-signs': [5],
  'space-before-quotes': [5],
  'stray-quote': [5],
  'tabs-in-cells': [5],
  'text-after-quote': [10],
  'total-by-formula': [3, 'FORMULA_CELL'],
  'two-header-rows': [5],
  'typed-cells': [3, 'NUMBER_CELL'],
  'windows-dashes-few-letters': [11, 'COLUMN_MISSING'],
};

/** Why it can not be read, and a word of the message that says so. */
const REFUSED: Readonly<Record<string, readonly [code: string, word: string]>> = {
  empty: ['FILE_EMPTY', 'tom'],
  'headers-in-english': ['COLUMNS_UNREAD', '”Municipality” (Kommun?)'],
  'encoded-twice': ['TEXT_TWICE_ENCODED', 'teckenkodning'],
  'hidden-sheet-only': ['SHEET_HIDDEN', 'Dold'],
  'html-as-csv': ['FILE_MARKUP', 'webbsida'],
  'lines-in-quotes': ['FILE_LINES_QUOTED', 'citattecken'],
  'nul-byte': ['NUL_CHARACTER', 'rad 4'],
  'one-row-other-encoding': ['ENCODING_BROKEN', 'rad 4'],
  'other-list-below': ['LIST_HAS_OTHER_HEADER', 'rad 5'],
  'quote-over-two-rows': ['QUOTE_OVER_ROWS', 'rad 3'],
};

/** Why it waits for somebody's word, though it can be read. */
const HELD: Readonly<Record<string, string>> = { 'header-only': 'LIST_EMPTY' };

/** Read with a mapping file that says what only people know, and what is told of it. */
const MAPPED: Readonly<Record<string, readonly [mapping: object, cases: number, ...told: string[]]>> = {
  'column-said-to-be-none': [
    { kind: 'sip', columns: { kommun: [] } },
    2,
    'COLUMN_MISSING',
    'COLUMN_NOT_USED',
  ],
};

interface Answer {
  readonly files: readonly {
    readonly rows: number;
    readonly fates: Readonly<Record<string, number>>;
    readonly findings: readonly { readonly code: string }[];
    readonly held?: { readonly code: string } | null;
    readonly error?: { readonly code: string; readonly message: string };
  }[];
}

let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

const fileOf = (name: string): string =>
  readdirSync(FOLDER).find((file) => file.startsWith(`${name}-2025`)) ?? `${name} is missing`;

async function imported(
  name: string,
  mapping?: object,
): Promise<{ code: number; file: Answer['files'][number] }> {
  const world = await emptyWorld({ readerProcess });
  // Named as a list that is taken in, so that the day is found.
  const file = fileOf(name);
  copyFileSync(join(FOLDER, file), join(world.cwd, file));
  if (mapping !== undefined) writeFileSync(join(world.cwd, 'm.json'), JSON.stringify(mapping));
  const { code, stdout } = await overgang(
    [
      'import',
      file,
      '--json',
      '--as-of',
      '2025-10-20',
      ...(mapping === undefined ? [] : ['--mapping', 'm.json']),
    ],
    world,
  );
  const [answer] = (JSON.parse(stdout) as Answer).files;
  if (answer === undefined) throw new Error('no answer');
  return { code, file: answer };
}

describe('lists in odd forms', () => {
  it('each have their right answer here', () => {
    const names = readdirSync(FOLDER).map((file) => file.replace(/-\d{4}-\d{2}-\d{2}\.\w+$/u, ''));
    expect(names.sort()).toEqual([READ, REFUSED, HELD, MAPPED].flatMap((each) => Object.keys(each)).sort());
  });

  const READABLE = [
    ...Object.entries(READ).map(([name, [cases, ...told]]) => ({ name, cases, told, mapping: undefined })),
    ...Object.entries(MAPPED).map(([name, [mapping, cases, ...told]]) => ({ name, cases, told, mapping })),
  ];
  it.each(READABLE)('$name: all cases and nothing else', async ({ name, mapping, cases, told }) => {
    const { code, file } = await imported(name, mapping);
    expect([code, file.error]).toEqual([0, undefined]);
    expect(file.fates).toMatchObject({ new: cases, rejected: 0, duplicate: 0 });
    expect(Object.values(file.fates).reduce((sum, count) => sum + count, 0)).toBe(file.rows);
    const codes = new Set(file.findings.map((finding) => finding.code));
    codes.delete('PERSONS_FIT_TEST_PATTERN');
    expect([...codes].sort()).toEqual(told);
  });

  it.each(Object.entries(REFUSED))('%s: refused for what it is', async (name, [code, word]) => {
    const { code: exit, file } = await imported(name);
    expect([exit, file.error?.code]).toEqual([2, code]);
    expect(file.error?.message).toContain(word);
  });

  it.each(Object.entries(HELD))('%s: waits for somebody’s word', async (name, code) => {
    const { code: exit, file } = await imported(name);
    expect([exit, file.error, file.held?.code]).toEqual([1, undefined, code]);
  });
});
