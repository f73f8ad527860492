// Reads the zips that `npm run package` made, as far as can be done without running them: names, headers of binaries,
// line ends, launchers, sums, and that the list of parts has them all. Run by `npm run package`, or by itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLATFORMS } from './parts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'packages');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Which system and processor a binary is for, by its first bytes. */
const FORMATS = {
  'pe-x64': (bytes) =>
    bytes.subarray(0, 2).toString('latin1') === 'MZ' &&
    bytes.readUInt32LE(bytes.readUInt32LE(0x3c)) === 0x4550 &&
    bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4) === 0x8664,
  'elf-x64': (bytes) =>
    bytes.readUInt32BE(0) === 0x7f454c46 && bytes[4] === 2 && bytes.readUInt16LE(18) === 0x3e,
  'macho-x64': (bytes) => bytes.readUInt32LE(0) === 0xfeedfacf && bytes.readUInt32LE(4) === 0x01000007,
  'macho-arm64': (bytes) => bytes.readUInt32LE(0) === 0xfeedfacf && bytes.readUInt32LE(4) === 0x0100000c,
};

/** What Windows takes for a device, whatever follows the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

const problems = [];
const wants = (what, isWell) => {
  if (!isWell) problems.push(what);
};
const sums = readFileSync(join(out, 'SHA256SUMS'), 'utf8');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

for (const { id, binary, driver, launcher, format, lineEnd } of PLATFORMS) {
  const zip = join(out, `overgang-${version}-${id}.zip`);
  if (!sums.includes(`-${id}.zip`)) continue;
  const top = `overgang-${version}-${id}/`;
  const read = (path) => execFileSync('unzip', ['-p', zip, `${top}${path}`], { maxBuffer: 2 ** 28 });
  const names = execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trimEnd().split('\n');
  const within = names.map((name) => name.slice(top.length));
  const says = (what, isWell) => {
    wants(`${id}: ${what}`, isWell);
  };
  says('sum in SHA256SUMS', sums.includes(`${sha256(readFileSync(zip))}  overgang-${version}-${id}.zip\n`));
  says(
    'everything lies in one folder',
    names.every((name) => name.startsWith(top)),
  );
  says(
    'names are short, plain and possible on Windows',
    names.every(
      (name) =>
        name.length < 120 &&
        /^[\w@./-]+$/u.test(name) &&
        name.split('/').every((part) => !DEVICE.test(part) && !/[. ]$/u.test(part) && part !== ''),
    ),
  );
  says(
    'no two names differ in case alone',
    new Set(names.map((name) => name.toLowerCase())).size === names.length,
  );
  for (const path of [`program/${binary}`, `program/node_modules/better-sqlite3/prebuilds/${driver}.node`])
    says(`${path} is ${format}`, FORMATS[format](read(path)));
  says(
    'no binary of another platform',
    within.filter((name) => /\.(?:node|exe|dll|so|dylib)$/u.test(name)).length ===
      (binary === 'node.exe' ? 2 : 1),
  );
  for (const path of [launcher, 'LAS-MIG.txt', 'LICENSE.txt']) {
    const text = read(path).toString('utf8');
    says(`${path} ends its lines as the system does`, text.replaceAll(lineEnd, '').match(/[\r\n]/u) === null);
  }
  const start = read(launcher);
  says(
    'the launcher is ASCII',
    start.every((byte) => byte < 0x80),
  );
  says(
    'the launcher starts what is in the zip, by its own place',
    launcher.endsWith('.cmd')
      ? start.toString().includes(`"%~dp0program\\${binary}" "%~dp0program\\overgang.cjs" %*\r\n`)
      : start.toString().includes(`exec "$here/program/${binary}" "$here/program/overgang.cjs" "$@"\n`),
  );
  const listed = read('SHA256SUMS').toString().trimEnd().split('\n');
  says('SHA256SUMS has every other file', listed.length === names.length - 1);
  for (const line of listed) {
    const [sum, path] = line.split('  ');
    says(`${path} has the sum it is said to have`, sha256(read(path)) === sum);
  }
  const { components } = JSON.parse(read('sbom.cdx.json').toString());
  const licences = read('licenser/delar.txt').toString();
  for (const { name, version: of, type } of components)
    says(
      `${name} ${of} has its licence`,
      type === 'platform' || name === 'sqlite' || licences.includes(`\n${name} ${of} (`),
    );
  for (const page of within.filter((name) => name.endsWith('.html'))) {
    const links = [
      ...read(page)
        .toString()
        .matchAll(/(?:href|src)="([^"#]*)[^"]*"/gu),
    ].map(([, link]) => link);
    const lost = links.filter(
      (link) =>
        link !== '' && !link.startsWith('https://') && !within.includes(join(page, '..', decodeURI(link))),
    );
    says(`${page} leads nowhere: ${lost.join(', ')}`, lost.length === 0);
  }
}
// The coordinators' page is handed out on paper: one A4, by the browser that people print with.
const [first] = PLATFORMS.filter(({ id }) => sums.includes(`-${id}.zip`));
if (first !== undefined && spawnSync('chromium', ['--version']).status === 0) {
  const folder = mkdtempSync(join(tmpdir(), 'overgang-print-'));
  const name = `overgang-${version}-${first.id}`;
  execFileSync('unzip', ['-q', join(out, `${name}.zip`), `${name}/handbok/*`, '-d', folder]);
  const page = join(folder, name, 'handbok/samordnare.html');
  const pdf = join(folder, 'sida.pdf');
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
  execFileSync('chromium', [...flags, `--print-to-pdf=${pdf}`, page], { stdio: 'ignore' });
  const printed = readFileSync(pdf, 'latin1');
  const pages = printed.match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
  wants(`samordnare.html is ${pages} pages on A4, not one`, pages === 1);
  wants('samordnare.html is printed on A4', /\/MediaBox\s*\[0 0 59\d(?:\.\d+)? 84[12]/u.test(printed));
  rmSync(folder, { recursive: true });
} else console.log('zips: not printed, there is no chromium');

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'zips: as they should be' : `zips: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
