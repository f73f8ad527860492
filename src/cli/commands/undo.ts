import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';

interface UndoOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const undoCommand: CommandDefinition = {
  name: 'undo',
  summary: 'ångra en händelse, eller en hel inlämning, med en mothändelse; inget tas bort',
  define(command, run) {
    command
      .argument('[vad]', 'händelsens nummer eller inlämningen, till exempel R-0003 (annars det senaste)')
      .option('-y, --yes', 'ångra utan att fråga')
      .option('-n, --dry-run', 'visa vad som berörs, skriv inget');
    run(async ({ terminal, asOf, isJson, writer, mayAsk, confirm, withRegister }) => {
      const options = command.opts<UndoOptions>();
      const isDryRun = options.dryRun === true;
      const { planUndo, undo } = await import('../../app/tracking/undo.ts');
      return withRegister(isDryRun ? 'read' : 'write', async (register): Promise<Outcome> => {
        const plan = planUndo(register, command.args[0] ?? null);
        if (!isJson) {
          const { undoText } = await import('../../documents/log/undo-text.ts');
          terminal.print(undoText(plan, register.profile, terminal.paint, Math.min(terminal.width, 80)));
        }
        const answer = (seq: number | null): void => {
          const { targets, returnId, comesBack, later, lists } = plan;
          if (isJson) terminal.printJson({ seq, return: returnId, undone: targets, comesBack, later, lists });
        };
        if (isDryRun) {
          answer(null);
          if (!isJson) terminal.print('Provkörning: inget är skrivet.');
          return 'done';
        }
        if (options.yes !== true && !mayAsk) throw new UserError('UNDO_NEEDS_YES');
        if (options.yes !== true && !(await confirm('Ångra?'))) {
          answer(null);
          if (!isJson) terminal.print('Inget är ångrat.');
          return 'no';
        }
        const seq = undo(register, plan, { asOf, writer });
        answer(seq);
        if (!isJson) terminal.print(`Händelse ${seq}: ångrat. Ångra det med "overgang undo ${seq}".`);
        return 'done';
      });
    });
  },
};
