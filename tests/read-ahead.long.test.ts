import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildProgram } from './helpers/built-program.ts';
import { overgang, type World } from './helpers/cli.ts';
import { factsAndClasses, rowsOf } from './helpers/database.ts';
import { newRegister } from './helpers/region.ts';

const PROGRAM = join(import.meta.dirname, '../bin/overgang.js');
const AS_OF = '2025-09-29';
/** More than a list has to have for a thread of its own. */
const ROWS = 60_000;

beforeAll(buildProgram);

const findings = 'SELECT row, code, severity, "column", detail FROM finding ORDER BY row, code, "column"';
const fates = 'SELECT row, fate FROM source_row ORDER BY row';

it('a long list is taken in by a thread that reads ahead as it is without one: facts, classes, fates, findings', async () => {
  const { writeLargeList } = (await import(
    new URL('../scripts/lib/large-list.mjs', import.meta.url).href
  )) as {
    writeLargeList: (path: string, rows: number, how: { isShuffled: boolean }) => Promise<void>;
  };
  const [ahead, inTurn] = [await newRegister(), await newRegister()];
  const list = join(ahead.cwd, 'sip-2025-09-15.csv');
  await writeLargeList(list, ROWS, { isShuffled: true });
  const asked = ['import', '--whole', '--as-of', AS_OF, '--by', 'prov', '--reason', 'helt uttag'];
  const { status } = spawnSync(process.execPath, [PROGRAM, ...asked, list], { cwd: ahead.cwd });
  expect(status).toBe((await overgang([...asked, list], inTurn)).code);
  expect(rowsOf(ahead, fates)).toHaveLength(ROWS + 1);
  for (const ask of [
    (world: World) => rowsOf(world, findings),
    (world: World) => rowsOf(world, fates),
    factsAndClasses,
  ])
    // As texts: to compare so many objects takes longer than to read them.
    expect(JSON.stringify(ask(ahead)) === JSON.stringify(ask(inTurn))).toBe(true);
}, 120_000);
