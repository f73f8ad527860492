import { CommanderError, type Command } from 'commander';
import { commanderErrorText } from './commander-text.ts';
import type { Context } from './context.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { wrap } from '../documents/kit/table.ts';
import { createProgramFor } from './program.ts';
import { shownInJson, shownOnTerminal } from '../text/shown-on-terminal.ts';

/**
 * Runs the program: arguments in, exit code out. Knows the three ways in which a command can end badly: misused,
 * unable (both the user can mend), and a bug. Each is told on stderr; to who asked for JSON, as JSON too (contract:
 * "Errors with `--json`").
 */
export async function runCli(context: Context): Promise<number> {
  const { args } = context;
  if (args[0] === '__complete') {
    const { complete } = await import('./completion/complete.ts');
    complete(context);
    return EXIT_CODES.done.code;
  }
  const outcome: { code: number } = { code: EXIT_CODES.done.code };
  const answered = watchAnswer(context);
  const program = await createProgramFor(args, answered.context, (code) => {
    outcome.code = code;
  });
  try {
    if (args[0] === 'help' && args[1] !== undefined && isNoCommand(program, args[1])) {
      await showTopic(answered.context, program, args[1]);
      return EXIT_CODES.done.code;
    }
    await program.parseAsync([...args], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT_CODES.done.code;
      if (isAlone(error, program, args)) return runAlone(context, program);
      const { createProgram } = await import('./whole-program.ts');
      const whole = createProgram(context, () => undefined);
      answered.tell(usageCode(error), commanderErrorText(error, whole, args));
      return EXIT_CODES.couldNotRun.code;
    }
    // Looked up late: it knows the rooms that are heavy to load.
    const { asUserError } = await import('../app/guards/as-user-error.ts');
    const known = asUserError(error);
    if (known !== null) {
      answered.tell(known.code, `${known.message}\n${known.hint}`);
      return EXIT_CODES.couldNotRun.code;
    }
    answered.tell(
      'BUG',
      'Något gick fel i programmet. Inget halvt är skrivet.\nKör med --debug och anmäl det som visas.',
    );
    if (args.includes('--debug'))
      context.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT_CODES.bug.code;
  }
}

/**
 * Ends a run that is interrupted (Ctrl-C): an open transaction is taken back, and so are files that are not whole.
 *
 * @returns the exit code
 */
export async function interruptCli(stderr: Context['stderr']): Promise<number> {
  const { leaveNothingUnfinished } = await import('../app/guards/leave-nothing-unfinished.ts');
  leaveNothingUnfinished();
  stderr.write('\nAvbrutet. Det som inte hann bli klart är inte med; registret är helt.\n');
  return EXIT_CODES.interrupted.code;
}

/**
 * Ends a run whose answer nobody could take (a full disk behind a redirection): what it had begun is taken back, as when
 * it is interrupted, and what was done stands in the log.
 *
 * @param reason the system's code, ENOSPC
 * @returns the exit code
 */
export async function endUnwritten(stderr: Context['stderr'], reason: string): Promise<number> {
  const { leaveNothingUnfinished } = await import('../app/guards/leave-nothing-unfinished.ts');
  leaveNothingUnfinished();
  stderr.write(
    `Svaret kunde inte skrivas ut (${reason}).\nSe vad som blev gjort med "overgang log", och kör igen dit det får plats.\n`,
  );
  return EXIT_CODES.couldNotRun.code;
}

const isNoCommand = (program: Command, name: string): boolean =>
  !name.startsWith('-') && !program.commands.some((command) => command.name() === name);

/** @throws UserError where there is no such topic */
async function showTopic({ stdout }: Context, program: Command, name: string): Promise<void> {
  const { HELP_TOPICS } = await import('./help-topics.ts');
  const topic = HELP_TOPICS[name.toLowerCase()];
  if (topic !== undefined) {
    stdout.write(`${topic.text}\n`);
    return;
  }
  const { closest } = await import('./choices.ts');
  const { UserError } = await import('../text/errors.ts');
  const meant = closest(name, [
    ...Object.keys(HELP_TOPICS),
    ...program.commands.map((command) => command.name()),
  ]);
  throw new UserError('HELP_UNKNOWN', {
    topic: name,
    suggestion: meant === null ? '' : `Menade du ${meant}? `,
  });
}

/** No command was named. */
const isAlone = (error: CommanderError, program: Command, args: readonly string[]): boolean =>
  error.code === 'commander.help' && program.args.length === 0 && !args.includes('--json');

/** The program alone: on a terminal it guides, elsewhere it says what it can. */
async function runAlone(context: Context, program: Command): Promise<number> {
  const { stdout, stderr, args } = context;
  if (stdout.isTerminal && stderr.isTerminal && context.ask !== undefined && context.screen !== undefined)
    return runCli(within(context, { args: ['guide', ...args] }));
  program.outputHelp();
  return EXIT_CODES.done.code;
}

/** Broken at the width of who looks; whole lines for scripts. */
const wrapped = (text: string, { isTerminal, columns }: Context['stderr']): string =>
  isTerminal
    ? text
        .split('\n')
        .map((line) => wrap(line, Math.min(columns > 0 ? columns : 80, 100)))
        .join('\n')
    : text;

/** The same world with something changed; what costs something to know is still asked only when it is needed. */
const within = (context: Context, changed: Partial<Context>): Context =>
  Object.create(
    context,
    Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, { value }])),
  ) as Context;

/** `commander.unknownOption` as USAGE_UNKNOWN_OPTION. */
const usageCode = ({ code }: CommanderError): string =>
  `USAGE_${code
    .replace('commander.', '')
    .replaceAll(/(?=[A-Z])/gu, '_')
    .toUpperCase()}`;

/** The context, and a way to tell an error on it: an answer on stdout stays the one document that it is. */
function watchAnswer(context: Context): {
  readonly context: Context;
  /** @param text the message, and on lines of their own the way on */
  readonly tell: (code: string, text: string) => void;
} {
  let hasAnswer = false;
  const { stdout: shown } = context;
  const stdout: Context['stdout'] = {
    get isTerminal() {
      return shown.isTerminal;
    },
    get columns() {
      return shown.columns;
    },
    write: (text) => {
      hasAnswer = true;
      shown.write(text);
    },
  };
  return {
    // Over the context, not a copy of it: who the user is, and what sits at stdin, is asked only when it is needed.
    context: Object.create(context, {
      stdout: { value: stdout },
      runAgain: { value: (args: readonly string[]) => runCli(within(context, { args })) },
    }) as Context,
    tell: (code, text) => {
      context.stderr.write(`${shownOnTerminal(wrapped(text, context.stderr), false)}\n`);
      if (hasAnswer || !context.args.includes('--json')) return;
      const [message = '', ...hint] = text.split('\n');
      const error = { code, message, hint: hint.join('\n') };
      shown.write(`${shownInJson(JSON.stringify({ error }, null, 2))}\n`);
    },
  };
}
