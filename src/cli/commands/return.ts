import { some } from '../../domain/words/counted.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { ConflictReport } from '../../app/worklists/hand-out-conflicts.ts';
import type { ReplyReport } from '../../app/worklists/write-replies.ts';
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
      .option('--plain', 'konfliktlistor och svar utan kryptering, fast det finns kontakter; loggas')
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
        const { failed, ...besides } = isDryRun
          ? NOTHING_BESIDES
          : await writeBesides(register, outcomes, session, options);
        const held = heldCells(register.db).length;
        const said = { outcomes, ...besides, held, isDryRun };
        if (isJson) terminal.printJson(returnedJson(said));
        else await printReturned(terminal, said, options.reply ?? '');
        warnOf(terminal, said);
        if (failed !== null) throw failed.error;
        if (!isDryRun && files.length > 0) await (await import('../say-next.ts')).sayNext(session, register);
        return returnedOutcome(outcomes, withoutContact(said));
      });
    });
  },
};

/** What a return writes besides the register. */
interface Besides {
  /** Null where none were asked for. */
  readonly conflicts: ConflictReport | null;
  readonly replies: ReplyReport | null;
  /** What could not be written; the answers are taken in all the same, and told before it. */
  readonly failed: { readonly error: unknown } | null;
}

const NOTHING_BESIDES: Besides = { conflicts: null, replies: null, failed: null };

async function writeBesides(
  register: Register,
  outcomes: readonly TakenBack[],
  { path, asOf, writer }: Session,
  options: ReturnOptions,
): Promise<Besides> {
  const written = { asOf, writer, isPlain: options.plain === true };
  let besides = NOTHING_BESIDES;
  try {
    if (options.conflicts !== undefined) {
      const { handOutConflicts } = await import('../../app/worklists/hand-out-conflicts.ts');
      const request = { ...written, folder: path(options.conflicts), force: options.force === true };
      besides = { ...besides, conflicts: await handOutConflicts(register, request) };
    }
    if (options.reply !== undefined) {
      const { writeReplies } = await import('../../app/worklists/write-replies.ts');
      const request = { ...written, folder: path(options.reply) };
      besides = { ...besides, replies: await writeReplies(register, outcomes, request) };
    }
  } catch (error) {
    return { ...besides, failed: { error } };
  }
  return besides;
}

interface Said extends Omit<Besides, 'failed'> {
  readonly outcomes: readonly TakenBack[];
  readonly held: number;
  readonly isDryRun: boolean;
}

/** Who was to have a list of conflicts, or a reply, and could not be sent it. */
const withoutContact = ({ conflicts, replies }: Said): readonly string[] => [
  ...new Set([...(conflicts?.withoutContact ?? []), ...(replies?.withoutContact ?? [])]),
];

function returnedJson(said: Said) {
  const { outcomes, conflicts, replies, held } = said;
  return {
    files: outcomes.map(returnedFileJson),
    held,
    conflictLists: conflicts?.lists ?? [],
    ...(conflicts === null && replies === null ? {} : { withoutContact: withoutContact(said) }),
    ...(replies === null ? {} : { replies: replies.files }),
  };
}

function warnOf({ warn }: Terminal, { outcomes, conflicts, replies }: Said): void {
  for (const outcome of outcomes)
    if ('error' in outcome) warn(`${outcome.error.message}\n${outcome.error.hint}`);
  for (const text of [...(conflicts?.warnings ?? []), ...(replies?.warnings ?? [])]) warn(text);
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
  if (replies !== null) print(`${String(replies.files.length)} svar att skicka tillbaka: ${replyFolder}`);
}
