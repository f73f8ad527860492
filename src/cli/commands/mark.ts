import { fillNames } from '../../domain/profile/fill-text.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { MARK_NAMES, MARKS } from '../../domain/answers/marks.ts';
import { choiceOption, dayOption } from '../options.ts';

interface MarkOptions {
  readonly on?: string;
  readonly by?: string;
  readonly note: string;
  readonly dryRun?: boolean;
}

export const markCommand: CommandDefinition = {
  name: 'mark',
  summary: 'skriv in en händelse för hand om ett ärende',
  define(command, run) {
    command
      .argument('<id>', 'SIP-id, vårdtillfälle eller referens från en arbetslista')
      .argument('<händelse>', MARK_NAMES.join(', '))
      .requiredOption('--note <text>', 'vad händelsen grundas på; inga namn eller personnummer')
      .option('--on <dag>', 'dagen det hände (annars --as-of)')
      .option('--by <vem>', 'vem som intygar (annars den inloggade)')
      .option('-n, --dry-run', 'visa vad som skulle skrivas, skriv inget');
    run(async ({ terminal, asOf, isJson, writer, withRegister }) => {
      const options = command.opts<MarkOptions>();
      const [id = '', written = ''] = command.args;
      const isDryRun = options.dryRun === true;
      const { markCase } = await import('../../app/tracking/record-event.ts');
      return withRegister(isDryRun ? 'read' : 'write', (register): Outcome => {
        const mark = choiceOption(
          'Händelsen',
          written,
          MARK_NAMES.map((code) => ({ code, spellings: [fillNames(MARKS[code].label, register.profile)] })),
        );
        const on = options.on === undefined ? asOf : dayOption('--on', options.on);
        const event = markCase(register, {
          id,
          mark,
          note: options.note,
          on,
          by: options.by ?? null,
          asOf,
          writer,
          isDryRun,
        });
        if (isJson) terminal.printJson({ ...event, mark, effectiveOn: on });
        else
          terminal.print(
            `${isDryRun ? 'Skulle skriva' : `Händelse ${event.seq}`}: ${event.caseId}, ${fillNames(MARKS[mark].label, register.profile)}, ${on}.`,
          );
        return 'done';
      });
    });
  },
};
