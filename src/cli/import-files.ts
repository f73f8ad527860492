import type { Command } from 'commander';
import { basename, relative } from 'node:path';
import type { ImportRequest } from '../app/lists/import-report.ts';
import { KINDS } from '../domain/kinds/kinds.ts';
import type { ImportedList } from '../documents/lists/import-text.ts';
import type { Register } from '../register/file/register.ts';
import { UserError } from '../text/errors.ts';
import { kindChoices } from './choices.ts';
import type { Outcome } from './command.ts';
import { outcomeJson, type FileOutcome, type Mending } from './import-outcome.ts';
import { compareWithTotals, readTotals, type ComparedLists } from './import-totals.ts';
import { choiceOption, dayOption } from './options.ts';
import type { Session } from './session.ts';
import { TaskFailed } from './terminal.ts';

interface ImportOptions {
  readonly as?: string;
  readonly mapping?: string;
  readonly exportedAt?: string;
  readonly totals?: string;
  readonly errors?: string;
  readonly force?: boolean;
}

/** What a call says of all its files. */
type Said = Pick<ImportRequest, 'kind' | 'mapping' | 'exportedOn'>;

/** What `import` and `validate` share: each file is a transaction of its own, and one that fails stops no other. */
export async function runImport(session: Session, command: Command, register: Register): Promise<Outcome> {
  const { terminal } = session;
  const options = command.opts<ImportOptions>();
  const said = await readSaid(session, options);
  const totals = options.totals === undefined ? null : await readTotals(session, register, options.totals);
  const isForced = options.force === true;
  const { planMendingLists } = await import('../app/lists/write-mending-list.ts');
  // Before any list is taken in: a file that can not be written stops before anything is.
  const mendingPaths =
    options.errors === undefined
      ? null
      : await planMendingLists(session.path(options.errors), command.args.map(session.path), {
          force: isForced,
        });
  const { asFileError } = await import('../app/lists/recognise-list.ts');
  const { importedLine } = await import('../documents/lists/import-text.ts');
  const outcomes: FileOutcome[] = [];
  await terminal.inTurn(
    command.args.map((written, at) => ({
      title: basename(written),
      run: async (onProgress) => {
        try {
          const mendingPath = mendingPaths?.[at] ?? null;
          const outcome = await takeFile(session, register, {
            written,
            said,
            mendingPath,
            isForced,
            onProgress,
          });
          outcomes.push(outcome);
          return importedLine(asImported(outcome, session.context.cwd));
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
  await tell(session, register, outcomes, compared);
  return outcomeOf(outcomes, compared, terminal.warn);
}

async function readSaid(session: Session, options: ImportOptions): Promise<Said> {
  const kind = options.as === undefined ? null : choiceOption('--as', options.as, kindChoices);
  const exportedOn = options.exportedAt === undefined ? null : dayOption('--exported-at', options.exportedAt);
  if (options.mapping === undefined) return { kind, exportedOn, mapping: null };
  const { loadMapping } = await import('../app/lists/load-mapping.ts');
  return { kind, exportedOn, mapping: await loadMapping(session.path(options.mapping)) };
}

/** Takes a file in, and writes its rows to mend where they were asked for. */
async function takeFile(
  { path, asOf, writer, context }: Session,
  register: Register,
  {
    written,
    said,
    mendingPath,
    isForced,
    onProgress,
  }: {
    readonly written: string;
    readonly said: Said;
    readonly mendingPath: string | null;
    readonly isForced: boolean;
    readonly onProgress: (text: string) => void;
  },
): Promise<Extract<FileOutcome, Mending>> {
  const { importList } = await import('../app/lists/import-list.ts');
  const report = await importList(register, {
    ...said,
    path: path(written),
    asOf,
    writer,
    readerProcess: context.readerProcess,
    onProgress: (rows) => {
      onProgress(`${rows} rader`);
    },
  });
  if (mendingPath === null || report.heldBy !== null) return { report, toMend: null, toMendFault: null };
  const { writeMendingList } = await import('../app/lists/write-mending-list.ts');
  try {
    const toMend = await writeMendingList(register, {
      report,
      path: mendingPath,
      force: isForced,
      asOf,
      writer,
    });
    return { report, toMend, toMendFault: null };
  } catch (fault) {
    // The list is in all the same: it is told of, and then what stopped the other file.
    if (fault instanceof UserError) return { report, toMend: null, toMendFault: fault };
    throw fault;
  }
}

async function tell(
  { terminal, isJson, context }: Session,
  register: Register,
  outcomes: readonly FileOutcome[],
  compared: ComparedLists | null,
): Promise<void> {
  if (isJson) {
    const { findingsOfImport } = await import('../app/lists/import-report.ts');
    terminal.printJson({
      files: outcomes.map((outcome) =>
        outcomeJson(outcome, (report) => findingsOfImport(register, report), compared),
      ),
    });
    return;
  }
  const { importedText } = await import('../documents/lists/import-text.ts');
  const texts = outcomes.flatMap((outcome) =>
    'report' in outcome
      ? [importedText(asImported(outcome, context.cwd), terminal.paint, terminal.width)]
      : [],
  );
  if (compared !== null) texts.push(compared.text);
  if (texts.length > 0) terminal.print(texts.join('\n\n'));
}

function outcomeOf(
  outcomes: readonly FileOutcome[],
  compared: ComparedLists | null,
  warn: (text: string) => void,
): Outcome {
  const failed = outcomes.flatMap((outcome) =>
    'error' in outcome ? [outcome.error] : outcome.toMendFault === null ? [] : [outcome.toMendFault],
  );
  for (const { message, hint } of failed) warn(`${message}\n${hint}`);
  if (failed.length > 0) return 'couldNotRun';
  const hasErrors = outcomes.some(
    (outcome) => 'report' in outcome && outcome.report.findings.some(({ severity }) => severity === 'error'),
  );
  return hasErrors || compared?.isWell === false ? 'no' : 'done';
}

const asImported = ({ report, toMend }: Extract<FileOutcome, Mending>, cwd: string): ImportedList => ({
  ...report,
  kindLabel: KINDS[report.kind].label,
  toMend: toMend?.map((file) => ({ ...file, path: relative(cwd, file.path) })) ?? null,
});
