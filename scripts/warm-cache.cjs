// Runs a command that uses most of what short commands do, so that V8 has compiled it, and keeps the compiled code.
// usage: node warm-cache.cjs FOLDER (an empty folder for the register)
const { spawnSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const register = ['--register', join(process.argv[2], 'overgang.sqlite')];
const lists = [
  'prator-sip-2025-09-15.csv',
  'prator-vardtillfallen-2025-09-29.csv',
  'prator-meddelanden-2025-09-29.csv',
];

function overgang(...args) {
  const run = spawnSync(process.execPath, [join(dist, 'start.cjs'), ...args, ...register], {
    stdio: 'ignore',
  });
  // 1: the lists have faults, which do not stop an import.
  if (run.status !== 0 && run.status !== 1) process.exit(1);
}

overgang('init');
overgang('import', '--quiet', ...lists.map((list) => join(root, 'fixtures/region', list)));
process.argv = [process.argv[0], process.argv[1], 'readiness', '--as-of', '2025-09-29', ...register];
const { compiledCode } = require(join(dist, 'start.cjs'));
process.on('exit', () => {
  writeFileSync(join(dist, 'program.cache'), compiledCode());
  // That the region is not ready is no fault of the build.
  process.exitCode = 0;
});
