// Builds the database's driver where no ready-made one fits: on Node 20 alone (docs/decisions/0006). npm itself is told
// not to (allowScripts in package.json): on a newer Node it would compile for minutes what nobody uses.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const isNode20 = Number.parseInt(process.versions.node, 10) < 22;

function folderOfDriver() {
  try {
    return dirname(createRequire(import.meta.url).resolve('better-sqlite3-12/package.json'));
  } catch {
    return null;
  }
}

const folder = isNode20 ? folderOfDriver() : null;
if (folder !== null && !existsSync(join(folder, 'build/Release/better_sqlite3.node'))) {
  const built = spawnSync('npm run install --silent --foreground-scripts', {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    // As SQLite itself advises: no slower than node-gyp's -O3, and made in three quarters of the time.
    env: { ...process.env, CFLAGS: '-O2', CXXFLAGS: '-O2' },
  });
  if (built.status !== 0) {
    console.error(built.stdout, built.stderr);
    console.error('The driver could not be built. From Node 22 none needs to be.');
    process.exit(1);
  }
}
