import type { ListDiff, NamedCase } from '../../domain/fates/list-diff.ts';
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
    run(async ({ terminal, isJson, withRegister, logAccess }) => {
      const { from = null, to = null, as = null } = command.opts<DiffOptions>();
      const { diffLists } = await import('../../app/lists/diff-lists.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const kind = as === null ? null : choiceOption('--as', as, kindChoices(register.profile));
        const diff = diffLists(register, { from, to, kind });
        const { casesInDiff, diffText } = await import('../../documents/lists/diff-text.ts');
        await logAccess(register, { cases: casesInDiff(diff, isJson) });
        if (isJson) terminal.printJson(asJson(diff));
        else {
          terminal.print(diffText(diff, register.profile, terminal.paint, terminal.width));
        }
        return 'done';
      });
    });
  },
};

const named = ({ id, reference, row }: NamedCase): Omit<NamedCase, 'caseNo'> => ({ id, reference, row });

function asJson(diff: ListDiff): unknown {
  return {
    ...diff,
    new: diff.new.map(named),
    gone: diff.gone.map(named),
    back: diff.back.map(named),
    changed: diff.changed.map(({ fields, ...rest }) => ({
      ...named(rest),
      fields: fields.map(({ column, from, to, isHidden }) => ({
        column,
        from,
        to,
        ...(isHidden ? { hidden: true } : {}),
      })),
    })),
  };
}
