import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, inject, it } from 'vitest';
import type { World } from './cli.ts';

/**
 * The switch of the command-line tests: with `npm run test:server`, or OVERGANG_TEST_SERVER=1, every register that a test
 * names as a file is kept by a server instead, which is started once for the run (shared-folder.ts). A register is a
 * database of its own, copied from one that `register create-schema` has made; where the file would be lies a mark that
 * says which, so that a test that copies the file has a copy of the register.
 */
export interface TestServerPlace {
  readonly socket: string;
  readonly port: number;
  readonly psql: readonly string[];
  readonly as: { readonly uid?: number; readonly gid?: number };
  /** What a copy of a database costs least by, in this version. */
  readonly strategy: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServer: TestServerPlace | null;
  }
}

const DEFAULT_USER = 'prov';
/** Scripts that look for faults use the same helpers, and have no run of tests around them. */
const SERVER = process.env['VITEST'] === undefined ? null : inject('testServer');
export const IS_ON_SERVER = SERVER !== null;

/** What the register is called in texts. */
export const REGISTER_NAME = IS_ON_SERVER ? 'ovg' : 'overgang.sqlite';
/** What the key beside a register is called in texts, by its ending; on a server it has the database's name before. */
export const keyName = (ending: '.key' | '.losen'): string =>
  IS_ON_SERVER ? `.ovg${ending}` : `overgang.sqlite${ending}`;
/** Whose an event is that somebody says is another's: who is logged in is proven on a server, and stands first. */
export const saidToBe = (name: string): string => (IS_ON_SERVER ? `${DEFAULT_USER} (${name})` : name);

/** Why a test is of a register that is a file; of one on a server docs/adding.md says what holds instead, and where. */
export const OF_A_FILE = {
  bytes: 'its bytes, its seal and its rights',
  copies: 'a backup of it, and a copy in its place',
  processes: 'other processes, which know it by its path',
  completion: 'what Tab offers of what is in it',
} as const;

/**
 * Tests of what only a file has, and why they are. On a server they are skipped, under that word.
 *
 * @returns what defines such a test, or several
 */
export function ofFile(why: keyof typeof OF_A_FILE): {
  readonly it: typeof it;
  readonly describe: typeof describe;
} {
  if (!IS_ON_SERVER) return { it, describe };
  const skipped = <T extends typeof it | typeof describe>(define: T): T => {
    const under = (tests: () => void): void => {
      describe.skip(`only of a file: ${OF_A_FILE[why]}`, tests);
    };
    type Define = (...args: readonly unknown[]) => void;
    const one: Define = (...args) => {
      under(() => {
        (define as unknown as Define)(...args);
      });
    };
    const each =
      (...cases: readonly unknown[]): Define =>
      (...args) => {
        under(() => {
          (define.each as unknown as (...of: readonly unknown[]) => Define)(...cases)(...args);
        });
      };
    return Object.assign(one, { each }) as unknown as T;
  };
  return { it: skipped(it), describe: skipped(describe) };
}

/** The register of every database, and the database that all are copied from. */
const REGISTER = 'ovg';
const MODEL = 'mall';
export const OWNER = 'forvaltare';
const SUPERUSER = 'dba';

const server = (): TestServerPlace => {
  if (SERVER === null) throw new Error('there is no server');
  return SERVER;
};

const sql = (...texts: readonly string[]): string => {
  const [program = '', ...args] = server().psql;
  return execFileSync(program, [...args, '-d', 'postgres', ...texts.flatMap((text) => ['-c', text])], {
    ...server().as,
    cwd: '/',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

const addressOf = (database: string, user: string): string =>
  `postgres://${user}@:${server().port}/${database}?register=${REGISTER}&host=${server().socket}`;

/** Databases by the file that they are instead of, as far as this process has made them. */
const made = new Map<string, string>();

function newDatabase(from: string, file: string): string {
  const name = `t${randomBytes(8).toString('hex')}`;
  // Who asked a moment ago may not have left yet.
  for (let tries = 0; ; tries += 1) {
    try {
      sql(`CREATE DATABASE ${name} TEMPLATE ${from} ${server().strategy}`);
      break;
    } catch (error) {
      if (tries > 20 || !String(error).includes('being accessed')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  made.set(file, name);
  return name;
}

const MARK = /^overgang on a server: (?<database>\w+)\n(?<file>.*)\n$/u;

function mark(file: string, database: string, as = file): void {
  writeFileSync(file, `overgang on a server: ${database}\n${as}\n`);
}

/** The database that is instead of a file, which is copied first where the file is a copy of another's; null of a file. */
export function databaseOf(file: string, as = file): string | null {
  if (!IS_ON_SERVER || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return null;
  const { database, file: of } = MARK.exec(readFileSync(file, 'utf8').slice(0, 500))?.groups ?? {};
  if (database === undefined) return null;
  if (of === as) return database;
  const own = newDatabase(database, as);
  // What is made for the whole run stays.
  if (as !== file) made.delete(as);
  mark(file, own, as);
  return own;
}

/** Takes away what was made for a file of tests. */
export function dropDatabases(): void {
  const gone = [...made.values()];
  made.clear();
  if (gone.length > 0) sql(...gone.map((database) => `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
}

/** What opens a register past the commands: the file, or the address of what is instead of it, as its superuser. */
export function placeOf(file: string): string {
  const database = databaseOf(file);
  return database === null ? file : addressOf(database, SUPERUSER);
}

const users = new Set([DEFAULT_USER]);

/** Who works is who is logged in. */
function loginOf(user = DEFAULT_USER): string {
  if (!/^[a-z][a-z0-9_]{0,30}$/u.test(user)) return DEFAULT_USER;
  if (!users.has(user)) {
    users.add(user);
    sql(
      `DO $$ BEGIN CREATE ROLE ${user} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$; GRANT ${REGISTER}_writer TO ${user}`,
    );
  }
  return user;
}

/** The file that a command would have its register in; null where that is said elsewhere than where it is run. */
function fileOf(args: readonly string[], { cwd, env }: World): { file: string; at: number } | null {
  const at = args.findIndex((arg, index) => arg === '--register' && index + 1 < args.length);
  const said = at < 0 ? env?.['OVERGANG_REGISTER'] : args[at + 1];
  if (said === undefined && existsSync(join(cwd, 'overgang.config.json'))) return null;
  if (args.some((arg) => arg.startsWith('--register=')) || said?.startsWith('postgres') === true) return null;
  return { file: resolve(cwd, said ?? 'overgang.sqlite'), at };
}

export interface RunOnServer {
  /** The same command about the register on the server, as another login if one is given. */
  readonly as: (owner?: string) => { readonly args: readonly string[]; readonly world: World };
  /** What the command ended with. */
  readonly ended: (code: number) => void;
}

/** How a command that names a file is run on the server; null where it is about a file. */
export function onTestServer(args: readonly string[], world: World): RunOnServer | null {
  if (!IS_ON_SERVER) return null;
  const found = fileOf(args, world);
  if (found === null) return null;
  const { file, at } = found;
  const isNew = !existsSync(file) && args[0] === 'init' && existsSync(dirname(file));
  const database = isNew ? newDatabase(MODEL, file) : databaseOf(file);
  if (database === null) return null;
  const keys = `${dirname(file)}/${database}.${REGISTER}`;
  moveKeys(file, keys);
  return {
    as(owner) {
      const address = addressOf(database, owner ?? loginOf(world.user));
      return {
        args: at < 0 ? args : args.with(at + 1, address),
        world: {
          ...world,
          env: {
            ...world.env,
            OVERGANG_KEYS: dirname(file),
            ...(at < 0 ? { OVERGANG_REGISTER: address } : {}),
          },
        },
      };
    },
    ended(code) {
      moveKeys(keys, file);
      if (!isNew) return;
      if (code === 0) mark(file, database);
      else {
        made.delete(file);
        sql(`DROP DATABASE ${database} WITH (FORCE)`);
      }
    },
  };
}

/** Keys lie where a file has them, under its name: they are copied and lost with it. */
function moveKeys(from: string, to: string): void {
  for (const extension of ['.key', '.losen'])
    if (existsSync(from + extension)) renameSync(from + extension, to + extension);
}
