// A server with a register on it, for the fault scripts: the one that the tests start (tests/helpers/postgres-server.ts).
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadBundled } from '../../lib/load-bundled.mjs';
import { newFolder, OVERGANG } from './program.mjs';

export const REGISTER = 'ovg';
const OWNER = 'forvaltare';
const SKIPPED = 77;

/**
 * Starts a server; ends the script as one that can not show anything here where there is none.
 *
 * @param users who work, each with a login
 */
export async function startSharedServer(users) {
  const server = await serverFor(users);
  if (server === null) process.exit(SKIPPED);
  return server;
}

/** A server for those who work; null, and said, where there is none. */
export async function serverFor(users) {
  const { startServer, NO_SERVER } = await loadBundled(
    `export { startServer, NO_SERVER } from './tests/helpers/postgres-server.ts';`,
  );
  if (NO_SERVER !== null) {
    console.log(`skipped: ${NO_SERVER}`);
    return null;
  }
  const server = await startServer(['wal_level=minimal', 'max_wal_senders=0', 'max_connections=60']);
  // No server is left behind, however the script ends.
  process.on('SIGTERM', () => process.exit(143));
  process.on('exit', () => server.stop());
  const folder = newFolder('shared');
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  for (const user of [OWNER, ...users]) server.sql(`CREATE ROLE ${user} LOGIN`);
  server.sql(`ALTER ROLE ${OWNER} CREATEROLE; GRANT CREATE ON DATABASE overgang TO ${OWNER}`);
  const addressOf = (user) => server.address(REGISTER, { user });
  execFileSync(process.execPath, [OVERGANG, 'register', 'create-schema', addressOf(OWNER)]);
  for (const user of users) server.sql(`GRANT ${REGISTER}_writer TO ${user}`);
  return { ...server, folder, keys, addressOf };
}

/** Runs a command in a process of its own: how it ended, and after how long. */
export function runAs(address, args, { cwd, keys, onStart = () => undefined }) {
  const began = performance.now();
  const child = spawn(process.execPath, [OVERGANG, ...args], {
    cwd,
    env: { ...process.env, OVERGANG_REGISTER: address, OVERGANG_KEYS: keys },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (bytes) => (said[name] += bytes));
  onStart(child);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, ...said, took: performance.now() - began });
    });
  });
}

/** A folder of one's own among those of a script, with some files in it. */
export function folderOf(folder, name, files = []) {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  for (const file of files) cpSync(file, join(own, file.split('/').pop()));
  return own;
}
