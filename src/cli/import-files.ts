import { fileNameHoldsNumber } from '../domain/identity/person-in-file-name.ts';
import type { Command } from 'commander';
import { basename, relative } from 'node:path';
import type { ImportRequest } from '../app/lists/import-report.ts';
import { WHOLE } from '../domain/coverage/coverage.ts';
import type { CoverageWord } from '../domain/coverage/held-list.ts';
import { kommunName } from '../domain/profile/kommuner.ts';
import { kindLabel } from '../domain/profile/fill-text.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
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
  readonly whole?: boolean;
  readonly covers?: readonly string[];
  readonly by?: string;
  readonly reason?: string;
}

/** What a call says of all its files. */
type Said = Pick<ImportRequest, 'kind' | 'mapping' | 'exportedOn' | 'word' | 'companions'>;

/** A list that is tried alone: nothing is known that it could lack, but a list without a case is told of. */
const NO_OTHER_LIST: CoverageWord = { covers: WHOLE, isWhole: false, by: '', reason: '' };

/** What `import` and `validate` share: each file is a transaction of its own, and one that fails stops no other. */
export async function runImport(
  session: Session,
  command: Command,
  register: Register,
  how: 'into-the-register' | 'each-by-itself' = 'into-the-register',
): Promise<Outcome> {
  const { terminal } = session;
  const options = command.opts<ImportOptions>();
  const isTrial = how === 'each-by-itself';
  const read = await readSaid(session, register, command.args, options);
  const said = isTrial ? { ...read, word: NO_OTHER_LIST } : read;
  const totals = options.totals === undefined ? null : await readTotals(session, register, options.totals);
  const isForced = options.force === true;
  // Before any list is taken in: a file that can not be written stops before anything is.
  const mendingPaths =
    options.errors === undefined ? null : await planMending(session, command.args, options.errors, isForced);
  const { asFileError } = await import('../app/lists/recognise-list.ts');
  const { importedLine } = await import('../documents/lists/import-text.ts');
  const outcomes: FileOutcome[] = [];
  const several = isTrial ? new Set<number>() : await filesOfOneUttag(session, register, said);
  await terminal.inTurn(
    command.args.map((written, at) => ({
      title: toldName(written),
      run: async (onProgress) => {
        try {
          const mendingPath = mendingPaths?.[at] ?? null;
          const outcome = await takeFile(session, register, {
            written,
            said: { ...said, isWordForSeveral: several.has(at) },
            mendingPath,
            isForced,
            onProgress,
          });
          outcomes.push(outcome);
          return importedLine(asImported(outcome, session.context.cwd, register.profile));
        } catch (thrown) {
          const error = asFileError(thrown, written);
          if (!(error instanceof UserError)) throw error;
          outcomes.push({ file: toldName(written, error), error });
          throw new TaskFailed(`${toldName(written, error)}: inte inläst`);
        }
      },
    })),
  );
  const isLaid = await layWordOfSeveral(session, register, said, outcomes, several);
  if (!isTrial) await askOfHeld(session, register, said, command.args, outcomes);
  const compared =
    totals === null
      ? null
      : await compareWithTotals(session, register, totals, outcomes, session.path(options.totals ?? ''));
  await tell(session, register, outcomes, compared);
  const outcome = outcomeOf(outcomes, compared, terminal.warn);
  if (!isTrial && outcomes.some((one) => 'report' in one)) {
    const { sayNext } = await import('./say-next.ts');
    await sayNext(session, register);
  }
  return outcome === 'done' && !isLaid ? 'no' : outcome;
}

/** A file as it is told of, also one that is refused for what it is called. */
const toldName = (written: string, error: UserError | null = null): string => {
  const name = basename(written);
  const isNamed = error?.code === 'FILE_NAMES_PERSON' || fileNameHoldsNumber(name);
  return isNamed ? 'en fil (namnet utelämnat)' : name;
};

async function planMending(
  { path }: Session,
  lists: readonly string[],
  errors: string,
  force: boolean,
): Promise<readonly string[]> {
  const { planMendingLists } = await import('../app/lists/write-mending-list.ts');
  return planMendingLists(path(errors), lists.map(path), { force });
}

async function readSaid(
  session: Session,
  register: Register,
  args: readonly string[],
  options: ImportOptions,
): Promise<Said> {
  const { word } = await import('../app/lists/read-coverage-word.ts').then(({ readCoverageWord }) => ({
    word: readCoverageWord(register, options, session.writer.by),
  }));
  const companions = args.map(session.path);
  const kind =
    options.as === undefined ? null : choiceOption('--as', options.as, kindChoices(register.profile));
  const exportedOn = options.exportedAt === undefined ? null : dayOption('--exported-at', options.exportedAt);
  const rest = { kind, exportedOn, word, companions };
  if (options.mapping === undefined) return { ...rest, mapping: null };
  const { loadMapping } = await import('../app/lists/load-mapping.ts');
  return { ...rest, mapping: await loadMapping(session.path(options.mapping)) };
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
    readonly said: Said & Pick<ImportRequest, 'isWordForSeveral'>;
    readonly mendingPath: string | null;
    readonly isForced: boolean;
    readonly onProgress: (text: string) => void;
  },
): Promise<Extract<FileOutcome, Mending>> {
  const { importList } = await import('../app/lists/import-list.ts');
  const { openingText, progressText } = await import('../documents/lists/progress-text.ts');
  const now = (): number => context.now().getTime();
  const begunAt = now();
  let rowsBegunAt: number | null = null;
  const report = await importList(register, {
    ...said,
    path: path(written),
    companions: (said.companions ?? []).filter((companion) => companion !== path(written)),
    asOf,
    writer,
    readerProcess: context.readerProcess,
    onOpening: (share) => {
      onProgress(openingText({ share, elapsedMs: now() - begunAt }));
    },
    onProgress: (rows, ofRows) => {
      // A workbook has been opened by now, which says nothing of how long its rows take.
      rowsBegunAt ??= now();
      onProgress(progressText({ rows, ofRows, elapsedMs: now() - rowsBegunAt }));
    },
  });
  if (mendingPath === null || report.held !== null) return { report, toMend: null, toMendFault: null };
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

/** The files of a call that somebody's word is of together: those of one kind and day, by their place in the call. */
async function filesOfOneUttag(
  { asOf, writer, context }: Session,
  register: Register,
  said: Said,
): Promise<ReadonlySet<number>> {
  const paths = said.companions ?? [];
  if ((said.word ?? null) === null || paths.length < 2) return new Set();
  const { openList } = await import('../app/lists/import-list.ts');
  const names: (string | null)[] = [];
  for (const path of paths) {
    const request = { ...said, path, asOf, writer, readerProcess: context.readerProcess };
    const list = await openList(register, request).catch(() => null);
    names.push(list === null ? null : `${list.columns.kind} ${list.exportedOn}`);
  }
  // What can not be opened may belong to any of them.
  const isShared = (name: string | null): boolean =>
    names.includes(null) || names.indexOf(name) !== names.lastIndexOf(name);
  return new Set(names.flatMap((name, at) => (isShared(name) ? [at] : [])));
}

/**
 * Somebody's word on several files counts once all of them are in: together they are the whole.
 *
 * @returns whether it counts
 */
async function layWordOfSeveral(
  { terminal, asOf, writer }: Session,
  register: Register,
  { word = null }: Said,
  outcomes: FileOutcome[],
  several: ReadonlySet<number>,
): Promise<boolean> {
  if (word === null || several.size === 0) return true;
  const reports = outcomes.flatMap((outcome, at) =>
    several.has(at) && 'report' in outcome ? [outcome.report] : [],
  );
  if (reports.length < several.size || reports.some(({ held }) => held !== null)) {
    terminal.warn(
      'Ingen av listorna räknas som hel ännu: en av dem kunde inte läsas in. Rätta den, och läs in dem tillsammans igen.',
    );
    return false;
  }
  let isLaid = true;
  const { coverNothing, groupsOf, layWords, namedPlaces } = await import('../app/lists/coverage-word.ts');
  for (const group of groupsOf(reports)) {
    const uncovered = coverNothing(register, group, word);
    if (uncovered !== null) {
      terminal.warn(
        `Listorna är inlästa, men inget av deras ärenden hör till det som --covers säger att de är hela för (${namedPlaces(register.profile, uncovered.lacks)}): ingen av dem räknas som hel.`,
      );
      isLaid = false;
      continue;
    }
    const gone = layWords(register, [group], word, { asOf, writer });
    const at = outcomes.findLastIndex(
      (outcome) => 'report' in outcome && outcome.report.sourceNo === group.sourceNos.at(-1),
    );
    const outcome = outcomes[at];
    if (outcome !== undefined && 'report' in outcome)
      outcomes[at] = {
        ...outcome,
        report: { ...outcome.report, gone: gone.cases, goneUnexplained: gone.unexplained },
      };
  }
  return isLaid;
}

/** On a terminal: asks whether lists that are held are the whole, and takes them in if somebody says so. */
async function askOfHeld(
  session: Session,
  register: Register,
  said: Said,
  args: readonly string[],
  outcomes: FileOutcome[],
): Promise<void> {
  if (!session.mayAsk) return;
  const isAsked = (outcome: FileOutcome): boolean =>
    'report' in outcome && ['LIST_MAYBE_PART', 'LIST_EMPTY'].includes(outcome.report.held?.code ?? '');
  if (!outcomes.some(isAsked)) return;
  await tell(session, register, outcomes.filter(isAsked), null);
  if (!(await session.confirm('Är listan hel, så att det som saknas är borta ur systemet?'))) return;
  const by = (await session.ask('Vem säger det (namn)?'))?.trim();
  const reason = (await session.ask('Varför är det säkert?'))?.trim() ?? '';
  const word = {
    covers: WHOLE,
    isWhole: true,
    by: by === undefined || by === '' ? session.writer.by : by,
    reason,
  };
  const again = outcomes.flatMap((outcome, at) => (isAsked(outcome) ? [at] : []));
  const saidNow = { ...said, word };
  const several = await filesOfOneUttag(session, register, saidNow);
  for (const at of again)
    outcomes[at] = await takeFile(session, register, {
      written: args[at] ?? '',
      said: { ...saidNow, isWordForSeveral: several.has(at) },
      mendingPath: null,
      isForced: false,
      onProgress: () => undefined,
    });
  await layWordOfSeveral(session, register, saidNow, outcomes, several);
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
  const { importedText, sumLine } = await import('../documents/lists/import-text.ts');
  const texts = outcomes.flatMap((outcome) =>
    'report' in outcome
      ? [importedText(asImported(outcome, context.cwd, register.profile), terminal.paint, terminal.width)]
      : [],
  );
  if (compared !== null) texts.push(compared.text);
  const reports = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome.report] : []));
  if (reports.length > 1) texts.push(sumLine(reports, terminal.width));
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

const asImported = (
  { report, toMend }: Extract<FileOutcome, Mending>,
  cwd: string,
  profile: Profile,
): ImportedList => ({
  ...report,
  kommunName: (code) => kommunName(profile, code),
  kindLabel: kindLabel(report.kind, profile),
  toMend: toMend?.map((file) => ({ ...file, path: relative(cwd, file.path) })) ?? null,
});
