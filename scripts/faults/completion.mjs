// Presses Tab in real shells (bash, zsh and fish, each in a terminal of its own): verbs, flags, values of the register at
// hand, names with spaces, and files.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { has, newFolder, OVERGANG, REGION, run } from './lib/program.mjs';

const SHELLS = [
  { shell: 'bash', start: 'bash --noprofile --norc -i', source: 'source <(overgang completion bash)' },
  {
    shell: 'zsh',
    start: 'zsh -f -i',
    source: 'autoload -Uz compinit && compinit -u -D && source <(overgang completion zsh)',
  },
  { shell: 'fish', start: 'fish --no-config -i', source: 'overgang completion fish | source' },
].filter(({ shell }) => has(shell, '--version'));
if (!has('tmux', '-V') || SHELLS.length < 3) {
  console.log('completion: skipped, needs tmux, bash, zsh and fish (Debian: apt install tmux zsh fish)');
  process.exit(77);
}

const cwd = newFolder('completion');
const bin = join(cwd, 'bin');
mkdirSync(bin);
writeFileSync(join(bin, 'overgang'), `#!/bin/sh\nexec '${process.execPath}' '${OVERGANG}' "$@"\n`);
chmodSync(join(bin, 'overgang'), 0o755);
writeFileSync(join(cwd, 'vecka 38.csv'), '');
writeFileSync(join(cwd, 'ovrigt.csv'), '');
run(['init'], { cwd });
run(
  ['import', '--as-of', '2025-09-29', join(REGION, 'enheter.csv'), join(REGION, 'prator-sip-2025-09-15.csv')],
  { cwd },
);

/** What is typed before Tab, and what then stands on the line. A space in a name is written as the shell writes it. */
const CASES = [
  ['overgang workl', /overgang worklist /u],
  ['overgang checkpoint ver', /overgang checkpoint verify /u],
  ['overgang status --kom', /overgang status --kommun /u],
  ['overgang status --kommun Sunds', /--kommun Sundsvall /u],
  ['overgang status --step 3-psy', /--step 3-psykiatri /u],
  ['overgang worklist --unit Geriatrik/Rehab\\ Ö', /--unit Geriatrik\/Rehab\\ Örnsköldsvik /u],
  ['overgang decide X --as move-o', /--as move-outside-vardtillfalle /u],
  ['overgang undo enh', /undo enheter\.csv /u],
  ['overgang init --profile oste', /--profile ostergotland-link /u],
  ['overgang import ovr', /import ovrigt\.csv /u],
  ['overgang import vec', /import (?:vecka\\ 38\.csv|'vecka 38\.csv') /u],
];

let wrong = 0;
for (const { shell, start, source } of SHELLS) {
  const server = `overgang-completion-${process.pid}-${shell}`;
  const tmux = (...args) => spawnSync('tmux', ['-L', server, ...args], { encoding: 'utf8' }).stdout;
  try {
    tmux(
      ...['-u', 'new-session', '-d', '-s', 's', '-x', '160', '-y', '40', '-c', cwd],
      `env LC_ALL=C.UTF-8 PATH='${bin}':"$PATH" PS1='$ ' ${start}`,
    );
    await sleep(1500);
    tmux('send-keys', '-t', 's', '-l', source);
    tmux('send-keys', '-t', 's', 'Enter');
    tmux('send-keys', '-t', 's', '-l', "echo re''ady");
    tmux('send-keys', '-t', 's', 'Enter');
    for (let waited = 0; waited < 120; waited++) {
      if (/^ready$/mu.test(tmux('capture-pane', '-p', '-t', 's'))) break;
      await sleep(250);
    }
    for (const [typed, wanted] of CASES) {
      tmux('send-keys', '-t', 's', 'C-c');
      await sleep(200);
      tmux('send-keys', '-t', 's', '-l', 'clear');
      tmux('send-keys', '-t', 's', 'Enter');
      await sleep(400);
      tmux('send-keys', '-t', 's', '-l', typed);
      tmux('send-keys', '-t', 's', 'Tab');
      let line = '';
      for (let waited = 0; waited < 60; waited++) {
        await sleep(150);
        line =
          tmux('capture-pane', '-p', '-t', 's')
            .split('\n')
            .find((one) => one.includes('overgang ')) ?? '';
        // The space that ends a word can not be seen at the end of a line.
        if (wanted.test(`${line} `) && !line.endsWith(typed)) break;
      }
      const isWell = wanted.test(`${line} `);
      if (!isWell) wrong += 1;
      console.log(`${isWell ? 'ok  ' : 'FAIL'} ${shell.padEnd(5)} ${typed.padEnd(42)} ${line.trim()}`);
    }
  } finally {
    tmux('kill-server');
  }
}
console.log(`completion: ${SHELLS.length} shells, ${CASES.length} cases each, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
