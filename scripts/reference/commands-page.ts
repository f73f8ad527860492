import type { Command } from 'commander';
import type { Context, Output } from '../../src/cli/context.ts';
import { createProgram } from '../../src/cli/whole-program.ts';
import { codeBlock, page } from './markdown.ts';

const WIDTH = 100;

/** The program as it is described, on a terminal of fixed width. */
export function programForPages(write: (text: string) => void = () => undefined): Command {
  const output: Output = { write, isTerminal: false, columns: WIDTH };
  const context: Context = {
    args: [],
    env: {},
    cwd: '/',
    stdout: output,
    stderr: output,
    now: () => new Date(0),
    user: 'okänd',
    readerProcess: { command: '', args: [] },
  };
  return createProgram(context, () => undefined);
}

/** The help as the program itself prints it. */
export function commandsPage(): string {
  let written = '';
  const program = programForPages((text) => void (written += text));
  const helpOf = (command: typeof program): string => {
    written = '';
    command.outputHelp();
    return codeBlock(written);
  };
  return page('Kommandon', 'src/cli/', [
    helpOf(program),
    ...program.commands.flatMap((command) => [
      `## ${command.name()}`,
      helpOf(command),
      ...command.commands.flatMap((below) => [`### ${command.name()} ${below.name()}`, helpOf(below)]),
    ]),
  ]);
}
