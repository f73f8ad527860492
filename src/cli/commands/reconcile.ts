import type { SystemsComparison } from '../../domain/reconciliation/compare-systems.ts';
import type { TargetComparison } from '../../domain/reconciliation/compare-target.ts';
import type { TotalsComparison } from '../../domain/reconciliation/compare-totals.ts';
import type { ReconciliationVerdict } from '../../domain/reconciliation/verdicts.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

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
    run((session) => {
      const options = command.opts<Asked>();
      return session.withRegister(options.lcsp === undefined ? 'read' : 'write', async (register) => {
        const compared = await compare(session, register, options);
        await logShown(session, register, compared);
        return session.isJson
          ? printJson(session, register, compared)
          : printText(session, register, compared);
      });
    });
  },
};

interface Asked {
  readonly totals?: string;
  readonly lcsp?: string;
}

/** What has been compared, and what holds of it. */
interface Compared {
  readonly lifecare: SystemsComparison | null;
  readonly targets: readonly TargetComparison[];
  readonly totals: TotalsComparison | null;
  readonly verdicts: readonly ReconciliationVerdict[];
  readonly ok: boolean;
}

async function compare(session: Session, register: Register, asked: Asked): Promise<Compared> {
  const { asOf, context } = session;
  const { compareWithRegister, loadControlTotals } =
    await import('../../app/reconciliation/compare-totals.ts');
  const loaded =
    asked.totals === undefined
      ? null
      : await loadControlTotals(session.path(asked.totals), register.profile, context.readerProcess);
  const sips = await compareSipsOf(session, register, asked.lcsp ?? null);
  const targets = await compareTargetsOf(session, register, sips?.there() ?? null);
  if (targets.length === 0 && loaded === null)
    throw new UserError('TARGET_LIST_MISSING', { day: asOf, target: register.profile.target });
  const lifecare = sips?.systems ?? null;
  const totals = loaded === null ? null : compareWithRegister(register, loaded, asOf);
  const { isReconciled, verdictsOf } = await import('../../domain/reconciliation/verdicts.ts');
  const verdicts = verdictsOf({ lifecare, totals, targets }, register.profile);
  return { lifecare, targets, totals, verdicts, ok: isReconciled(verdicts) };
}

async function logShown(
  { isJson, logAccess }: Session,
  register: Register,
  { lifecare, targets }: Compared,
): Promise<void> {
  const { referencesInLifecare } = await import('../../documents/reconciliation/reconcile-text.ts');
  const { referencesInTargets } = await import('../../documents/reconciliation/reconcile-targets-text.ts');
  const shown = [
    ...(lifecare === null ? [] : referencesInLifecare(lifecare, isJson)),
    ...referencesInTargets(targets, isJson),
  ];
  if (targets.length > 0) await logAccess(register, { references: [...new Set(shown)] });
}

async function printJson(
  { terminal, asOf }: Session,
  { profile }: Register,
  { lifecare, targets, totals, verdicts, ok }: Compared,
): Promise<Outcome> {
  const { lifecareJson } = await import('../../documents/reconciliation/reconcile-text.ts');
  const { targetsJson } = await import('../../documents/reconciliation/reconcile-targets-text.ts');
  const { totalsJson } = await import('../../documents/reconciliation/reconcile-totals-text.ts');
  terminal.printJson({
    asOf,
    ok,
    verdicts,
    ...totalsJson(totals),
    lifecare: lifecareJson(lifecare),
    targets: targetsJson(targets, profile),
  });
  return ok ? 'done' : 'no';
}

async function printText(
  { terminal, asOf }: Session,
  { profile }: Register,
  { lifecare, targets, totals, verdicts, ok }: Compared,
): Promise<Outcome> {
  const { verdictsText } = await import('../../documents/reconciliation/reconcile-verdicts-text.ts');
  const { lifecareText } = await import('../../documents/reconciliation/reconcile-text.ts');
  const { targetsText } = await import('../../documents/reconciliation/reconcile-targets-text.ts');
  const { totalsText } = await import('../../documents/reconciliation/reconcile-totals-text.ts');
  const { paint, width } = terminal;
  const counted = `öppna SIP:ar i registret ${asOf}`;
  const texts = [
    verdictsText(verdicts, ok, paint, width),
    lifecare === null ? null : lifecareText(lifecare, profile, paint, width),
    targets.length === 0 ? null : targetsText(targets, profile, paint, width),
    totals === null ? null : totalsText(totals, counted, profile, paint, width),
  ];
  terminal.print(texts.filter((text) => text !== null).join('\n\n'));
  return ok ? 'done' : 'no';
}

type ComparedSips = ReturnType<typeof import('../../app/reconciliation/compare-lifecare.ts').compareSips>;

/** The SIPs of the two systems side by side; null where there is no list of those of the target. */
async function compareSipsOf(
  session: Session,
  register: Register,
  written: string | null,
): Promise<ComparedSips | null> {
  const { asOf } = session;
  const { compareSips, targetListDay } = await import('../../app/reconciliation/compare-lifecare.ts');
  const taken = written === null ? null : await takeIn(session, register, written);
  const listOn = taken?.kind === 'lcsp_sip' ? taken.listOn : targetListDay(register, asOf);
  return listOn === null ? null : compareSips(register, asOf, listOn);
}

/** What should be in the target against each of its lists. */
async function compareTargetsOf(
  { asOf }: Session,
  register: Register,
  sips: TargetComparison | null,
): Promise<readonly TargetComparison[]> {
  const { compareTargets } = await import('../../app/reconciliation/compare-targets.ts');
  return [...compareTargets(register, asOf), ...(sips === null ? [] : [sips])];
}

/** Takes a list from Lifecare SP into the register. @returns its day and kind */
async function takeIn(
  { terminal, asOf, writer, context, path }: Session,
  register: Register,
  written: string,
): Promise<{ readonly listOn: string; readonly kind: TargetKind }> {
  const { importTargetList } = await import('../../app/lists/import-target-list.ts');
  const { importedLine, importedText } = await import('../../documents/lists/import-text.ts');
  const { report, listOn, kind } = await importTargetList(register, {
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
  const list = { ...report, kindLabel: kindLabel(report.kind, register.profile) };
  const isRemarkable =
    report.alreadyImportedAt === null && report.findings.some(({ severity }) => severity !== 'info');
  terminal.say(
    isRemarkable ? importedText(list, terminal.paintMessages, terminal.width) : importedLine(list),
  );
  return { listOn, kind };
}
