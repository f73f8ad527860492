// Measures whole processes, as ratios to a named peer in the same run: `npm run bench`, or some: `npm run bench help status`.
// Pairs are interleaved and the median pair counts, so that a busy machine slows both alike. Bars are the project's.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { barsOf, cellsOf } from './lib/forecast-bars.mjs';
import { loadForecast, tryForecast } from './lib/forecast-trial.mjs';
import { contactsFor } from './faults/lib/packages.mjs';
import { run } from './faults/lib/program.mjs';
import { encryptLists } from './lib/encrypted-lists.mjs';
import { writeLargeList } from './lib/large-list.mjs';
import { compare, folder, nodeAlone, overgang, overBar, peakOf, report, timed } from './lib/measuring.mjs';
import { root } from './lib/package-bin.mjs';
import { compareShared } from './lib/shared-speed.mjs';

const FILL_WORKLISTS = fileURLToPath(new URL('lib/fill-worklists.mjs', import.meta.url));
const WORKBOOK_PEER = fileURLToPath(new URL('lib/write-workbook.mjs', import.meta.url));
/** Of a command of a tenth of a second so many: a machine is seldom quiet for long. */
const SMALL_PAIRS = 31;
const IMPORT_BAR = 4.0;
/** A list with quotes is parsed and not split. */
const QUOTED_IMPORT_BAR = 6.0;
const SHARED_ROWS = 100_000;
/** A shape has four cadences of so many regions each. */
const FORECAST_RUNS = 50;
/** The steps that every open SIP stands on exactly one list of. */
const SIP_STEPS = ['--step', '6', 'stada', 'vardplan', 'beslut', 'skyddade'];
/** The exit codes of an import that was made: the list may have faults. */
const IMPORTED = [0, 1];
/** A question is answered with yes or no. */
const ANSWERED = [0, 1];
/** The sums behind the report, as somebody who knows SQL would ask for them. */
const READINESS_SUMS = fileURLToPath(new URL('lib/readiness-sums.sql', import.meta.url));

/** Each case measures and reports. A name given on the command line runs the cases that begin with it. */
const CASES = {
  help() {
    compare('help', 1.35, SMALL_PAIRS, () => overgang(['--help']), nodeAlone);
  },
  status() {
    const register = regionRegister();
    const status = ['--register', register, 'status', '--json'];
    compare(
      'status --as-of',
      1.7,
      SMALL_PAIRS,
      () => overgang([...status, '--as-of', '2025-09-29']),
      nodeAlone,
    );
    compare('status', 1.7, SMALL_PAIRS, () => overgang(status), nodeAlone);
  },
  readiness() {
    const register = regionRegister();
    const readiness = ['--register', register, 'readiness', '--as-of', '2025-09-29'];
    compare('readiness', 2.5, SMALL_PAIRS, () => overgang(readiness, ANSWERED), nodeAlone);
  },
  async 'readiness-1m'() {
    const register = await registerOfTwoUttag(1_000_000);
    const readiness = ['--register', register, 'readiness', '--as-of', '2025-10-08', '--json'];
    compare(
      'readiness-1m',
      2.0,
      3,
      () => overgang(readiness, ANSWERED),
      () => timed('sqlite3', ['-readonly', register, `.read ${READINESS_SUMS}`]),
    );
  },
  'import-region'() {
    const list = join(root, 'fixtures/region/prator-sip-2025-09-15.csv');
    compare('import of 1,195 rows', 3.5, SMALL_PAIRS, importOf(list), nodeAlone);
  },
  async 'import-1m'() {
    await compareImport('import-1m', await largeList(1_000_000), IMPORT_BAR);
  },
  async 'import-1m-shuffled'() {
    const list = await largeList(1_000_000, 'shuffled', { isShuffled: true });
    await compareImport('import-1m-shuffled', list, IMPORT_BAR);
  },
  async 'import-1m-quoted'() {
    await compareImport('import-1m-quoted', await quotedList(), QUOTED_IMPORT_BAR);
  },
  worklists() {
    const register = regionRegister();
    compareWorklists('worklists of SIPs', register, SIP_STEPS);
    compareWorklists('worklists, all', register, []);
  },
  returns() {
    compareReturn(regionRegister());
  },
  async packages() {
    await measurePackages(regionRegister());
  },
  async shared() {
    await compareShared(await largeList(SHARED_ROWS), await changedList(SHARED_ROWS));
  },
  /** Not a speed: how often the forecast was right. `OVERGANG_RUNS` regions a shape and cadence. */
  async forecast() {
    const forecast = await loadForecast();
    const { profile } = forecast.parseProfile(forecast.SHIPPED_PROFILES['vasternorrland-2025']);
    const outcome = tryForecast({ ...forecast, profile }, Number(process.env.OVERGANG_RUNS ?? FORECAST_RUNS));
    console.log(`forecast: ${outcome.trials.length} forecasts of a kommun or the region`);
    for (const { name, value, bar, isOk } of barsOf(outcome)) {
      if (!isOk) overBar();
      const figures = `${value.toFixed(2).padStart(7)}  bar ${bar.toFixed(2).padStart(6)}`;
      console.log(`${isOk ? 'ok  ' : 'OVER'}  ${name.padEnd(68)}${figures}`);
    }
    console.log(['80 % interval holds, by size:', ...cellsOf(outcome)].join('\n'));
  },
  async memory() {
    const small = peakOfImport(await largeList(100_000));
    const large = peakOfImport(await largeList(1_000_000));
    report('memory 100k rows', small, 200, 'MB');
    report('memory 1m rows', large, 200, 'MB');
    report('memory 1m quoted', peakOfImport(await quotedList()), 200, 'MB');
    report('memory 1m / 100k', large / small, 1.3, 'x');
  },
};

const asked = process.argv.slice(2);
const isAsked = (name) => asked.length === 0 || asked.some((start) => name.startsWith(start));
const names = Object.keys(CASES).filter(isAsked);
if (names.length === 0) throw new Error(`No such case. There are: ${Object.keys(CASES).join(', ')}.`);
timed(process.execPath, [join(root, 'scripts/build.mjs')]);
if (process.env.NODE_EXTRA_CA_CERTS !== undefined)
  console.log(
    'NODE_EXTRA_CA_CERTS is set: node reads certificates at each start, alone and with the program.',
  );
for (const name of names) await CASES[name]();

// Importing

async function compareImport(name, list, bar) {
  const peer = join(folder, 'peer.db');
  compare(name, bar, 3, importOf(list), () => {
    rmSync(peer, { force: true });
    return timed('sqlite3', [peer, '.mode csv', '.separator ;', `.import ${list} t`]);
  });
}

/** Takes a list into a new register. */
function importOf(list, { prepare, args } = importInto('import.sqlite')) {
  return () => {
    prepare();
    return overgang(args(list), IMPORTED);
  };
}

// Worklists

/** All lists of some steps, against 12 × `node -e 0` and 3 × one workbook of 2,500 rows by exceljs. */
function compareWorklists(name, region, steps) {
  const register = join(folder, 'worklists.sqlite');
  const args = ['--register', register, '--quiet', '--as-of', '2025-09-29'];
  const handOut = [...args, 'worklist', '-o', join(folder, 'lists'), '--force', ...steps];
  const prepare = () => copyFileSync(region, register);
  compare(
    name,
    1,
    5,
    () => {
      prepare();
      return overgang(handOut);
    },
    () => 12 * nodeAlone() + 3 * timed(process.execPath, [WORKBOOK_PEER, join(folder, 'peer.xlsx')]),
  );
  prepare();
  report(`${name}: memory`, peakOf(handOut, [0]), 300, 'MB');
}

/** Everything handed out, filled in and taken back in one go, against the run that handed it out. */
function compareReturn(region) {
  const lists = join(folder, 'returned-lists');
  const filled = join(folder, 'filled-lists');
  const out = join(folder, 'handed-out.sqlite');
  const register = join(folder, 'returns.sqlite');
  const handOut = ['--register', out, '--quiet', '--as-of', '2025-09-29', 'worklist', '-o', lists, '--force'];
  const handingOut = () => {
    copyFileSync(region, out);
    return overgang(handOut);
  };
  handingOut();
  const filling = spawnSync(process.execPath, [FILL_WORKLISTS, lists, filled], { encoding: 'utf8' });
  if (filling.status !== 0) throw new Error(filling.stderr);
  const handedOut = join(folder, 'handed-out-first.sqlite');
  copyFileSync(out, handedOut);
  const files = readdirSync(filled).map((name) => join(filled, name));
  const takeBack = ['--register', register, '--quiet', '--as-of', '2025-10-06', 'return', ...files];
  const name = `return, ${files.length} lists`;
  compare(
    name,
    4,
    5,
    () => {
      copyFileSync(handedOut, register);
      return overgang(takeBack, ANSWERED);
    },
    handingOut,
  );
  copyFileSync(handedOut, register);
  report(`${name}: memory`, peakOf(takeBack, ANSWERED), 250, 'MB', `  (${filling.stdout.trim()} answers)`);
}

/** Everything handed out encrypted, and taken back however it was saved: seconds and megabytes, no peer does it. */
async function measurePackages(region) {
  const register = join(folder, 'overgang.sqlite');
  copyFileSync(region, register);
  const of = ['--register', register, '--as-of', '2025-09-29'];
  contactsFor(folder, '2025-09-29', register);
  const handOut = ['worklist', '-o', join(folder, 'packages'), ...of, '--force'];
  report('hand-out, encrypted', overgang(handOut), 30, 's');
  report('hand-out, encrypted: memory', peakOf(handOut, [0]), 250, 'MB');
  const plain = run(['worklist', '-o', join(folder, 'plain'), '--plain', '--json', ...of]);
  const { worklists } = JSON.parse(plain.stdout);
  const [filled, slips] = ['filled-plain', 'slips'].map((name) => join(folder, name));
  run(['contacts', 'slips', '-o', slips, ...of]);
  const filling = spawnSync(process.execPath, [FILL_WORKLISTS, join(folder, 'plain'), filled], {
    encoding: 'utf8',
  });
  if (filling.status !== 0) throw new Error(filling.stderr);
  const handedOut = join(folder, 'handed-out-packages.sqlite');
  copyFileSync(register, handedOut);
  const ways = ['excel', 'libreoffice'].flatMap((by) => [false, true].map((isRenamed) => [by, isRenamed]));
  for (const [savedBy, isRenamed] of ways) {
    const name = `return, saved by ${savedBy}${isRenamed ? ', renamed' : ''}`;
    const back = join(folder, name);
    const lists = await encryptLists({ worklists, filled, slips, folder: back, savedBy, isRenamed });
    const takeBack = ['--register', register, '--quiet', '--as-of', '2025-10-06', 'return', back];
    copyFileSync(handedOut, register);
    report(name, overgang(takeBack, ANSWERED), 40, 's', `  (${lists} lists)`);
    copyFileSync(handedOut, register);
    report(`${name}: memory`, peakOf(takeBack, ANSWERED), 250, 'MB');
    const { answers } = JSON.parse(run(['status', '--register', register, '--json']).stdout);
    if (answers === 0) throw new Error('nothing was taken in');
  }
}

/** An empty register for every run, made outside the time that is measured. */
function importInto(name) {
  const empty = join(folder, 'empty.sqlite');
  const register = join(folder, name);
  if (!existsSync(empty)) overgang(['--register', empty, 'init']);
  return {
    prepare: () => copyFileSync(empty, register),
    args: (list) => ['--register', register, '--quiet', '--as-of', '2025-09-29', 'import', '--whole', list],
  };
}

/** Megabytes at the peak of one import. */
function peakOfImport(list) {
  const { prepare, args } = importInto('memory.sqlite');
  prepare();
  return peakOf(args(list), IMPORTED);
}

/** The list, made once a run. The day in its name is the day it was taken out. */
async function largeList(rows, variant = 'plain', how = {}) {
  const path = join(folder, `sip-${rows}-${variant}-2025-09-15.csv`);
  if (!existsSync(path)) await writeLargeList(path, rows, how);
  return path;
}

/** A million rows, a tenth of them with a quoted cell. */
async function quotedList() {
  return largeList(1_000_000, 'quoted', { quotes: (at) => at % 10 === 0 });
}

/** A later uttag of the plain list: one row of a hundred is another. */
async function changedList(rows) {
  const path = join(folder, `sip-${rows}-changed-2025-09-22.csv`);
  await writeLargeList(path, rows, { changes: (at) => at % 100 === 0 });
  return path;
}

/** A register of so many SIPs, and a second uttag where four of five are gone and one in twenty of the rest changed. */
async function registerOfTwoUttag(rows) {
  const register = join(folder, `two-uttag-${rows}.sqlite`);
  const second = join(folder, `sip-${rows}-2025-10-08.csv`);
  await writeLargeList(second, rows, { keeps: (at) => at % 5 === 0, changes: (at) => at % 100 === 0 });
  overgang(['--register', register, 'init']);
  for (const list of [await largeList(rows), second])
    overgang(
      ['--register', register, '--quiet', '--as-of', '2025-10-08', 'import', '--whole', list],
      IMPORTED,
    );
  rmSync(second);
  return register;
}

function regionRegister() {
  const register = join(folder, 'region.sqlite');
  if (existsSync(register)) return register;
  overgang(['--register', register, 'init']);
  const lists = [
    'enheter.csv',
    'prator-patienter-2025-09-15.csv',
    'prator-sip-2025-09-15.csv',
    'prator-vardtillfallen-2025-09-29.csv',
    'prator-meddelanden-2025-09-29.csv',
  ];
  for (const list of lists) {
    const path = join(root, 'fixtures/region', list);
    overgang(
      ['--register', register, '--quiet', '--as-of', '2025-09-29', 'import', '--whole', path],
      IMPORTED,
    );
  }
  return register;
}
