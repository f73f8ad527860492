import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { charactersInPieces, NOT_FOR_A_TERMINAL } from './helpers/any-text.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';

/** What people type goes through the log, a checkpoint and a terminal, and harms none of them. */

const DAY = '2025-10-08';
const MARK = ['mark', 'SIP-101', 'note', '--note'] as const;
const TEXTS: readonly string[] = [
  ...charactersInPieces(0x4_4000),
  `a\u2028b\u2029c\u0085d${'å'.repeat(1_000_000)}`,
];

let world: World;
beforeAll(async () => {
  world = await emptyRegister();
  await importSips(world, '2025-10-06', [
    { id: 'SIP-101', pnr: PNR.eva },
    { id: 'SIP-102', pnr: PNR.eva },
  ]);
  for (const text of TEXTS) {
    await overgangDone([...MARK, text, '--as-of', DAY], world);
    await overgangDone(
      ['decide', 'SIP-102', '--as', 'close-not-current', '--reason', text, '--as-of', DAY],
      world,
    );
    const waive = ['waive', 'steg-2-startade', '--reason', text, '--until', '2025-12-31'];
    await overgang([...waive, '--by', 'P Exempel', '--as-of', DAY], world);
  }
}, 120_000);

describe('any text that can be typed', () => {
  it('stands in the log as it was typed', () => {
    const notes = rowsOf<{ note: string }>(
      world,
      "SELECT data ->> '$.note' AS note FROM event WHERE type = 'marked' ORDER BY seq",
    ).map(({ note }) => note);
    expect(notes.map((note, at) => note === TEXTS[at]?.trim())).toEqual(TEXTS.map(() => true));
  });

  it('can be stated by a checkpoint, which verifies, with each event on a line of its own', async () => {
    const stated = [TEXTS[0], TEXTS.at(-1)];
    for (const [at, text = ''] of stated.entries()) {
      const create = ['checkpoint', 'create', '--kind', 'milestone', '--by', 'P Exempel', '-o', `k${at}`];
      await overgangDone([...create, '--statement', text, '--as-of', DAY], world);
    }
    const folders = stated.map((_, at) => `k${at}`);
    const { ok, problems } = await overgangJson<{ ok: boolean; problems: unknown[] }>(
      ['checkpoint', 'verify', ...folders],
      world,
    );
    expect({ ok, problems }).toEqual({ ok: true, problems: [] });
    const lines = readFileSync(join(world.cwd, folders.at(-1) ?? '', 'data/handelser.jsonl'), 'utf8');
    expect(lines.match(/(?!\n)[\p{Cc}\u2028\u2029]/gu)).toBeNull();
    for (const line of lines.split('\n').slice(0, -1)) expect(parsed(line)).toMatch(/^[0-9a-f]{64}$/u);
  }, 120_000);

  it.each([['log'], ['explain', 'SIP-101'], ['explain', 'SIP-102'], ['checkpoint', 'list'], ['waive']])(
    '%s %s sends a terminal nothing that it would obey, and JSON that can be read',
    async (...args) => {
      const terminal = { ...world, terminal: { stdout: true, stderr: true } };
      const { code, stdout } = await overgang([...args, '--as-of', DAY], terminal);
      expect(code).toBe(0);
      // Colour is ours.
      expect(stripVTControlCharacters(stdout)).not.toMatch(NOT_FOR_A_TERMINAL);
      const json = await overgang([...args, '--as-of', DAY, '--json'], world);
      expect(json.stdout).not.toMatch(NOT_FOR_A_TERMINAL);
      expect(JSON.parse(json.stdout)).toBeTypeOf('object');
    },
  );
});

function parsed(line: string): unknown {
  try {
    return (JSON.parse(line) as { hash: string }).hash;
  } catch {
    return `no JSON: ${line.slice(0, 80)}`;
  }
}
