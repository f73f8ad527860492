import { join } from 'node:path';
import type { CommandDefinition, Outcome } from '../command.ts';
import { returnedFileJson, returnedOutcome } from '../returned-outcome.ts';

export const rehearseCommand: CommandDefinition = {
  name: 'rehearse',
  summary: 'öva: kopiera registret, spela ifyllda listor i kopian och se vad de skulle ändra',
  define(command, run) {
    command
      .argument('[fil...]', 'ifyllda listor att spela')
      .requiredOption('-o, --output <mapp>', 'mapp att lägga övningens register i')
      .option('--force', 'börja om: skriv över en övning som redan finns');
    run(async ({ terminal, asOf, isJson, path, writer, context, withRegister, logAccess }) => {
      const options = command.opts<{ output: string; force?: boolean }>();
      const { REHEARSAL_FILE, rehearse } = await import('../../app/rehearse.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const { profile } = register;
        // The copy holds everybody that the register does.
        await logAccess(register, { files: [REHEARSAL_FILE] });
        const report = await terminal.whileWorking('Övar', () =>
          rehearse(register, {
            folder: path(options.output),
            files: command.args.map(path),
            asOf,
            writer,
            readerProcess: context.readerProcess,
            force: options.force === true,
          }),
        );
        const { of, on, seq } = report.rehearsal;
        terminal.markAs((await import('../../app/guards/rehearsal-mark.ts')).markOf(report.rehearsal));
        if (isJson) {
          terminal.printJson({
            register: report.path,
            asOf,
            files: report.played.map(returnedFileJson),
            changes: report.changes,
          });
        } else {
          const { rehearsalText } = await import('../../documents/status/rehearsal-text.ts');
          const { returnedText } = await import('../../documents/worklist/return-text.ts');
          const width = Math.min(terminal.width, 80);
          terminal.print(
            [
              ...report.played.flatMap((played) =>
                'error' in played ? [] : [returnedText(played, false, terminal.paint, width)],
              ),
              rehearsalText(
                { of, on, seq, changes: report.changes, register: join(options.output, REHEARSAL_FILE) },
                profile,
                terminal.paint,
                width,
              ),
            ].join('\n\n'),
          );
        }
        for (const played of report.played)
          if ('error' in played) terminal.warn(`${played.error.message}\n${played.error.hint}`);
        return returnedOutcome(report.played);
      });
    });
  },
};
