import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programForPages } from '../scripts/reference/commands-page.ts';
import { COMMANDS } from '../src/cli/commands/all.ts';

const at = (file: string): URL => new URL(`../${file}`, import.meta.url);
const read = (file: string): string => readFileSync(at(file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const points = [...read('docs/clig.md').matchAll(/^\| (\d+) +\| (.+?) +\| (.+?) +\|$/gmu)].map(
  ([, number = '', guideline = '', shownBy = '']) => ({ number: Number(number), guideline, shownBy }),
);

interface Shown {
  readonly file: string;
  readonly title: string | undefined;
  readonly command: string | undefined;
}

const shownBy = (text: string): readonly Shown[] =>
  text.split('; ').map((one) => {
    const [, code = '', title] = /^`([^`]+)`(?:: "(.+)")?$/u.exec(one) ?? [];
    return { file: code, title, command: title === undefined ? code : undefined };
  });

describe('the twenty points of clig.dev', () => {
  it('are twenty, in order', () => {
    expect(points.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it.each(points)('$number, $guideline, is shown by tests and commands there are', ({ shownBy: text }) => {
    const all = shownBy(text);
    expect(all.length).toBeGreaterThan(0);
    for (const { file, title, command } of all) {
      if (command === undefined) expect([file, read(file).includes(`'${title ?? ''}`)]).toEqual([file, true]);
      else expect([command, canBeRun(command)]).toEqual([command, true]);
    }
  });
});

function canBeRun(command: string): boolean {
  const [program, first = '', second = ''] = command.split(' ');
  if (program === 'npm') return first === 'run' && second in scripts;
  if (program === 'node' || program === 'man') return existsSync(at(program === 'man' ? second : first));
  return program === 'overgang' && ['help', ...COMMANDS.map(({ name }) => name)].includes(first);
}

/** Every command, also those below a verb of several, by its words. */
const everyCommand = (command: Command, names: readonly string[]): readonly (readonly [string, Command])[] =>
  command.commands.flatMap((below) => {
    const words = [...names, below.name()];
    return [[words.join(' '), below] as const, ...everyCommand(below, words)];
  });
const program = programForPages();
const commands = everyCommand(program, []);

const USUAL: Readonly<Record<string, string>> = {
  ...{ '-n': '--dry-run', '-o': '--output', '-y': '--yes', '-h': '--help', '-V': '--version' },
};

it('the usual short flags mean the usual, and every flag has a long name', () => {
  const flags = [program, ...commands.map(([, command]) => command)].flatMap(({ options }) => options);
  expect(flags.length).toBeGreaterThan(50);
  for (const { short, long } of flags) {
    expect(long).toMatch(/^--[a-z][a-z-]+$/u);
    if (short !== undefined) expect([short, long]).toEqual([short, USUAL[short]]);
  }
});

/** The commands that have no trial, and why none is needed. */
const WITHOUT_TRIAL: Readonly<Record<string, string>> = {
  guide: 'asks before each command that it runs',
  init: 'makes a register where there is none',
  import: 'validate is its trial, and undo sets the list aside',
  'contacts import': 'a later list is read in its stead',
  'contacts slips': 'writes the same passwords again',
  'contacts renew': 'what was handed out before opens with the password before',
  template: 'writes a workbook of its own, and over none',
  rehearse: 'works in a copy',
  demo: 'works in a folder of its own',
  backup: 'writes a file of its own, and over none',
  restore: 'lays aside what stood there',
  'register create-schema': 'makes a register where there is none, all or nothing',
  'register copy': 'writes where nothing is, and over none',
};
const SHOW_ONLY = [
  ...['profile list', 'profile show', 'profile check', 'validate', 'diff', 'explain', 'contacts show'],
  ...[
    'status',
    'timeline',
    'readiness',
    'reconcile',
    'log',
    'verify',
    'checkpoint list',
    'checkpoint verify',
  ],
  ...['completion', 'version'],
];

it('every verb that writes can be tried first, or says here why not', () => {
  const without = commands
    .filter(([, { options, commands: below }]) => below.length === 0 && !options.some(isTrial))
    .map(([name]) => name);
  expect(without.sort()).toEqual([...Object.keys(WITHOUT_TRIAL), ...SHOW_ONLY].sort());
});

function isTrial({ long }: { readonly long?: string | null | undefined }): boolean {
  return long === '--dry-run';
}
