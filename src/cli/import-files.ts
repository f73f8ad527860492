import type { Command } from 'commander';
import { basename } from 'node:path';
import { KINDS } from '../domain/records/kinds.ts';
import type { Mapping } from '../domain/records/mapping.ts';
import { FINDINGS, findingMessage, type Finding } from '../domain/validation/finding-catalogue.ts';
import type { Register } from '../register/register.ts';
import { UserError } from '../text/errors.ts';
import type { ImportReport } from '../app/import-list.ts';
import type { ImportedList } from '../report/import-text.ts';
import { choiceOption, dayOption, type Session } from './session.ts';
import { kindChoices } from './choices.ts';
import type { Outcome } from './command.ts';

interface ImportOptions {
  readonly as?: string;
  readonly mapping?: string;
  readonly exportedAt?: string;
}

type FileOutcome = { readonly report: ImportReport } | { readonly file: string; readonly error: UserError };

/** What `import` and `validate` share: each file is a transaction of its own, and one that fails stops no other. */
export async function runImport(session: Session, command: Command, register: Register): Promise<Outcome> {
  const { terminal, asOf, writer, context, isJson } = session;
  const options = command.opts<ImportOptions>();
  const kind = options.as === undefined ? null : choiceOption('--as', options.as, kindChoices);
  const exportedOn = options.exportedAt === undefined ? null : dayOption('--exported-at', options.exportedAt);
  const mapping = options.mapping === undefined ? null : await readMapping(session.path(options.mapping));
  const { importList, asFileError } = await import('../app/import-list.ts');
  const { importedLine, importedText } = await import('../report/import-text.ts');
  const { findingsOf } = await import('../register/sources.ts');
  const outcomes: FileOutcome[] = [];

  await terminal.inTurn(
    command.args.map((written) => ({
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
          outcomes.push({ report });
          return importedLine(asImported(report));
        } catch (thrown) {
          const error = asFileError(thrown, written);
          if (!(error instanceof UserError)) throw error;
          outcomes.push({ file: basename(written), error });
          return `${basename(written)}: inte inläst`;
        }
      },
    })),
  );

  if (isJson) terminal.printJson({ files: outcomes.map((outcome) => asJson(outcome, (report) => findingsOf(register.db, report.sourceNo))) });
  else {
    const texts = outcomes.flatMap((outcome) => ('report' in outcome ? [importedText(asImported(outcome.report), terminal.paint, terminal.width)] : []));
    if (texts.length > 0) terminal.print(texts.join('\n\n'));
  }
  const failed = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
  for (const { message, hint } of failed) terminal.warn(`${message}\n${hint}`);
  if (failed.length > 0) return 'couldNotRun';
  const hasErrors = outcomes.some((outcome) => 'report' in outcome && outcome.report.findings.some(({ severity }) => severity === 'error'));
  return hasErrors ? 'no' : 'done';
}

async function readMapping(path: string): Promise<Mapping> {
  const { loadMapping } = await import('../app/load-mapping.ts');
  return loadMapping(path);
}

const asImported = (report: ImportReport): ImportedList => ({ ...report, kindLabel: KINDS[report.kind].label });

/** The contract's JSON. */
function asJson(outcome: FileOutcome, findingsOfImport: (report: ImportReport) => readonly Finding[]): unknown {
  if ('error' in outcome) {
    const { code, message, hint } = outcome.error;
    return { file: outcome.file, error: { code, message, remedy: hint } };
  }
  const { report } = outcome;
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
    findings: findingsOfImport(report).map(({ code, severity, row, column, detail }) => ({
      code,
      severity,
      row,
      column,
      message: findingMessage(code, detail),
      remedy: FINDINGS[code].remedy,
    })),
    gone: report.gone,
    totals: [],
    alreadyImported: report.alreadyImportedAt !== null,
  };
}
