import type { CommandDefinition, Outcome } from '../command.ts';
import { saidAgainst } from '../said-against.ts';

interface DecideOptions {
  readonly as: string;
  readonly reason: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

export const decideCommand: CommandDefinition = {
  name: 'decide',
  summary: 'fatta beslut om ett ärendes klass; beslutet står kvar vid nya inläsningar',
  define(command, run) {
    command
      .argument('<id>', 'SIP-id, vårdtillfälle eller referens från en arbetslista')
      .requiredOption(
        '--as <klass>',
        'klassen som gäller, till exempel move-outside-vardtillfalle; not-protected: personen är inte den skyddade med samma namn',
      )
      .requiredOption('--reason <text>', 'varför; inga namn eller personnummer')
      .option('--by <vem>', 'vem som beslutar (annars den inloggade)')
      .option('-n, --dry-run', 'visa vad som skulle skrivas, skriv inget');
    run(async ({ terminal, asOf, isJson, writer, withRegister }) => {
      const options = command.opts<DecideOptions>();
      const isDryRun = options.dryRun === true;
      const { decideCase } = await import('../../app/tracking/record-event.ts');
      const tracking = await import('../../domain/tracking/tracking.ts');
      return withRegister(isDryRun ? 'read' : 'write', (register): Outcome => {
        const event = decideCase(register, {
          id: command.args[0] ?? '',
          class: options.as,
          reason: options.reason,
          on: asOf,
          by: options.by ?? null,
          asOf,
          writer,
          isDryRun,
        });
        const { NOT_PROTECTED } = tracking;
        if (isJson) terminal.printJson({ ...event, class: options.as, effectiveOn: asOf });
        else
          terminal.print(
            `${isDryRun ? 'Skulle skriva' : `Händelse ${event.seq}`}: ${event.caseId} beslutas som ${options.as}.${options.as === NOT_PROTECTED ? ' Det gäller alla personens ärenden.' : ''}`,
          );
        if (!isJson && event.isProtected)
          terminal.print(
            'Personen har skyddade personuppgifter: ärendet står kvar på listan för utsedda handläggare.',
          );
        if (!isJson) for (const text of saidAgainst(event)) terminal.print(text);
        return 'done';
      });
    });
  },
};
