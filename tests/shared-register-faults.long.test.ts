import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseServerAddress } from '../src/register/engine/server-address.ts';
import { openBridge } from '../src/register/engine/postgres/bridge.ts';
import type { PostgresEngine } from '../src/register/engine/postgres/postgres-engine.ts';
import { asRegisterFault, UnusableRegister } from '../src/register/engine/unusable-register.ts';
import { connectTo } from '../src/register/file/server-register.ts';
import { overgang, overgangDone, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { ENHETER, pathOf } from './helpers/lists.ts';
import { NO_SERVER, onServer } from './helpers/postgres-server.ts';
import { startLongWay, startProxy } from './helpers/server-proxy.ts';
import { startSharedServer, worldOn, WRITER, type SharedServer } from './helpers/shared-register.ts';

/** No command waits longer for a server that is no more (promises.md). */
const LONGEST_MS = 10_000;

/** Why a register could not be used, and how long it took to find out. */
function faultOf(work: () => unknown): { readonly fault: UnusableRegister; readonly after: number } {
  const began = performance.now();
  try {
    work();
  } catch (error) {
    const fault = asRegisterFault(error, 'r');
    if (fault instanceof UnusableRegister) return { fault, after: performance.now() - began };
    throw error;
  }
  throw new Error('it went well');
}

describe.skipIf(NO_SERVER !== null)(onServer('a server that fails'), () => {
  let server: SharedServer;
  let address: string;
  const open = (through = address): PostgresEngine => connectTo(parseServerAddress(through), 'write', {});
  const through = (socket: string): string => address.replace(/host=.*$/u, `host=${socket}`);

  beforeAll(async () => {
    server = await startSharedServer();
    ({ writer: address } = await server.newRegister('fel'));
    await overgangDone(['init', '--as-of', '2025-04-28'], worldOn(address));
  }, 120_000);
  afterAll(() => {
    server.stop();
  });

  it('that lives is waited for, however long a statement takes', { timeout: 30_000 }, () => {
    const db = open();
    expect(db.rows('SELECT pg_sleep(8), 7')[0]?.[1]).toBe(7);
    db.close();
  });

  it('that is slow to say that it lives is waited for as well', { timeout: 60_000 }, async () => {
    const way = await startLongWay(server, 1_100);
    const db = open(through(way.socket));
    // Long enough that it is asked, and that its word takes longer than a quick one's.
    expect(db.rows('SELECT pg_sleep(10), 7')[0]?.[1]).toBe(7);
    db.close();
    way.stop();
  });

  it('is given up within ten seconds where the network is cut', { timeout: 30_000 }, async () => {
    const proxy = await startProxy(server, 'pg_sleep(1)');
    const db = open(through(proxy.socket));
    const { fault, after } = faultOf(() => db.rows('SELECT pg_sleep(1)'));
    expect([fault.code, after < LONGEST_MS]).toEqual(['SERVER_LOST', true]);
    expect(faultOf(() => db.rows('SELECT 1')).fault.code).toBe('SERVER_LOST');
    db.close();
    proxy.stop();
  });

  it.each([{ isAlone: false }, { isAlone: true }])(
    'has kept all or nothing where its answer to COMMIT is lost, and that is what is said: %o',
    { timeout: 30_000 },
    async (cut) => {
      const proxy = await startProxy(server, 'COMMIT', cut);
      const db = open(through(proxy.socket));
      db.begin();
      for (const half of ['halv', 'hel'])
        db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run(
          `${half}${String(cut.isAlone)}`,
          '1',
        );
      const { fault, after } = faultOf(() => {
        db.commit();
      });
      expect([fault.code, after < LONGEST_MS]).toEqual(['SERVER_LOST_AT_COMMIT', true]);
      db.close();
      proxy.stop();
      expect(['0', '2']).toContain(
        server.sql(
          `SELECT count(*) FROM fel.setting WHERE name IN ('halv${String(cut.isAlone)}', 'hel${String(cut.isAlone)}')`,
        ),
      );
    },
  );

  it(
    'is given up where only the connection at work is cut, in the midst of what is sent',
    { timeout: 30_000 },
    async () => {
      const proxy = await startProxy(server, 'COPY', { isAlone: true });
      const db = open(through(proxy.socket));
      const { fault, after } = faultOf(() => {
        db.begin();
        const insert = db.prepare('INSERT INTO sip_part (sip_key, party_key) VALUES (?, ?)');
        for (let at = 0; at < 20_000; at += 1) insert.run(`k${at}`, 'p');
        db.rows('SELECT 1');
      });
      expect([fault.code, after < LONGEST_MS]).toEqual(['SERVER_LOST', true]);
      db.close();
      proxy.stop();
    },
  );

  it('wakes who waits when it is killed, and nothing half is left', { timeout: 60_000 }, async () => {
    const db = open();
    db.begin();
    db.prepare("INSERT INTO setting (name, value) VALUES ('dog', ?)").run('1');
    const killer = spawnSync('sh', ['-c', `(sleep 1; kill -9 ${server.pid()}) >/dev/null 2>&1 &`]);
    expect(killer.status).toBe(0);
    const { fault, after } = faultOf(() => {
      for (let tries = 0; tries < 100; tries += 1) db.rows('SELECT pg_sleep(0.2)');
    });
    expect([fault.code, after < LONGEST_MS]).toEqual(['SERVER_LOST', true]);
    db.close();
    const refused = await overgang(['status'], worldOn(address));
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('går inte att nå')]);
    await server.start();
    expect(server.sql("SELECT count(*) FROM fel.setting WHERE name = 'dog'")).toBe('0');
    expect(
      (await overgang(['import', pathOf(ENHETER), '--as-of', '2025-09-29'], worldOn(address))).code,
    ).toBe(0);
  });

  it(
    'is given up where the thread that speaks with it dies, or is heard no more',
    { timeout: 30_000 },
    async () => {
      const settings = {
        host: '/',
        port: 1,
        database: 'd',
        user: 'u',
        password: null,
        tls: null,
        applicationName: 'a',
      };
      const thread = (code: string): string => {
        const script = join(newFolder(), 'thread.cjs');
        writeFileSync(script, code);
        return script;
      };
      const shared = `const { workerData } = require('node:worker_threads'); const shared = new Int32Array(workerData.signals);`;
      const exits = thread(
        `${shared} process.on('exit', () => { Atomics.store(shared, 2, 1); Atomics.add(shared, 0, 1); Atomics.notify(shared, 0); });
       workerData.port.on('message', () => process.exit(1));`,
      );
      const hangs = thread(`${shared} workerData.port.on('message', () => { for (;;); });`);
      for (const script of [exits, hangs])
        expect(faultOf(() => openBridge(settings, { script, stillFor: 1_500 })).fault.code).toBe(
          'SERVER_LOST',
        );
      // Nor does one that hangs go on at the cost of a core: who works from here on is alone.
      const began = process.cpuUsage();
      await sleep(300);
      const { user, system } = process.cpuUsage(began);
      expect(user + system).toBeLessThan(150_000);
      const none = join(newFolder(), 'none.cjs');
      expect(faultOf(() => openBridge(settings, { script: none })).fault.code).toBe('SERVER_PACKAGE_MISSING');
    },
  );

  it('lets one write at a time: another waits, and is told who', { timeout: 30_000 }, () => {
    const [one, other] = [open(), open()];
    one.begin();
    const { fault, after } = faultOf(() => {
      other.begin();
    });
    expect([fault.code, fault.detail, after > 4_500, after < LONGEST_MS]).toEqual([
      'SERVER_WRITER_BUSY',
      { who: WRITER },
      true,
      true,
    ]);
    one.rollback();
    other.begin();
    other.rollback();
    for (const db of [one, other]) db.close();
  });

  it(
    'refuses no reader while somebody writes, and shows each what was there when it looked',
    { timeout: 30_000 },
    async () => {
      const db = open();
      db.begin();
      const insert = db.prepare('INSERT INTO sip_part (sip_key, party_key) VALUES (?, ?)');
      for (let at = 0; at < 20_000; at += 1) insert.run(`s${at}`, 'p');
      expect(db.prepare('SELECT count(*) FROM sip_part').pluck().get()).toBe(20_000);
      for (const verb of ['status', 'readiness', 'timeline', 'inbox'])
        expect((await overgang([verb, '--as-of', '2025-09-29'], worldOn(address))).code).toBeLessThan(2);
      expect(server.sql('SELECT count(*) FROM fel.sip_part')).toBe('0');
      db.rollback();
      db.close();
    },
  );

  it('tells its own fault of what waited, and takes back all of it', () => {
    const db = open();
    db.begin();
    db.prepare('INSERT INTO worklist_row VALUES (?, ?, ?, ?, ?, ?)').run(999, 1, 'sip', 1, 't', '{}');
    // No such worklist: found when somebody asks.
    expect(() => {
      db.commit();
    }).toThrow('23503');
    expect(db.inTransaction).toBe(false);
    db.begin();
    expect(db.prepare('UPDATE setting SET value = value WHERE name = ?').run('profile').changes).toBe(1);
    expect(
      db.prepare('INSERT INTO sip_part (sip_key, party_key) VALUES (?, ?) RETURNING part_no').get('a', 'b'),
    ).toEqual({
      part_no: 1,
    });
    db.rollback();
    db.close();
  });

  it('gives rows of any number and size', { timeout: 30_000 }, () => {
    const db = open();
    db.begin();
    const long = 'å'.repeat(3_000_000);
    expect(db.prepare('SELECT ?::text AS t').pluck().get(long)).toBe(long);
    let sum = 0;
    for (const number of db
      .prepare('SELECT * FROM generate_series(1, ?::bigint) AS n')
      .pluck()
      .iterate(30_000))
      sum += number as number;
    expect(sum).toBe((30_000 * 30_001) / 2);
    expect(db.prepare('SELECT n FROM generate_series(1, 200000) AS n').all()).toHaveLength(200_000);
    db.rollback();
    db.close();
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

describe.skipIf(NO_SERVER !== null || !hasOpenssl)(onServer('a server over the network'), () => {
  it('shows a certificate for its own name, or is not spoken to', { timeout: 60_000 }, async () => {
    const server = await startSharedServer(['listen_addresses=localhost']);
    try {
      const { writer } = await server.newRegister('tls');
      const by = (host: string): string => writer.replace('@:', `@${host}:`).replace(/&host=.*$/u, '');
      const status = async (host: string): Promise<string> =>
        (await overgang(['status'], worldOn(by(host)))).stderr;
      const untrusted = 'kan inte visa att den är den den utger sig för';
      expect(await status('localhost')).toContain(untrusted);

      const [cert, key] = [join(newFolder(), 'server.crt'), join(newFolder(), 'server.key')];
      openssl(
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
        ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert],
      );
      server.sql(`ALTER SYSTEM SET ssl_cert_file = 'server.crt'`);
      server.sql(`ALTER SYSTEM SET ssl_key_file = 'server.key'`);
      server.sql('ALTER SYSTEM SET ssl = on');
      server.lay(cert, 'server.crt');
      server.lay(key, 'server.key');
      server.sql('SELECT pg_reload_conf()');
      vi.stubEnv('PGSSLROOTCERT', cert);
      // Asked again until the server has read its settings.
      await vi.waitFor(async () => {
        expect(await status('localhost')).toContain('har tabeller men inget innehåll');
      }, 10_000);
      expect(await status('127.0.0.1')).toContain(untrusted);
      vi.stubEnv('PGSSLROOTCERT', join(newFolder(), 'finns-inte.crt'));
      expect(await status('localhost')).toContain('Filen finns-inte.crt, som behövs');
      vi.stubEnv('PGSSLROOTCERT', 'system');
      expect(await status('localhost')).toContain(untrusted);
      vi.stubEnv('PGSSLROOTCERT', undefined);

      const passwords = join(newFolder(), 'pgpass');
      writeFileSync(passwords, 'localhost:*:*:*:hemligt\n');
      chmodSync(passwords, 0o644);
      vi.stubEnv('PGPASSFILE', passwords);
      expect(await status('localhost')).toContain('kan läsas av andra än dig');
    } finally {
      server.stop();
      vi.unstubAllEnvs();
    }
  });

  it('knows who it is by a certificate of theirs, and nobody without one', { timeout: 60_000 }, async () => {
    const server = await startSharedServer(['listen_addresses=localhost']);
    try {
      const { writer, owner } = await server.newRegister('cert');
      const by = (address: string): string => address.replace('@:', '@localhost:').replace(/&host=.*$/u, '');
      const folder = newFolder();
      const [cert, key, asked] = ['ca.crt', 'ca.key', 'prov.csr'].map((name) => join(folder, name));
      const [ownCert, ownKey] = [join(folder, 'prov.crt'), join(folder, 'prov.key')];
      openssl(
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
        ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key ?? '', '-out', cert ?? ''],
      );
      openssl(
        ...['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${WRITER}`],
        ...['-keyout', ownKey, '-out', asked ?? ''],
      );
      openssl(
        ...['x509', '-req', '-in', asked ?? '', '-CA', cert ?? '', '-CAkey', key ?? '', '-CAcreateserial'],
        ...['-days', '2', '-out', ownCert],
      );
      const rules = join(folder, 'pg_hba.conf');
      writeFileSync(rules, 'local all all trust\nhostssl all all all cert\n');
      for (const [file, name] of [
        [cert, 'server.crt'],
        [key, 'server.key'],
        [cert, 'ca.crt'],
        [rules, 'pg_hba.conf'],
      ])
        server.lay(file ?? '', name ?? '');
      for (const [name, value] of [
        ['ssl_cert_file', 'server.crt'],
        ['ssl_key_file', 'server.key'],
        ['ssl_ca_file', 'ca.crt'],
        ['ssl', 'on'],
      ])
        server.sql(`ALTER SYSTEM SET ${String(name)} = '${String(value)}'`);
      server.sql('SELECT pg_reload_conf()');
      const world = (address: string, env: Readonly<Record<string, string>> = {}): World => {
        const one = worldOn(by(address));
        return { ...one, env: { ...one.env, PGSSLROOTCERT: cert ?? '', ...env } };
      };
      const own = { PGSSLCERT: ownCert, PGSSLKEY: ownKey };
      const init = ['init', '--as-of', '2025-04-28'];
      await vi.waitFor(async () => {
        expect((await overgang(init, world(writer, own))).code).toBe(0);
      }, 15_000);
      expect(server.sql('SELECT DISTINCT "by" FROM cert.event')).toBe(WRITER);
      for (const refused of [world(writer), world(owner, own)]) {
        const { code, stderr } = await overgang(['status'], refused);
        expect([code, stderr]).toEqual([2, expect.stringContaining('släpper inte in')]);
      }
    } finally {
      server.stop();
    }
  });
});
