// Lists filled in by LibreOffice Calc itself come back whole: `node scripts/faults/libreoffice-round-trip.mjs`, by hand,
// where there is LibreOffice and its Python (Debian: apt install libreoffice-calc python3-uno). One list of each step is
// opened there, answered in every second row, sorted by another column, given a hidden and an added column, and saved.
// Every answer must be taken in and none invented.
//
// With --fixture it also saves a small list's form to fixtures/worklists, for the suite (tests/libreoffice.long.test.ts).
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/package-bin.mjs';

const OVERGANG = join(root, 'bin/overgang.js');
const FILL = fileURLToPath(new URL('libreoffice-fill.py', import.meta.url));
const FIXTURES = join(root, 'fixtures/worklists');
const PYTHON = process.env['PYTHON'] ?? '/usr/bin/python3';
const HANDED_OUT = '2025-09-29';
/** After the first day of every step. */
const RETURNED = '2025-10-03';
const MOST_ROWS = 100;

if (spawnSync(PYTHON, ['-c', 'import uno']).status !== 0) {
  console.error(
    `libreoffice-round-trip: ${PYTHON} can not import uno; nothing was shown (Debian: apt install python3-uno)`,
  );
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'overgang-libreoffice-'));
const pipe = `overgang${process.pid}`;
const PROFILE = ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profil`];
// With a new profile it starts twice: the first time for the profile.
spawnSync('soffice', [...PROFILE, '--terminate_after_init'], { stdio: 'ignore' });
const office = spawn('soffice', [...PROFILE, `--accept=pipe,name=${pipe};urp;`], {
  stdio: 'ignore',
  detached: true,
});
// It is ended below, and waited for by nobody.
office.unref();
process.on('exit', () => {
  // soffice is a script that starts the program: the whole group is ours.
  process.kill(-office.pid);
  rmSync(folder, { recursive: true, force: true });
});

let faults = 0;
try {
  await regionLists();
  if (process.argv.includes('--fixture')) smallList();
} finally {
  process.exitCode = faults === 0 ? 0 : 1;
}

function run(command, args, allowed = [0]) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (!allowed.includes(status)) throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stderr}`);
  return stdout;
}

function overgang(register, day, args, allowed) {
  return run(process.execPath, [OVERGANG, '--register', register, '--as-of', day, ...args], allowed);
}

function fillIn(list, copy) {
  return JSON.parse(run(PYTHON, [FILL, pipe, list, copy, RETURNED]));
}

function regionLists() {
  const register = join(folder, 'region.sqlite');
  overgang(register, HANDED_OUT, ['init']);
  for (const name of [
    'enheter',
    'prator-patienter-2025-09-15',
    'prator-sip-2025-09-15',
    'prator-vardtillfallen-2025-09-29',
    'prator-meddelanden-2025-09-29',
  ])
    overgang(register, HANDED_OUT, ['import', '--whole', join(root, `fixtures/region/${name}.csv`)], [0, 1]);
  const { worklists } = JSON.parse(
    overgang(register, HANDED_OUT, ['worklist', '-o', join(folder, 'ut'), '--json']),
  );
  // The longest list of each step, within what a person fills in.
  const longest = new Map();
  for (const list of worklists)
    if (list.rows <= MOST_ROWS && (longest.get(list.step)?.rows ?? 0) < list.rows)
      longest.set(list.step, list);
  for (const { step, path } of longest.values()) {
    const copy = join(folder, `${step}-ifylld.xlsx`);
    const filled = fillIn(path, copy);
    const { files } = JSON.parse(overgang(register, RETURNED, ['return', copy, '--json'], [0, 1]));
    const [{ rows, applied, conflicts, held, rejected, altered, foreign, ignoredColumns }] = files;
    const isWhole =
      rows === filled.rows &&
      applied === filled.cells &&
      [conflicts, held, rejected, altered, foreign].every(({ length }) => length === 0) &&
      ignoredColumns.length === 1;
    if (!isWhole) faults += 1;
    console.log(
      `${isWhole ? 'ok   ' : 'FAULT'}  ${step.padEnd(22)} ${rows} rows, ${filled.answered} answered: ${filled.cells} answers written, ${applied} taken in, ${rejected.length} rejected, ${altered.length} altered`,
    );
    if (!isWhole) console.log(JSON.stringify(files[0], null, 1).slice(0, 2_000));
  }
}

/** The list that tests/libreoffice.long.test.ts hands out too. */
function smallList() {
  const register = join(folder, 'small.sqlite');
  overgang(register, '2025-04-28', ['init']);
  copyFileSync(join(FIXTURES, 'sip-2025-09-15.csv'), join(folder, 'sip-2025-09-15.csv'));
  overgang(register, HANDED_OUT, ['import', '--whole', join(folder, 'sip-2025-09-15.csv')], [0, 1]);
  const { worklists } = JSON.parse(
    overgang(register, HANDED_OUT, ['worklist', '-o', join(folder, 'liten'), '--step', '6', '--json']),
  );
  mkdirSync(FIXTURES, { recursive: true });
  const filled = fillIn(worklists[0].path, join(FIXTURES, 'steg-6-saved-by-libreoffice.xlsx'));
  const { files } = JSON.parse(
    overgang(
      register,
      RETURNED,
      ['return', join(FIXTURES, 'steg-6-saved-by-libreoffice.xlsx'), '--json'],
      [0, 1],
    ),
  );
  if (files[0].applied !== filled.cells) faults += 1;
  writeFileSync(join(folder, 'filled.json'), JSON.stringify(filled));
  console.log(`fixture written: ${JSON.stringify(filled)}, taken in ${files[0].applied}`);
}
