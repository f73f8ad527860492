import type { CommandDefinition, Outcome } from '../command.ts';
import { kommunChoices, partChoices } from '../choices.ts';
import { choiceOption } from '../options.ts';

export const statusCommand: CommandDefinition = {
  name: 'status',
  summary: 'visa läget: öppna ärenden per part och kommun',
  worksAfterGallring: true,
  define(command, run) {
    command
      .option('--kommun <kommun>', 'bara en kommun (namn eller kod)')
      .option('--part <part>', 'bara en samordningsansvarig part');
    run(async ({ terminal, asOf, isJson, withRegister, logAccess }) => {
      const options = command.opts<{ kommun?: string; part?: string }>();
      const { takeStatus } = await import('../../app/take-status.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const filter = {
          kommun:
            options.kommun === undefined
              ? null
              : choiceOption('--kommun', options.kommun, kommunChoices(register.profile)),
          part: options.part === undefined ? null : choiceOption('--part', options.part, partChoices),
        };
        const status = takeStatus(register, asOf, filter);
        if (status.answers.needAttention.length > 0) {
          const { referencesInStatus } = await import('../../report/status-text.ts');
          await logAccess(register, { references: referencesInStatus(status, isJson) });
        }
        if (isJson) terminal.printJson(status);
        else {
          const { statusText } = await import('../../report/status-text.ts');
          terminal.print(statusText(status, register.profile, filter, terminal.paint));
        }
        return 'done';
      });
    });
  },
};
