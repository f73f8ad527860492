import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegister } from '../src/register/file/register.ts';
import { stateHash } from '../src/register/file/state-hash.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { CHECKPOINT } from './helpers/every-verb.ts';
import { filesIn, newFolder } from './helpers/folder.ts';
import { ENHETER, PATIENTER, pathOf, SEPTEMBER_LISTS, SIP_SEPTEMBER } from './helpers/lists.ts';
import { NO_SERVER, onServer } from './helpers/postgres-server.ts';
import { startLongWay } from './helpers/server-proxy.ts';
import {
  serversEnvironment,
  startSharedServer,
  worldOn,
  WRITER,
  type SharedServer,
} from './helpers/shared-register.ts';

const AS_OF = '2025-09-29';

/** What the engines number and time each in its own way; and what a file is called. */
const plain = (text: string): string =>
  text
    .replace(/\b(?:[0-9a-f]{64,128}|[0-9a-f]{16})\b/gu, 'HASH')
    .replace(/händelse \d+, [0-9a-f]+/gu, 'händelse NR, HASH')
    .replace(/[Hh]ändelse \d+/gu, 'händelse NR')
    .replace(/"(?<name>seq|eventSeq)": ?\d+/gu, '"$<name>": NR')
    .replace(/[^\s"]*overgang-test-\w+/gu, 'MAPP')
    .replace(/^ +\d+(?= {2}\d{4}-)/gmu, 'NR')
    .replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/gu, 'PUNKT')
    .replace(/"snapshot(?:Id)?": ?"[^"]*"/gu, 'SNAPSHOT')
    .replace(/overgang\.sqlite|\bregion\b(?= är skapat)/gu, 'REGISTER');

/** The built program three times at the same moment: how they ended, in order. */
async function atTheSameMoment(args: readonly string[], register: string, world: World): Promise<number[]> {
  const program = join(import.meta.dirname, '../bin/overgang.js');
  const running = (): Promise<number> =>
    new Promise((resolve) => {
      spawn(process.execPath, [program, ...args, '--register', register], {
        cwd: world.cwd,
        stdio: 'ignore',
      }).on('close', (code) => {
        resolve(code ?? -1);
      });
    });
  return (await Promise.all([running(), running(), running()])).sort();
}

const hashOf = (path: string): string => {
  const register = openRegister(path, 'read');
  try {
    return stateHash(register.db);
  } finally {
    register.close();
  }
};

describe.skipIf(NO_SERVER !== null)(onServer('a register that several share'), () => {
  let server: SharedServer;
  beforeAll(async () => {
    server = await startSharedServer();
  }, 120_000);
  afterAll(() => {
    server.stop();
  });

  /** The same commands in the same order, on a file and on a server. */
  const COMMANDS: readonly (readonly string[])[] = [
    ['init', '--as-of', '2025-04-28'],
    ...SEPTEMBER_LISTS.map((name) => ['import', pathOf(name), '--whole']),
    ['import', pathOf(SIP_SEPTEMBER)],
    ...['status', 'readiness', 'timeline', 'inbox', 'diff'].map((verb) => [verb, '--json']),
    ['status', '--kommun', 'Sundsvall'],
    ['status', '--step', '6', '--json', '--as-of', '2025-09-20'],
    ['readiness', '--rows', 'sip-open', '--json'],
    ['explain', 'SIP-318490'],
    ['explain', 'S1042-P', '--json'],
    ['decide', 'S1042-P', '--as', 'move-outside-vardtillfalle', '--reason', 'prov', '--by', 'Ansvarig'],
    ['mark', 'S1042-P', 'closed-in-prator', '--note', 'prov'],
    ['undo', '-n', '--json'],
    ['worklist', '-o', 'ut', '--format', 'csv', '--kommun', 'Timrå', '--json'],
    ['worklist', '-o', 'ut', '--format', 'csv', '--kommun', 'Timrå', '--force'],
    ['return', 'ut', '--json'],
    ['reconcile', '--json'],
    [...CHECKPOINT, '-n', '--json'],
    ['contacts', 'show', '--json'],
    ['explain', 'S1042-P'],
  ];

  it('says what a file says, and knows the same', { timeout: 120_000 }, async () => {
    const { writer } = await server.newRegister('region');
    const onFile: World = { cwd: newFolder() };
    const shared = worldOn(writer);
    for (const args of COMMANDS) {
      const dated = args.includes('--as-of') ? args : [...args, '--as-of', AS_OF];
      const [expected, found] = [await overgang(dated, onFile), await overgang(dated, shared)];
      const said = ({ code, stdout, stderr }: typeof found): string => plain(`${code}\n${stdout}\n${stderr}`);
      expect([args, said(found)]).toEqual([args, said(expected)]);
    }
    const file = join(onFile.cwd, 'overgang.sqlite');
    expect(hashOf(writer)).toBe(hashOf(file));
    expect(filesIn(join(shared.cwd, 'ut'))).toEqual(filesIn(join(onFile.cwd, 'ut')));
    for (const name of filesIn(join(shared.cwd, 'ut')).filter((name) => name.endsWith('.csv'))) {
      const [one, other] = [shared, onFile].map(({ cwd }) => readFileSync(join(cwd, 'ut', name), 'utf8'));
      expect(plain(one ?? '')).toBe(plain(other ?? ''));
    }
    const verified = await overgangJson<{ ok: boolean; problems: unknown[] }>(['verify'], shared);
    expect(verified).toMatchObject({ ok: true, problems: [] });
  });

  it('is copied to a server and back: the same references, log and state', { timeout: 60_000 }, async () => {
    const world: World = { cwd: newFolder(), env: serversEnvironment() };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    await overgangDone(['import', pathOf(ENHETER), '--as-of', AS_OF], world);
    await overgang(['import', pathOf(PATIENTER), '--whole', '--as-of', AS_OF], world);
    const { owner, writer } = await server.newRegister('kopia');
    const there = await overgangJson<{ head: { seq: number }; stateHash: string }>(
      ['register', 'copy', 'overgang.sqlite', owner],
      world,
    );
    const back = await overgangJson<{ head: { seq: number }; stateHash: string }>(
      ['register', 'copy', writer, 'tillbaka.sqlite'],
      world,
    );
    expect(there.stateHash).toBe(hashOf(join(world.cwd, 'overgang.sqlite')));
    expect(back.stateHash).toBe(there.stateHash);
    expect(hashOf(join(world.cwd, 'tillbaka.sqlite'))).toBe(there.stateHash);
    for (const register of [writer, 'tillbaka.sqlite'])
      expect(await overgangJson(['verify', '--register', register], world)).toMatchObject({
        ok: true,
        problems: [],
      });
    // That all of it was taken out is written down where it was taken from, by whom, and where it went.
    const takenOut = async (register: string): Promise<readonly unknown[]> => {
      const { events } = await overgangJson<{
        events: readonly { type: string; by: string; data?: unknown }[];
      }>(['log', '--register', register, '--type', 'shown'], world);
      return events;
    };
    expect(await takenOut('overgang.sqlite')).toEqual([
      expect.objectContaining({
        by: WRITER,
        data: expect.objectContaining({ command: 'register copy', files: ['kopia'] }) as unknown,
      }),
    ]);
    expect(await takenOut(writer)).toContainEqual(
      expect.objectContaining({
        by: WRITER,
        data: expect.objectContaining({ command: 'register copy', files: ['tillbaka.sqlite'] }) as unknown,
      }),
    );
    // Into what is there already nothing is copied.
    const again = await overgang(['register', 'copy', 'overgang.sqlite', owner], world);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('finns redan')]);
    expect((await overgang(['register', 'copy', writer, 'tillbaka.sqlite'], world)).code).toBe(2);
    expect(readdirSync(world.cwd).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('takes lists in over a way that is long as in a file, row for row', { timeout: 120_000 }, async () => {
    const { writeLargeList } = (await import(
      new URL('../scripts/lib/large-list.mjs', import.meta.url).href
    )) as {
      writeLargeList: (
        path: string,
        rows: number,
        how?: { readonly changes?: (at: number) => boolean },
      ) => Promise<void>;
    };
    const onFile: World = { cwd: newFolder() };
    const { writer } = await server.newRegister('bortom');
    const way = await startLongWay(server, 1);
    const away = worldOn(writer.replace(/host=.*$/u, `host=${way.socket}`));
    // More rows than are asked for at a time, new ones and known ones.
    const [first, second] = ['sip-2025-09-15.csv', 'sip-2025-09-22.csv'].map((name) =>
      join(onFile.cwd, name),
    );
    await writeLargeList(first ?? '', 1_700);
    await writeLargeList(second ?? '', 1_700, { changes: (at) => at % 100 === 0 });
    try {
      for (const world of [onFile, away]) {
        await overgangDone(['init', '--as-of', '2025-04-28'], world);
        for (const list of [first, second])
          await overgang(['import', list ?? '', '--whole', '--as-of', AS_OF], world);
      }
    } finally {
      way.stop();
    }
    expect(server.sql("SELECT count(*) FROM bortom.sip WHERE last_seen_on = '2025-09-22'")).toBe('1700');
    expect(hashOf(writer)).toBe(hashOf(join(onFile.cwd, 'overgang.sqlite')));
    expect(await overgangJson(['verify'], worldOn(writer))).toMatchObject({ ok: true, problems: [] });
  });

  it('takes a list in once, though two do it at the same moment', { timeout: 60_000 }, async () => {
    const { writer } = await server.newRegister('samtidigt');
    const world = worldOn(writer);
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    expect(
      await atTheSameMoment(['import', pathOf(PATIENTER), '--whole', '--as-of', AS_OF], writer, world),
    ).toEqual([0, 0, 0]);
    expect(server.sql("SELECT count(*) FROM samtidigt.event WHERE type = 'imported'")).toBe('1');
    expect(await overgangJson(['verify'], world)).toMatchObject({ ok: true });
  });

  it(
    'is made once, and undoes once, though three do it at the same moment',
    { timeout: 90_000 },
    async () => {
      const { writer } = await server.newRegister('tre');
      const world = worldOn(writer);
      const count = (type: string): string =>
        server.sql(`SELECT count(*) FROM tre.event WHERE type = '${type}'`);
      expect(await atTheSameMoment(['init', '--as-of', '2025-04-28'], writer, world)).toEqual([0, 2, 2]);
      expect(count('register-created')).toBe('1');
      await overgang(['import', pathOf(SIP_SEPTEMBER), '--whole', '--as-of', AS_OF], world);
      await overgangDone(
        [
          'decide',
          server.sql('SELECT min(key) FROM tre.sip'),
          '--as',
          'needs-decision',
          '--reason',
          'prov',
          '--as-of',
          AS_OF,
        ],
        world,
      );
      const seq = server.sql("SELECT max(seq) FROM tre.event WHERE type = 'decided'");
      expect(await atTheSameMoment(['undo', seq, '--yes', '--as-of', AS_OF], writer, world)).toEqual([
        0, 2, 2,
      ]);
      expect(count('undone')).toBe('1');
      expect(await overgangJson(['verify'], world)).toMatchObject({ ok: true });
    },
  );

  it('says who did what as the server knows them, and who decided beside', { timeout: 60_000 }, async () => {
    const { writer } = await server.newRegister('vem');
    const world = { ...worldOn(writer), user: 'nagon-annan' };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    await overgangDone(['import', pathOf(ENHETER), '--as-of', AS_OF], world);
    const { events } = await overgangJson<{ events: readonly { type: string; by: string }[] }>(
      ['log'],
      world,
    );
    expect(events.find(({ type }) => type === 'imported')?.by).toBe(WRITER);
    expect(events.every(({ by }) => by === WRITER || by.startsWith(`${WRITER} (`))).toBe(true);
    expect(() =>
      server.sql(
        `SET SESSION AUTHORIZATION ${WRITER}; INSERT INTO vem.event
         SELECT seq + 1, recorded_at, effective_on, 'nagon-annan', type, kind, case_id, data, hash, hash
         FROM vem.event ORDER BY seq DESC LIMIT 1`,
      ),
    ).toThrow('under the name of who is logged in');
  });

  it(
    'takes no event from whoever writes that does not follow, or can not be read',
    { timeout: 60_000 },
    async () => {
      const { writer } = await server.newRegister('foljd');
      const world = worldOn(writer);
      await overgangDone(['init', '--as-of', '2025-04-28'], world);
      const RIGHT = `foljd.hash_of(ROW(seq + 1, recorded_at, effective_on, '${WRITER}', type, kind, case_id, '{}', hash, '')::foljd.event)`;
      const insert = (changed: Readonly<Record<string, string>>): string => {
        const values = {
          ...{
            seq: 'seq + 1',
            effective_on: 'effective_on',
            data: "'{}'",
            prev_hash: 'hash',
            hash: RIGHT,
          },
          ...changed,
        };
        return `BEGIN; SET LOCAL SESSION AUTHORIZATION ${WRITER}; INSERT INTO foljd.event
        SELECT ${values.seq}, recorded_at, ${values.effective_on}, '${WRITER}', type, kind, case_id, ${values.data},
          ${values.prev_hash}, ${values.hash} FROM foljd.event ORDER BY seq DESC LIMIT 1; ROLLBACK`;
      };
      server.sql(insert({}));
      for (const changed of [
        { seq: '9223372036854775807' },
        { seq: 'seq + 2' },
        { seq: '-1' },
        { prev_hash: 'prev_hash' },
        { hash: "'b'" },
        { data: "'inte json'" },
        { data: "'[]'" },
        { effective_on: "'i dag'" },
      ])
        expect(() => server.sql(insert(changed)), JSON.stringify(changed)).toThrow(
          /follows the last one|can be read|invalid input syntax for type json/u,
        );
      await overgangDone(['log'], world);
    },
  );

  it.each([
    ['backup', 'kopia.tar'],
    ['restore', 'kopia.tar'],
    ['verify', '--accept', '--by', 'p', '--reason', 'p'],
  ])('says what only a file can do: %s', async (...args) => {
    const { code, stderr } = await overgang(args, worldOn(server.address('region', { user: WRITER })));
    expect([code, stderr]).toEqual([2, expect.stringContaining('ligger på en server')]);
  });

  it.each([
    ['status', 'prov:hemligt@db'],
    ['status', 'prov:hem/ligt@db'],
    ['backup', 'prov:hem/ligt@db'],
    ['verify', 'prov:hem#ligt@db'],
    ['log', 'prov:hem?ligt@db'],
    ['status', 'prov%3Ahemligt@db'],
  ])('refuses a password in the address, and never repeats it: %s %s', async (verb, at) => {
    const { code, stderr, stdout } = await overgang(
      [verb, ...(verb === 'backup' ? ['b.tar'] : []), '--register', `postgres://${at}/o?register=r`],
      { cwd: newFolder() },
    );
    expect([code, stderr + stdout]).toEqual([2, expect.not.stringMatching(/hem|ligt@/u)]);
    if (verb === 'status') expect(stderr).toContain('innehåller ett lösenord');
  });
});
