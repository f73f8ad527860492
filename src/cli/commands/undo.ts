import { some } from '../../domain/words/counted.ts';
import { UserError } from '../../text/errors.ts';
import type { AsidePlan, SetAside } from '../../app/lists/set-aside-list.ts';
import type { Register } from '../../register/file/register.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';

interface UndoOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const undoCommand: CommandDefinition = {
  name: 'undo',
  summary: 'ångra en händelse, en hel inlämning eller en inläsning; inget tas bort ur loggen',
  define(command, run) {
    command
      .argument(
        '[vad]',
        'händelsens nummer, inlämningen (till exempel R-0003) eller en inläst fil (annars det senaste)',
      )
      .option('-y, --yes', 'ångra utan att fråga')
      .option('-n, --dry-run', 'visa vad som berörs, skriv inget');
    run(async (session) => {
      const { terminal, asOf, isJson, writer, mayAsk, confirm, withRegister } = session;
      const options = command.opts<UndoOptions>();
      const isDryRun = options.dryRun === true;
      const { planUndo, undo } = await import('../../app/tracking/undo.ts');
      return withRegister(isDryRun ? 'read' : 'write', async (register): Promise<Outcome> => {
        const { planSettingAside } = await import('../../app/lists/set-aside-list.ts');
        const [asked] = command.args;
        const aside = asked === undefined ? null : planSettingAside(register, asked);
        if (aside !== null) return setListAside(session, register, aside, options);
        const plan = planUndo(register, asked ?? null);
        if (!isJson) {
          const { undoText } = await import('../../documents/log/undo-text.ts');
          terminal.print(undoText(plan, register.profile, terminal.paint, Math.min(terminal.width, 80)));
        }
        const answer = (seq: number | null): void => {
          const { targets, returnId, comesBack, changes, later, lists } = plan;
          if (isJson)
            terminal.printJson({ seq, return: returnId, undone: targets, comesBack, changes, later, lists });
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
        const seq = undo(register, plan, { written: asked ?? null, asOf, writer });
        answer(seq);
        if (!isJson) terminal.print(`Händelse ${seq}: ångrat. Ångra det med "overgang undo ${seq}".`);
        return 'done';
      });
    });
  },
};

/** Sets a list aside: shows first what it touches. */
async function setListAside(
  { terminal, asOf, isJson, writer, mayAsk, confirm }: Session,
  register: Register,
  plan: AsidePlan,
  options: UndoOptions,
): Promise<Outcome> {
  const { asideText } = await import('../../documents/log/undo-text.ts');
  const { source, handedOut, worklists, holds } = plan;
  const told = {
    file: source.fileName,
    exportedOn: source.exportedOn,
    handedOut: handedOut.size,
    worklists,
    holds: holds.length,
  };
  if (!isJson) terminal.print(asideText(told));
  const answer = (done: SetAside | null): void => {
    if (isJson)
      terminal.printJson({
        seq: done?.seq ?? null,
        list: told,
        removed: done?.removed ?? 0,
        toDecision: done?.orphans ?? 0,
        noLongerWhole: done?.notWhole ?? [],
        noLongerProtected: done?.noLongerProtected ?? 0,
      });
  };
  if (options.dryRun === true) {
    answer(null);
    if (!isJson) terminal.print('Provkörning: inget är skrivet.');
    return 'done';
  }
  if (options.yes !== true && !mayAsk) throw new UserError('UNDO_NEEDS_YES');
  if (options.yes !== true && !(await confirm('Lägga listan åt sidan?'))) {
    answer(null);
    if (!isJson) terminal.print('Inget är ändrat.');
    return 'no';
  }
  const { setAside } = await import('../../app/lists/set-aside-list.ts');
  const done = setAside(register, plan, { asOf, writer });
  answer(done);
  if (!isJson)
    terminal.print(
      `Händelse ${done.seq}: listan är lagd åt sidan, och registret svarar som om den inte hade kommit.${done.orphans > 0 ? ` ${some(done.orphans, 'ärende')} som bara den har väntar på beslut.` : ''}${done.notWhole.length > 0 ? ` Räknas inte längre som hela, eftersom det sades om den här listan: ${done.notWhole.join(', ')}. Läs in dem igen med --whole om de är det.` : ''}${done.noLongerProtected > 0 ? ` Inte längre skyddade, eftersom ingen lista som står kvar säger det: ${some(done.noLongerProtected, 'person')}. Se efter att skydden är hävda; annars läs in en lista som säger dem.` : ''} Samma fil kan läsas in igen.`,
    );
  return 'done';
}
