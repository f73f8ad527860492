import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestServerPlace } from './on-server.ts';

/** A PostgreSQL of one's own: its data and its socket in a folder that goes when it is stopped. */
export interface TestServer {
  /** The folder of the socket: what PGHOST says. */
  readonly socket: string;
  readonly port: number;
  /** How other processes of the tests reach it. */
  readonly place: TestServerPlace;
  /** The address of a register in it. */
  readonly address: (
    register: string,
    options?: { readonly user?: string; readonly database?: string },
  ) => string;
  /** SQL as the server's own user. */
  readonly sql: (text: string, database?: string) => string;
  /** The server's first process. */
  readonly pid: () => number;
  /** Lays a file among the server's own, that nobody else may read. */
  readonly lay: (file: string, name: string) => void;
  /** Dies at once, as of a power cut. */
  readonly kill: () => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** Where the server's programs lie; null where PostgreSQL is not installed. */
function findPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return (
    versions.map((version) => join(debian, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ??
    null
  );
}

const isPackageThere = (): boolean => {
  try {
    createRequire(import.meta.url).resolve('pg');
    return true;
  } catch {
    return false;
  }
};

const PROGRAMS = findPrograms();

/** Why tests that need a server are skipped; null where they are not. */
export const NO_SERVER =
  PROGRAMS === null
    ? 'PostgreSQL is not installed'
    : isPackageThere()
      ? null
      : 'the package pg is not installed';

/** For `describe.skipIf` and its title: a skipped test says why. */
export const onServer = (title: string): string =>
  NO_SERVER === null ? title : `${title} (skipped: ${NO_SERVER})`;

/** Nobody may run a server as root. */
function whoRuns(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // Another one, then.
    }
  }
  throw new Error('there is no user to run PostgreSQL as');
}

/** One that nobody listens on, from below those that systems give to whoever calls. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe
        .once('error', () => {
          resolve(false);
        })
        .listen(port, '127.0.0.1', () => {
          probe.close(() => {
            resolve(true);
          });
        });
    });
    if (isFree) return port;
  }
}

const SUPERUSER = 'dba';
const DATABASE = 'overgang';

export async function startServer(settings: readonly string[] = []): Promise<TestServer> {
  if (PROGRAMS === null) throw new Error('PostgreSQL is not installed');
  const port = await freePort();
  const as = whoRuns();
  const folder = mkdtempSync(join(tmpdir(), 'ovpg-'));
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const run = (program: string, args: readonly string[]): string =>
    execFileSync(join(PROGRAMS, program), args, {
      ...as,
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  run('initdb', [
    '-D',
    data,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]);

  let server: ChildProcess | null = null;
  const asSuperuser = ['-h', folder, '-p', String(port), '-U', SUPERUSER, '-XqAt', '-v', 'ON_ERROR_STOP=1'];
  const sql = (text: string, database = DATABASE): string =>
    run('psql', [...asSuperuser, '-d', database, '-c', text]).trim();
  const launch = (): ChildProcess =>
    spawn(
      join(PROGRAMS, 'postgres'),
      [
        ...['-D', data, '-p', String(port)],
        ...['fsync=off', 'listen_addresses=', `unix_socket_directories=${folder}`, ...settings].flatMap(
          (option) => ['-c', option],
        ),
      ],
      { ...as, cwd: folder, stdio: 'ignore' },
    );
  const start = async (): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      // After a kill its children may hold its memory for a moment, and it does not start.
      if (server?.exitCode !== null || server.signalCode !== null) server = launch();
      try {
        sql('SELECT 1', 'postgres');
        return;
      } catch (error) {
        if (tries > 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  await start();
  sql(`CREATE DATABASE ${DATABASE}`, 'postgres');
  const strategy = Number(sql('SHOW server_version_num')) >= 150_000 ? 'STRATEGY file_copy' : '';
  return {
    ...{ socket: folder, port, sql, start },
    place: { socket: folder, port, as, psql: [join(PROGRAMS, 'psql'), ...asSuperuser], strategy },
    address: (register, { user = SUPERUSER, database = DATABASE } = {}) =>
      `postgres://${user}@:${port}/${database}?register=${register}&host=${folder}`,
    lay(file, name) {
      const there = join(data, name);
      copyFileSync(file, there);
      chmodSync(there, 0o600);
      if (as.uid !== undefined && as.gid !== undefined) chownSync(there, as.uid, as.gid);
    },
    pid: () => server?.pid ?? 0,
    kill() {
      server?.kill('SIGKILL');
    },
    stop() {
      server?.kill('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
