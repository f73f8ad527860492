import { CommanderError } from 'commander';
import { UserError } from '../text/errors.ts';
import { commanderErrorText } from './commander-text.ts';
import type { Context } from './context.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { createProgram } from './program.ts';

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
      stderr.write(`${commanderErrorText(error, program)}\n`);
      return EXIT_CODES.couldNotRun.code;
    }
    const known = await asUserError(error);
    if (known !== null) {
      stderr.write(`${known.message}\n${known.hint}\n`);
      return EXIT_CODES.couldNotRun.code;
    }
    stderr.write('Något gick fel i programmet. Inget halvt är skrivet. Kör med --debug och anmäl det som visas.\n');
    if (args.includes('--debug')) stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT_CODES.bug.code;
  }
}

/** The error as one that the user can mend, if it is. The classes are looked up late: they come with heavy rooms. */
async function asUserError(error: unknown): Promise<UserError | null> {
  if (error instanceof UserError) return error;
  const { basename } = await import('node:path');
  const { UnusableRegister, asRegisterFault } = await import('../register/register.ts');
  const registerError = error instanceof UnusableRegister ? error : asRegisterFault(error, '');
  if (registerError instanceof UnusableRegister) return new UserError(registerError.code, { file: basename(registerError.path) });
  const { OutputRefused } = await import('../files/writing/atomic-write.ts');
  return error instanceof OutputRefused ? new UserError(error.code, { file: error.file }) : null;
}
