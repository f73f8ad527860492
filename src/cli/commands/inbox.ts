import { basename } from 'node:path';
import type { InboxKind } from '../../domain/inbox/inbox-kinds.ts';
import type { InboxEntry, InboxItem } from '../../domain/inbox/inbox.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { kommunChoices, partChoices } from '../choices.ts';
import { choiceOption, unitOption } from '../options.ts';
import type { Session } from '../session.ts';

interface InboxOptions {
  readonly kind?: readonly string[];
  readonly kommun?: string;
  readonly part?: string;
  readonly unit?: string;
  readonly recipient?: string;
  readonly withTexts?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly done?: readonly string[];
  readonly release?: readonly string[];
  readonly by?: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

export const inboxCommand: CommandDefinition = {
  name: 'inbox',
  summary: 'vad som behöver en människa: hjälp, kommentarer, konflikter, beslut, listor som inte är tillbaka',
  define(command, run) {
    command
      .option('--kind <sort...>', 'bara en eller flera sorter, till exempel help eller comment')
      .option('--kommun <kommun>', 'bara en kommuns (namn eller kod)')
      .option('--part <part>', 'bara en parts')
      .option('--unit <enhet>', 'bara en enhets')
      .option('--recipient <mottagare>', 'bara en mottagares')
      .option('--with-texts', 'visa kommentarerna och texterna till den som hjälper; loggas')
      .option('-o, --output <fil>', 'skriv inkorgen som webbsida (.html)')
      .option('--force', 'skriv över en fil som redan finns')
      .option('--done <id...>', 'det här är omhändertaget; loggas, och ångras med undo')
      .option('--release <id...>', 'kommentaren får stå på sidor som lämnar registret')
      .option('--by <vem>', 'vem som har gjort det (annars den inloggade)')
      .option('--reason <text>', 'hur; inga namn på patienter eller personnummer')
      .option('-n, --dry-run', 'med --done eller --release: visa vad som skulle skrivas, skriv inget');
    run(async (session) => {
      const options = command.opts<InboxOptions>();
      const { done, release } = options;
      if (done !== undefined || release !== undefined) return settle(session, options);
      if (options.by !== undefined || options.reason !== undefined)
        throw new UserError('INBOX_NOTHING_TO_SETTLE');
      return show(session, options);
    });
  },
};

async function show(session: Session, options: InboxOptions): Promise<Outcome> {
  const { terminal, asOf, isJson, withRegister, logAccess, path } = session;
  const { takeInbox } = await import('../../app/inbox/take-inbox.ts');
  const { tellInbox } = await import('../../app/inbox/told-inbox.ts');
  const kinds = await kindsOf(options.kind);
  const file = options.output === undefined ? null : path(options.output);
  if (file !== null) refuseOtherThanPage(options.output ?? '');
  return withRegister('read', async (register): Promise<Outcome> => {
    const { profile } = register;
    const all = takeInbox(register, asOf);
    const items = await filteredBy(register, options, kinds, all);
    const shows = options.withTexts === true ? 'all' : file === null ? 'none' : 'released';
    const told = tellInbox(register, asOf, items, shows);
    const { shownItems, inboxText } = await import('../../documents/inbox/inbox-text.ts');
    const isShort = kinds === null;
    const seen = isJson || file !== null ? told : shownItems(told, isShort);
    await logAccess(
      register,
      { references: referencesIn(seen), files: file === null ? [] : [basename(file)] },
      options.withTexts === true ? '--with-texts' : undefined,
    );
    if (file !== null) {
      const { writeInbox } = await import('../../app/inbox/write-inbox.ts');
      const { watermarkOf } = await import('../../app/guards/rehearsal-mark.ts');
      const model = { asOf, profile, entries: told, watermark: watermarkOf(register) };
      await writeInbox(file, model, { force: options.force === true });
      terminal.say(`Inkorgen är skriven: ${options.output ?? ''}`);
    }
    if (isJson) terminal.printJson({ asOf, items: told, counts: countsOf(items) });
    else if (file === null)
      terminal.print(
        inboxText(told, { asOf, profile, isShort }, terminal.paint, Math.min(terminal.width, 80)),
      );
    return 'done';
  });
}

async function settle(session: Session, options: InboxOptions): Promise<Outcome> {
  const { terminal, asOf, isJson, writer, withRegister } = session;
  const { releaseComments, settleItems } = await import('../../app/inbox/settle-items.ts');
  const isDryRun = options.dryRun === true;
  const request = {
    ...{ by: options.by ?? null, reason: options.reason ?? null, asOf, writer, isDryRun },
  };
  return withRegister(isDryRun ? 'read' : 'write', (register): Outcome => {
    const released = releaseComments(register, { ...request, ids: options.release ?? [] });
    const done = settleItems(register, { ...request, ids: options.done ?? [] });
    if (isJson) terminal.printJson({ asOf, released, done });
    else
      terminal.print(
        [
          ...released.map(({ seq, id }) => `${eventOf(seq)}: kommentaren i ${id} får visas på sidor.`),
          ...done.map(({ seq, id }) => `${eventOf(seq)}: ${id} är omhändertaget.`),
        ].join('\n'),
      );
    return 'done';
  });
}

const eventOf = (seq: number): string => (seq === 0 ? 'Skulle skriva' : `Händelse ${seq}`);

/** References of cases; the number of a list says nothing of anybody. */
const referencesIn = (entries: readonly InboxEntry[]): readonly string[] => [
  ...new Set(entries.flatMap(({ kind, references }) => (kind === 'late-list' ? [] : references))),
];

function countsOf(items: readonly InboxItem[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function kindsOf(written: readonly string[] | undefined): Promise<readonly InboxKind[] | null> {
  if (written === undefined) return null;
  const { INBOX_KIND_NAMES, inboxKind } = await import('../../domain/inbox/inbox-kinds.ts');
  const choices = INBOX_KIND_NAMES.map((code) => ({ code, spellings: [inboxKind(code).title] }));
  return written.flatMap((one) => one.split(',')).map((one) => choiceOption('--kind', one, choices));
}

function refuseOtherThanPage(file: string): void {
  choiceOption('-o', /\.([a-z]+)$/iu.exec(file)?.[1] ?? '', [{ code: 'html', spellings: ['htm'] }]);
}

/** By whose it is: a unit of a kommun is the kommun's, where the list of units says so. */
async function filteredBy(
  register: Register,
  { kommun, part, unit, recipient }: InboxOptions,
  kinds: readonly InboxKind[] | null,
  items: readonly InboxItem[],
): Promise<readonly InboxItem[]> {
  const { db, profile } = register;
  const { filtered } = await import('../../domain/inbox/inbox.ts');
  const { fold } = await import('../../domain/words/fold.ts');
  const { ownerFilter } = await import('../../app/inbox/owner-filter.ts');
  const { knownUnitNames } = await import('../../app/cases/kept-status.ts');
  const recipients = new Set(items.flatMap((one) => (one.isGuarded ? [] : [one.recipient])));
  const choices = [...recipients].map((code) => ({ code, spellings: [] }));
  const asked = {
    kommun: kommun === undefined ? null : choiceOption('--kommun', kommun, kommunChoices(profile)),
    part: part === undefined ? null : choiceOption('--part', part, partChoices),
    unit: unit === undefined ? null : unitOption(unit, knownUnitNames(register)),
    recipient: recipient === undefined ? null : fold(choiceOption('--recipient', recipient, choices)),
  };
  const isEverywhere = Object.values(asked).every((one) => one === null);
  return filtered(items, { kinds, isOf: ownerFilter(db, asked), isEverywhere });
}
