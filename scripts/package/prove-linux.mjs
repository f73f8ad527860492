// Runs the Linux zip where there is nothing but it and the C and C++ runtime libraries: a root of its own (chroot, in a
// user namespace where one is not root), watched by strace. `node scripts/package/prove-linux.mjs`, after
// `npm run package`. Says what each step answered, how long it took, and how many network calls were made.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
const zip = join(home, `packages/overgang-${version}-linux-x64.zip`);
if (!existsSync(zip)) throw new Error(`${zip} is not there: npm run package`);

const root = mkdtempSync(join(tmpdir(), 'overgang-root-'));
execFileSync('unzip', ['-q', zip, '-d', root]);
const folder = readdirSync(root)[0];
const program = `/${folder}/program`;

/** The libraries that node asks for, where it asks for them: those of glibc and of the C++ compiler, and no other. */
const RUNTIME = /^(?:ld-linux-x86-64|lib(?:c|m|dl|rt|pthread|stdc\+\+|gcc_s))\.so\.\d$/u;
const needed = [
  ...execFileSync('ldd', [join(root, program, 'node')], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/gu),
];
for (const [, library] of needed) {
  const name = library.split('/').at(-1);
  if (!RUNTIME.test(name)) throw new Error(`node needs ${library}, which is no runtime library of C or C++`);
  mkdirSync(join(root, dirname(library)), { recursive: true });
  cpSync(library, join(root, library), { dereference: true });
}
// The program's own folder can not be written in.
execFileSync('chmod', ['-R', 'a-w', join(root, folder)]);
const work = join(root, 'arbete');
mkdirSync(work);
mkdirSync(join(root, 'tmp'));
console.log(
  `the root: ${readdirSync(root).join(', ')}; libraries: ${needed.map(([, one]) => one).join(' ')}`,
);

const isRoot = process.getuid() === 0;
const list = (name) => {
  cpSync(join(home, 'fixtures/region', name), join(work, name));
  return `/arbete/${name}`;
};
let connects = 0;
let failed = 0;

/** A step is done when it ended with one of the codes and answered with what it should. */
function step(what, args, codes, answer) {
  const log = join(tmpdir(), `overgang-strace-${process.pid}`);
  const inRoot = ['chroot', root, `${program}/node`, `${program}/overgang.cjs`, ...args];
  const from = Date.now();
  const { status, stdout, stderr } = spawnSync(
    'strace',
    [
      ...['-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect,sendto', '-e', 'signal=none', '-o', log],
      ...(isRoot ? inRoot : ['unshare', '--map-root-user', ...inRoot]),
    ],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, OVERGANG_REGISTER: '/arbete/overgang.sqlite', TMPDIR: '/tmp' },
    },
  );
  const lines = readFileSync(log, 'utf8').split('\n');
  const made = lines.filter((line) => /sa_family=AF_INET6?\b/u.test(line));
  // glibc asks its cache of names for who the user is, where there is one: a file, not a network.
  const local = lines.filter((line) => /\bconnect\(.*AF_UNIX/u.test(line));
  rmSync(log);
  connects += made.length;
  const isWell = codes.includes(status) && answer.test(`${stdout}${stderr}`);
  if (!isWell) failed += 1;
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  console.log(
    `${isWell ? 'ok  ' : 'FAIL'} ${what.padEnd(34)} code ${status}, ${made.length} network calls, ${local.length} to a local socket, ${seconds} s`,
  );
  if (!isWell) console.log(stdout, stderr);
  return stdout;
}

const day = ['--as-of', '2025-10-08'];
step('demo', ['demo', '/arbete/demo'], [0], /Alla personer, enheter och nummer är påhittade/u);
step('init', ['init', ...day], [0], /är skapat/u);
step(
  'import of xlsx',
  ['import', list('lcsp-sip-2025-10-08.xlsx'), ...day],
  [0, 1],
  /lcsp-sip-2025-10-08\.xlsx/u,
);
step(
  'import of csv',
  ['import', '--whole', list('prator-sip-2025-09-15.csv'), ...day],
  [0, 1],
  /1\s199 rader/u,
);
step('worklist', ['worklist', '-o', '/arbete/listor', '--step', '6', ...day], [0], /steg 6/iu);
// Filled in outside: people do that in a program of their own.
execFileSync(process.execPath, [
  join(home, 'scripts/lib/fill-worklists.mjs'),
  join(work, 'listor'),
  join(work, 'ifyllda'),
]);
const filled = readdirSync(join(work, 'ifyllda'))
  .slice(0, 2)
  .map((name) => `/arbete/ifyllda/${name}`);
const returned = step('return of xlsx', ['return', ...filled, '--json', ...day], [0, 1], /"applied"/u);
const applied = JSON.parse(returned).files.reduce((sum, file) => sum + file.applied, 0);
if (applied === 0) failed += 1;
console.log(`     answers taken in: ${applied}`);
step('readiness', ['readiness', ...day], [1], /Sundsvall/u);
step('readiness as html', ['readiness', '-o', '/arbete/lage.html', ...day], [1], /lage\.html/u);
step('verify', ['verify'], [0], /hel/u);
console.log(`${connects} network calls`);
execFileSync('chmod', ['-R', 'u+w', root]);
rmSync(root, { recursive: true });
process.exitCode = failed === 0 && connects === 0 ? 0 : 1;
