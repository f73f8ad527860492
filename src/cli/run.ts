import { CommanderError } from 'commander';
import { commanderErrorText } from './commander-text.ts';
import type { Context } from './context.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { shownOnTerminal } from '../text/shown-on-terminal.ts';

/**
 * Runs the program: arguments in, exit code out. Knows the three ways in which a command can end badly: misused,
 * unable (both the user can mend), and a bug.
 */
export async function runCli(context: Context): Promise<number> {
  const { stderr, args } = context;
  const outcome: { code: number } = { code: EXIT_CODES.done.code };
  const program = createProgram(context, (code) => {
    outcome.code = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT_CODES.done.code;
      stderr.write(`${shownOnTerminal(commanderErrorText(error, program, args), false)}\n`);
      return EXIT_CODES.couldNotRun.code;
    }
    // Looked up late: it knows the rooms that are heavy to load.
    const { asUserError } = await import('../app/guards/as-user-error.ts');
    const known = asUserError(error);
    if (known !== null) {
      stderr.write(`${shownOnTerminal(`${known.message}\n${known.hint}`, false)}\n`);
      return EXIT_CODES.couldNotRun.code;
    }
    stderr.write(
      'Något gick fel i programmet. Inget halvt är skrivet. Kör med --debug och anmäl det som visas.\n',
    );
    if (args.includes('--debug'))
      stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT_CODES.bug.code;
  }
}
