import type { Command } from 'commander';
import { basename, relative } from 'node:path';
import { KINDS } from '../domain/kinds/kinds.ts';
import type { Mapping } from '../domain/mapping/mapping.ts';
import { FINDINGS, findingMessage, type Finding } from '../domain/validation/finding-catalogue.ts';
import type { ControlTotals } from '../domain/reconciliation/control-totals.ts';
import type { Register } from '../register/file/register.ts';
import { UserError } from '../text/errors.ts';
import type { ImportReport } from '../app/lists/import-report.ts';
import type { WrittenMendingList } from '../app/lists/write-mending-list.ts';
import type { ImportedList } from '../documents/lists/import-text.ts';
import { choiceOption, dayOption } from './options.ts';
import type { Session } from './session.ts';
import { kindChoices } from './choices.ts';
import type { Outcome } from './command.ts';
import { TaskFailed } from './terminal.ts';

interface ImportOptions {
  readonly as?: string;
  readonly mapping?: string;
  readonly exportedAt?: string;
  readonly totals?: string;
  readonly errors?: string;
  readonly force?: boolean;
}

type FileOutcome =
  ({ readonly report: ImportReport } & Mending) | { readonly file: string; readonly error: UserError };

/** The files with rows to mend, where they were asked for, or why they could not be written. */
interface Mending {
  readonly toMend: readonly WrittenMendingList[] | null;
  readonly toMendFault: UserError | null;
}

/** What `import` and `validate` share: each file is a transaction of its own, and one that fails stops no other. */
export async function runImport(session: Session, command: Command, register: Register): Promise<Outcome> {
  const { terminal, asOf, writer, context, isJson } = session;
  const options = command.opts<ImportOptions>();
  const kind = options.as === undefined ? null : choiceOption('--as', options.as, kindChoices);
  const exportedOn = options.exportedAt === undefined ? null : dayOption('--exported-at', options.exportedAt);
  const mapping = options.mapping === undefined ? null : await readMapping(session.path(options.mapping));
  const totals = options.totals === undefined ? null : await readTotals(session, register, options.totals);
  const isForced = options.force === true;
  const [{ importList }, { findingsOfImport }] = await Promise.all([
    import('../app/lists/import-list.ts'),
    import('../app/lists/import-report.ts'),
  ]);
  const { planMendingLists, writeMendingList } = await import('../app/lists/write-mending-list.ts');
  // Before any list is taken in: a file that can not be written stops before anything is.
  const mendingPaths =
    options.errors === undefined
      ? null
      : await planMendingLists(session.path(options.errors), command.args.map(session.path), {
          force: isForced,
        });
  const { asFileError } = await import('../app/lists/recognise-list.ts');
  const { importedLine, importedText } = await import('../documents/lists/import-text.ts');
  const outcomes: FileOutcome[] = [];

  await terminal.inTurn(
    command.args.map((written, at) => ({
      title: basename(written),
      run: async (onProgress) => {
        try {
          const report = await importList(register, {
            path: session.path(written),
            kind,
            mapping,
            exportedOn,
            asOf,
            writer,
            readerProcess: context.readerProcess,
            onProgress: (rows) => {
              onProgress(`${rows} rader`);
            },
          });
          const mendingPath = mendingPaths?.[at];
          const mending =
            mendingPath === undefined || report.heldBy !== null
              ? NOTHING_ASKED
              : await writeMendingList(register, {
                  report,
                  path: mendingPath,
                  force: isForced,
                  asOf,
                  writer,
                }).then(
                  (toMend) => ({ toMend, toMendFault: null }),
                  (fault: unknown) => {
                    // The list is in all the same: it is told of, and then what stopped the other file.
                    if (fault instanceof UserError) return { toMend: null, toMendFault: fault };
                    throw fault;
                  },
                );
          const outcome = { report, ...mending };
          outcomes.push(outcome);
          return importedLine(asImported(outcome, context.cwd));
        } catch (thrown) {
          const error = asFileError(thrown, written);
          if (!(error instanceof UserError)) throw error;
          outcomes.push({ file: basename(written), error });
          throw new TaskFailed(`${basename(written)}: inte inläst`);
        }
      },
    })),
  );

  const compared =
    totals === null
      ? null
      : await compareWithTotals(session, register, totals, outcomes, session.path(options.totals ?? ''));
  if (isJson) {
    const findings = (report: ImportReport): readonly Finding[] => findingsOfImport(register, report);
    terminal.printJson({ files: outcomes.map((outcome) => asJson(outcome, findings, compared)) });
  } else {
    const texts = outcomes.flatMap((outcome) =>
      'report' in outcome
        ? [importedText(asImported(outcome, context.cwd), terminal.paint, terminal.width)]
        : [],
    );
    if (compared !== null) texts.push(compared.text);
    if (texts.length > 0) terminal.print(texts.join('\n\n'));
  }
  const failed = outcomes.flatMap((outcome) =>
    'error' in outcome ? [outcome.error] : outcome.toMendFault === null ? [] : [outcome.toMendFault],
  );
  for (const { message, hint } of failed) terminal.warn(`${message}\n${hint}`);
  if (failed.length > 0) return 'couldNotRun';
  const hasErrors = outcomes.some(
    (outcome) => 'report' in outcome && outcome.report.findings.some(({ severity }) => severity === 'error'),
  );
  return hasErrors || compared?.isWell === false ? 'no' : 'done';
}

/** Control totals are read before any list is taken in: a faulty file stops before anything is written. */
async function readTotals(
  { path, context }: Session,
  { profile }: Register,
  written: string,
): Promise<ControlTotals> {
  const { loadControlTotals } = await import('../app/reconciliation/compare-totals.ts');
  return loadControlTotals(path(written), profile, context.readerProcess);
}

/** Control totals beside the SIP lists of the newest day among those taken in, together. */
interface ComparedLists {
  /** The list whose entry in the JSON has the comparison: the last of them. */
  readonly sourceNo: number | null;
  readonly json: object;
  readonly findings: readonly Pick<Finding, 'code' | 'severity' | 'row' | 'column' | 'detail'>[];
  readonly text: string;
  readonly isWell: boolean;
}

/** Compares, and keeps the totals with the lists. */
async function compareWithTotals(
  { terminal, writer }: Session,
  register: Register,
  totals: ControlTotals,
  outcomes: readonly FileOutcome[],
  totalsPath: string,
): Promise<ComparedLists> {
  const { profile } = register;
  const sipLists = outcomes.flatMap((outcome) =>
    'report' in outcome && outcome.report.kind === 'sip' && outcome.report.heldBy === null
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
      severity: profile.severities[code] ?? FINDINGS[code].severity,
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

async function readMapping(path: string): Promise<Mapping> {
  const { loadMapping } = await import('../app/lists/load-mapping.ts');
  return loadMapping(path);
}

const NOTHING_ASKED: Mending = { toMend: null, toMendFault: null };

const asImported = (
  { report, toMend }: { readonly report: ImportReport } & Mending,
  cwd: string,
): ImportedList => ({
  ...report,
  kindLabel: KINDS[report.kind].label,
  toMend: toMend?.map((file) => ({ ...file, path: relative(cwd, file.path) })) ?? null,
});

/** Null counts: the mended list is not in the register. */
function mendingJson({ of, sha256, count, isOutdated }: NonNullable<ImportReport['mending']>): unknown {
  const { faulty = null, mended = null, remaining = null, removed = null } = count ?? {};
  return { source: of, sha256, faulty, mended, remaining, removed, outdated: isOutdated };
}

/** The contract's JSON. */
function asJson(
  outcome: FileOutcome,
  findingsOfImport: (report: ImportReport) => readonly Finding[],
  compared: ComparedLists | null,
): unknown {
  if ('error' in outcome) {
    const { code, message, hint } = outcome.error;
    return { file: outcome.file, error: { code, message, remedy: hint } };
  }
  const { report } = outcome;
  const own = compared?.sourceNo === report.sourceNo ? compared : null;
  return {
    file: report.file,
    kind: report.kind,
    exportedOn: report.exportedOn,
    sha256: report.sha256,
    encoding: report.encoding,
    delimiter: report.delimiter,
    sheet: report.sheet,
    rows: report.rows,
    fates: report.fates,
    findings: [...findingsOfImport(report), ...(own?.findings ?? [])].map(
      ({ code, severity, row, column, detail }) => ({
        code,
        severity,
        row,
        column,
        message: findingMessage(code, detail),
        remedy: FINDINGS[code].remedy,
      }),
    ),
    gone: report.gone,
    totals: [],
    ...own?.json,
    alreadyImported: report.alreadyImportedAt !== null,
    held:
      report.heldBy === null ? null : { checkpoint: report.heldBy.checkpoint, since: report.heldBy.since },
    ...(report.mending === null ? {} : { mending: mendingJson(report.mending) }),
    ...(outcome.toMend === null
      ? {}
      : {
          errors: outcome.toMend.map(({ path, rows, isProtected }) => ({
            path,
            rows,
            protected: isProtected,
          })),
        }),
  };
}
