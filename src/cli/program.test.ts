import { CommanderError, type Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context, Output } from './context.ts';
import { COMMANDS } from './commands/all.ts';
import { createProgramFor } from './program.ts';
import { createProgram } from './whole-program.ts';

/** What a program makes of words, without doing it: the command with its words and options, what it wrote, or its error. */
async function readingOf(
  make: (context: Context) => Command | Promise<Command>,
  args: readonly string[],
): Promise<unknown> {
  let written = '';
  const output: Output = { write: (text) => void (written += text), isTerminal: false, columns: 80 };
  const program = await make({
    args,
    env: {},
    cwd: '/',
    stdout: output,
    stderr: output,
    now: () => new Date(0),
    user: 'prov',
    readerProcess: { command: '', args: [] },
  });
  let asked: unknown;
  const still = (one: Command, names: readonly string[]): void => {
    if (one.commands.length === 0)
      one.action(() => void (asked = { names, args: one.args, options: one.optsWithGlobals() }));
    one.commands.forEach((below) => {
      still(below, [...names, below.name()]);
    });
  };
  still(program, []);
  const error = await program.parseAsync([...args], { from: 'user' }).then(
    () => null,
    (reason: unknown) => (reason instanceof CommanderError ? [reason.code, reason.message] : String(reason)),
  );
  return { written, asked, error };
}

const whole = (args: readonly string[]) =>
  readingOf((context) => createProgram(context, () => undefined), args);
const oneVerb = (args: readonly string[]) =>
  readingOf((context) => createProgramFor(args, context, () => undefined), args);

const WORDS = [
  ...['status', 'import', 'worklist', 'checkpoint', 'create', 'verify', 'help', 'statuss', 'fil.csv', '-5'],
  ...[
    '--register',
    '--register=a',
    '--as-of',
    '--as-of=2025-10-01',
    '--json',
    '--no-color',
    '--hsa-id',
    '--',
  ],
  ...['--help', '-h', '--version', '-V', '-Vh', '--kommun', '--step', '-o', '-', '--okänd'],
] as const;

describe('the program with one verb', () => {
  it.each(COMMANDS.map(({ name }) => name))('is made of %s alone', async (name) => {
    const { commands } = await createProgramFor(
      ['--register', 'import', name, '--kommun', 'worklist'],
      {} as Context,
      () => undefined,
    );
    expect(commands.map((command) => command.name())).toEqual([name]);
  });

  it.each([
    [['--register', 'status', '--help']],
    [['--as-of', '2025-10-01', 'status', '--json']],
    [['help', 'status']],
    [['--', 'status']],
    [['-5', 'status']],
    [['statuss']],
    [[]],
  ])('reads as the whole program does: %j', async (args) => {
    expect(await oneVerb(args)).toEqual(await whole(args));
  });

  it('reads as the whole program does, whatever the words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }), async (args) => {
        expect(await oneVerb(args)).toEqual(await whole(args));
      }),
    );
  });
});
