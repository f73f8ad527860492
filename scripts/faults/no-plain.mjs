// Watches a hand-out and a return with its replies in two regions with strace, and reads everything that is left: no name
// or number of a patient lies on the disk beyond the register and what was asked for in plain, and no password anywhere but
// on its slip. `npm run test:faults`, or `node scripts/faults/no-plain.mjs [fixtures|made-up [STEP]]`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contactsFor, passwordsOf } from './lib/packages.mjs';
import { has, newFolder, OVERGANG, RAN, run } from './lib/program.mjs';
import { fillIn } from './lib/region.mjs';
import { personsIn, REGIONS } from './lib/two-regions.mjs';

if (!has('strace', '--version')) {
  console.log('no-plain: skipped, strace is not installed (Debian: apt install strace)');
  process.exit(77);
}

const folder = newFolder('no-plain');
const [ASKED, STEP] = process.argv.slice(2);
const IN = ['--as-of', '2025-10-06'];
/** In which nothing of a patient may stand in clear, or no password: the register has the former, the slips the latter. */
const MAY_NAME = /^overgang\.sqlite|^utlamnat\/|^ifylld\.csv$|^demo\/|^cp\//u;
const MAY_HAVE_PASSWORD = /^lappar\//u;

/** The register, its journal, what is given its name when it is whole, and what is no file. */
const IS_KNOWN = /(?:^|\/)overgang\.sqlite|\/\.overgang-[0-9a-f]+\.tmp$|^\/(?:dev|proc)\//u;
/** Each as it is watched: what it says, and what it writes, reads and starts. */
const WATCHED = [
  ['worklist', '-o', 'ut', ...(STEP === undefined ? [] : ['--step', STEP]), '--debug', ...IN],
  ['return', 'ut', 'ifylld.csv', '--reply', 'svar', '--debug', ...IN],
];

let faults = 0;
for (const [name, made] of Object.entries(REGIONS))
  if (ASKED === undefined || ASKED === name) region(name, made);
process.exitCode = faults === 0 ? 0 : 1;

function region(name, { make, lists }) {
  const before = faults;
  const cwd = join(folder, name);
  mkdirSync(cwd);
  make(cwd);
  const outPlain = ['--step', 'stada', '-o', 'utlamnat', '--format', 'csv'];
  run(['worklist', ...outPlain, ...IN], { cwd });
  fillIn(join(cwd, 'utlamnat'), join(cwd, 'ifylld.csv'));
  contactsFor(cwd, '2025-10-06');
  const heard = WATCHED.map((args) => watched(args, cwd));
  run(['contacts', 'slips', '-o', 'lappar', ...IN], { cwd });
  const passwords = [...passwordsOf(join(cwd, 'lappar')).values()];
  for (const args of [
    ['log', '--json'],
    ['contacts', 'show'],
    ['status', '--lists'],
  ])
    heard.push(run([...args, ...IN], { cwd }).stdout);
  const created = ['checkpoint', 'create', '--kind', 'milestone', '--by', 'prov', '--statement', 'prov'];
  run([...created, '-o', 'cp', ...IN], { cwd });

  const persons = personsIn(lists(cwd));
  const left = filesUnder(cwd);
  if (!left.some((file) => file.startsWith('svar/'))) throw new Error('nobody was replied to');
  for (const file of left) {
    const bytes = readFileSync(join(cwd, file));
    if (!MAY_NAME.test(file)) tell(file, 'a patient', persons, bytes);
    // What is packed hides its names: a workbook that is not encrypted is known by the name of its first part.
    if (!MAY_NAME.test(file)) tell(file, 'a workbook in clear', ['[Content_Types].xml'], bytes);
    if (!MAY_HAVE_PASSWORD.test(file)) tell(file, 'a password', passwords, bytes);
  }
  for (const text of heard) {
    tell('what was said, or passed to the system', 'a password', passwords, Buffer.from(text));
    tell('what was said, or passed to the system', 'a patient', persons, Buffer.from(text));
  }

  // What watches must see: the register and the slips do have them.
  const register = readFileSync(join(cwd, 'overgang.sqlite'));
  if (!persons.some((one) => register.includes(one))) throw new Error('not even the register names anybody');
  const slip = readFileSync(join(cwd, 'lappar', readdirSync(join(cwd, 'lappar'))[0]), 'utf8');
  if (!passwords.some((one) => slip.includes(one.split(' ')[0])))
    throw new Error('not even a slip has a password');
  console.log(
    `${name}: ${WATCHED.length} commands watched, ${left.length} files and ${heard.length} answers read for ${persons.length} names and numbers and ${passwords.length} passwords: ${faults - before} found`,
  );
}

/** What a command and its children say, and what they are started with: arguments and environment. */
function watched(args, cwd) {
  const log = join(folder, `${args[0]}.strace`);
  const { status, stdout, stderr, error } = spawnSync(
    'strace',
    [
      ...['-f', '-qq', '-v', '-s', '65536', '-e', 'trace=execve,openat,open,creat', '-e', 'signal=none'],
      ...['-o', log, process.execPath, OVERGANG, ...args],
    ],
    { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 },
  );
  if (error !== undefined) throw error;
  if (!RAN.includes(status)) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  const lines = readFileSync(log, 'utf8').split('\n');
  const made = [...new Set(lines.flatMap(madeBy))].filter((path) => !IS_KNOWN.test(path));
  // A file that is gone again may have held what is not to be read: none is made but those that are given their name.
  const gone = made.filter((path) => !existsSync(resolve(cwd, path)));
  for (const path of gone) console.log(`  FAULT ${args[0]} wrote ${path}, which is gone`);
  const elsewhere = made.filter((path) => !resolve(cwd, path).startsWith(cwd));
  for (const path of elsewhere) console.log(`  FAULT ${args[0]} writes ${path}`);
  faults += gone.length + elsewhere.length;
  const started = lines.filter((line) => /\bexecve\(/u.test(line));
  if (started.length === 0) throw new Error('strace sees nothing start');
  return [stdout, stderr, ...started].join('\n');
}

/** The file that a line opens to write in. */
function madeBy(line) {
  const opened = /\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)/u.exec(line);
  return opened === null ? [] : [opened[1]];
}

function tell(where, what, needles, bytes) {
  const found = needles.filter((needle) =>
    ['utf8', 'utf16le', 'latin1'].some((encoding) => bytes.includes(Buffer.from(needle, encoding))),
  );
  if (found.length === 0) return;
  faults += found.length;
  console.log(`  FAULT ${where}: ${found.length} times ${what}`);
}

function filesUnder(at) {
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(at.length + 1));
}
