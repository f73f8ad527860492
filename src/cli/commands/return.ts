import { some } from '../../domain/words/counted.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { ConflictReport } from '../../app/worklists/hand-out-conflicts.ts';
import type { TakenBack } from '../../app/worklists/return-list.ts';
import { returnedFileJson, returnedOutcome } from '../returned-outcome.ts';
import type { Session } from '../session.ts';
import type { Register } from '../../register/file/register.ts';
import type { Terminal } from '../terminal.ts';

interface ReturnOptions {
  readonly conflicts?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly withdraw?: boolean;
  readonly reply?: string;
  readonly plain?: boolean;
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
      .option('--plain', 'konfliktlistor utan kryptering, fast det finns kontakter; loggas')
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
        const { conflicts, replies } = isDryRun
          ? { conflicts: null, replies: null }
          : await writeBesides(register, outcomes, session, options);
        const held = heldCells(register.db).length;
        const said = { outcomes, conflicts, replies, held, isDryRun };
        if (isJson) terminal.printJson(returnedJson(said));
        else await printReturned(terminal, said, options.reply ?? '');
        warnOf(terminal, said);
        if (!isDryRun && files.length > 0) await (await import('../say-next.ts')).sayNext(session, register);
        return returnedOutcome(outcomes, conflicts?.withoutContact ?? []);
      });
    });
  },
};

/** What a return writes besides the register, where it was asked for. */
async function writeBesides(
  register: Register,
  outcomes: readonly TakenBack[],
  { path, asOf, writer }: Session,
  { conflicts, reply, force, plain }: ReturnOptions,
): Promise<{ readonly conflicts: ConflictReport | null; readonly replies: readonly string[] | null }> {
  const written = { asOf, writer };
  return {
    conflicts:
      conflicts === undefined
        ? null
        : await (
            await import('../../app/worklists/hand-out-conflicts.ts')
          ).handOutConflicts(register, {
            ...{ ...written, folder: path(conflicts), force: force === true, isPlain: plain === true },
          }),
    replies:
      reply === undefined
        ? null
        : await (
            await import('../../app/worklists/write-replies.ts')
          ).writeReplies(register, outcomes, { ...written, folder: path(reply) }),
  };
}

interface Said {
  readonly outcomes: readonly TakenBack[];
  /** Null where none were asked for. */
  readonly conflicts: ConflictReport | null;
  readonly replies: readonly string[] | null;
  readonly held: number;
  readonly isDryRun: boolean;
}

const returnedJson = ({ outcomes, conflicts, replies, held }: Said) => ({
  files: outcomes.map(returnedFileJson),
  held,
  conflictLists: conflicts?.lists ?? [],
  ...(conflicts === null ? {} : { withoutContact: conflicts.withoutContact }),
  ...(replies === null ? {} : { replies }),
});

function warnOf({ warn }: Terminal, { outcomes, conflicts }: Said): void {
  for (const outcome of outcomes)
    if ('error' in outcome) warn(`${outcome.error.message}\n${outcome.error.hint}`);
  for (const text of conflicts?.warnings ?? []) warn(text);
}

async function printReturned(
  { paint, width, print }: Terminal,
  { outcomes, conflicts, replies, held, isDryRun }: Said,
  replyFolder: string,
): Promise<void> {
  const { heldText, returnedText } = await import('../../documents/worklist/return-text.ts');
  const narrow = Math.min(width, 80);
  const texts = outcomes.flatMap((outcome) =>
    'error' in outcome ? [] : [returnedText(outcome, isDryRun, paint, narrow)],
  );
  if (texts.length > 0) print(texts.join('\n\n'));
  for (const { path, id, rows } of conflicts?.lists ?? [])
    print(`${path}${conflicts?.isEncrypted === true ? `, ${id}` : ''}: ${some(rows, 'rad')} att avgöra`);
  if (conflicts?.lists.length === 0 && conflicts.withoutContact.length === 0)
    print('Inget är i konflikt: inget är skrivet.');
  if (held > 0 && conflicts === null) print(heldText(held, paint, narrow));
  if (isDryRun) print('Provkörning: inget är skrivet.');
  if (replies !== null) print(`${String(replies.length)} svar att skicka tillbaka: ${replyFolder}`);
}
