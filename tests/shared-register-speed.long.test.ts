import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder } from './helpers/folder.ts';
import { NO_SERVER, onServer } from './helpers/postgres-server.ts';
import { startLongWay, type Proxy } from './helpers/server-proxy.ts';
import { startSharedServer, type SharedServer } from './helpers/shared-register.ts';

const ROWS = 100_000;
/** Times as long as a file takes, in the same run. */
const ON_SERVER = 3;
const OVER_NETWORK = 6;

const PROGRAM = join(import.meta.dirname, '../bin/overgang.js');

describe.skipIf(NO_SERVER !== null)(onServer('long lists in a shared register'), () => {
  const folder = newFolder();
  let server: SharedServer;
  let way: Proxy;
  beforeAll(async () => {
    server = await startSharedServer();
    way = await startLongWay(server, 1);
    const { writeLargeList } = (await import(
      new URL('../scripts/lib/large-list.mjs', import.meta.url).href
    )) as {
      writeLargeList: (
        path: string,
        rows: number,
        how?: { readonly isShuffled?: boolean; readonly changes?: (at: number) => boolean },
      ) => Promise<void>;
    };
    await writeLargeList(join(folder, 'sip-2025-09-15.csv'), ROWS);
    await writeLargeList(join(folder, 'sip-2025-09-22.csv'), ROWS, { changes: (at) => at % 100 === 0 });
    // In any order, other facts of every case.
    await writeLargeList(join(folder, 'sip-2025-09-29.csv'), ROWS, { isShuffled: true });
  }, 240_000);
  afterAll(() => {
    way.stop();
    server.stop();
  });

  function run(register: string, ...args: readonly string[]): number {
    const began = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args, '--register', register], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}: ${status ?? 'killed'}\n${stderr}`);
    return performance.now() - began;
  }

  it('come in about as quickly as in a file', { timeout: 900_000 }, async () => {
    const { writer } = await server.newRegister('snabbt');
    const { writer: other } = await server.newRegister('bortom');
    const registers = {
      file: 'fil.sqlite',
      server: writer,
      network: other.replace(/host=.*$/u, `host=${way.socket}`),
    };
    for (const register of Object.values(registers)) run(register, 'init', '--as-of', '2025-04-28');
    for (const day of ['2025-09-15', '2025-09-22', '2025-09-29']) {
      const args = ['import', `sip-${day}.csv`, '--whole', '--as-of', day];
      const took = Object.values(registers).map((register) => run(register, ...args));
      const [file = 0, onServer = 0, overNetwork = 0] = took;
      const times = [onServer, overNetwork].map((time) => Number((time / file).toFixed(1)));
      expect([day, times, onServer <= ON_SERVER * file, overNetwork <= OVER_NETWORK * file]).toEqual([
        day,
        times,
        true,
        true,
      ]);
    }
    const known = server.sql(
      "SELECT count(*), sum(case_no) FROM snabbt.sip WHERE last_seen_on = '2025-09-29'",
    );
    expect(known).toBe(`${ROWS}|${(ROWS * (ROWS + 1)) / 2}`);
    const readiness = ['readiness', '--as-of', '2025-09-29'];
    const [file = 0, onServer = 0] = Object.values(registers).map((register) => run(register, ...readiness));
    expect(onServer).toBeLessThanOrEqual(ON_SERVER * file);
  });
});
