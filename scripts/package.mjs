// npm run package [-- PLATFORM…]: one zip per platform, with all that is needed to run the program from a folder without
// rights and without a network. Twice the same source gives twice the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './package/bundle.mjs';
import { writeHandbook } from './package/handbook.mjs';
import { launcherOf, readMeOf } from './package/launchers.mjs';
import { thirdPartyText } from './package/licences.mjs';
import { driverPart, fetchPart, MARKED, PLATFORMS } from './package/parts.mjs';
import { sbom } from './package/sbom.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'packages');
const cache = join(root, 'packages/.parts');
const program = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// The day before which no zip can be dated, and the same for every build.
const THEN = new Date('1980-01-02T00:00:00Z');

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

const filesUnder = (folder, below = '') =>
  readdirSync(join(folder, below), { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(folder, path) : [path];
    });

const chosen = process.argv.slice(2);
const unknown = chosen.filter((id) => !PLATFORMS.some((platform) => platform.id === id));
if (unknown.length > 0) throw new Error(`no such platform: ${unknown.join(', ')}`);

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out)) if (old !== '.parts') rmSync(join(out, old), { recursive: true });
const bundled = await bundleProgram(root);
const marked = fetchPart(MARKED, cache);
const driver = { ...driverPart(root), folder: fetchPart(driverPart(root), cache) };
const [, sqlite] = /#define SQLITE_VERSION +"([\d.]+)"/u.exec(
  readFileSync(join(driver.folder, 'deps/sqlite3/sqlite3.h'), 'utf8'),
);

// The same for all; not every package of it has the text.
const nodeLicence = readFileSync(
  join(fetchPart(PLATFORMS.find(({ id }) => id === 'linux-x64').node, cache), 'LICENSE'),
  'utf8',
);

for (const platform of PLATFORMS.filter(({ id }) => chosen.length === 0 || chosen.includes(id))) {
  const name = `overgang-${program.version}-${platform.id}`;
  const folder = join(out, name);
  const node = fetchPart(platform.node, cache);
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll(/\r?\n/gu, platform.lineEnd));
  };
  write(platform.launcher, launcherOf(platform));
  write('LAS-MIG.txt', readMeOf(platform, program.version));
  write('LICENSE.txt', readFileSync(join(root, 'LICENSE'), 'utf8'));
  write('licenser/node.txt', nodeLicence);
  write('licenser/delar.txt', thirdPartyText([...bundled.packages, { ...driver, license: 'MIT' }]));
  const parts = { packages: bundled.packages, driver, sqlite, node: platform.node };
  write('sbom.cdx.json', `${JSON.stringify(sbom(root, program, parts), null, 2)}\n`);
  await writeHandbook(root, join(folder, 'handbok'), marked);
  mkdirSync(join(folder, 'program/node_modules/better-sqlite3/prebuilds'), { recursive: true });
  writeFileSync(join(folder, 'program/overgang.cjs'), bundled.text);
  writeFileSync(join(folder, 'program/postgres-thread.cjs'), bundled.thread);
  cpSync(join(node, 'bin', platform.binary), join(folder, 'program', platform.binary));
  for (const part of ['package.json', 'LICENSE', 'lib', `prebuilds/${platform.driver}.node`]) {
    cpSync(join(driver.folder, part), join(folder, 'program/node_modules/better-sqlite3', part), {
      recursive: true,
    });
  }
  writeFileSync(
    join(folder, 'SHA256SUMS'),
    filesUnder(folder)
      .map((file) => `${sha256(join(folder, file))}  ${file}\n`)
      .join(''),
  );
  const files = filesUnder(folder);
  for (const file of files) {
    const runs = file === platform.launcher || file === `program/${platform.binary}`;
    chmodSync(join(folder, file), runs ? 0o755 : 0o644);
    utimesSync(join(folder, file), THEN, THEN);
  }
  execFileSync('zip', ['-X', '-D', '-q', '-9', '-@', `${name}.zip`], {
    cwd: out,
    env: { ...process.env, TZ: 'UTC' },
    input: files.map((file) => `${name}/${file}\n`).join(''),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  rmSync(folder, { recursive: true });
  console.log(`${name}.zip`);
}

writeFileSync(
  join(out, 'SHA256SUMS'),
  readdirSync(out)
    .filter((file) => file.endsWith('.zip'))
    .sort()
    .map((file) => `${sha256(join(out, file))}  ${file}\n`)
    .join(''),
);
console.log(`in ${out}`);
