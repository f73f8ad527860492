// Sits at a terminal of 80 × 24 (tmux) as somebody who knows no verbs: from nothing to worklists handed out, one
// returned, and the report written, by the arrows, Space and Enter alone. Each command that the guide shows is one that
// could have been written by hand.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { has, newFolder, OVERGANG, REGION } from './lib/program.mjs';

if (!has('tmux', '-V')) {
  console.log('guide: skipped, tmux is not installed (Debian: apt install tmux)');
  process.exit(77);
}

const HOUR_GLASS_MS = 60_000;
const cwd = newFolder('guide');
mkdirSync(join(cwd, 'listor'));
const LISTS = [
  'enheter.csv',
  'prator-patienter-2025-09-15.csv',
  'prator-sip-2025-04-28.csv',
  'prator-sip-2025-09-15.csv',
  'prator-vardtillfallen-2025-09-29.csv',
  'prator-meddelanden-2025-09-29.csv',
];
for (const list of LISTS) cpSync(join(REGION, list), join(cwd, 'listor', list));

const session = `overgang-guide-${process.pid}`;
const tmux = (...args) => spawnSync('tmux', ['-L', session, ...args], { encoding: 'utf8' }).stdout;
const screen = () => tmux('capture-pane', '-p', '-t', session);
const press = (...keys) => tmux('send-keys', '-t', session, ...keys);
const type = (text) => tmux('send-keys', '-t', session, '-l', text);

async function waitFor(pattern) {
  const until = Date.now() + HOUR_GLASS_MS;
  for (;;) {
    const shown = screen();
    if (pattern.test(shown)) return shown;
    if (Date.now() > until) throw new Error(`never shown: ${pattern}\n${shown}`);
    await sleep(100);
  }
}

/** Moves to the choice with the arrows, as one who reads, and takes it. */
async function choose(question, choice) {
  await waitFor(new RegExp(`◆ {2}${question}`, 'u'));
  for (let moves = 0; moves < 30; moves++) {
    const asked = screen().split('◆').at(-1);
    if (new RegExp(`● .*${choice}`, 'u').test(asked)) {
      press('Enter');
      // Asked and answered, before the next is read.
      await waitFor(new RegExp(`◇ {2}${question}`, 'u'));
      return;
    }
    press('Down');
    await sleep(60);
  }
  throw new Error(`no choice ${choice} under ${question}\n${screen()}`);
}

async function answer(question, text) {
  await waitFor(new RegExp(question, 'u'));
  type(text);
  press('Enter');
}

const commands = [];
async function runIt() {
  const shown = await waitFor(/Köra det\?/u);
  commands.push(/Kommandot: {2}(.*?)\n\n/su.exec(shown)[1].replace('\n', ''));
  // Ja stands to the left.
  press('Left');
  press('Enter');
}
const goOn = () => choose('Och nu\\?', 'Gå vidare');

try {
  tmux(
    ...['new-session', '-d', '-s', session, '-x', '80', '-y', '24', '-c', cwd],
    `${process.execPath} ${OVERGANG} --as-of 2025-09-29; echo slut: $?; sleep 60`,
  );
  await choose('Vad vill du göra\\?', 'Börja');
  await choose('Vilken region\\?', 'Västernorrland');
  await runIt();
  await goOn();

  await choose('Vad vill du göra\\?', 'Läs in listor');
  await waitFor(/Vilka listor\?/u);
  // All of them.
  type('a');
  press('Enter');
  await runIt();
  // The April list and the September list differ: the guide asks what nobody may guess.
  await answer('Är listan hel', 'j');
  await answer('Vem säger det', 'Anna Ek');
  await answer('Varför är det säkert', 'Alla kommuner');
  await goOn();

  await choose('Vad vill du göra\\?', 'Lämna ut arbetslistor');
  await choose('Vilka steg\\?', 'alla');
  await waitFor(/I vilken mapp\?/u);
  press('Enter');
  await runIt();
  await goOn();
  const lists = readdirSync(join(cwd, 'arbetslistor'), { recursive: true }).filter((name) =>
    name.endsWith('.xlsx'),
  );
  if (lists.length < 50) throw new Error(`only ${lists.length} worklists\n${screen()}`);

  const some = lists.find((name) => basename(name).startsWith('steg-6-'));
  mkdirSync(join(cwd, 'ett'));
  cpSync(join(cwd, 'arbetslistor', some), join(cwd, 'ett', basename(some)));
  const fill = fileURLToPath(new URL('../lib/fill-worklists.mjs', import.meta.url));
  spawnSync(process.execPath, [fill, 'ett', '.'], { cwd });
  await choose('Vad vill du göra\\?', 'Ta emot ifyllda');
  await waitFor(/Vilka ifyllda listor\?/u);
  press('Space', 'Enter');
  await runIt();
  const answered = await goOn().then(screen);
  if (!/Arbetslistor: .* utlämnade, 1 tillbaka/u.test(answered) && !(await waitFor(/1 tillbaka/u)))
    throw new Error(answered);

  await choose('Vad vill du göra\\?', 'Är vi redo');
  await choose('Som vad\\?', 'en sida');
  await waitFor(/Skriva över/u);
  press('Enter');
  await runIt();
  await choose('Och nu\\?', 'Avsluta');
  await waitFor(/slut: 0/u);
  if (!existsSync(join(cwd, 'lagesrapport.html'))) throw new Error('no report');
} finally {
  tmux('kill-server');
}
for (const command of commands) console.log(`  ${command}`);
console.log(
  `guide: ${commands.length} commands, ${LISTS.length} lists in, one worklist back, the report written`,
);
