import type { ControlTotals } from '../domain/reconciliation/control-totals.ts';
import type { Finding } from '../domain/validation/finding-catalogue.ts';
import { severityOf } from '../domain/profile/severity.ts';
import type { Register } from '../register/file/register.ts';
import type { FileOutcome } from './import-outcome.ts';
import type { Session } from './session.ts';

/** Control totals are read before any list is taken in: a faulty file stops before anything is written. */
export async function readTotals(
  { path, context }: Session,
  { profile }: Register,
  written: string,
): Promise<ControlTotals> {
  const { loadControlTotals } = await import('../app/reconciliation/compare-totals.ts');
  return loadControlTotals(path(written), profile, context.readerProcess);
}

/** Control totals beside the SIP lists of the newest day among those taken in, together. */
export interface ComparedLists {
  /** The list whose entry in the JSON has the comparison: the last of them. */
  readonly sourceNo: number | null;
  readonly json: object;
  readonly findings: readonly Pick<Finding, 'code' | 'severity' | 'row' | 'column' | 'detail'>[];
  readonly text: string;
  readonly isWell: boolean;
}

/** Compares, and keeps the totals with the lists. */
export async function compareWithTotals(
  { terminal, writer }: Session,
  register: Register,
  totals: ControlTotals,
  outcomes: readonly FileOutcome[],
  totalsPath: string,
): Promise<ComparedLists> {
  const { profile } = register;
  const sipLists = outcomes.flatMap((outcome) =>
    'report' in outcome && outcome.report.kind === 'sip' && outcome.report.held === null
      ? [outcome.report]
      : [],
  );
  const exportedOn = sipLists
    .map((report) => report.exportedOn ?? '')
    .toSorted()
    .at(-1);
  if (exportedOn === undefined) {
    const text = `${terminal.paint.bad('FEL')}   Ingen SIP-lista lästes in: kontrollsummorna är inte jämförda.`;
    return { sourceNo: null, json: {}, findings: [], text, isWell: false };
  }
  const { compareWithLists } = await import('../app/reconciliation/compare-totals.ts');
  const { differenceTexts, innerDifferenceTexts, totalsJson, totalsText } =
    await import('../documents/reconciliation/reconcile-totals-text.ts');
  const sourceNos = sipLists
    .filter((report) => report.exportedOn === exportedOn)
    .map(({ sourceNo }) => sourceNo);
  const comparison = compareWithLists(register, totals, { exportedOn, sourceNos });
  const { keepTotals } = await import('../app/lists/keep-totals.ts');
  keepTotals(register, { path: totalsPath, totals, day: exportedOn, writer });
  const finding =
    (code: 'TOTAL_DIFFERS' | 'TOTALS_DO_NOT_ADD_UP') =>
    (detail: string): ComparedLists['findings'][number] => ({
      code,
      severity: severityOf(profile, code),
      row: null,
      column: null,
      detail,
    });
  const findings = [
    ...differenceTexts(comparison, profile).map(finding('TOTAL_DIFFERS')),
    ...innerDifferenceTexts(comparison, profile).map(finding('TOTALS_DO_NOT_ADD_UP')),
  ];
  return {
    sourceNo: sourceNos.at(-1) ?? null,
    json: totalsJson(comparison),
    findings,
    text: totalsText(comparison, `SIP-listan ${exportedOn}`, profile, terminal.paint, terminal.width),
    isWell: !findings.some(({ severity }) => severity === 'error'),
  };
}
