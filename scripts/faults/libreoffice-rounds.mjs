// What people do to a list in LibreOffice Calc itself, the sheet as delivered: `node scripts/faults/libreoffice-rounds.mjs
// [rounds a kind]`, by hand, where there is LibreOffice and its Python (Debian: apt install libreoffice-calc python3-uno).
// Each round fills in, sorts, pastes, merges, strikes or saves one list otherwise. Every answer that a person would say
// counts must be taken in, none invented and none on another patient; all else must be told. Prints a table.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/package-bin.mjs';
import { Database } from '../lib/sqlite.mjs';

const OVERGANG = join(root, 'bin/overgang.js');
const TREAT = fileURLToPath(new URL('libreoffice-rounds.py', import.meta.url));
const PYTHON = process.env['PYTHON'] ?? '/usr/bin/python3';
const EACH = process.argv[2] ?? '6';
const HANDED_OUT = '2025-09-29';
const RETURNED = '2025-10-03';
const ROWS = 9;
const HEADERS = {
  status: 'Status',
  coordinator: 'Ny samordningsansvarig satt',
  allParties: 'Alla parter klara',
  closedOn: 'Avslutad i Prator',
  comment: 'Kommentar',
};

if (spawnSync(PYTHON, ['-c', 'import uno']).status !== 0) {
  console.error(
    `libreoffice-rounds: ${PYTHON} can not import uno; nothing was shown (Debian: apt install python3-uno)`,
  );
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'overgang-libreoffice-'));
const pipe = `overgang${process.pid}`;
const PROFILE = ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profil`];
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

const register = join(folder, 'register.sqlite');
const [list, other] = handedOut();
const rounds = await treated();
const outcomes = rounds.map((round) => ({ ...round, ...takenBack(round) }));
process.exitCode = report(outcomes) ? 0 : 1;

function overgang(register, day, ...args) {
  return spawnSync(process.execPath, [OVERGANG, '--register', register, '--as-of', day, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

/** Two coordinators' lists: nine SIPs, and three. */
function handedOut() {
  const fixture = readFileSync(join(root, 'fixtures/worklists/sip-2025-09-15.csv'), 'utf8').trimEnd();
  const [header, row] = fixture.split(/\r?\n/u);
  const columns = header.split(';');
  const sip = (at, unit) => {
    const cells = row.split(';');
    cells[columns.indexOf('SIP-id')] = `SIP-${at}`;
    cells[columns.indexOf('Namn')] = `${String.fromCharCode(64 + at)}lm Berit`;
    cells[columns.indexOf('Samordningsansvarig enhet')] = unit;
    return cells.join(';');
  };
  const rows = Array.from({ length: ROWS + 3 }, (_, at) =>
    sip(at + 1, at < ROWS ? 'Hälsocentralen Granen' : 'Hälsocentralen Tallen'),
  );
  writeFileSync(join(folder, 'sip-2025-09-15.csv'), `${[header, ...rows].join('\n')}\n`);
  overgang(register, '2025-04-28', 'init');
  overgang(register, HANDED_OUT, 'import', 'sip-2025-09-15.csv');
  const { stdout } = overgang(register, HANDED_OUT, 'worklist', '-o', 'ut', '--step', '6', '--json');
  const { worklists } = JSON.parse(stdout);
  return [...worklists].sort((a, b) => b.rows - a.rows).map(({ path }) => path);
}

async function treated() {
  const child = spawn(PYTHON, [TREAT, pipe, list, other, folder, RETURNED, EACH], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const piece of child.stdout) said += piece;
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Given back to a register of its own: what that says it was told, and what it has taken in. */
function takenBack({ file, counts, told, refused }) {
  const copy = join(folder, 'kopia.sqlite');
  copyFileSync(register, copy);
  const { stdout, stderr, status } = overgang(copy, RETURNED, 'return', file, '--json');
  const answer = stdout === '' ? {} : JSON.parse(stdout);
  const [one] = answer.files ?? [];
  const isTold =
    one === undefined ||
    one.error !== undefined ||
    one.missingRows > 0 ||
    [one.rejected, one.warnings, one.conflicts, one.held, one.foreign].some(({ length }) => length > 0);
  const taken = new Map(answers(copy));
  const wanted = new Map(
    Object.entries(counts).flatMap(([key, cells]) =>
      Object.entries(cells).map(([header, value]) => [`${key} ${header}`, value]),
    ),
  );
  const lost = [...wanted].filter(([place, value]) => taken.get(place) !== value);
  const invented = [...taken].filter(([place, value]) => wanted.get(place) !== value);
  const isNamed = stderr.includes(basename(file)) && /xlsx/u.test(stderr) && status === 2;
  const fault = [
    ...(lost.length > 0 ? [`lost ${JSON.stringify(lost)}`] : []),
    ...(invented.length > 0 ? [`invented ${JSON.stringify(invented)}`] : []),
    ...(told && !isTold ? ['not told'] : []),
    ...(refused && !isNamed ? [`not refused by its name: ${status} ${stderr}`] : []),
  ];
  return { taken: taken.size, isTold, fault: fault.join('; ') };
}

function answers(path) {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare("SELECT data FROM event WHERE type = 'answered' ORDER BY seq").pluck().all();
  db.close();
  return rows.map((text) => {
    const { token, column, value } = JSON.parse(text);
    return [`${token} ${HEADERS[column] ?? column}`, value];
  });
}

function report(outcomes) {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const width = Math.max(...kinds.map(({ length }) => length));
  console.log(`${'what was done'.padEnd(width)}  rounds  answers  told  faults`);
  for (const kind of kinds) {
    const of = outcomes.filter((one) => one.kind === kind);
    const sum = (count) => of.reduce((total, one) => total + count(one), 0);
    const cells = [
      of.length,
      sum(({ taken }) => taken),
      sum(({ isTold }) => Number(isTold)),
      sum(({ fault }) => Number(fault !== '')),
    ];
    console.log(
      `${kind.padEnd(width)}  ${cells.map((cell, at) => String(cell).padStart([6, 7, 4, 6][at])).join('  ')}`,
    );
    const first = of.find(({ fault }) => fault !== '');
    if (first !== undefined) console.log(`    ${basename(first.file)}: ${first.fault}`.slice(0, 600));
  }
  const faults = outcomes.filter(({ fault }) => fault !== '').length;
  console.log(`${outcomes.length} rounds, ${faults} faults`);
  return faults === 0;
}
