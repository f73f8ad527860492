// Runs every fault script in turn: `npm run test:faults`, or with `-- --quick` a short form of each (in CI). No script
// stops the next. A script that can not show anything here (exit 77) is skipped and said so; only the short form lets
// that pass.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../lib/package-bin.mjs';

const isQuick = process.argv.includes('--quick');
const SKIPPED = 77;

/** To add a script: one line. Arguments of the whole form, and of the short one. */
const SCRIPTS = [
  { name: 'kill-import', whole: ['200'], quick: ['6'] },
  { name: 'kill-commands', whole: ['50'], quick: ['3'] },
  { name: 'kill-checkpoint', whole: [], quick: ['2'] },
  { name: 'mutate-register', whole: ['500'], quick: ['10'] },
  { name: 'mutate-bag', whole: ['500'], quick: ['10'] },
  { name: 'inject', whole: [], quick: ['--quick'] },
  { name: 'conditions', whole: [], quick: [] },
  { name: 'no-network', whole: [], quick: [] },
  { name: 'no-plain', whole: [], quick: ['beslut'] },
  { name: 'guide', whole: [], quick: [] },
  { name: 'completion', whole: [], quick: [] },
];

const results = SCRIPTS.map(({ name, whole, quick }) => {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [join(root, `scripts/faults/${name}.mjs`), ...(isQuick ? quick : whole)],
    { stdio: 'inherit' },
  );
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, result: status === 0 ? 'ok' : status === SKIPPED ? 'skip' : 'FAIL' };
});

console.log('');
for (const { name, seconds, result } of results)
  console.log(`${result.padEnd(6)}${name.padEnd(15)}${seconds.toFixed(1).padStart(7)} s`);
const count = (result) => results.filter((one) => one.result === result).length;
console.log(`faults: ${count('ok')} passed, ${count('FAIL')} failed, ${count('skip')} skipped`);
process.exitCode = count('FAIL') > 0 || (!isQuick && count('skip') > 0) ? 1 : 0;
