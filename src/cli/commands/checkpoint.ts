import { CHECKPOINT_KINDS, type CheckpointKind } from '../../domain/checkpoints/checkpoint.ts';
import { readInstant } from '../../domain/calendar/days.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { choiceOption } from '../options.ts';

interface CreateOptions {
  readonly kind: string;
  readonly by: string;
  readonly role?: string;
  readonly statement: string;
  readonly output: string;
  readonly at?: string;
  readonly sources?: string;
  readonly pseudonymised?: boolean;
  readonly sign?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const KINDS = Object.entries(CHECKPOINT_KINDS).map(([code, label]) => ({
  code: code as CheckpointKind,
  spellings: [label],
}));

const createCommand: CommandDefinition = {
  name: 'create',
  summary: 'gör en kontrollpunkt: en mapp som andra kan kontrollera utan verktyget',
  define(command, run) {
    command
      .requiredOption('--kind <sort>', Object.keys(CHECKPOINT_KINDS).join(', '))
      .requiredOption('--by <vem>', 'den som intygar')
      .requiredOption('--statement <text>', 'vad som intygas, till exempel ”Systemet är satt i läsläge”')
      .requiredOption('-o, --output <mapp>', 'ny mapp att skriva i')
      .option('--role <text>', 'rollen hos den som intygar')
      .option('--at <tid>', 'när det gäller från, ÅÅÅÅ-MM-DDTHH:MM svensk tid (annars --as-of)')
      .option('--sources <mapp>', 'ta med listorna själva, om de finns i mappen')
      .option('--pseudonymised', 'ta inte med några personuppgifter om patienter')
      .option('--sign <nyckelfil>', 'skriv under med ssh-keygen')
      .option('-n, --dry-run', 'visa vad som skulle intygas, skriv inget')
      .option('--force', 'ersätt en kontrollpunkt som ligger i mappen');
    run(async ({ terminal, asOf, isJson, path, writer, withRegister }) => {
      const options = command.opts<CreateOptions>();
      const isDryRun = options.dryRun === true;
      const kind = choiceOption('--kind', options.kind, KINDS);
      const effectiveAt = options.at === undefined ? asOf : instantOption('--at', options.at);
      const { createCheckpoint } = await import('../../app/checkpoints/create-checkpoint.ts');
      const { gatesAt } = await import('../../app/readiness/take-readiness.ts');
      return withRegister(isDryRun ? 'read' : 'write', async (register): Promise<Outcome> => {
        const created = await terminal.whileWorking('Gör kontrollpunkten', () =>
          createCheckpoint(register, {
            folder: path(options.output),
            kind,
            by: options.by,
            role: options.role ?? null,
            statement: options.statement,
            effectiveAt,
            asOf,
            writer,
            isPseudonymised: options.pseudonymised === true,
            sourceFolder: options.sources === undefined ? null : path(options.sources),
            signingKey: options.sign === undefined ? null : path(options.sign),
            force: options.force === true,
            isDryRun,
            gatesOf: gatesAt,
          }),
        );
        const { data, sealed, missingSources } = created;
        if (isJson) {
          terminal.printJson({
            checkpoint: data.checkpoint,
            kind,
            effectiveAt,
            folder: isDryRun ? null : path(options.output),
            head: sealed === null ? null : { seq: sealed.seq, hash: sealed.hash },
            manifestSha512: sealed?.manifestSha512 ?? null,
            isSigned: sealed?.isSigned ?? false,
            counts: data.counts,
            openExceptions: data.openExceptions.length,
            datedAhead: data.datedAhead ?? [],
            lateAnswers: data.lateAnswers ?? [],
            missingSources,
          });
        } else {
          const { createdText } = await import('../../documents/checkpoint/checkpoint-text.ts');
          terminal.print(createdText(created, options.output, terminal.paint, Math.min(terminal.width, 80)));
        }
        return 'done';
      });
    });
  },
};

const listCommand: CommandDefinition = {
  name: 'list',
  summary: 'visa registrets kontrollpunkter, och om något läsläge låser det',
  worksAfterGallring: true,
  define(_command, run) {
    run(async ({ terminal, isJson, withRegister }) => {
      const { listCheckpoints } = await import('../../app/checkpoints/list-checkpoints.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const checkpoints = listCheckpoints(register);
        if (isJson) terminal.printJson({ checkpoints });
        else {
          const { listedText } = await import('../../documents/checkpoint/checkpoint-text.ts');
          terminal.print(listedText(checkpoints, terminal.paint, Math.min(terminal.width, 80)));
        }
        return 'done';
      });
    });
  },
};

const verifyCommand: CommandDefinition = {
  name: 'verify',
  summary: 'kontrollera en kontrollpunkts mapp; behöver inget register, skriver inget',
  define(command, run) {
    command.argument('<mapp...>', 'mappen; av flera, i ordning, prövas också att de hör ihop');
    run(async ({ terminal, isJson, path }): Promise<Outcome> => {
      const { verifyCheckpoints } = await import('../../app/checkpoints/verify-checkpoint.ts');
      const written = command.args;
      const folders = await terminal.whileWorking('Kontrollerar', () =>
        verifyCheckpoints(written.map((folder) => path(folder))),
      );
      const isOk = folders.every(({ problems }) => problems.length === 0);
      if (isJson) {
        const all = (list: 'problems' | 'warnings'): unknown[] =>
          folders.flatMap((one) =>
            one[list].map(({ what, where, code }) => ({
              what,
              where: folders.length === 1 ? where : `${one.folder}/${where}`,
              code,
            })),
          );
        terminal.printJson({
          ok: isOk,
          problems: all('problems'),
          warnings: all('warnings'),
          checkpoints: folders.map(({ folder, checkpoint }) => ({ folder, ...checkpoint })),
        });
      } else {
        const { verifiedText } = await import('../../documents/checkpoint/checkpoint-text.ts');
        terminal.print(verifiedText(folders, terminal.paint, Math.min(terminal.width, 80)));
      }
      return isOk ? 'done' : 'no';
    });
  },
};

interface UnlockOptions {
  readonly by: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

const unlockCommand: CommandDefinition = {
  name: 'unlock',
  summary: 'häv läsläget; det kräver en person och ett skäl, och står i loggen',
  define(command, run) {
    command
      .requiredOption('--by <vem>', 'den som häver')
      .requiredOption('--reason <text>', 'varför; inga namn på patienter eller personnummer')
      .option('-n, --dry-run', 'visa vad som skulle hävas, skriv inget');
    run(async ({ terminal, asOf, isJson, writer, withRegister }) => {
      const { by, reason, dryRun: isDryRun = false } = command.opts<UnlockOptions>();
      const { unlock } = await import('../../app/checkpoints/unlock.ts');
      return withRegister(isDryRun ? 'read' : 'write', (register): Outcome => {
        const { seq, checkpoint } = unlock(register, { by, reason, asOf, writer, isDryRun });
        if (isJson) terminal.printJson({ seq, checkpoint });
        else
          terminal.print(
            seq === null
              ? `Skulle häva läsläget i ${checkpoint}. Provkörning: inget är skrivet.`
              : `Händelse ${seq}: läsläget i ${checkpoint} är hävt. Kontrollpunkten står kvar.`,
          );
        return 'done';
      });
    });
  },
};

export const checkpointCommand: CommandDefinition = {
  name: 'checkpoint',
  summary: 'kontrollpunkter: intyga ett läge, visa, kontrollera, häv läsläge',
  define: () => undefined,
  subcommands: [createCommand, listCommand, verifyCommand, unlockCommand],
};

function instantOption(option: string, value: string): string {
  const instant = readInstant(value.trim());
  if (typeof instant !== 'string') throw new UserError('INSTANT_FAULTY', { option, value });
  return instant;
}
