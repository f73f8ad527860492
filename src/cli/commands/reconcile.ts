import type { SystemsComparison } from '../../domain/reconciliation/compare-systems.ts';
import { KINDS } from '../../domain/kinds/kinds.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';

export const reconcileCommand: CommandDefinition = {
  name: 'reconcile',
  summary: 'stäm av: räkna mot kontrollsummor, och det gamla systemet mot det nya, ärende för ärende',
  define(command, run) {
    command
      .option(
        '--totals <fil>',
        'tabell med kontrollsummor, part × kommun, som räknas mot registrets öppna SIP:ar',
      )
      .option(
        '--lcsp <fil>',
        'lista från det nya systemet som läses in först (annars den senaste i registret)',
      );
    run(async (session) => {
      const options = command.opts<{ totals?: string; lcsp?: string }>();
      const { terminal, asOf, isJson, context } = session;
      return session.withRegister(
        options.lcsp === undefined ? 'read' : 'write',
        async (register): Promise<Outcome> => {
          const { compareWithRegister, loadControlTotals } =
            await import('../../app/reconciliation/compare-totals.ts');
          const totals =
            options.totals === undefined
              ? null
              : await loadControlTotals(
                  session.path(options.totals),
                  register.profile,
                  context.readerProcess,
                );
          const lifecare = await compareSystemsOf(session, register, options.lcsp ?? null, totals !== null);
          const compared = totals === null ? null : compareWithRegister(register, totals, asOf);
          const { lifecareJson, lifecareText, referencesInLifecare } =
            await import('../../documents/reconciliation/reconcile-text.ts');
          if (lifecare !== null)
            await session.logAccess(register, { references: referencesInLifecare(lifecare, isJson) });
          const { totalsJson, totalsText } =
            await import('../../documents/reconciliation/reconcile-totals-text.ts');
          const { isReconciled, verdictsOf } = await import('../../domain/reconciliation/verdicts.ts');
          const verdicts = verdictsOf({ lifecare, totals: compared }, register.profile);
          const ok = isReconciled(verdicts);
          if (isJson) {
            terminal.printJson({
              asOf,
              ok,
              verdicts,
              ...totalsJson(compared),
              lifecare: lifecareJson(lifecare),
            });
          } else {
            const { profile } = register;
            const { verdictsText } =
              await import('../../documents/reconciliation/reconcile-verdicts-text.ts');
            const texts = [
              verdictsText(verdicts, ok, terminal.paint, terminal.width),
              lifecare === null ? null : lifecareText(lifecare, profile, terminal.paint, terminal.width),
              compared === null
                ? null
                : totalsText(
                    compared,
                    `öppna SIP:ar i registret ${asOf}`,
                    profile,
                    terminal.paint,
                    terminal.width,
                  ),
            ];
            terminal.print(texts.filter((text) => text !== null).join('\n\n'));
          }
          return ok ? 'done' : 'no';
        },
      );
    });
  },
};

/** The two systems side by side; null where there is no list of Lifecare SP and only totals were asked for. */
async function compareSystemsOf(
  session: Session,
  register: Register,
  written: string | null,
  hasTotals: boolean,
): Promise<SystemsComparison | null> {
  const { asOf } = session;
  const { compareLifecare, targetListDay } = await import('../../app/reconciliation/compare-lifecare.ts');
  const listOn = written === null ? targetListDay(register, asOf) : await takeIn(session, register, written);
  if (listOn !== null) return compareLifecare(register, asOf, listOn);
  if (hasTotals) return null;
  throw new UserError('TARGET_LIST_MISSING', { day: asOf, target: register.profile.target });
}

/** Takes a list from Lifecare SP into the register. @returns its day */
async function takeIn(
  { terminal, asOf, writer, context, path }: Session,
  register: Register,
  written: string,
): Promise<string> {
  const { importTargetList } = await import('../../app/lists/import-target-list.ts');
  const { importedLine, importedText } = await import('../../documents/lists/import-text.ts');
  const { report, listOn } = await importTargetList(register, {
    path: path(written),
    mapping: null,
    exportedOn: null,
    asOf,
    writer,
    readerProcess: context.readerProcess,
  });
  if (report.held !== null) {
    const { findingMessage } = await import('../../domain/validation/finding-catalogue.ts');
    const why = findingMessage(report.held.code, report.held.detail);
    throw new UserError('TARGET_LIST_HELD', { file: report.file, why });
  }
  const list = { ...report, kindLabel: KINDS[report.kind].label };
  const isRemarkable =
    report.alreadyImportedAt === null && report.findings.some(({ severity }) => severity !== 'info');
  terminal.say(
    isRemarkable ? importedText(list, terminal.paintMessages, terminal.width) : importedLine(list),
  );
  return listOn;
}
