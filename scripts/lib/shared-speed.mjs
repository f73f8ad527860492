// Long lists into a register on a server, against the same lists into a file.
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RAN } from '../faults/lib/program.mjs';
import { REGISTER, serverFor } from '../faults/lib/shared-server.mjs';
import { loadBundled } from './load-bundled.mjs';
import { compare, folder, overgang } from './measuring.mjs';

const USER = 'prov';
const PAIRS = 3;
/** Times as long as in a file; and where each packet, there and back, takes a millisecond. */
const ON_SERVER_BAR = 3.0;
const OVER_NETWORK_BAR = 6.0;
const DELAY_MS = 1;

/**
 * A first list, and a later one of the same rows, into each register: a copy of one that was made outside the time that
 * is measured. Skipped with a word where there is no server.
 */
export async function compareShared(first, second) {
  const server = await serverFor([USER]);
  if (server === null) return;
  const { startLongWay } = await loadBundled(
    `export { startLongWay } from './tests/helpers/server-proxy.ts';`,
  );
  const way = await startLongWay(server, DELAY_MS);
  try {
    compareWays(server, way.socket, first, second);
  } finally {
    way.stop();
    server.stop();
  }
}

function compareWays(server, longWay, first, second) {
  const done = (register, ...args) =>
    overgang([...args, '--register', register, '--quiet'], RAN, { OVERGANG_KEYS: server.keys });
  const takeIn = (list, register) => done(register, 'import', '--whole', list, '--as-of', '2025-09-29');

  const file = join(folder, 'beside-server.sqlite');
  const empty = { database: 'overgang', file: join(folder, 'beside-server-empty.sqlite') };
  const known = { database: 'known', file: join(folder, 'beside-server-known.sqlite') };
  const address = (database) => server.address(REGISTER, { user: USER, database });
  const copy = (from, to) => {
    server.sql(`DROP DATABASE IF EXISTS ${to}`, 'postgres');
    server.sql(`CREATE DATABASE ${to} TEMPLATE ${from} ${server.place.strategy}`, 'postgres');
  };
  for (const register of [empty.file, address(empty.database)]) done(register, 'init');
  copy(empty.database, known.database);
  copyFileSync(empty.file, known.file);
  for (const register of [known.file, address(known.database)]) takeIn(first, register);

  const onServer = address('measured');
  const overNetwork = onServer.replace(/host=.*$/u, `host=${longWay}`);
  for (const [what, list, from] of [
    ['first list', first, empty],
    ['known rows', second, known],
  ]) {
    const there = (register) => () => {
      copy(from.database, 'measured');
      return takeIn(list, register);
    };
    const here = () => {
      copyFileSync(from.file, file);
      return takeIn(list, file);
    };
    compare(`shared, ${what}`, ON_SERVER_BAR, PAIRS, there(onServer), here);
    compare(`shared, ${what}, 1 ms a packet`, OVER_NETWORK_BAR, PAIRS, there(overNetwork), here);
  }
  rmSync(file);
}
