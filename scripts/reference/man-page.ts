import type { Command } from 'commander';
import { EXAMPLES } from '../../src/cli/examples.ts';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';
import { HELP_TOPICS } from '../../src/cli/help-topics.ts';
import { PROJECT_FILE, SETTINGS } from '../../src/cli/settings.ts';
import { programForPages } from './commands-page.ts';

/** A text within roff: its own signs lose their meaning, and no line begins a request. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gmu, '\\&$1');

const term = (name: string, about: string): string => `.TP\n.B ${roff(name)}\n${roff(about)}`;

function commandPart(command: Command, above: readonly string[]): readonly string[] {
  const names = [...above, command.name()];
  if (command.commands.length > 0) return command.commands.flatMap((below) => commandPart(below, names));
  const help = command.createHelp();
  const examples = EXAMPLES[names.join(' ')] ?? [];
  return [
    `.SS overgang ${roff([...names, ...command.registeredArguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))].join(' '))}`,
    roff(`${command.description()}.`),
    ...command.options.map((option) => term(option.flags, help.optionDescription(option))),
    ...(examples.length === 0
      ? []
      : ['.PP', 'Exempel:', '.nf', ...examples.map((one) => roff(`  overgang ${one}`)), '.fi']),
  ];
}

/** The manual page, from the commands themselves. */
export function manPage(): string {
  const program = programForPages();
  return [
    '.\\" Generated from src/cli/ by npm run generate; changes made here are lost.',
    '.TH OVERGANG 1 "" "overgang" "Användarkommandon"',
    '.SH NAMN',
    'overgang \\- från Prator till Lifecare SP: inget tappas, inget gissas',
    '.SH SYNOPSIS',
    '.B overgang',
    '[KOMMANDO] [flaggor]',
    '.SH BESKRIVNING',
    roff(program.description()),
    '.PP',
    roff('Ensamt på en terminal visar overgang var arbetet står och vad som kan göras nu (overgang guide).'),
    '.SH GEMENSAMMA FLAGGOR',
    ...program.options.map((option) => term(option.flags, option.description)),
    '.SH KOMMANDON',
    ...program.commands.flatMap((command) => commandPart(command, [])),
    '.SH INSTÄLLNINGAR',
    ...Object.entries(SETTINGS).map(([key, { variable, about }]) => term(`${variable}, ${key}`, about)),
    '.PP',
    roff(
      `Flaggor går före miljövariabler, de före ${PROJECT_FILE} i mappen, och den före overgang/config.json i användarens mapp för inställningar.`,
    ),
    '.SH SLUTKODER',
    ...Object.values(EXIT_CODES).map(({ code, text }) => term(String(code), text)),
    '.SH SE OCKSÅ',
    roff(
      Object.keys(HELP_TOPICS)
        .map((name) => `overgang help ${name}`)
        .join(', '),
    ),
    '',
  ].join('\n');
}
