import type { Argument, Command, CommanderError, Help } from 'commander';
import { closest } from './choices.ts';

/** Commander's own words in Swedish: its errors, and the headings of its help. */
const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': 'Så här:',
  'Arguments:': 'Argument:',
  'Options:': 'Flaggor:',
  'Global Options:': 'Gemensamma flaggor:',
  'Commands:': 'Kommandon:',
};

function argumentText(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}…` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** `overgang checkpoint create`: the command with those above it. */
export function namesOf(command: Command): readonly string[] {
  return command.parent === null ? [command.name()] : [...namesOf(command.parent), command.name()];
}

export const helpInSwedish: Partial<Help> = {
  styleTitle: (title) => HEADINGS[title] ?? title,
  showGlobalOptions: true,
  commandUsage: (command) =>
    command.parent === null
      ? `${command.name()} ${command.usage()}`
      : [
          ...namesOf(command),
          ...(command.commands.length > 0 ? ['KOMMANDO'] : command.registeredArguments.map(argumentText)),
          '[flaggor]',
        ].join(' '),
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentText)].join(' '),
  optionDescription: (option) =>
    option.defaultValue === undefined || typeof option.defaultValue === 'boolean'
      ? option.description
      : `${option.description} (annars ${String(option.defaultValue)})`,
  argumentDescription: (argument) => argument.description,
};

const allCommands = (command: Command): readonly Command[] =>
  command.commands.flatMap((below) => [below, ...allCommands(below)]);

/** "checkpoint create, list, verify, unlock". */
const verbsOfSeveral = (program: Command): string =>
  program.commands
    .filter(({ commands }) => commands.length > 0)
    .map((command) => `${command.name()} ${command.commands.map((below) => below.name()).join(', ')}`)
    .join('; ');

const quoted = (message: string): string => /'([^']*)'/u.exec(message)?.[1] ?? '';

/** `--output` of `-o, --output <mapp>`. */
const longFlag = (flags: string): string => /--[\w-]+/u.exec(flags)?.[0] ?? flags;

/** The command that the words name, as far as they name one. */
function commandIn(program: Command, args: readonly string[]): Command {
  let command = program;
  for (const word of args) command = command.commands.find((below) => below.name() === word) ?? command;
  return command;
}

/**
 * What was wrong with a command line, and where to read how it is written.
 *
 * @param args the words after the program's name
 */
export function commanderErrorText(error: CommanderError, program: Command, args: readonly string[]): string {
  const word = quoted(error.message);
  const command = commandIn(program, args);
  const see = `\nSe ${namesOf(command).join(' ')} --help.`;
  switch (error.code) {
    case 'commander.help':
      return `Kommandot behöver ett till: ${verbsOfSeveral(program)}.${see}`;
    case 'commander.unknownCommand': {
      const known = allCommands(program);
      const name = closest(
        word,
        known.map((one) => one.name()),
      );
      const meant = known.find((one) => one.name() === name);
      const [, ...names] = meant === undefined ? [] : namesOf(meant);
      return `Kommandot ${word} finns inte.${meant === undefined ? '' : ` Menade du ${names.join(' ')}?`}\nAlla kommandon: overgang --help`;
    }
    case 'commander.unknownOption': {
      const flags = [program, command].flatMap(({ options }) => options.map(({ long }) => long ?? ''));
      const meant = closest(
        word,
        flags.filter((flag) => flag !== ''),
      );
      return `Flaggan ${word} finns inte här.${meant === null ? '' : ` Menade du ${meant}?`}${see}`;
    }
    case 'commander.missingArgument':
      return `Kommandot behöver ${word}.${see}`;
    case 'commander.optionMissingArgument':
      return `Flaggan ${longFlag(word)} behöver ett värde.${see}`;
    case 'commander.missingMandatoryOptionValue':
      return `Flaggan ${longFlag(word)} måste anges.${see}`;
    case 'commander.excessArguments':
      return `Kommandot fick fler argument än det tar.${see}`;
    default:
      return `Kommandoraden går inte att tolka${word === '' ? '' : ` vid ${word}`}.\nSe overgang --help.`;
  }
}
