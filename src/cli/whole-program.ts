import type { Command } from 'commander';
import { COMMANDS } from './commands/all.ts';
import type { Context } from './context.ts';
import { programOf } from './program.ts';

/** The program with every verb: to be described, and to tell what was meant. */
export const createProgram = (context: Context, setExitCode: (code: number) => void): Command =>
  programOf(COMMANDS, context, setExitCode);
