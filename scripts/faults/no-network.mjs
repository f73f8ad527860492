// Watches every command with strace: the program never speaks to a network. `npm run test:faults`, or
// `node scripts/faults/no-network.mjs`. The verbs are the program's own: one that is not tried here fails the run.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { has, newFolder, OVERGANG, REGION, run } from './lib/program.mjs';
import { prepareRegion } from './lib/region.mjs';

if (!has('strace', '--version')) {
  console.log('no-network: skipped, strace is not installed (Debian: apt install strace)');
  process.exit(77);
}

const folder = newFolder('network');
const cwd = prepareRegion(folder)('play');
const DAY = ['--as-of', '2025-10-08'];
const IN = ['--register', 'r.sqlite', ...DAY];
const list = (name) => join(REGION, name);

/** Each verb at its work, in an order in which each finds what it needs; with the exit codes of a run that did it. */
const COMMANDS = [
  { args: ['--register', 'ny.sqlite', 'init', '--as-of', '2025-04-28'], codes: [0] },
  { args: ['map', list('enheter.csv'), '--as', 'enhet', '-n'], codes: [0, 1] },
  { args: ['template', 'sip', '-o', 'mall.xlsx'], codes: [0] },
  { args: ['validate', list('prator-sip-2025-10-08.csv'), ...DAY], codes: [0, 1] },
  {
    args: ['import', '--whole', list('prator-sip-2025-10-08.csv'), '--errors', 'ratta.xlsx', ...IN],
    codes: [0, 1],
  },
  // The workbook is read in a process of its own.
  { args: ['import', '--whole', list('lcsp-sip-2025-10-08.xlsx'), ...IN], codes: [0, 1] },
  { args: ['diff', ...IN], codes: [0, 1] },
  { args: ['explain', 'S1-G', ...IN], codes: [0] },
  { args: ['decide', 'S1-G', '--as', 'needs-decision', '--reason', 'prov', ...IN], codes: [0] },
  { args: ['worklist', '-o', 'ut', '--step', '6', '--format', 'xlsx,html,csv', ...IN], codes: [0] },
  { args: ['return', 'ifylld.csv', '--conflicts', 'konflikter', ...IN], codes: [0, 1] },
  { args: ['contacts', 'import', 'kontakter.csv', ...IN], codes: [0] },
  { args: ['worklist', '-o', 'paket', '--step', '6', ...IN], codes: [0, 1] },
  { args: ['contacts', 'slips', '-o', 'lappar', ...IN], codes: [0] },
  { args: ['contacts', 'show', ...IN], codes: [0] },
  { args: ['return', 'paket', ...IN], codes: [0, 1] },
  { args: ['mark', 'S1-G', 'note', '--note', 'prov', ...IN], codes: [0] },
  { args: ['mark', 'milestone', 'produktionslank', ...IN], codes: [0] },
  { args: ['undo', '--yes', ...IN], codes: [0] },
  { args: ['inbox', '-o', 'inkorg.html', ...IN], codes: [0] },
  { args: ['status', ...IN], codes: [0, 1] },
  { args: ['timeline', ...IN], codes: [0, 1] },
  { args: ['reconcile', ...IN], codes: [0, 1] },
  { args: ['readiness', '-o', 'lage.html', ...IN], codes: [0, 1] },
  { args: ['readiness', '-o', 'lage.xlsx', ...IN], codes: [0, 1] },
  {
    args: [
      'waive',
      'vecka-41-sipar-stangda',
      '--reason',
      'prov',
      '--by',
      'prov',
      '--until',
      '2025-10-16',
      ...IN,
    ],
    codes: [0],
  },
  { args: ['profile', 'list'], codes: [0] },
  { args: ['rehearse', '-o', 'ovning', ...IN], codes: [0] },
  { args: ['log', ...IN], codes: [0] },
  { args: ['verify', ...IN], codes: [0] },
  {
    args: [
      ...['checkpoint', 'create', '--kind', 'archive', '--by', 'prov', '--statement', 'prov'],
      ...['-o', 'arkiv', ...IN],
    ],
    codes: [0],
  },
  { args: ['register', 'copy', 'r.sqlite', 'tva.sqlite'], codes: [0] },
  { args: ['backup', 'kopia.tar', ...IN], codes: [0] },
  { args: ['checkpoint', 'list', ...IN], codes: [0] },
  { args: ['checkpoint', 'verify', 'arkiv'], codes: [0] },
  { args: ['gallra', '--archive', 'arkiv', '-n', ...IN], codes: [0] },
  // Being restored is an event after the archive: gallra would ask for a new one.
  { args: ['restore', 'kopia.tar', ...IN], codes: [0] },
  { args: ['demo', 'prov'], codes: [0] },
  { args: ['completion', 'bash'], codes: [0] },
  { args: ['version'], codes: [0] },
  { args: ['guide', ...IN], codes: [0] },
  { args: ['help'], codes: [0] },
];

writeFileSync(
  join(cwd, 'kontakter.csv'),
  `Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon\nProjektledningen;Projektledning;hand;;sms;0\nHälsocentralen Granen Sundsvall;Samordning;sdk;granen;brev;\n`,
);

const verbs = run(['--help'])
  .stdout.split('Kommandon:')[1]
  .split('\n\n')[0]
  .split('\n')
  .flatMap((line) => /^ {2}([a-z]+)\b/u.exec(line)?.[1] ?? []);
const untried = verbs.filter((verb) => !COMMANDS.some(({ args }) => args.includes(verb)));
if (verbs.length < 10 || untried.length > 0) throw new Error(`verbs not tried: ${untried.join(', ')}`);

const NETWORK = /sa_family=AF_INET6?\b/u;
/** Node asks for nothing on a socket, but a name service or a desktop might be met on AF_UNIX: told of, not counted. */
const ANY = /\bconnect\(/u;

// What watches must see: a process that does connect is caught.
const seen = connects(
  process.execPath,
  ['-e', "require('node:net').connect(9, '127.0.0.1').on('error', () => {})"],
  [0],
);
if (seen.network.length === 0) throw new Error('strace sees no connect, even where there is one');

let all = 0;
for (const { args, codes } of COMMANDS) {
  const verb = verbs.find((name) => args.includes(name));
  const { network, others } = connects(process.execPath, [OVERGANG, ...args], codes);
  all += network.length;
  console.log(`${verb.padEnd(12)}${network.length} to a network, ${others} other`);
  for (const line of network) console.error(`  ${line}`);
}
console.log(`${verbs.length} verbs, ${COMMANDS.length} commands: ${all} connects to AF_INET or AF_INET6`);
process.exitCode = all === 0 ? 0 : 1;

/** The connects that a command and all its children make. */
function connects(command, args, codes) {
  const log = join(folder, 'strace.log');
  const { status, stderr, error } = spawnSync(
    'strace',
    [
      ...['-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect,sendto', '-e', 'signal=none', '-o', log],
      ...[command, ...args],
    ],
    { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (error !== undefined) throw error;
  if (!codes.includes(status)) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  const lines = readFileSync(log, 'utf8').split('\n');
  rmSync(log);
  const network = lines.filter((line) => NETWORK.test(line));
  return { network, others: lines.filter((line) => ANY.test(line)).length - network.length };
}
