// Runs every fault script: `npm run test:faults` one after the other, or with `-- --quick` a short form of each (in CI). No script
// stops the next. A script that can not show anything here (exit 77) is skipped and said so; only the short form lets
// that pass.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../lib/package-bin.mjs';
import { prepareRegionForAll } from './lib/region.mjs';

const isQuick = process.argv.includes('--quick');
const SKIPPED = 77;

/** To add a script: one line. Arguments of the whole form, and of the short one. */
const SCRIPTS = [
  { name: 'inject', whole: [], quick: ['--quick'] },
  { name: 'completion', whole: [], quick: [] },
  { name: 'no-network', whole: [], quick: [] },
  { name: 'kill-shared', whole: ['200', '50'], quick: ['3', '2'] },
  { name: 'many-at-once', whole: ['8', '200'], quick: ['3', '4'] },
  { name: 'conditions', whole: [], quick: ['--quick'] },
  { name: 'kill-import', whole: ['200'], quick: ['4', '--rows', '8000'] },
  { name: 'kill-commands', whole: ['50'], quick: ['2'] },
  { name: 'guide', whole: [], quick: [] },
  { name: 'no-plain', whole: [], quick: ['fixtures', 'beslut'] },
  { name: 'mutate-register', whole: ['500'], quick: ['6'] },
  { name: 'mutate-bag', whole: ['500'], quick: ['10'] },
  { name: 'kill-checkpoint', whole: [], quick: ['2'] },
];

function run({ name, whole, quick }) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  const script = join(root, `scripts/faults/${name}.mjs`);
  const { status } = spawnSync(process.execPath, [script, ...(isQuick ? quick : whole)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, result: status === 0 ? 'ok' : status === SKIPPED ? 'skip' : 'FAIL' };
}

prepareRegionForAll();
const results = SCRIPTS.map(run);

console.log('');
for (const { name, seconds, result } of results)
  console.log(`${result.padEnd(6)}${name.padEnd(15)}${seconds.toFixed(1).padStart(7)} s`);
const count = (result) => results.filter((one) => one.result === result).length;
console.log(`faults: ${count('ok')} passed, ${count('FAIL')} failed, ${count('skip')} skipped`);
process.exitCode = count('FAIL') > 0 || (!isQuick && count('skip') > 0) ? 1 : 0;
