// Runs the commands that people wait for, and keeps what V8 compiled of every unit of the program that they used.
// usage: node warm-cache.cjs FOLDER (an empty folder for the registers)
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const [, , folder, ...command] = process.argv;
const lists = [
  'prator-sip-2025-09-15.csv',
  'prator-vardtillfallen-2025-09-29.csv',
  'prator-meddelanden-2025-09-29.csv',
].map((list) => join(root, 'fixtures/region', list));
const register = ['--register', join(folder, 'overgang.sqlite')];
const another = ['--register', join(folder, 'another.sqlite')];

/** What the rest needs. */
const FIRST = [
  ['init', ...register],
  ['import', '--quiet', ...lists, ...register],
  ['worklist', '--step', '6', '--as-of', '2025-10-02', '-o', join(folder, 'lists'), ...register],
];
/**
 * The commands that are run often, and a unit keeps the code that they used of it: each starts from what those before it
 * left. The others add no more than the units that are theirs: code that a command does not use costs it something, though
 * far less than code costs that is compiled anew.
 */
const OFTEN = [
  ['status', ...register],
  ['--help'],
  ['readiness', '--as-of', '2025-09-29', ...register],
  ['import', '--quiet', '--whole', ...lists, ...another],
];
const COMMANDS = [
  ['init', ...another],
  ...OFTEN,
  ['worklist', '--step', '6', '--as-of', '2025-10-02', '-o', join(folder, 'again'), ...register],
  ['return', ...register],
];

if (command.length === 0) {
  for (const asked of FIRST) run(join(dist, 'start.cjs'), asked);
  for (const asked of COMMANDS) run(process.argv[1], [folder, ...asked]);
} else {
  const given = command[0] === 'return' ? listsIn(join(folder, 'lists')) : [];
  process.argv = [process.argv[0], '', ...command, ...given];
  const { codeCompiledSoFar } = require(join(dist, 'start.cjs'));
  process.on('exit', () => keep(codeCompiledSoFar()));
}

function run(file, args) {
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'ignore' });
  // 1: the lists have faults, and the region is not ready; neither is a fault of the build.
  if (status !== 0 && status !== 1) process.exit(1);
}

function listsIn(place) {
  const names = readdirSync(place, { recursive: true }).filter((name) => name.endsWith('.xlsx'));
  return names.map((name) => join(place, name));
}

/** Adds the code of the units that no command before used; one that is run often also what it used of the others. */
function keep(units) {
  const path = join(dist, 'program.json');
  const cache = join(dist, 'program.cache');
  const index = JSON.parse(readFileSync(path, 'utf8'));
  const before = existsSync(cache) ? readFileSync(cache) : Buffer.alloc(0);
  const code = index.compiled.map((place) => place && before.subarray(place[0], place[0] + place[1]));
  const isOften = OFTEN.some(([verb]) => verb === command[0]);
  for (const [unit, compiled] of units) if (isOften || !code[unit]) code[unit] = compiled;
  let length = 0;
  index.compiled = index.units.map((_, unit) => {
    if (!code[unit]) return null;
    length += code[unit].length;
    return [length - code[unit].length, code[unit].length];
  });
  writeFileSync(cache, Buffer.concat(code.filter(Boolean)));
  writeFileSync(path, JSON.stringify(index));
}
