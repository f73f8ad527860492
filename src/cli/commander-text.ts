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
function namesOf(command: Command): readonly string[] {
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

export function commanderErrorText(error: CommanderError, program: Command): string {
  const word = quoted(error.message);
  switch (error.code) {
    case 'commander.help':
      return `Kommandot behöver ett till: ${verbsOfSeveral(program)}.\nSe overgang help KOMMANDO.`;
    case 'commander.unknownCommand': {
      const meant = closest(
        word,
        allCommands(program).map((command) => command.name()),
      );
      return `Kommandot ${word} finns inte.${meant === null ? '' : ` Menade du ${meant}?`}\nAlla kommandon: overgang --help`;
    }
    case 'commander.unknownOption': {
      const flags = [program, ...allCommands(program)].flatMap((command) =>
        command.options.map(({ long }) => long ?? ''),
      );
      const meant = closest(
        word,
        flags.filter((flag) => flag !== ''),
      );
      return `Flaggan ${word} finns inte här.${meant === null ? '' : ` Menade du ${meant}?`}\nSe overgang help KOMMANDO.`;
    }
    case 'commander.missingArgument':
      return `Kommandot behöver ${word}.\nSe overgang help KOMMANDO.`;
    case 'commander.optionMissingArgument':
      return `Flaggan ${longFlag(word)} behöver ett värde.\nSe overgang help KOMMANDO.`;
    case 'commander.missingMandatoryOptionValue':
      return `Flaggan ${longFlag(word)} måste anges.\nSe overgang help KOMMANDO.`;
    case 'commander.excessArguments':
      return 'Kommandot fick fler argument än det tar.\nSe overgang help KOMMANDO.';
    default:
      return `Kommandoraden går inte att tolka${word === '' ? '' : ` vid ${word}`}.\nSe overgang --help.`;
  }
}
