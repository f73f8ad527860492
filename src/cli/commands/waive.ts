import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { closest } from '../choices.ts';
import { dayOption } from '../options.ts';

interface WaiveOptions {
  readonly reason?: string;
  readonly by?: string;
  readonly until?: string;
  readonly dryRun?: boolean;
}

export const waiveCommand: CommandDefinition = {
  name: 'waive',
  summary:
    'släpp igenom ett villkor i readiness, med skäl, namn och sista dag; utan villkor visas de som finns',
  define(command, run) {
    command
      .argument(
        '[villkor]',
        'villkorets id i overgang readiness --json, till exempel laslage-instangda-avgjorda',
      )
      .option('--reason <text>', 'varför; inga namn på patienter eller personnummer')
      .option('--by <vem>', 'den som har beslutat det')
      .option('--until <dag>', 'sista dagen undantaget räknas')
      .option('-n, --dry-run', 'visa vad som skulle skrivas, skriv inget');
    run(async ({ terminal, asOf, isJson, writer, withRegister }) => {
      const [gate] = command.args;
      const options = command.opts<WaiveOptions>();
      const { listWaivers, waiveGate } = await import('../../app/readiness/waive-gate.ts');
      if (gate === undefined) {
        const { waiversText } = await import('../../documents/readiness/waivers-text.ts');
        return withRegister('read', (register): Outcome => {
          const waivers = listWaivers(register, asOf);
          if (isJson) terminal.printJson({ asOf, waivers });
          else terminal.print(waiversText(waivers, asOf));
          return 'done';
        });
      }
      const { reason = '', by = '', until } = options;
      const { planOf } = await import('../../domain/plan/plan.ts');
      const isDryRun = options.dryRun === true;
      return withRegister(isDryRun ? 'read' : 'write', (register): Outcome => {
        refuseUnknown(
          gate,
          planOf(register.profile).gates.map(({ id }) => id),
        );
        if (until === undefined) throw new UserError('DAY_FAULTY', { option: '--until', value: '' });
        const waiver = waiveGate(register, {
          gate,
          reason,
          by,
          until: dayOption('--until', until),
          asOf,
          writer,
          isDryRun,
        });
        if (isJson) terminal.printJson(waiver);
        else
          terminal.print(
            `${isDryRun ? 'Skulle skriva' : `Händelse ${waiver.seq}`}: ${waiver.gate} släpps igenom till och med ${waiver.until}, ${waiver.by}.`,
          );
        return 'done';
      });
    });
  },
};

function refuseUnknown(gate: string, known: readonly string[]): void {
  if (known.includes(gate)) return;
  const meant = closest(gate, known);
  throw new UserError('GATE_UNKNOWN', {
    gate,
    suggestion: meant === null ? '' : `Menade du ${meant}? `,
    known: known.join(', '),
  });
}
