import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { TakenBack } from '../../app/worklists/return-list.ts';
import { returnedOutcome } from '../returned-outcome.ts';
import type { Terminal } from '../terminal.ts';

interface ReturnOptions {
  readonly conflicts?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly withdraw?: boolean;
  readonly reply?: string;
}

export const returnCommand: CommandDefinition = {
  name: 'return',
  summary: 'ta emot ifyllda arbetslistor: bara det som är ändrat, och inget svar över ett annat',
  define(command, run) {
    command
      .argument('[fil...]', 'ifyllda listor, paket (zip) eller mappar med dem, krypterade eller inte')
      .option('--conflicts <mapp>', 'skriv svaren som är i konflikt, en arbetsbok per steg och mottagare')
      .option('--reply <mapp>', 'skriv svar till dem som lämnat in, en mapp för varje mottagare')
      .option(
        '--withdraw',
        'listorna är rättade: ta tillbaka det som samma lista sade förut och inte säger längre',
      )
      .option('-n, --dry-run', 'visa vad som skulle läsas in, skriv inget')
      .option('--force', 'skriv över konfliktlistor som redan finns');
    run(async (session) => {
      const { terminal, asOf, isJson, path, writer, context, askHidden, withRegister } = session;
      const options = command.opts<ReturnOptions>();
      const files = command.args;
      if (files.length === 0 && options.conflicts === undefined) throw new UserError('RETURN_NOTHING_ASKED');
      const isDryRun = options.dryRun === true;
      const { returnLists } = await import('../../app/worklists/return-list.ts');
      const { heldCells } = await import('../../app/cases/answered-case.ts');
      return withRegister('write', async (register): Promise<Outcome> => {
        const request = {
          asOf,
          writer,
          readerProcess: context.readerProcess,
          isDryRun,
          withdraws: options.withdraw === true,
          askPassword: (file: string) => askHidden(`Lösenordet till ${file}:`),
        };
        const outcomes = await returnLists(register, files.map(path), request, (file, work) =>
          terminal.whileWorking(`Läser ${file}`, work),
        );
        const conflictLists =
          options.conflicts === undefined || isDryRun
            ? null
            : await (
                await import('../../app/worklists/hand-out-conflicts.ts')
              ).handOutConflicts(register, {
                folder: path(options.conflicts),
                asOf,
                writer,
                force: options.force === true,
              });
        const replies =
          options.reply === undefined || isDryRun
            ? null
            : await (
                await import('../../app/worklists/write-replies.ts')
              ).writeReplies(register, outcomes, {
                ...{ folder: path(options.reply), asOf, writer },
              });
        const held = heldCells(register.db).length;
        if (isJson) {
          terminal.printJson({
            files: outcomes.flatMap((outcome) => ('error' in outcome ? [] : [outcome])),
            held,
            conflictLists: conflictLists ?? [],
            ...(replies === null ? {} : { replies }),
          });
        } else await printReturned(terminal, { outcomes, conflictLists, held, isDryRun });
        if (replies !== null && !isJson)
          terminal.print(`${String(replies.length)} svar att skicka tillbaka: ${options.reply ?? ''}`);
        for (const outcome of outcomes)
          if ('error' in outcome) terminal.warn(`${outcome.error.message}\n${outcome.error.hint}`);
        if (!isDryRun && files.length > 0) await (await import('../say-next.ts')).sayNext(session, register);
        return returnedOutcome(outcomes);
      });
    });
  },
};

async function printReturned(
  { paint, width, print }: Terminal,
  said: {
    readonly outcomes: readonly TakenBack[];
    readonly conflictLists: readonly { readonly path: string; readonly rows: number }[] | null;
    readonly held: number;
    readonly isDryRun: boolean;
  },
): Promise<void> {
  const { outcomes, conflictLists, held, isDryRun } = said;
  const { heldText, returnedText } = await import('../../documents/worklist/return-text.ts');
  const narrow = Math.min(width, 80);
  const texts = outcomes.flatMap((outcome) =>
    'error' in outcome ? [] : [returnedText(outcome, isDryRun, paint, narrow)],
  );
  if (texts.length > 0) print(texts.join('\n\n'));
  for (const { path, rows } of conflictLists ?? []) print(`${path}: ${rows} rader att avgöra`);
  if (conflictLists?.length === 0) print('Inget är i konflikt: inget är skrivet.');
  if (held > 0 && conflictLists === null) print(heldText(held, paint, narrow));
  if (isDryRun) print('Provkörning: inget är skrivet.');
}
