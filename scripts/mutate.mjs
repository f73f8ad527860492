// Takes each guard away, one at a time, and says which no test misses: `npm run mutate [-- --beside] [FILES OR FOLDERS]`.
// A guard is a condition whose branch leaves or tells of something, each part of such a condition, and each entry of an
// ordered array of checks. Nothing is written to src/: the tests load the files with a switch at every guard.
// First every test that can reach the files runs once, to see for which guards it says otherwise than without them; then,
// guard by guard, those that do, until one fails: first the one that has missed most, of its size, among what it was asked for.
// `--tests TEXT` runs only those whose path has it
// (`--tests src/`: minutes instead of an hour; several with commas).
// Exit code 1: a guard that no test misses and nobody has explained, or an explanation of one that a test misses.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BaseSequencer, createVitest } from 'vitest/node';
import { root } from './lib/package-bin.mjs';
import { findGuards, withSwitches } from './mutate/find-guards.mjs';

/** Where a guard stands between an answer and the wrong patient, or between a list and everything that it would close. */
const GUARDED = [
  'src/domain/returned',
  'src/domain/answers/answer-rules.ts',
  'src/domain/answers/row-senses.ts',
  'src/domain/fates',
  'src/app/lists',
  'src/app/worklists',
];
const NOT_DELIVERED = /(\.test|\.test-help|-for-tests)\.ts$/u;

/** The milliseconds that loading a file of tests anew takes at least. */
const START = 30;

/** Why some may go unnoticed: by file and text, since lines move; of guards with the same text there, each by itself. */
const EXPLAINED = JSON.parse(readFileSync(join(root, 'scripts/mutate/explained.json'), 'utf8')).map(
  (one) => ({
    name: nameOf(one.file, one.guard, one.without),
    ...one,
  }),
);

/** One that is explained goes unnoticed in so many likely files before it is believed. */
const ENOUGH_FOR_EXPLAINED = 12;

/** The files in the order in which they are given. */
class AsGiven extends BaseSequencer {
  sort(specifications) {
    return specifications;
  }
}

const { values: options, positionals: asked } = parseArgs({
  options: { tests: { type: 'string', default: '' } },
  allowPositionals: true,
});
const files = (asked.length > 0 ? asked.map((one) => resolve(one)) : GUARDED.map((one) => join(root, one)))
  .flatMap((one) => (statSync(one).isDirectory() ? filesIn(one) : [one]))
  .filter((file) => file.endsWith('.ts') && !NOT_DELIVERED.test(file));

const guards = [];
const switched = new Map();
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const found = findGuards(text);
  switched.set(file, withSwitches(text, found, guards.length));
  guards.push(
    ...found.map((guard) => ({
      ...guard,
      file: relative(root, file),
      name: nameOf(relative(root, file), guard.text, guard.kind),
    })),
  );
}
console.log(`${guards.length} guards in ${files.length} files`);

const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
const reachedFile = join(folder, 'reached.jsonl');
const vitest = await createVitest(
  'test',
  {
    root,
    watch: false,
    related: files,
    setupFiles: ['tests/helpers/seed.ts', 'tests/helpers/clean-up.ts', 'scripts/mutate/switch.mjs'].map(
      (path) => join(root, path),
    ),
    runner: join(root, 'scripts/mutate/runner.mjs'),
    reporters: [{}],
    // What is kept of modules from other runs has no switches in it.
    experimental: { fsModuleCache: false },
    bail: 0,
    maxWorkers: 2,
    sequence: { sequencer: AsGiven, shuffle: { files: false, tests: true } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    provide: { reachedFile },
  },
  {
    plugins: [
      {
        name: 'guards-with-switches',
        enforce: 'pre',
        load: (id) => switched.get(id.split('?')[0]) ?? null,
      },
    ],
  },
);

try {
  const tests = await testsByGuard();
  const missed = await missedGuards(tests);
  tell(
    guards
      .map((guard, number) => ({ ...guard, number, reaching: tests.get(number)?.length ?? 0 }))
      .filter(({ number }) => !missed.has(number)),
  );
} finally {
  await vitest.close();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Runs everything once, in any order: a test that needs another could not be run without it.
 *
 * @returns by guard, the files whose tests reach it, with the milliseconds that these take
 */
async function testsByGuard() {
  const specifications = (await vitest.getRelevantTestSpecifications()).filter(({ moduleId }) =>
    options.tests.split(',').some((text) => relative(root, moduleId).includes(text)),
  );
  console.log(`${specifications.length} files of tests load them; running each once`);
  const { testModules } = await vitest.runTestSpecifications(specifications, true);
  const failed = testModules.filter((module) => !module.ok());
  if (failed.length > 0)
    throw new Error(
      `fails with every guard in place: ${failed.map(({ moduleId }) => relative(root, moduleId)).join(', ')}`,
    );
  const all = new Map(testModules.map((module) => [module.moduleId, module.diagnostic().duration]));
  const times = new Map();
  for (const line of readFileSync(reachedFile, 'utf8').trimEnd().split('\n')) {
    const { testPath, name, duration, reached } = JSON.parse(line);
    for (const number of reached) {
      const ofGuard = times.get(number) ?? new Map();
      ofGuard.set(testPath, (ofGuard.get(testPath) ?? 0) + (name === null ? all.get(testPath) : duration));
      times.set(number, ofGuard);
    }
  }
  const byPath = new Map(specifications.map((specification) => [specification.moduleId, specification]));
  return new Map(
    [...times].map(([number, ofGuard]) => [
      number,
      [...ofGuard].map(([testPath, time]) => ({ specification: byPath.get(testPath), time })),
    ]),
  );
}

/**
 * Which guards does a test fail without? Round by round, each guard that none has missed yet with one more file that
 * reaches it. A round is one run: its workers load the program once, and each file anew for each guard.
 */
async function missedGuards(tests) {
  const missed = new Set();
  const countOf = (all, wanted) => all.filter(({ name }) => name === wanted).length;
  const isExplained = ({ name }) => countOf(EXPLAINED, name) >= countOf(guards, name);
  const isBelieved = (number, reaching) =>
    isExplained(guards[number]) && tests.get(number).length - reaching.length >= ENOUGH_FOR_EXPLAINED;
  const left = new Map([...tests].map(([number, reaching]) => [number, [...reaching]]));
  const record = recordOfTests();
  for (let round = 1; ; round += 1) {
    const runs = [...left]
      .filter(
        ([number, reaching]) => !missed.has(number) && reaching.length > 0 && !isBelieved(number, reaching),
      )
      .map(([number, reaching]) => ({
        number,
        specification: takeLikeliest(reaching, guards[number].file, record),
      }))
      .sort((a, b) => a.specification.moduleId.localeCompare(b.specification.moduleId));
    if (runs.length === 0) return missed;
    const { testModules } = await vitest.runTestSpecifications(
      runs.map(({ number, specification: { project, moduleId } }) =>
        project.createSpecification(`${moduleId}?guard=${number}`),
      ),
    );
    for (const module of testModules) {
      const [testPath, guard] = module.moduleId.split('?guard=');
      // The first pass is told of too.
      if (guard === undefined) continue;
      const number = Number(guard);
      if (!module.ok()) missed.add(number);
      record.note(testPath, guards[number].file, !module.ok());
    }
    console.log(`round ${round}: ${runs.length} guards, ${missed.size} missed so far`);
  }
}

/** Takes out of the files that reach a guard the one that is likeliest to miss it for the time that it takes. */
function takeLikeliest(reaching, file, record) {
  const worth = ({ specification: { moduleId }, time }) => record.share(moduleId, file) / (time + START);
  const best = reaching.reduce((one, other) => (worth(other) > worth(one) ? other : one));
  reaching.splice(reaching.indexOf(best), 1);
  return best.specification;
}

/** How many of the guards that each file of tests was asked for it has missed, and how many of those of each source file. */
function recordOfTests() {
  const counts = new Map();
  const share = (name, before) => {
    const { asked, missed } = counts.get(name) ?? { asked: 0, missed: 0 };
    return (missed + 2 * before) / (asked + 2);
  };
  return {
    share: (testPath, file) =>
      share(`${testPath} ${file}`, share(testPath, isNear(testPath, file) ? 0.8 : 0.2)),
    note(testPath, file, isMissed) {
      for (const name of [testPath, `${testPath} ${file}`]) {
        const known = counts.get(name) ?? { asked: 0, missed: 0 };
        counts.set(name, { asked: known.asked + 1, missed: known.missed + (isMissed ? 1 : 0) });
      }
    },
  };
}

/** Whether what a test is called by stands in the name of a source file: import-list.ts, tests/list-told.test.ts. */
function isNear(testPath, file) {
  const wordsOf = (path) => new Set(basename(path).split('.')[0].split('-'));
  const words = wordsOf(testPath);
  return [...wordsOf(file)].some((word) => words.has(word));
}

function tell(survivors) {
  const unused = [...EXPLAINED];
  const bare = survivors.filter((guard) => {
    const at = unused.findIndex(({ name }) => name === guard.name);
    return at < 0 || unused.splice(at, 1).length === 0;
  });
  for (const { file, line, kind, text, instead, reaching } of bare) {
    const why =
      reaching === 0 ? 'in no test it says otherwise' : `in ${reaching} files of tests it says otherwise`;
    console.log(`${file}:${line}  ${kind} → ${instead}  ${why}\n    ${text}`);
  }
  const idle = unused.filter((one) => files.includes(join(root, one.file)));
  for (const { file, guard } of idle) console.log(`explained, and missed by a test: ${file}  ${guard}`);
  console.log(
    `\n${guards.length - survivors.length} missed by a test, ${survivors.length - bare.length} explained, ${bare.length} survive`,
  );
  process.exitCode = bare.length + idle.length > 0 ? 1 : 0;
}

/** What a guard is known by; a line is none, since it moves. */
function nameOf(file, text, kind) {
  return JSON.stringify([file, text, kind]);
}

function filesIn(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
