import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { charactersInPieces, NOT_FOR_A_TERMINAL } from './helpers/any-text.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { filledCopy, handOutOne, openList, returnFile } from './helpers/filled-lists.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** What comes back in a comment goes through the log, a checkpoint, a terminal and pages, and harms none of them. */

const DAY = '2025-10-06';
/** A cell of a workbook holds no more. */
const PIECE = 15_000;
const PIECES = charactersInPieces(PIECE);
/** More than a cell holds: told of and not taken in, rather than a part of it. */
const TOO_LONG = `a\u2028b\u2029c\u0085d${'å'.repeat(1_000_000)}`;
const WRITTEN = [...PIECES, TOO_LONG];
/** XML has no way to write these, and what fills in the workbook here halves a character of two units now and then. */
const NOT_CARRIED = /[\p{Cc}\ufffd-\uffff\u{10000}-\u{10ffff}]/gu;

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Writes the pieces in the column of comments, a row each. */
function filledCsv(path: string, copy: string): string {
  const [header = '', ...rows] = readFileSync(path, 'utf8').split('\r\n');
  const at = header.split(';').indexOf('"Kommentar"');
  expect(at).toBeGreaterThan(0);
  const lines = rows.map((row, no) => {
    const cells = row.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);
    return row === '' ? row : cells.with(at, csvCell(WRITTEN[no] ?? '')).join(';');
  });
  writeFileSync(copy, [header, ...lines].join('\r\n'));
  return copy;
}

async function filledWorkbook(path: string, copy: string): Promise<string> {
  const { tokens } = await openList(path);
  const filling = Object.fromEntries(tokens.map((token, at) => [token, { Kommentar: WRITTEN[at] ?? '' }]));
  return filledCopy(path, copy, filling);
}

const FORMS = {
  csv: { fill: filledCsv, carried: (text: string) => text },
  xlsx: { fill: filledWorkbook, carried: (text: string) => text.replaceAll(NOT_CARRIED, '') },
} as const;

describe.each(['csv', 'xlsx'] as const)('any comment that comes back in a file %s', (format) => {
  let world: World;
  beforeAll(async () => {
    world = { ...(await emptyRegister()), readerProcess: await workbookReader() };
    const sips = WRITTEN.map((_, at) => ({ id: `SIP-${1000 + at}`, pnr: PNR.eva }));
    await importSips(world, DAY, sips);
    const { path } = await handOutOne(world, DAY, 'ut', '--step', '6', '--format', format);
    const file = await FORMS[format].fill(path, join(world.cwd, `ifylld.${format}`));
    const { applied, rejected } = await returnFile(world, DAY, file);
    expect(applied).toBe(PIECES.length);
    expect(rejected.map(({ reason }) => reason)).toEqual([expect.stringContaining('för lång')]);
  }, 120_000);

  it('stands in the log as it was written', () => {
    const values = rowsOf<{ value: string }>(
      world,
      "SELECT data ->> '$.value' AS value FROM event WHERE type = 'answered' ORDER BY seq",
    ).map(({ value }) => value);
    const { carried } = FORMS[format];
    const kept = (text: string): string => carried(text).replaceAll(/\s+/gu, ' ').trim();
    const differing = PIECES.flatMap((piece, at) => (kept(values[at] ?? '') === kept(piece) ? [] : [at]));
    expect(differing).toEqual([]);
  });

  it('is stated by a checkpoint that verifies, with each event on a line of its own', async () => {
    const create = ['checkpoint', 'create', '--kind', 'milestone', '--by', 'P Exempel', '-o', 'k'];
    await overgangDone([...create, '--statement', 'Prov', '--as-of', DAY], world);
    expect(await overgangJson(['checkpoint', 'verify', 'k'], world)).toMatchObject({
      ok: true,
      problems: [],
    });
    const text = readFileSync(join(world.cwd, 'k/data/handelser.jsonl'), 'utf8');
    expect(text.match(/(?!\n)[\p{Cc}\u2028\u2029]/gu)).toBeNull();
    const lines = text.split('\n').slice(0, -1);
    expect(lines.filter((line) => 'hash' in (JSON.parse(line) as object))).toHaveLength(lines.length);
  });

  it('sends a terminal nothing that it would obey, and JSON that can be read', async () => {
    const terminal = { ...world, terminal: { stdout: true, stderr: true } };
    for (const args of [
      ['inbox', '--with-texts'],
      ['explain', 'SIP-1000'],
      ['log', '--last', '200'],
    ]) {
      const { stdout } = await overgang([...args, '--as-of', DAY], terminal);
      expect([args[0], NOT_FOR_A_TERMINAL.exec(stripVTControlCharacters(stdout))]).toEqual([args[0], null]);
      const json = await overgang([...args, '--as-of', DAY, '--json'], world);
      expect([args[0], NOT_FOR_A_TERMINAL.exec(json.stdout)]).toEqual([args[0], null]);
      expect(JSON.parse(json.stdout)).toBeTypeOf('object');
    }
  });

  it('hides or reorders nothing on a page that leaves with it', async () => {
    await overgangDone(['inbox', '--with-texts', '-o', 'inkorg.html', '--as-of', DAY], world);
    await overgangDone(['worklist', '-o', 'ny', '--step', '6', '--format', 'html', '--as-of', DAY], world);
    const pages = readdirSync(world.cwd, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages)
      expect([page, NOT_FOR_A_TERMINAL.exec(readFileSync(join(world.cwd, page), 'utf8'))?.[0]]).toEqual([
        page,
        undefined,
      ]);
  });
});
