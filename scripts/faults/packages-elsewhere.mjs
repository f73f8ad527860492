// What others make of encrypted lists: `node scripts/faults/packages-elsewhere.mjs [fixtures|made-up [lists]]`, by hand,
// where there are LibreOffice, its Python and msoffcrypto (Debian: apt install libreoffice-calc python3-uno python3-msoffcrypto-tool).
// Every list of two regions, that of the fixtures and a made-up one, is opened by LibreOffice and msoffcrypto with its
// password and by neither without; filled in and saved by LibreOffice; and given back, packages swapped and files renamed
// too. The register must become what the same lists make of it unencrypted.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/package-bin.mjs';
import { newFolder, run, stateOf } from './lib/program.mjs';
import { contactsFor, headingOf, passwordsOf } from './lib/packages.mjs';
import { REGIONS, SEPTEMBER } from './lib/two-regions.mjs';

const PYTHON = process.env['PYTHON'] ?? '/usr/bin/python3';
const [ASKED, MOST = Number.POSITIVE_INFINITY] = process.argv.slice(2);
/** After the first day of every step. */
const RETURNED = '2025-10-03';
const SWAPPED = 4;

if (spawnSync(PYTHON, ['-c', 'import uno, msoffcrypto']).status !== 0) {
  console.log(
    `packages-elsewhere: skipped, ${PYTHON} can not import uno and msoffcrypto (Debian: apt install libreoffice-calc python3-uno python3-msoffcrypto-tool)`,
  );
  process.exit(77);
}

const folder = newFolder('elsewhere');
const pipe = `overgang${process.pid}`;
const PROFILE = ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profil`];
// With a new profile it starts twice: the first time for the profile.
spawnSync('soffice', [...PROFILE, '--terminate_after_init'], { stdio: 'ignore' });
const office = spawn('soffice', [...PROFILE, `--accept=pipe,name=${pipe};urp;`], {
  stdio: 'ignore',
  detached: true,
});
// soffice is a script that starts the program: the whole group is ours.
process.on('exit', () => process.kill(-office.pid));
process.on('SIGTERM', () => process.exit(143));

let faults = 0;
for (const [name, { make }] of Object.entries(REGIONS)) {
  if (ASKED !== undefined && ASKED !== name) continue;
  const cwd = join(folder, name);
  mkdirSync(cwd);
  make(cwd);
  faults += await region(name, cwd);
}
// soffice goes on listening, and would keep us waiting.
process.exit(faults === 0 ? 0 : 1);

/** @returns how many faults were found in a region */
async function region(name, cwd) {
  contactsFor(cwd, SEPTEMBER);
  run(['worklist', '-o', 'ut', '--as-of', SEPTEMBER], { cwd });
  run(['contacts', 'slips', '-o', 'lappar', '--as-of', SEPTEMBER], { cwd });
  const passwords = passwordsOf(join(cwd, 'lappar'));
  const packages = readdirSync(join(cwd, 'ut')).filter((file) => file.endsWith('.zip'));
  const jobs = [];
  for (const [at, zip] of packages.entries()) {
    if (jobs.length >= Number(MOST)) break;
    const from = join(cwd, 'in', String(at));
    zipped('-e', join(cwd, 'ut', zip), from);
    const recipient = headingOf(readFileSync(join(from, '00-las-mig.html'), 'utf8'));
    const password = passwords.get(recipient);
    const other = [...passwords.values()].find((one) => one !== password);
    mkdirSync(join(cwd, 'plain', String(at)), { recursive: true });
    for (const name of readdirSync(from).filter((file) => file.endsWith('.xlsx'))) {
      const plain = join(cwd, 'plain', String(at), name);
      jobs.push({ file: join(from, name), password, other, plain, day: RETURNED });
    }
  }
  const done = await treated(jobs);
  const bad = done.filter((one) => one.faults.length > 0);
  for (const { file, faults: found } of bad)
    console.log(`  FAULT ${file.slice(cwd.length)}: ${found.join('; ')}`);
  swap(join(cwd, 'in'));
  const before = join(cwd, 'overgang.sqlite');
  const answers = ['in', 'plain'].map((from) => {
    copyFileSync(before, join(cwd, `${from}.sqlite`));
    copyFileSync(`${before}.losen`, join(cwd, `${from}.sqlite.losen`));
    const { stdout } = run(['return', from, '--register', `${from}.sqlite`, '--json', '--as-of', RETURNED], {
      cwd,
    });
    const { files } = JSON.parse(stdout);
    return { files: files.length, applied: files.reduce((sum, { applied }) => sum + applied, 0) };
  });
  const isSame = answersOf(join(cwd, 'in.sqlite')) === answersOf(join(cwd, 'plain.sqlite'));
  const [encrypted, plain] = answers;
  const isWhole =
    isSame && encrypted.files === jobs.length && encrypted.applied === plain.applied && plain.applied > 0;
  if (!isWhole) console.log(`  FAULT ${JSON.stringify({ isSame, lists: jobs.length, encrypted, plain })}`);
  const written = done.reduce((sum, one) => sum + one.answers, 0);
  console.log(
    `${name}: ${packages.length} packages, ${done.length} lists opened by LibreOffice and msoffcrypto with their password and by neither without, ${bad.length} faults; ${written} cells filled in, ${encrypted.applied} answers taken in encrypted, ${plain.applied} unencrypted, the register ${isSame ? 'the same' : 'ANOTHER'}`,
  );
  return bad.length + (isWhole ? 0 : 1);
}

/** What is known of every case, and how many rows each table has: in whatever order the files were read. */
function answersOf(path) {
  return stateOf(path).split(' [')[0];
}

async function treated(jobs) {
  const child = spawn(PYTHON, [join(root, 'scripts/faults/packages-elsewhere.py'), pipe], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  let said = '';
  for await (const piece of child.stdout) said += piece;
  const done = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (done.length !== jobs.length) throw new Error(`${done.length} of ${jobs.length} lists were tried`);
  return done;
}

/** Some packages go back under another's name, their files under names that say nothing. */
function swap(from) {
  const folders = readdirSync(from).slice(0, SWAPPED);
  for (const [at, name] of folders.entries()) {
    const lists = readdirSync(join(from, name)).filter((file) => file.endsWith('.xlsx'));
    const renamed = lists.map((file, nth) => join(from, name, `kopia ${at}-${nth}.xlsx`));
    for (const [nth, file] of lists.entries()) renameSync(join(from, name, file), renamed[nth]);
    zipped('-c', join(from, `${folders[(at + 1) % folders.length]}-annan.zip`), ...renamed);
    rmSync(join(from, name), { recursive: true });
  }
}

function zipped(...args) {
  const { status, stderr } = spawnSync(PYTHON, ['-m', 'zipfile', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
