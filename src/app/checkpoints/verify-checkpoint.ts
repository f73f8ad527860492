import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bagProblem, type BagProblem, type ProblemCode } from '../../domain/checkpoints/bag-problems.ts';
import { BAG_FILES, CHECKPOINT_CREATED, SIGNATURE_NAMESPACE } from '../../domain/checkpoints/checkpoint.ts';
import type { VerifiedCheckpoint, VerifiedFolder } from '../../domain/checkpoints/checkpoint-models.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { REGISTER_SEALED } from '../../domain/verification/register-sealed.ts';
import { parseStatement } from '../../domain/checkpoints/parse-statement.ts';
import { isEventKeptWithoutPersons, isKeptWithoutPersons } from '../../domain/checkpoints/pseudonymised.ts';
import { stockholmDay } from '../../domain/calendar/days.ts';
import { KIND_NAMES, kindOf } from '../../domain/kinds/kinds.ts';
import { checksumsOf } from '../../files/bag/bag-tree.ts';
import { isSignatureOf } from '../../files/bag/sign.ts';
import { isSystemFile } from '../../files/bag/bag-paths.ts';
import { isBag, verifyBag, type VerifiedBag } from '../../files/bag/verify-bag.ts';
import { manifestText } from '../../files/bag/write-bag.ts';
import { readExactCsv } from '../../documents/kit/exact-csv.ts';
import { GENESIS } from '../../register/log/events.ts';
import { openRegisterBytes, type Register } from '../../register/file/register.ts';
import { stateHash } from '../../register/file/state-hash.ts';
import { intygHtml } from '../../documents/checkpoint/checkpoint-intyg-html.ts';
import { premisXml } from '../../documents/checkpoint/checkpoint-premis.ts';
import { readmeText } from '../../documents/checkpoint/checkpoint-readme.ts';
import { PROGRAM } from '../../text/program.ts';
import { UserError } from '../../text/errors.ts';
import {
  closedCsv,
  countsAt,
  exceptionsCsv,
  openExceptions,
  sourceFileName,
  sourcesCsv,
  sourcesOf,
  stateColumns,
  stateCsv,
} from './checkpoint-state.ts';
import { datedAhead } from './dated-ahead.ts';
import { lateAnswers } from './late-answers.ts';
import { eventLines, partsOfEventLine } from './event-lines.ts';

interface Seen extends VerifiedFolder {
  readonly statement: CheckpointStatement | null;
}

/**
 * Checks folders without any register: that each is a whole bag, and that the parts of a checkpoint say the same. With
 * several, in order, also that each names the one before. Nothing is written.
 *
 * @throws UserError where a folder is no bag at all
 */
export async function verifyCheckpoints(folders: readonly string[]): Promise<readonly VerifiedFolder[]> {
  const seen: Seen[] = [];
  for (const folder of folders) {
    const found = await verifyFolder(folder);
    const before = seen.at(-1);
    const linked = before === undefined ? [] : linkProblems(before, found);
    seen.push({ ...found, problems: [...found.problems, ...linked] });
  }
  return seen.map(({ folder, checkpoint, files, problems, warnings }) => ({
    folder,
    checkpoint,
    files,
    problems,
    warnings,
  }));
}

function linkProblems(before: Seen, { statement }: Seen): readonly BagProblem[] {
  if (statement === null || before.checkpoint === null) return [];
  const { id, head, manifestSha512 } = before.checkpoint;
  const { previous } = statement;
  const isLinked =
    previous?.checkpoint === id &&
    previous.hash === head.hash &&
    (previous.manifestSha512 === null || previous.manifestSha512 === manifestSha512);
  return isLinked
    ? []
    : [bagProblem('PREVIOUS_DIFFERS', BAG_FILES.statement, previous?.checkpoint ?? 'ingen')];
}

async function verifyFolder(folder: string): Promise<Seen> {
  const name = basename(folder);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UserError('FILE_MISSING', { file: name });
  if (!(await isBag(folder))) throw new UserError('NOT_A_BAG', { folder: name });
  const bag = await verifyBag(folder);
  const result = { folder: name, files: bag.tree.files.size, warnings: bag.warnings };
  const claimsToBe = bag.manifests.some(({ entries }) => entries.has(BAG_FILES.statement));
  if (!claimsToBe && !bag.tree.files.has(BAG_FILES.statement))
    return { ...result, checkpoint: null, statement: null, problems: bag.problems };

  const found: BagProblem[] = [...bag.problems];
  const tell: Tell = (code, where, detail) => {
    // That a file is missing is told once.
    if (code === 'CONTENT_MISSING' && found.some((one) => one.where === where)) return;
    found.push(bagProblem(code, where, detail));
  };
  await checkLayout(folder, bag, tell);
  const textOf = async (path: string): Promise<string | null> =>
    bag.tree.files.has(path) ? readFile(join(folder, path), 'utf8').catch(() => null) : null;
  const parsed = parseStatement((await textOf(BAG_FILES.statement)) ?? '');
  const signature = await signatureOf(folder, bag, tell);
  if ('fault' in parsed) {
    tell('STATEMENT_FAULTY', BAG_FILES.statement, parsed.fault);
    return { ...result, checkpoint: null, statement: null, problems: found };
  }
  const { statement } = parsed;
  const context: Context = { folder, bag, statement, textOf, tell };
  checkContents(context);
  const lines = await checkEvents(context);
  await checkExceptions(context);
  await checkSources(context);
  checkInfo(context);
  await checkCertificates(context);
  if (statement.isPseudonymised) await checkWithoutPersons(context);
  else await checkRegister(context, lines);
  const hasTagManifest = bag.tree.files.has(BAG_FILES.tagManifest);
  const tagManifest = hasTagManifest ? await readFile(join(folder, BAG_FILES.tagManifest)) : '';
  return {
    ...result,
    statement,
    problems: found,
    checkpoint: {
      id: statement.checkpoint,
      kind: statement.kind,
      effectiveAt: statement.effectiveAt,
      openSips: statement.counts.sips.open,
      head: { seq: statement.event.seq, hash: statement.event.hash },
      manifestSha512: createHash('sha512').update(tagManifest).digest('hex'),
      signature,
      signatureCommand:
        signature === 'none'
          ? null
          : `ssh-keygen -Y verify -f NYCKLAR -I arkiv -n ${SIGNATURE_NAMESPACE} -s ${BAG_FILES.signature} < ${BAG_FILES.tagManifest}`,
      isPseudonymised: statement.isPseudonymised,
    },
  };
}

type Tell = (code: ProblemCode, where: string, detail?: string) => void;

interface Context {
  readonly folder: string;
  readonly bag: VerifiedBag;
  readonly statement: CheckpointStatement;
  /** Null where the file is not there. */
  readonly textOf: (path: string) => Promise<string | null>;
  readonly tell: Tell;
}

const TAG_FILES = ['bag-info.txt', 'bagit.txt', BAG_FILES.manifest] as const;
const AT_THE_TOP: ReadonlySet<string> = new Set([...TAG_FILES, BAG_FILES.tagManifest, BAG_FILES.signature]);

/** A checkpoint's bag is written in one way: what a bag may have besides, it has not. */
async function checkLayout(folder: string, { tree, manifests }: VerifiedBag, tell: Tell): Promise<void> {
  for (const path of tree.files.keys()) {
    if (path.startsWith('data/') || AT_THE_TOP.has(path) || isSystemFile(path)) continue;
    tell(path.includes('manifest-') ? 'MANIFEST_UNEXPECTED' : 'CONTENT_UNEXPECTED', path);
  }
  for (const path of tree.emptyFolders) tell('FOLDER_EMPTY', path);
  const tagManifest = manifests.find(({ file }) => file === BAG_FILES.tagManifest);
  if (!tree.files.has(BAG_FILES.tagManifest)) tell('CONTENT_MISSING', BAG_FILES.tagManifest);
  if (tagManifest === undefined) return;
  for (const path of TAG_FILES) if (!tagManifest.entries.has(path)) tell('TAG_FILE_UNLISTED', path);
  const asWritten = manifestText(
    new Map([...tagManifest.entries].map(([path, { checksum }]) => [path, checksum])),
  );
  if ((await readFile(join(folder, BAG_FILES.tagManifest), 'utf8')) !== asWritten)
    tell('MANIFEST_FORM', BAG_FILES.tagManifest);
}

async function signatureOf(
  folder: string,
  { tree }: VerifiedBag,
  tell: Tell,
): Promise<VerifiedCheckpoint['signature']> {
  if (!tree.files.has(BAG_FILES.signature)) return 'none';
  const isGood = await isSignatureOf(
    join(folder, BAG_FILES.tagManifest),
    join(folder, BAG_FILES.signature),
    SIGNATURE_NAMESPACE,
  );
  if (isGood === null) return 'not-checked';
  if (!isGood) tell('SIGNATURE_FAULTY', BAG_FILES.signature);
  return isGood ? 'good' : 'bad';
}

const NEEDED = [
  BAG_FILES.statement,
  BAG_FILES.statementSchema,
  BAG_FILES.events,
  BAG_FILES.exceptions,
  BAG_FILES.closed,
  BAG_FILES.sources,
  BAG_FILES.premis,
  BAG_FILES.readme,
  BAG_FILES.intyg,
  ...KIND_NAMES.map((kind) => `${BAG_FILES.stateFolder}/${kind}.csv`),
];

function checkContents({ bag, statement, tell }: Context): void {
  const { register } = BAG_FILES;
  const files = new Set([...bag.tree.files.keys()].map((path) => path.normalize('NFC')));
  const needed = statement.isPseudonymised ? NEEDED : [...NEEDED, register];
  for (const path of needed) if (!files.has(path)) tell('CONTENT_MISSING', path);
  if (statement.isPseudonymised && files.has(register)) tell('CONTENT_UNEXPECTED', register);
}

/** The chain, link by link; and that it ends with the checkpoint, saying what the statement says. */
async function checkEvents({ statement, textOf, tell }: Context): Promise<readonly string[]> {
  const text = await textOf(BAG_FILES.events);
  if (text === null) return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  let before = { seq: 0, hash: GENESIS };
  let headBefore = before;
  let last: readonly unknown[] = [];
  for (const [at, line] of lines.entries()) {
    const where = `${BAG_FILES.events}:${at + 1}`;
    const [, hash = '', written = '', dataSha256] = partsOfEventLine(line);
    const event = arrayOf(written);
    if (event === null) {
      tell('EVENT_LINE_FAULTY', where);
      continue;
    }
    const [seq, , , , type, , , , prevHash] = event;
    if (seq !== before.seq + 1) tell('EVENT_MISSING', where, String(before.seq + 1));
    if (prevHash !== before.hash) tell('EVENT_LINK_BROKEN', where, String(seq));
    const isWithheld = statement.isPseudonymised && dataSha256 !== undefined;
    if (isWithheld ? isWithheldForNothing(String(type)) : hash !== sha256(written))
      tell('EVENT_CHANGED', where, String(seq));
    headBefore = before;
    before = { seq: Number(seq), hash };
    last = event;
  }
  const where = `${BAG_FILES.events}:${lines.length}`;
  const { event, ...data } = statement;
  const [seq, recordedAt, , recordedBy, type, , , logged] = last;
  if (type !== CHECKPOINT_CREATED) {
    tell('CHECKPOINT_EVENT_MISSING', where);
    return lines;
  }
  const said = objectOf(String(logged));
  if ((await textOf(BAG_FILES.statement)) !== `${JSON.stringify({ ...said, event }, null, 2)}\n`)
    tell('STATEMENT_REWRITTEN', BAG_FILES.statement);
  for (const name of new Set([...Object.keys(data), ...Object.keys(said)])) {
    const isSame = isDeepStrictEqual((data as Record<string, unknown>)[name], said[name]);
    if (!isSame) tell('STATEMENT_DIFFERS', BAG_FILES.statement, name);
  }
  if (!isDeepStrictEqual(event, { seq, recordedAt, recordedBy, hash: before.hash }))
    tell('STATEMENT_DIFFERS', BAG_FILES.statement, 'event');
  if (!isDeepStrictEqual(statement.headBefore, headBefore))
    tell('STATEMENT_DIFFERS', BAG_FILES.statement, 'headBefore');
  return lines;
}

/** Of an earlier checkpoint only its data, which is not there, could tell. */
const isWithheldForNothing = (type: string): boolean =>
  type !== CHECKPOINT_CREATED && isEventKeptWithoutPersons(type, '');

const MEMBERS = 9;

/** Null unless the text is an event as the log writes it. */
function arrayOf(text: string): readonly unknown[] | null {
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) && value.length === MEMBERS && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function checkExceptions({ statement, textOf, tell }: Context): Promise<void> {
  const text = await textOf(BAG_FILES.exceptions);
  if (text === null) return;
  const line = firstDifference(text, exceptionsCsv(statement.openExceptions));
  if (line !== null) tell('ROWS_DIFFER', `${BAG_FILES.exceptions}:${line}`);
}

/** The lists: what is stated of them, what kallor.csv says, and those that lie in the bag themselves. */
async function checkSources({ folder, bag, statement, textOf, tell }: Context): Promise<void> {
  const { sources, sourceFolder } = BAG_FILES;
  const text = await textOf(sources);
  if (text === null) return;
  const [header = [], ...records] = readExactCsv(text);
  const rows = records.map((record) => new Map(header.map((name, at) => [name, record[at] ?? ''])));
  const bySourceNo = new Map(rows.map((row) => [row.get('source_no'), row]));
  if (rows.length !== statement.sources.length) tell('COUNTS_DIFFER', sources, 'listor');
  const kept = new Set<string>();
  for (const source of statement.sources) {
    const { sourceNo, kind, exportedOn, fileName, sha256: stated, rows: count } = source;
    const row = bySourceNo.get(String(sourceNo));
    const said = ['kind', 'exported_on', 'file_name', 'sha256', 'rows'].map((name) => row?.get(name));
    const keptAs = row?.get('kept_as') ?? '';
    const path = `${sourceFolder}/${sourceFileName(source)}`;
    const isAsStated = isDeepStrictEqual(said, [kind, exportedOn ?? '', fileName, stated, String(count)]);
    if (!isAsStated || (keptAs !== '' && keptAs !== path)) tell('SOURCES_DIFFER', sources, String(sourceNo));
    if (keptAs === '') continue;
    kept.add(path);
    if (!bag.tree.files.has(path)) tell('CONTENT_MISSING', path);
    else if ((await checksumsOf(join(folder, path), ['sha256'])).get('sha256') !== stated)
      tell('SOURCES_DIFFER', path, String(sourceNo));
  }
  for (const path of bag.tree.files.keys()) {
    if (path.startsWith(`${sourceFolder}/`) && !kept.has(path) && !isSystemFile(path))
      tell('SOURCES_DIFFER', sources, path);
  }
}

function checkInfo({ bag, statement, tell }: Context): void {
  const expected = {
    'Source-Organization': statement.region,
    'External-Identifier': `overgang-${statement.checkpoint}`,
    'Bagging-Date': stockholmDay(new Date(statement.event.recordedAt)),
  };
  for (const [label, value] of Object.entries(expected)) {
    const said = bag.info.filter((entry) => entry.label === label);
    if (said.length !== 1 || said[0]?.value !== value) tell('INFO_DIFFERS', 'bag-info.txt', label);
  }
  if (!bag.info.some(({ label }) => label === 'Payload-Oxum'))
    tell('INFO_DIFFERS', 'bag-info.txt', 'Payload-Oxum');
}

/** What people read of the checkpoint is made anew from what it states, to the last byte. */
async function checkCertificates({ bag, statement, textOf, tell }: Context): Promise<void> {
  const maker = bag.info.find(({ label }) => label === 'Bag-Software-Agent')?.value ?? 'okänt program';
  const hasSources = [...bag.tree.files.keys()].some((path) => path.startsWith(`${BAG_FILES.sourceFolder}/`));
  const isSigned = bag.tree.files.has(BAG_FILES.signature);
  const made = {
    [BAG_FILES.intyg]: intygHtml(statement),
    [BAG_FILES.premis]: premisXml(statement, maker),
    [BAG_FILES.readme]: readmeText({ statement, hasSources, isSigned }),
  };
  for (const [path, text] of Object.entries(made)) {
    const found = await textOf(path);
    if (found === null || found === text) continue;
    // Another version has other words for the same.
    tell(maker === PROGRAM ? 'CERTIFICATE_DIFFERS' : 'CERTIFICATE_NOT_COMPARED', path, maker);
  }
}

/** Without a register to ask: that persons are left out, and that as many cases are open as is stated. */
async function checkWithoutPersons({ statement, textOf, tell }: Context): Promise<void> {
  for (const kind of KIND_NAMES) {
    const path = `${BAG_FILES.stateFolder}/${kind}.csv`;
    const text = await textOf(path);
    if (text === null) continue;
    const [header = [], ...records] = readExactCsv(text);
    const personal = kindOf(kind).fields.filter((field) => !isKeptWithoutPersons(field));
    for (const { name } of personal) if (header.includes(name)) tell('IDENTITY_PRESENT', path, name);
    if (kind !== 'sip' && kind !== 'vardtillfalle') continue;
    const open = records.filter((record) => record[header.indexOf('is_open')] === '1').length;
    const { counts } = statement;
    const stated = kind === 'sip' ? counts.sips : counts.vardtillfallen;
    if (open !== stated.open || records.length !== stated.open + stated.closed)
      tell('COUNTS_DIFFER', path, kind);
  }
}

/** The register's copy is asked all over again: it must give every file of the bag that is made from it. */
async function checkRegister(context: Context, lines: readonly string[]): Promise<void> {
  const { folder, bag, tell } = context;
  const path = BAG_FILES.register;
  if (!bag.tree.files.has(path)) return;
  let copy: Register | null = null;
  try {
    copy = openRegisterBytes(await readFile(join(folder, path)), basename(path));
    compareEvents(copy, lines, tell);
    await compareState(copy, context);
  } catch {
    // Whatever goes wrong in reading it: it can not be trusted.
    tell('REGISTER_UNUSABLE', path);
  } finally {
    copy?.close();
  }
}

function compareEvents(copy: Register, lines: readonly string[], tell: Tell): void {
  let at = 0;
  for (const line of eventLines(copy, false)) {
    // The sealing of the copy itself comes after what the checkpoint states.
    if (at === lines.length && line.includes(`"${REGISTER_SEALED}"`)) break;
    if (`${lines[at] ?? ''}\n` !== line) {
      tell('REGISTER_EVENTS_DIFFER', BAG_FILES.register, `rad ${at + 1}`);
      return;
    }
    at += 1;
  }
  if (at !== lines.length) tell('REGISTER_EVENTS_DIFFER', BAG_FILES.register, `${at} mot ${lines.length}`);
}

async function compareState(copy: Register, { statement, textOf, tell }: Context): Promise<void> {
  const { db } = copy;
  if (stateHash(db) !== statement.stateHash) tell('STATE_DIFFERS', BAG_FILES.register);
  const { sips, vardtillfallen, messages } = countsAt(copy, statement.effectiveOn);
  const counted = { sips: withoutZeroes(sips), vardtillfallen: withoutZeroes(vardtillfallen), messages };
  const stated = {
    sips: withoutZeroes(statement.counts.sips),
    vardtillfallen: withoutZeroes(statement.counts.vardtillfallen),
    messages: statement.counts.messages,
  };
  for (const name of ['sips', 'vardtillfallen', 'messages'] as const) {
    if (!isDeepStrictEqual(counted[name], stated[name])) tell('COUNTS_DIFFER', BAG_FILES.register, name);
  }
  if (!isDeepStrictEqual(openExceptions(db, false), statement.openExceptions))
    tell('COUNTS_DIFFER', BAG_FILES.register, 'öppna undantag');
  const today = stockholmDay(new Date(statement.event.recordedAt));
  if (!isDeepStrictEqual(datedAhead(db, today), statement.datedAhead ?? datedAhead(db, today)))
    tell('COUNTS_DIFFER', BAG_FILES.register, 'daterat framåt');
  const late = lateAnswers(db, statement.previous?.seq ?? 0);
  if (!isDeepStrictEqual(late, statement.lateAnswers ?? late))
    tell('COUNTS_DIFFER', BAG_FILES.register, 'sena svar');
  if (!isDeepStrictEqual(sourcesOf(db), statement.sources))
    tell('COUNTS_DIFFER', BAG_FILES.register, 'listor');
  for (const kind of KIND_NAMES) {
    const path = `${BAG_FILES.stateFolder}/${kind}.csv`;
    const text = await textOf(path);
    // An older bag may lack a column that has come since; it may have none that is unknown.
    const header = readExactCsv((text ?? '').slice(0, (text ?? '').indexOf('\n') + 1))[0] ?? [];
    const known = new Set(stateColumns(kind, false));
    if (text === null) continue;
    if (header.some((name) => !known.has(name))) tell('ROWS_DIFFER', `${path}:1`);
    else compare(path, text, stateCsv(db, kind, header, false));
  }
  const closed = await textOf(BAG_FILES.closed);
  if (closed !== null) compare(BAG_FILES.closed, closed, closedCsv(db, false));
  const sources = await textOf(BAG_FILES.sources);
  if (sources !== null) {
    const [header = [], ...records] = readExactCsv(sources);
    const keptAs = new Map(
      records.flatMap((record) => {
        const path = record[header.indexOf('kept_as')] ?? '';
        return path === '' ? [] : [[Number(record[0]), path] as const];
      }),
    );
    compare(BAG_FILES.sources, sources, sourcesCsv(db, keptAs));
  }

  function compare(path: string, text: string, records: Iterable<string>): void {
    const line = firstDifference(text, records);
    if (line !== null) tell('ROWS_DIFFER', `${path}:${line}`);
  }
}

/** A class that nobody has need not have been thought of. */
function withoutZeroes<T extends { readonly classes: Readonly<Record<string, number>> }>(counts: T): T {
  return {
    ...counts,
    classes: Object.fromEntries(Object.entries(counts.classes).filter(([, cases]) => cases > 0)),
  };
}

/** The first line where a text is not these records; null where it is them to the last byte. */
function firstDifference(text: string, records: Iterable<string>): number | null {
  let at = 0;
  let line = 1;
  for (const record of records) {
    if (!text.startsWith(record, at)) return line;
    at += record.length;
    line += record.split('\n').length - 1;
  }
  return at === text.length ? null : line;
}
