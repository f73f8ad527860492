import type { ListDiff } from '../../domain/records/list-diff.ts';
import { kindChoices } from '../choices.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { choiceOption } from '../options.ts';

interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly as?: string;
}

export const diffCommand: CommandDefinition = {
  name: 'diff',
  summary: 'visa vad två uttag skiljer sig i: nya, ändrade, borta, tillbaka',
  define(command, run) {
    command
      .option('--from <uttag>', 'källans nummer, filnamn eller uttagsdag (annars uttaget före)')
      .option('--to <uttag>', 'källans nummer, filnamn eller uttagsdag (annars det nyaste)')
      .option('--as <sort>', 'listornas sort (annars de angivna uttagens, eller SIP)');
    run(async ({ terminal, isJson, withRegister }) => {
      const { from = null, to = null, as = null } = command.opts<DiffOptions>();
      const kind = as === null ? null : choiceOption('--as', as, kindChoices);
      const { diffLists } = await import('../../app/diff-lists.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const diff = diffLists(register, { from, to, kind });
        if (isJson) terminal.printJson(asJson(diff));
        else {
          const { diffText } = await import('../../report/diff-text.ts');
          terminal.print(diffText(diff, terminal.paint, terminal.width));
        }
        return 'done';
      });
    });
  },
};

function asJson({ changed, ...diff }: ListDiff): unknown {
  return {
    ...diff,
    changed: changed.map(({ fields, ...named }) => ({
      ...named,
      fields: fields.map(({ column, from, to, isHidden }) => ({
        column,
        from,
        to,
        ...(isHidden ? { hidden: true } : {}),
      })),
    })),
  };
}
