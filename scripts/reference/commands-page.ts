import type { Context, Output } from '../../src/cli/context.ts';
import { createProgram } from '../../src/cli/program.ts';
import { codeBlock, page } from './markdown.ts';

const WIDTH = 100;

/** The help as the program itself prints it, on a terminal of fixed width. */
export function commandsPage(): string {
  let written = '';
  const output: Output = { write: (text) => void (written += text), isTerminal: false, columns: WIDTH };
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
  const program = createProgram(context, () => undefined);
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
