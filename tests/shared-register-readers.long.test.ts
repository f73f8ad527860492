import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCheckpoint } from '../src/app/checkpoints/create-checkpoint.ts';
import { parseServerAddress } from '../src/register/engine/server-address.ts';
import type { PostgresEngine } from '../src/register/engine/postgres/postgres-engine.ts';
import { openRegister } from '../src/register/file/register.ts';
import { connectTo } from '../src/register/file/server-register.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { pathOf, SEPTEMBER_LISTS, SIP_SEPTEMBER } from './helpers/lists.ts';
import { NO_SERVER, onServer } from './helpers/postgres-server.ts';
import { OWNER, startSharedServer, worldOn, WRITER, type SharedServer } from './helpers/shared-register.ts';

const AS_OF = '2025-09-29';
const PROGRAM = join(import.meta.dirname, '../bin/overgang.js');
/** Somebody who only looks waits for nobody: what a command takes, and no wait for a lock. */
const QUICK_MS = 4_500;

/** A case and the register, wherever they are spoken of. */
const CASE = 'CASE';
/** Every way of looking, with whether it tells who was shown what. */
const READERS: readonly (readonly [isShowing: boolean, ...args: string[]])[] = [
  [false, 'status', '--kommun', 'Timrå'],
  [false, 'status', '--step', '6'],
  [false, 'readiness'],
  [true, 'readiness', '--rows', 'sip-open'],
  [false, 'timeline'],
  [true, 'inbox'],
  [true, 'explain', CASE],
  [true, 'explain', CASE, '--json'],
  [true, 'diff', '--json'],
  [true, 'log', '--case', CASE],
  [true, 'log', '--jsonl', 'logg.jsonl'],
  [true, 'register', 'copy', 'ADDRESS', 'kopia.sqlite'],
  [true, 'rehearse', '-o', 'ovning'],
  [false, 'worklist', '-n', '-o', 'ut'],
  [false, 'contacts', 'show'],
  [false, 'guide', '--json'],
  [false, 'verify'],
];

interface Shown {
  readonly type: string;
  readonly by: string;
  readonly data: { readonly command: string };
}

describe.skipIf(NO_SERVER !== null)(onServer('whoever looks in a shared register'), () => {
  let server: SharedServer;
  let owner: string;
  let address: string;
  let reader: string;
  let world: World;
  let spokenOf: Readonly<Record<string, string>> = {};
  const open = (of = address): PostgresEngine => connectTo(parseServerAddress(of), 'write', {});
  const count = (what: string): number => Number(server.sql(`SELECT count(*) FROM ser.${what}`));
  const waiting = (): number => count('shown_waiting');
  const verified = async (): Promise<unknown> => overgangJson(['verify'], world);
  const run = (args: readonly string[], where = world): ReturnType<typeof overgang> =>
    overgang([...args.map((one) => spokenOf[one] ?? one), '--as-of', AS_OF], where);

  beforeAll(async () => {
    server = await startSharedServer();
    ({ owner, writer: address, reader } = await server.newRegister('ser'));
    world = worldOn(address);
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    for (const name of SEPTEMBER_LISTS) await run(['import', pathOf(name), '--whole']);
    await run(['import', pathOf(SIP_SEPTEMBER)]);
    spokenOf = { ADDRESS: address, [CASE]: server.sql('SELECT min(key) FROM ser.sip') };
  }, 240_000);
  let held: PostgresEngine | null = null;
  let lists = 0;
  beforeEach(() => {
    world = worldOn(address);
    const db = open();
    db.begin();
    db.commit();
    db.close();
  });
  afterEach(() => {
    held?.close();
  });
  afterAll(() => {
    server.stop();
  });

  /** Somebody takes in a long list, and is not done. */
  function longWriter(): PostgresEngine {
    const db = open();
    held = db;
    db.begin();
    const insert = db.prepare('INSERT INTO sip_part (sip_key, party_key) VALUES (?, ?)');
    lists += 1;
    for (let at = 0; at < 2_000; at += 1) insert.run(`s${lists}-${at}`, 'p');
    db.prepare('SELECT count(*) FROM sip_part').get();
    return db;
  }

  it(
    'does not stop a checkpoint that is being made: nobody writes meanwhile, and who was shown what comes after it',
    { timeout: 120_000 },
    async () => {
      const register = openRegister(address, 'write', world.env);
      const found: unknown[] = [];
      const looking = (...args: readonly string[]): void => {
        const { status } = spawnSync(process.execPath, [PROGRAM, ...args, '--as-of', AS_OF], {
          cwd: world.cwd,
          env: { ...process.env, ...world.env },
        });
        found.push([args[0], status]);
      };
      const { sealed } = await createCheckpoint(register, {
        ...{ folder: join(world.cwd, 'kp'), kind: 'milestone', by: 'p', role: null, statement: 'p' },
        ...{ effectiveAt: AS_OF, asOf: AS_OF, isPseudonymised: false, sourceFolder: null, signingKey: null },
        ...{ force: false, isDryRun: false, writer: { by: WRITER, recordedAt: '2025-09-29T12:00:00.000Z' } },
        gatesOf: () => {
          looking('explain', spokenOf[CASE] ?? '');
          looking('mark', spokenOf[CASE] ?? '', 'note', '--note', 'prov');
          return [];
        },
      });
      register.close();
      expect(found).toEqual([
        ['explain', 0],
        ['mark', 2],
      ]);
      expect(
        server.sql(
          `SELECT string_agg(type, ' ' ORDER BY seq) FROM ser.event WHERE seq >= ${sealed?.seq ?? 0}`,
        ),
      ).toBe('checkpoint-created checkpoint-sealed shown');
      const verify = await run(['checkpoint', 'verify', 'kp']);
      expect([verify.code, await verified()]).toEqual([0, expect.objectContaining({ ok: true })]);
    },
  );

  it.each(['commit', 'rollback'] as const)(
    'is never refused while somebody writes, and stands in the log when that ends: %s',
    { timeout: 120_000 },
    async (end) => {
      const db = longWriter();
      const [before, events] = [count("event WHERE type = 'shown'"), count('event')];
      const found: unknown[] = [];
      for (const [, ...args] of READERS) {
        const [left, began] = [waiting(), performance.now()];
        const { code, stderr } = await run(args);
        const isQuick = performance.now() - began < QUICK_MS;
        found.push([
          waiting() > left,
          ...args,
          code < 2 && isQuick && !stderr.includes(WRITER) ? '' : stderr,
        ]);
      }
      expect(found).toEqual(READERS.map((one) => [...one, '']));
      const expected = READERS.filter(([isShowing]) => isShowing).map(([, verb = '', object = '']) =>
        verb === 'register' ? `${verb} ${object}` : verb,
      );
      expect(waiting()).toBe(expected.length);
      // The chain is the writer's until it ends; the log tells of what waits.
      expect(count('event')).toBe(events);
      expect(await verified()).toMatchObject({ ok: true, waiting: expected.length });
      const { stdout } = await run(['log', '--type', 'shown']);
      expect(stdout.match(/^väntar .*/gmu)).toHaveLength(expected.length);
      expect(stdout).toContain('Det som väntar visades medan någon annan skrev');
      const trace = await overgangJson<{ waiting: readonly Shown[] }>(
        ['log', '--case', spokenOf[CASE] ?? ''],
        world,
      );
      expect(trace.waiting.map(({ data }) => data.command)).toEqual(
        expect.arrayContaining(['explain', 'log']),
      );

      db[end]();
      db.close();
      // Where what was written is taken back, whoever comes next gives them their places.
      expect(waiting()).toBe(end === 'commit' ? 0 : expected.length + 1);
      await run(['explain', CASE]);
      expect(waiting()).toBe(0);
      const { events: log } = await overgangJson<{ events: readonly Shown[] }>(
        ['log', '--type', 'shown'],
        world,
      );
      const since = log.slice(before);
      expect(since.map(({ data }) => data.command.split(' --')[0])).toEqual([...expected, 'log', 'explain']);
      expect(since.every(({ by }) => by === WRITER)).toBe(true);
      expect(await verified()).toMatchObject({ ok: true, problems: [], waiting: 0 });
    },
  );

  it('leaves a trace though the server dies at once after', { timeout: 60_000 }, async () => {
    const db = longWriter();
    const before = count("event WHERE type = 'shown'");
    await run(['explain', CASE]);
    server.kill();
    await server.start();
    db.close();
    expect([waiting(), count("event WHERE type = 'shown'")]).toEqual([1, before]);
    const writer = open();
    writer.begin();
    writer.commit();
    writer.close();
    expect([waiting(), count("event WHERE type = 'shown'")]).toEqual([0, before + 1]);
    expect(await verified()).toMatchObject({ ok: true, problems: [] });
  });

  it('is told of in a copy, with what waits', { timeout: 60_000 }, async () => {
    const db = longWriter();
    await run(['explain', CASE]);
    await run(['register', 'copy', address, 'kopia.sqlite']);
    const other = await server.newRegister('serkopia');
    await overgangDone(['register', 'copy', owner, other.owner], world);
    db.rollback();
    db.close();
    for (const register of [join(world.cwd, 'kopia.sqlite'), other.writer]) {
      const { events } = await overgangJson<{ events: readonly Shown[] }>(
        ['log', '--register', register],
        world,
      );
      const told = events.filter(({ type }) => type === 'shown').map(({ by, data }) => [by, data.command]);
      expect(told.slice(told.length - (register === other.writer ? 3 : 2)).slice(0, 2)).toEqual([
        [WRITER, 'explain'],
        [WRITER, 'register copy'],
      ]);
      expect(await overgangJson(['verify', '--register', register], world)).toMatchObject({ ok: true });
    }
  });

  it('may not be shown a case where it can not write that down', { timeout: 60_000 }, async () => {
    const refused = async (): Promise<unknown> => {
      const { code, stderr, stdout } = await run(['explain', CASE], worldOn(reader));
      return [code, stdout, stderr.includes('ska synas i loggen')];
    };
    expect(await refused()).toEqual([2, '', true]);
    const db = longWriter();
    expect(await refused()).toEqual([2, '', true]);
    db.rollback();
    db.close();
  });

  it('leaves no other trace than its own, and takes none away', { timeout: 60_000 }, async () => {
    const db = longWriter();
    await run(['explain', CASE]);
    const as = (user: string, sql: string) => (): string =>
      server.sql(`SET SESSION AUTHORIZATION ${user}; SET search_path = ser; ${sql}`);
    const lay = (by: string, data = '{}', day = AS_OF): string =>
      `INSERT INTO shown_waiting (recorded_at, effective_on, "by", data) VALUES ('2025-09-29T10:00:00.000Z', '${day}', '${by}', '${data}')`;
    for (const [user, sql] of [
      [WRITER, lay('nagon-annan')],
      [WRITER, lay(WRITER, '[]')],
      [WRITER, lay(WRITER, 'inte json')],
      [WRITER, lay(WRITER, '{}', 'i dag')],
      [WRITER, 'DELETE FROM shown_waiting'],
      [WRITER, `UPDATE shown_waiting SET data = '{}'`],
      [WRITER, 'TRUNCATE shown_waiting'],
      ['lasare', lay('lasare')],
      ['lasare', 'SELECT fold_shown()'],
    ] as const)
      expect(as(user, sql), sql).toThrow(/permission denied|under the name|can be read|type json/u);
    server.sql('CREATE ROLE annan LOGIN; GRANT ser_writer TO annan');
    // What another has left does not make of it a way to write in another's name.
    expect(
      as(
        'annan',
        `INSERT INTO event SELECT e.seq + 1, w.recorded_at, w.effective_on, w."by", 'shown', NULL, NULL, w.data, e.hash,
           hash_of(ROW(e.seq + 1, w.recorded_at, w.effective_on, w."by", 'shown', NULL, NULL, w.data, e.hash, '')::event)
         FROM shown_waiting w, (SELECT * FROM event ORDER BY seq DESC LIMIT 1) e`,
      ),
    ).toThrow('under the name of who is logged in');
    // Whoever has not the right to write gives nothing its place; the other's name stays on it when it gets it.
    as('annan', 'SELECT fold_shown()')();
    expect(waiting()).toBe(1);
    db.rollback();
    db.close();
    as('annan', 'SELECT fold_shown()')();
    expect([waiting(), server.sql('SELECT "by" FROM ser.event ORDER BY seq DESC LIMIT 1')]).toEqual([
      0,
      WRITER,
    ]);
    expect(await verified()).toMatchObject({ ok: true, problems: [] });
  });

  it('is told where the way into the log is not the one that was made', { timeout: 60_000 }, async () => {
    const where = async (): Promise<readonly string[]> =>
      ((await verified()) as { problems: readonly { where: string }[] }).problems.map((one) => one.where);
    server.sql(
      `SET search_path = ser; GRANT DELETE ON shown_waiting TO ser_writer; DROP TRIGGER shown_has_its_writer ON shown_waiting;
       ALTER FUNCTION fold_shown() OWNER TO dba`,
    );
    expect(await where()).toEqual(
      expect.arrayContaining([
        'behörigheter till tabell shown_waiting',
        'spärr shown_has_its_writer',
        'spärrens kod fold_shown',
      ]),
    );
    server.sql(
      `SET search_path = ser; REVOKE DELETE ON shown_waiting FROM ser_writer; ALTER FUNCTION fold_shown() OWNER TO ${OWNER};
       CREATE TRIGGER shown_has_its_writer BEFORE INSERT ON shown_waiting FOR EACH ROW EXECUTE FUNCTION refuse_other_writer()`,
    );
    expect(await where()).toEqual([]);
    server.sql('DROP TABLE ser.shown_waiting');
    expect(await where()).toContain('tabell shown_waiting');
  });
});
