// Watches every command with strace: the program never speaks to a network. `npm run test:faults`, or
// `node scripts/faults/no-network.mjs`. Where there is no strace, it says so and fails: nothing was shown.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/package-bin.mjs';

const REGION = join(root, 'fixtures/region');
const OVERGANG = join(root, 'bin/overgang.js');
const DAY = ['--as-of', '2025-10-08'];

/** Each with the exit codes of a run that did its work. */
const COMMANDS = [
  { args: ['init', '--as-of', '2025-04-28'], codes: [0] },
  {
    args: ['import', join(REGION, 'enheter.csv'), join(REGION, 'prator-sip-2025-09-15.csv'), ...DAY],
    codes: [0, 1],
  },
  { args: ['import', join(REGION, 'prator-vardtillfallen-2025-09-29.csv'), ...DAY], codes: [0, 1] },
  // The workbook is read in a process of its own.
  { args: ['import', join(REGION, 'lcsp-sip-2025-10-08.xlsx'), ...DAY], codes: [0, 1] },
  { args: ['status', ...DAY], codes: [0, 1] },
  { args: ['worklist', '-o', 'ut', '--format', 'xlsx,html,csv', ...DAY], codes: [0] },
  {
    args: [
      'checkpoint',
      'create',
      '--kind',
      'archive',
      '--by',
      'prov',
      '--statement',
      'prov',
      '-o',
      'arkiv',
      ...DAY,
    ],
    codes: [0],
  },
  { args: ['checkpoint', 'verify', 'arkiv'], codes: [0] },
  { args: ['demo', 'prov'], codes: [0] },
];

const NETWORK = /sa_family=AF_INET6?\b/u;
/** Node asks for nothing on a socket, but a name service or a desktop might be met on AF_UNIX: told of, not counted. */
const ANY = /\bconnect\(/u;

if (spawnSync('strace', ['--version']).error !== undefined) {
  console.error('no-network: strace is not installed; nothing was shown (Debian: apt install strace)');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'overgang-network-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

// What watches must see: a process that does connect is caught.
const seen = connects(
  process.execPath,
  ['-e', "require('node:net').connect(9, '127.0.0.1').on('error', () => {})"],
  [0],
);
if (seen.network.length === 0) throw new Error('strace sees no connect, even where there is one');

let all = 0;
for (const { args, codes } of COMMANDS) {
  const { network, others } = connects(process.execPath, [OVERGANG, ...args], codes);
  all += network.length;
  console.log(`${args[0].padEnd(12)}${network.length} to a network, ${others} other`);
  for (const line of network) console.error(`  ${line}`);
}
console.log(`${COMMANDS.length} commands: ${all} connects to AF_INET or AF_INET6`);
process.exitCode = all === 0 ? 0 : 1;

/** The connects that a command and all its children make. */
function connects(command, args, codes) {
  const log = join(folder, 'strace.log');
  const { status, stderr, error } = spawnSync(
    'strace',
    ['-f', '-qq', '-e', 'trace=connect,sendto', '-e', 'signal=none', '-o', log, command, ...args],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (error !== undefined) throw error;
  if (!codes.includes(status)) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  const lines = readFileSync(log, 'utf8').split('\n');
  rmSync(log);
  const network = lines.filter((line) => NETWORK.test(line));
  return { network, others: lines.filter((line) => ANY.test(line)).length - network.length };
}
