import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  BAG_FILES,
  CHECKPOINT_CREATED,
  CHECKPOINT_FORMAT,
  CHECKPOINT_KINDS,
  CHECKPOINT_SEALED,
  checkpointId,
  SIGNATURE_NAMESPACE,
  type CheckpointKind,
  type SealedData,
} from '../../domain/checkpoints/checkpoint.ts';
import type { CreatedCheckpoint } from '../../domain/checkpoints/checkpoint-models.ts';
import type { CheckpointData, CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import type { GateResult } from '../../domain/readiness/readiness.ts';
import { dayOf, stockholmDay } from '../../domain/calendar/days.ts';
import { KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { checksumsOf, readTree } from '../../files/bag/bag-tree.ts';
import { canSign, sign } from '../../files/bag/sign.ts';
import { isBag } from '../../files/bag/verify-bag.ts';
import { finishBag, syncPath, writeBagFile } from '../../files/bag/write-bag.ts';
import { addCheckpointCases } from '../../register/file/checkpoint-copy.ts';
import { copyRegister } from '../../register/file/copy-register.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import { eventWriter, headOfLog, type Writer } from '../../register/log/events.ts';
import { openAltered, openRegisterBytes, type Register } from '../../register/file/register.ts';
import { allSources } from '../../register/lists/sources.ts';
import { stateHash } from '../../register/file/state-hash.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { intygHtml } from '../../documents/checkpoint/checkpoint-intyg-html.ts';
import { premisXml } from '../../documents/checkpoint/checkpoint-premis.ts';
import { readmeText } from '../../documents/checkpoint/checkpoint-readme.ts';
import { PROGRAM } from '../../text/program.ts';
import { UserError } from '../../text/errors.ts';
import { loggedCheckpoints } from './checkpoint-log.ts';
import { datedAhead } from './dated-ahead.ts';
import { eventLines } from './event-lines.ts';
import { removeCheckpointLeftovers } from './checkpoint-leftovers.ts';
import { lateAnswers } from './late-answers.ts';
import { stateSchemas } from './checkpoint-schemas.ts';
import {
  casesAt,
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
import { verifyCheckpoints } from './verify-checkpoint.ts';
import { keptFrom } from '../cases/reclassify.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';

export interface CheckpointRequest {
  readonly folder: string;
  readonly kind: CheckpointKind;
  readonly by: string;
  readonly role: string | null;
  readonly statement: string;
  /** A day, or a day and time, Swedish time. */
  readonly effectiveAt: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isPseudonymised: boolean;
  /** A folder to find the lists themselves in. */
  readonly sourceFolder: string | null;
  readonly signingKey: string | null;
  readonly force: boolean;
  readonly isDryRun: boolean;
  /** The gates and their waivers, of the register's copy. */
  readonly gatesOf: (register: Register, asOf: string) => readonly GateResult[];
}

/**
 * Makes a checkpoint: a bag, and its event in the register.
 *
 * Everything is made in a folder of its own beside the wanted one, from a copy of the register. Only when that is whole
 * and on disk is the event written, in the register as in the copy; and only when that stands does the folder get its
 * name. Whoever is killed on the way leaves at most a folder `….part-…`.
 */
export async function createCheckpoint(
  register: Register,
  request: CheckpointRequest,
): Promise<CreatedCheckpoint> {
  const { folder, isDryRun } = request;
  if (rehearsalOf(register) !== null) throw new UserError('CHECKPOINT_OF_REHEARSAL');
  refuseDayToCome(register, request);
  refuseUnfitText('--by', request.by);
  refuseUnfitText('--statement', request.statement);
  if (request.role !== null) refuseUnfitText('--role', request.role);
  if (request.isPseudonymised && request.sourceFolder !== null)
    throw new UserError('CHECKPOINT_SOURCES_NAMED');
  const effectiveOn = dayOf(request.effectiveAt);
  if (effectiveOn > request.asOf)
    throw new UserError('CHECKPOINT_AHEAD', { day: effectiveOn, asOf: request.asOf });
  const newest = keptFrom(register.db, todayOf(request));
  if (newest > effectiveOn) throw new UserError('CHECKPOINT_BEHIND', { day: effectiveOn, newest });
  await refuseFolder(folder, request.force);
  await refuseKey(request.signingKey);

  if (isDryRun) return tryCheckpoint(register, request, effectiveOn);

  await removeCheckpointLeftovers(register.db, folder);
  const staging = `${folder}.part-${randomBytes(6).toString('hex')}`;
  let isStanding = false;
  try {
    const made = await orNotWritable(folder, async () => {
      await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
      await mkdir(staging, { mode: 0o700 });
      return makeBag(register, request, staging, effectiveOn);
    });
    await refuseUnlessWhole(staging);
    const seq = await recordCheckpoint(register, made, request.writer);
    isStanding = true;
    await giveName(staging, folder);
    return {
      data: made.data,
      sealed: {
        seq,
        hash: made.event.hash,
        manifestSha512: made.manifestSha512,
        isSigned: request.signingKey !== null,
        files: made.files,
      },
      missingSources: made.missingSources,
    };
  } finally {
    // Once the event stands the folder is what it speaks of, whatever it is called.
    if (!isStanding) await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Reads the folder back as whoever receives it does, before anything says that there is a checkpoint. */
async function refuseUnlessWhole(folder: string): Promise<void> {
  const [verified] = await verifyCheckpoints([folder]);
  const [first] = verified?.problems ?? [];
  if (first !== undefined)
    throw new UserError('CHECKPOINT_NOT_WHOLE', { where: first.where, what: first.what });
}

const todayOf = ({ writer }: CheckpointRequest): string => stockholmDay(new Date(writer.recordedAt));

const NOT_WRITABLE =
  /^(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|ENAMETOOLONG|ELOOP|ENOSPC|EDQUOT|EIO|EFBIG|EMFILE|SQLITE_(?:FULL|CANTOPEN|IOERR).*)$/u;

/** What can not be written there is for the user to mend. */
async function orNotWritable<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw NOT_WRITABLE.test(code) ? new UserError('OUTPUT_NOT_WRITABLE', { file: basename(folder) }) : error;
  }
}

async function refuseFolder(folder: string, force: boolean): Promise<void> {
  const detail = { folder: basename(folder) };
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    // A folder that has been sealed holds nothing that came later.
    if (await isBag(above)) throw new UserError('CHECKPOINT_INSIDE_BAG', { folder: basename(above) });
  }
  const found = await lstat(folder).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) throw new UserError('OUTPUT_EXISTS', { file: basename(folder) });
  const names = await readdir(folder);
  if (names.length === 0) return;
  const isOurs =
    (await isBag(folder)) && (await lstat(join(folder, BAG_FILES.statement)).catch(() => null)) !== null;
  if (!isOurs) throw new UserError('CHECKPOINT_FOLDER_FOREIGN', detail);
  if (!force) throw new UserError('CHECKPOINT_FOLDER_TAKEN', detail);
}

async function refuseKey(key: string | null): Promise<void> {
  if (key === null) return;
  const answer = await canSign(key);
  if (answer === 'no-tool') throw new UserError('SIGNING_TOOL_MISSING');
  if (answer === 'no-key') throw new UserError('SIGNING_KEY_UNUSABLE', { file: basename(key) });
}

interface MadeBag {
  readonly data: CheckpointData;
  readonly event: { readonly seq: number; readonly hash: string };
  readonly manifestSha512: string;
  readonly files: number;
  readonly missingSources: CreatedCheckpoint['missingSources'];
}

/** The whole bag, in a folder that nobody knows of yet. */
async function makeBag(
  register: Register,
  request: CheckpointRequest,
  staging: string,
  effectiveOn: string,
): Promise<MadeBag> {
  await mkdir(join(staging, 'data'), { mode: 0o700 });
  const copyPath = join(staging, BAG_FILES.register);
  const copy = request.isPseudonymised ? copyInMemory(register) : copyToFile(register, copyPath);
  try {
    addCheckpointCases(copy.db, casesAt(copy, effectiveOn));
    const data = dataOf(copy, request, effectiveOn);
    const logEvent = eventWriter(copy.db, request.writer);
    logEvent({ type: CHECKPOINT_CREATED, effectiveOn, data });
    const event = headOfLog(copy.db);
    const statement: CheckpointStatement = {
      ...data,
      event: {
        seq: event.seq,
        recordedAt: request.writer.recordedAt,
        recordedBy: request.writer.by,
        hash: event.hash,
      },
    };
    const missingSources = await writePayload(copy, statement, request, staging);
    copy.close();
    if (!request.isPseudonymised) await syncPath(copyPath);
    const manifestSha512 = await finishBag(staging, bagInfoOf(statement));
    await signBag(staging, request.signingKey);
    return { data, event, manifestSha512, files: (await readTree(staging)).files.size, missingSources };
  } finally {
    if (copy.db.open) copy.close();
  }
}

function copyToFile({ db }: Register, path: string): Register {
  copyRegister(db, path);
  return openAltered(path);
}

/** Persons then reach no disk, not even for a moment. */
function copyInMemory({ db, path }: Register): Register {
  return openRegisterBytes(db.serialize(), path);
}

/** What a checkpoint would state; nothing is written anywhere. */
function tryCheckpoint(
  register: Register,
  request: CheckpointRequest,
  effectiveOn: string,
): CreatedCheckpoint {
  const copy = copyInMemory(register);
  try {
    addCheckpointCases(copy.db, casesAt(copy, effectiveOn));
    return { data: dataOf(copy, request, effectiveOn), sealed: null, missingSources: [] };
  } finally {
    copy.close();
  }
}

function dataOf(copy: Register, request: CheckpointRequest, effectiveOn: string): CheckpointData {
  const { db, profile } = copy;
  const before = loggedCheckpoints(db);
  const last = before.at(-1);
  return {
    format: CHECKPOINT_FORMAT,
    checkpoint: checkpointId(before.length + 1),
    kind: request.kind,
    isPseudonymised: request.isPseudonymised,
    region: profile.title,
    source: profile.source,
    target: profile.target,
    environment: profile.environment,
    effectiveAt: request.effectiveAt,
    effectiveOn,
    by: request.by.trim(),
    role: request.role?.trim() ?? null,
    statement: request.statement.trim(),
    counts: countsAt(copy, effectiveOn),
    openExceptions: openExceptions(db, request.isPseudonymised),
    datedAhead: [...datedAhead(db, todayOf(request))],
    lateAnswers: lateAnswers(db, last?.seq ?? 0),
    // A gate of one unit says so in its title.
    gates: request.gatesOf(copy, effectiveOn).map((gate) => ({
      ...withoutScope(gate),
      cohort: gate.cohort ?? null,
      // Reasons name units, which a bag without persons has none of that people typed.
      reasons: request.isPseudonymised ? [] : gate.reasons.map(({ text, command }) => ({ text, command })),
    })),
    stateHash: stateHash(db),
    sources: sourcesOf(db),
    headBefore: headOfLog(db),
    previous:
      last === undefined
        ? null
        : {
            checkpoint: last.data.checkpoint,
            seq: last.seq,
            hash: last.hash,
            manifestSha512: last.manifestSha512,
          },
  };
}

async function writePayload(
  copy: Register,
  statement: CheckpointStatement,
  request: CheckpointRequest,
  staging: string,
): Promise<CreatedCheckpoint['missingSources']> {
  const { db } = copy;
  const { isPseudonymised } = request;
  const write = (path: string, content: Parameters<typeof writeBagFile>[2]): Promise<void> =>
    writeBagFile(staging, path, content);
  const kept = await copySources(copy, request, staging);
  const schemas = stateSchemas(isPseudonymised);
  for (const kind of KIND_NAMES) {
    const columns = stateColumns(kind, isPseudonymised);
    await write(`${BAG_FILES.stateFolder}/${kind}.csv`, stateCsv(db, kind, columns, isPseudonymised));
  }
  for (const [name, text] of schemas.files) await write(`${BAG_FILES.stateFolder}/${name}`, text);
  await write(BAG_FILES.statementSchema, schemas.statement);
  await write(BAG_FILES.exceptions, exceptionsCsv(statement.openExceptions));
  await write(BAG_FILES.closed, closedCsv(db, isPseudonymised));
  await write(BAG_FILES.events, eventLines(copy, isPseudonymised));
  await write(BAG_FILES.sources, sourcesCsv(db, kept.keptAs));
  await write(BAG_FILES.statement, `${JSON.stringify(statement, null, 2)}\n`);
  await write(BAG_FILES.premis, premisXml(statement, PROGRAM));
  await write(
    BAG_FILES.readme,
    readmeText({ statement, hasSources: kept.keptAs.size > 0, isSigned: request.signingKey !== null }),
  );
  await write(BAG_FILES.intyg, intygHtml(statement));
  return kept.missing;
}

/** The lists themselves, where the folder has a file with the same content, whatever it is called. */
async function copySources(
  copy: Register,
  { sourceFolder }: CheckpointRequest,
  staging: string,
): Promise<{
  readonly keptAs: ReadonlyMap<number, string>;
  readonly missing: CreatedCheckpoint['missingSources'];
}> {
  const keptAs = new Map<number, string>();
  if (sourceFolder === null) return { keptAs, missing: [] };
  const tree = await readTree(sourceFolder).catch(() => null);
  if (tree === null) throw new UserError('SOURCES_FOLDER_MISSING', { folder: basename(sourceFolder) });
  const bySha256 = new Map<string, string>();
  for (const path of tree.files.keys()) {
    // What can not be read is not one of the lists that were.
    const checksums = await checksumsOf(join(sourceFolder, path), ['sha256']).catch(() => null);
    const sha256 = checksums?.get('sha256');
    if (sha256 !== undefined) bySha256.set(sha256, path);
  }
  const missing: { sourceNo: number; fileName: string }[] = [];
  for (const source of allSources(copy.db)) {
    const { sourceNo, sha256, fileName } = source;
    const found = bySha256.get(sha256);
    if (found === undefined) {
      missing.push({ sourceNo, fileName });
      continue;
    }
    const path = `${BAG_FILES.sourceFolder}/${sourceFileName(source)}`;
    await writeBagFile(staging, path, await readFile(join(sourceFolder, found)));
    keptAs.set(sourceNo, path);
  }
  return { keptAs, missing };
}

function bagInfoOf({
  region,
  checkpoint,
  kind,
  effectiveAt,
  event,
}: CheckpointStatement): readonly (readonly [string, string])[] {
  return [
    ['Source-Organization', region],
    ['External-Identifier', `overgang-${checkpoint}`],
    ['External-Description', `${CHECKPOINT_KINDS[kind]} ${effectiveAt.replace('T', ' ')}`],
    ['Bagging-Date', stockholmDay(new Date(event.recordedAt))],
    ['Bag-Software-Agent', PROGRAM],
  ];
}

async function signBag(staging: string, key: string | null): Promise<void> {
  if (key === null) return;
  const isSigned = await sign(join(staging, BAG_FILES.tagManifest), key, SIGNATURE_NAMESPACE);
  if (!isSigned) throw new UserError('SIGNING_FAILED', { file: basename(key) });
  await syncPath(join(staging, BAG_FILES.signature));
  await syncPath(staging);
}

/** The very same event in the register, if nobody has written there since it was copied; and the seal of the bag. */
async function recordCheckpoint({ db }: Register, made: MadeBag, writer: Writer): Promise<number> {
  return inTransaction(db, () => {
    const { headBefore, effectiveOn, checkpoint } = made.data;
    const head = headOfLog(db);
    if (head.seq !== headBefore.seq || head.hash !== headBefore.hash)
      throw new UserError('REGISTER_CHANGED_MEANWHILE');
    const logEvent = eventWriter(db, writer);
    const seq = logEvent({ type: CHECKPOINT_CREATED, effectiveOn, data: made.data });
    if (headOfLog(db).hash !== made.event.hash) throw new Error('the event is not the one in the bag');
    const data: SealedData = { checkpoint, manifestSha512: made.manifestSha512 };
    logEvent({ type: CHECKPOINT_SEALED, effectiveOn, data });
    return seq;
  });
}

/** Gives the finished folder its name; an earlier bag there is put aside first, and removed last. */
async function giveName(staging: string, folder: string): Promise<void> {
  const aside = `${staging}-before`;
  try {
    const old = await lstat(folder).catch(() => null);
    if (old !== null && (await readdir(folder)).length === 0) await rmdir(folder);
    else if (old !== null) await rename(folder, aside);
    await rename(staging, folder);
  } catch (error) {
    throw error instanceof Error && 'code' in error
      ? new UserError('CHECKPOINT_NOT_NAMED', { part: basename(staging), folder: basename(folder) })
      : error;
  }
  await syncPath(dirname(folder));
  await rm(aside, { recursive: true, force: true });
}

function withoutScope(gate: GateResult): Omit<GateResult, 'scope'> {
  const stated: { -readonly [Name in keyof GateResult]: GateResult[Name] } = { ...gate };
  delete stated.scope;
  return stated;
}
