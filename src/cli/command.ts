import type { Command } from 'commander';
import type { EXIT_CODES } from './exit-codes.ts';
import type { Session } from './session.ts';

/** What a command's work says in the end: the exit code's name. */
export type Outcome = keyof typeof EXIT_CODES;

/** A verb: how it is written, and the work it does. To add one: one file in commands/ and its line in all.ts. */
export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  /** Of use with a register that has been gallrat; any other command is refused there. */
  readonly worksAfterGallring?: true;
  /** Adds arguments and options, and says what to run. */
  readonly define: (
    command: Command,
    run: (work: (session: Session, command: Command) => Promise<Outcome>) => void,
  ) => void;
}
