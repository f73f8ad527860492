import { Command } from 'commander';
import { helpInSwedish, namesOf } from './commander-text.ts';
import type { CommandDefinition } from './command.ts';
import type { Context } from './context.ts';
import { VERSION } from '../text/program.ts';
import { EXAMPLES } from './examples.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { topicsText } from './help-topics.ts';

type SetExitCode = (code: number) => void;

/** The program with some verbs. Nothing heavy is loaded until a command's work begins. */
export function programOf(
  verbs: readonly CommandDefinition[],
  context: Context,
  setExitCode: SetExitCode,
): Command {
  return withVerbs(programWithoutVerbs(context), verbs, context, setExitCode);
}

function withVerbs(
  program: Command,
  verbs: readonly CommandDefinition[],
  context: Context,
  setExitCode: SetExitCode,
): Command {
  for (const definition of verbs) addCommand(program, definition, context, setExitCode);
  return program;
}

/** The verbs that are run most often: loaded without the others. */
const ALONE: Readonly<Record<string, () => Promise<CommandDefinition>>> = {
  status: async () => (await import('./commands/status.ts')).statusCommand,
  readiness: async () => (await import('./commands/readiness.ts')).readinessCommand,
};

/**
 * The program with the verb that the words ask for, and no other: making them all takes longer than many a command.
 * Whole where the words name none, as for help and for what is misspelt.
 */
export async function createProgramFor(
  args: readonly string[],
  context: Context,
  setExitCode: SetExitCode,
): Promise<Command> {
  const program = programWithoutVerbs(context);
  const word = firstWord(program, args);
  const alone = word !== undefined && Object.hasOwn(ALONE, word) ? ALONE[word] : undefined;
  const verbs = alone === undefined ? await verbsOf(word) : [await alone()];
  return withVerbs(program, verbs, context, setExitCode);
}

async function verbsOf(word: string | undefined): Promise<readonly CommandDefinition[]> {
  const { COMMANDS } = await import('./commands/all.ts');
  const asked = COMMANDS.filter(({ name }) => name === word);
  return asked.length === 0 ? COMMANDS : asked;
}

/** The first word that is no option and no value of one; undefined where that can not be told from the whole program's. */
function firstWord(program: Command, args: readonly string[]): string | undefined {
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('-')) return word;
    const [flag = ''] = word.split('=');
    const option = program.options.find(({ long, short }) => flag === long || flag === short);
    if (option === undefined) return undefined;
    if (option.required && flag === word) at += 1;
  }
  return undefined;
}

function programWithoutVerbs(context: Context): Command {
  return new Command('overgang')
    .description(
      'Från ett system för vårdplanering till ett annat: läs in listor, dela upp ärenden, lämna ut arbetslistor och följ läget. Inget tappas, inget gissas.',
    )
    .usage('KOMMANDO [flaggor]')
    .option(
      '--register <fil>',
      'registret, en fil eller postgres://… (annars $OVERGANG_REGISTER eller overgang.sqlite här)',
    )
    .option(
      '--as-of <dag>',
      'dagen, och tiden där planen har en klocka, som regler och rapporter räknar från (annars nu)',
    )
    .option('--json', 'svara med ett JSON-dokument')
    .option('--quiet', 'visa bara svaret')
    .option('--no-color', 'inga färger (även NO_COLOR)')
    .option('--no-input', 'fråga aldrig något')
    .option('--hsa-id <id>', 'ditt HSA-id (annars $OVERGANG_HSA_ID); antecknas i loggen, styrks inte')
    .option('--debug', 'visa var ett programfel uppstod')
    .version(VERSION, '-V, --version', 'visa version')
    .helpOption('-h, --help', 'visa hjälp')
    .helpCommand('help [kommando]', 'visa hjälp om ett kommando eller ett ämne')
    .configureHelp(helpInSwedish)
    .configureOutput({
      writeOut: (text) => {
        context.stdout.write(text);
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(context.stdout.columns, 100),
    })
    .exitOverride()
    .showSuggestionAfterError(false)
    .addHelpText('after', () => `\n${topicsText()}\n\n${exitCodesText()}`);
}

function addCommand(
  parent: Command,
  { name, summary, define, subcommands, worksAfterGallring }: CommandDefinition,
  context: Context,
  setExitCode: SetExitCode,
): void {
  const command: Command = parent
    .command(name, { isDefault: false })
    .description(summary)
    .helpOption('-h, --help', 'visa hjälp')
    .addHelpText('after', () => examplesText(namesOf(command).slice(1).join(' ')));
  define(command, (work) => {
    command.action(async () => {
      const { openSession } = await import('./session.ts');
      const session = await openSession(context, command, {
        worksAfterGallring: worksAfterGallring === true,
      });
      setExitCode(EXIT_CODES[await work(session, command)].code);
    });
  });
  if (subcommands === undefined) return;
  command.helpCommand(false);
  for (const definition of subcommands) addCommand(command, definition, context, setExitCode);
}

/** Nothing for a verb of several: each below it has its own. */
function examplesText(verb: string): string {
  const examples = EXAMPLES[verb] ?? [];
  return examples.length === 0 ? '' : `\nExempel:\n${examples.map((one) => `  overgang ${one}`).join('\n')}`;
}

function exitCodesText(): string {
  return [
    'Slutkoder:',
    ...Object.values(EXIT_CODES).map(({ code, text }) => `  ${String(code).padEnd(4)}${text}`),
  ].join('\n');
}
