// A register of the fictional region to hurt, and the commands that write in it.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { newFolder, REGION, run } from './program.mjs';

const DAY = '2025-10-06';
const LISTS = ['enheter.csv', 'prator-sip-2025-09-15.csv', 'prator-vardtillfallen-2025-09-29.csv'];

/** Where a run of several scripts keeps the region that they all begin with (run.mjs). */
const PREPARED = 'OVERGANG_PREPARED_REGION';

/**
 * A folder with a register, `r.sqlite`, a list handed out and filled in, and a list to take in; made once for scripts
 * that are run after each other.
 *
 * @returns a function that lays a fresh copy of it in a folder of its own
 */
export function prepareRegion(folder) {
  const start = process.env[PREPARED] ?? makeRegion(folder);
  return (name) => {
    const copy = join(folder, name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(start, copy, { recursive: true });
    return copy;
  };
}

/** For the scripts that this one starts. */
export function prepareRegionForAll() {
  process.env[PREPARED] = makeRegion(newFolder('region'));
}

function makeRegion(folder) {
  const start = join(folder, 'start');
  mkdirSync(start);
  const at = { cwd: start };
  const inRegister = (...args) => run(['--register', 'r.sqlite', ...args], at);
  inRegister('init', '--as-of', '2025-04-28');
  inRegister('import', '--whole', ...LISTS.map((name) => join(REGION, name)), '--as-of', DAY);
  inRegister('worklist', '--step', 'stada', '-o', 'utlamnat', '--format', 'csv', '--as-of', DAY);
  fillIn(join(start, 'utlamnat'), join(start, 'ifylld.csv'));
  cpSync(join(REGION, 'prator-meddelanden-2025-09-29.csv'), join(start, 'meddelanden-2025-09-29.csv'));
  return start;
}

/** Between cells, not within one. */
const BETWEEN = /;(?=(?:[^"]*"[^"]*")*[^"]*$)/u;

/** Answers every row of the longest list, whatever the plan's systems are called. */
export function fillIn(from, to) {
  const texts = readdirSync(from, { recursive: true })
    .filter((file) => file.endsWith('.csv'))
    .map((file) => readFileSync(join(from, file), 'utf8'));
  const [header, ...rows] = texts.sort((a, b) => b.length - a.length)[0].split('\r\n');
  const headers = header.split(BETWEEN);
  const ended = headers.find((name) => name.startsWith('"Avslutad i '));
  const answers = { '"Status"': '"Klar"', [ended]: '"2025-10-03"' };
  for (const name of Object.keys(answers)) if (!headers.includes(name)) throw new Error(`no column ${name}`);
  const filled = rows.map((row) =>
    row === ''
      ? row
      : row
          .split(BETWEEN)
          .map((cell, at) => answers[headers[at]] ?? cell)
          .join(';'),
  );
  writeFileSync(to, [header, ...filled].join('\r\n'));
}

/** The commands that write, on such a copy. */
export const WRITING = {
  import: [
    '--register',
    'r.sqlite',
    '--quiet',
    'import',
    '--whole',
    'meddelanden-2025-09-29.csv',
    '--as-of',
    DAY,
  ],
  return: ['--register', 'r.sqlite', 'return', 'ifylld.csv', '--as-of', DAY],
  mark: ['--register', 'r.sqlite', 'mark', 'S1-G', 'note', '--note', 'prov', '--as-of', DAY],
  worklist: [
    ...['--register', 'r.sqlite', 'worklist', '--step', 'stada', 'beslut', '-o', 'ut'],
    ...['--format', 'csv,html', '--force', '--as-of', DAY],
  ],
};

/** The files of a hand-out, by name; those under way, with their temporary names, apart. */
export function filesOf(folder) {
  let names = [];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
      .sort();
  } catch {
    // Nothing was written.
  }
  const isTemporary = (name) => /^\.overgang-[0-9a-f]+\.tmp$/u.test(basename(name));
  return {
    whole: new Map(
      names
        .filter((name) => !isTemporary(name))
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    ),
    temporary: names.filter(isTemporary),
  };
}

/** The files that are not what an undisturbed run writes. */
export function partialFiles(folder, reference) {
  return [...filesOf(folder).whole]
    .filter(([name, text]) => reference.get(name) !== text)
    .map(([name]) => name);
}
