import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { placeForFolders } from './folder-in-memory.ts';
import { NO_SERVER, startServer, type TestServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a run of the tests keeps what is slow to make and that many files begin with (shared.ts). */
    readonly sharedFolder: string;
  }
}

/** The mark that the program has been built in this run. */
export const PROGRAM_IS_BUILT = 'program-is-built';

/** Before the first file of tests, and after the last. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(placeForFolders(), 'overgang-shared-'));
  project.provide('sharedFolder', folder);
  // What anything makes on the way, the server too, is made there and goes with it.
  chmodSync(folder, 0o711);
  process.env['TMPDIR'] = folder;
  const server = process.env['OVERGANG_TEST_SERVER'] === '1' ? await serverOfRun(folder) : null;
  project.provide('testServer', server?.place ?? null);
  return () => {
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The server that keeps the registers of a run, and the one that all are copied from (on-server.ts). */
async function serverOfRun(folder: string): Promise<TestServer> {
  if (NO_SERVER !== null) throw new Error(`the tests can not be run on a server: ${NO_SERVER}`);
  const node = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT });
    if (status !== 0) throw new Error(stderr);
  };
  node('scripts/build.mjs', '--if-changed');
  // Nobody builds it once more (built-program.ts): its thread is needed all the while.
  writeFileSync(join(folder, PROGRAM_IS_BUILT), '');
  const server = await startServer(['wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=64MB']);
  for (const name of ['forvaltare', 'prov']) server.sql(`CREATE ROLE ${name} LOGIN`);
  server.sql('ALTER ROLE forvaltare CREATEROLE');
  server.sql('CREATE DATABASE mall OWNER forvaltare', 'postgres');
  node(
    ...['bin/overgang.js', 'register', 'create-schema'],
    server.address('ovg', { user: 'forvaltare', database: 'mall' }),
  );
  server.sql('GRANT ovg_writer TO prov');
  return server;
}

const ROOT = join(import.meta.dirname, '../..');
