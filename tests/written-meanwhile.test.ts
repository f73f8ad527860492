import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../src/register/engine/sqlite/driver.ts';
import { buildProgram } from './helpers/built-program.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { PATIENTER, pathOf } from './helpers/lists.ts';
import { ofFile } from './helpers/on-server.ts';
import { importList } from './helpers/small-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';

const PROGRAM = join(import.meta.dirname, '../bin/overgang.js');
const AS_OF = ['--as-of', '2025-10-03'];

interface Ended {
  readonly code: number;
  readonly said: string;
}

let world: World;
beforeAll(buildProgram, 120_000);
beforeEach(async () => {
  world = await emptyRegister();
  await importList(world, 'sip', '2025-09-15', [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
});

/** So long do they look and decide, while nobody may write: less than they wait. */
const LOOKING_MS = 2_500;

/** The built program, as often: none can write before all of them have looked. */
function atTheSameMoment(times: number, args: readonly string[]): Promise<readonly Ended[]> {
  const db = openDatabase(join(world.cwd, 'overgang.sqlite'), {});
  db.begin();
  setTimeout(() => {
    db.close();
  }, LOOKING_MS);
  return Promise.all(
    Array.from(
      { length: times },
      () =>
        new Promise<Ended>((resolve) => {
          const run = spawn(process.execPath, [PROGRAM, ...args], { cwd: world.cwd });
          let said = '';
          for (const stream of [run.stdout, run.stderr])
            stream.on('data', (text: Buffer) => {
              said += text.toString();
            });
          run.on('close', (code) => {
            resolve({ code: code ?? -1, said });
          });
        }),
    ),
  );
}

const eventsOf = (type: string): readonly number[] =>
  rowsOf<{ seq: number }>(world, 'SELECT seq FROM event WHERE type = ?', type).map(({ seq }) => seq);

ofFile('processes').describe('several who write at the same moment, in a file', () => {
  it('undo an event once: the others are told that it is undone', { timeout: 60_000 }, async () => {
    await overgangDone(['decide', 'SIP-2', '--as', 'needs-decision', '--reason', 'prov', ...AS_OF], world);
    const seq = String(eventsOf('decided')[0]);
    const ended = await atTheSameMoment(3, ['undo', seq, '--yes', ...AS_OF]);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 2, 2]);
    for (const { said } of ended.filter(({ code }) => code === 2)) expect(said).toContain('redan ångrad');
    expect(eventsOf('undone')).toHaveLength(1);
    expect((await overgang(['verify'], world)).code).toBe(0);
  });

  it('take a list in once: the others are told that it is in', { timeout: 60_000 }, async () => {
    const ended = await atTheSameMoment(3, ['import', pathOf(PATIENTER), '--whole', ...AS_OF]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.filter(({ said }) => said.includes('redan inläst')).length).toBe(2);
    expect(eventsOf('imported')).toHaveLength(2);
    expect((await overgang(['verify'], world)).code).toBe(0);
  });

  it('see to an item of the inbox once', { timeout: 60_000 }, async () => {
    await overgangDone(['decide', 'SIP-2', '--as', 'needs-decision', '--reason', 'prov', ...AS_OF], world);
    const { items } = await overgangJson<{ items: readonly { id: string }[] }>(['inbox', ...AS_OF], world);
    const ended = await atTheSameMoment(3, [
      ...['inbox', '--done', items[0]?.id ?? '', '--reason', 'prov'],
      ...AS_OF,
    ]);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 2, 2]);
    expect(eventsOf('inbox-done')).toHaveLength(1);
  });
});
