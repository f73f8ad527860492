import type { Readable, Writable } from 'node:stream';
import type { ReaderProcess } from '../files/reading/open-table.ts';

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** All that the program knows of the world; tests give their own. */
export interface Context {
  readonly args: readonly string[];
  /** How the program was called, for commands that it proposes: `overgang`, or from a copy of the project. */
  readonly calledAs?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
  /** The operating system's user name: claimed, not proven. */
  readonly user: string;
  /** Asks whoever sits at the terminal; left out where nobody can answer. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** The same, and what is typed is not shown. */
  readonly askHidden?: ((question: string) => Promise<string>) | undefined;
  /** The terminal itself, for questions that are answered with the arrows; left out where nobody can answer. */
  readonly screen?: () => { readonly input: Readable; readonly output: Writable };
  /** Runs another command in the same world: its exit code. */
  readonly runAgain?: (args: readonly string[]) => Promise<number>;
  /** Everything that is piped in; for what must not stand on the command line. */
  readonly readStdin?: () => Promise<string>;
  /** How to start the process that reads workbooks. */
  readonly readerProcess: ReaderProcess;
}
