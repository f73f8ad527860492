// Everything a change must pass, in one go: `npm run check`, or some of it: `node scripts/check.mjs lint types`.
// No check stops the next; the table at the end says how each went.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageBin, root } from './lib/package-bin.mjs';

/** Cheapest first. To add a check: one line. */
const CHECKS = {
  format: () => [packageBin('prettier'), '--check', '--log-level', 'warn', '.'],
  // The rules that linters have, those that know types among them (docs/decisions/0011).
  lint: () => [
    packageBin('oxlint'),
    '--type-aware',
    '--deny-warnings',
    '--report-unused-disable-directives',
    '.',
  ],
  // And the house's own.
  'house-rules': () => [packageBin('eslint'), '--max-warnings', '0', 'src'],
  types: () => [packageBin('typescript-native', 'tsc'), '--noEmit'],
  boundaries: () => [
    packageBin('dependency-cruiser', 'depcruise'),
    '--output-type',
    'err-long',
    'src',
    'scripts',
    'bin',
    'tests',
  ],
  rooms: () => [
    packageBin('dependency-cruiser', 'depcruise'),
    '--config',
    '.dependency-cruiser.rooms.cjs',
    '--output-type',
    'err-long',
    'src',
  ],
  unused: () => [packageBin('knip'), '--no-progress'],
  generated: () => [join(root, 'scripts/generate.mjs'), '--check'],
  pictures: () => [join(root, 'scripts/pictures.mjs'), '--check'],
  test: () => [packageBin('vitest'), 'run'],
  'test:long': () => [packageBin('vitest'), 'run', '--mode', 'long'],
};

const asked = process.argv.slice(2);
if (asked[0] === '--list') {
  console.log(Object.keys(CHECKS).join('\n'));
  process.exit(0);
}
const unknown = asked.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) {
  console.error(`No check called ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(2);
}

const results = (asked.length > 0 ? asked : Object.keys(CHECKS)).map((name) => {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const isOk = run(CHECKS[name]);
  return { name, isOk, seconds: (performance.now() - start) / 1000 };
});

console.log('');
for (const { name, isOk, seconds } of results) {
  console.log(`${isOk ? 'ok  ' : 'FAIL'}  ${name.padEnd(12)}${seconds.toFixed(1).padStart(6)} s`);
}
process.exitCode = results.every(({ isOk }) => isOk) ? 0 : 1;

function run(command) {
  try {
    const { status, error } = spawnSync(process.execPath, command(), { cwd: root, stdio: 'inherit' });
    if (error !== undefined) throw error;
    return status === 0;
  } catch (error) {
    console.error(error.message); // A package that is not installed fails its own check, not the rest.
    return false;
  }
}
