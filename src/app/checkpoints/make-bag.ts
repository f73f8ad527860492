import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bagInfo } from '../../domain/checkpoints/bag-info.ts';
import { BAG_FILES, CHECKPOINT_CREATED, SIGNATURE_NAMESPACE } from '../../domain/checkpoints/checkpoint.ts';
import type { CreatedCheckpoint } from '../../domain/checkpoints/checkpoint-models.ts';
import type { CheckpointData, CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { sourcePath } from '../../domain/checkpoints/source-files.ts';
import { statementText } from '../../domain/checkpoints/stated-in-log.ts';
import { checksumsOf, readTree } from '../../files/bag/bag-tree.ts';
import { sign } from '../../files/bag/sign.ts';
import { finishBag, syncPath, writeBagFile } from '../../files/bag/write-bag.ts';
import { addCheckpointCases } from '../../register/file/checkpoint-copy.ts';
import { bytesOf, copyRegister } from '../../register/file/copy-register.ts';
import { keysPath } from '../../register/file/key-file.ts';
import { openRegisterBytes } from '../../register/file/register-bytes.ts';
import { openAltered, type Register } from '../../register/file/register.ts';
import { allSources } from '../../register/lists/sources.ts';
import { eventWriter, headOfLog } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { PROGRAM } from '../../text/program.ts';
import { REGISTER_FILES, STATED_FILES } from './bag-contents.ts';
import { dataOf } from './checkpoint-data.ts';
import type { CheckpointRequest } from './checkpoint-request.ts';
import { stateSchemas } from './checkpoint-schemas.ts';
import { casesAt } from './checkpoint-state.ts';

/** A bag that is whole and on disk, and that no register knows of. */
export interface MadeBag {
  readonly data: CheckpointData;
  readonly event: { readonly seq: number; readonly hash: string };
  readonly manifestSha512: string;
  readonly files: number;
  readonly missingSources: CreatedCheckpoint['missingSources'];
}

/** The whole bag, in a folder that nobody knows of yet. */
export async function makeBag(
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
    const manifestSha512 = await finishBag(staging, bagInfo(statement, PROGRAM));
    await signBag(staging, request.signingKey);
    return { data, event, manifestSha512, files: (await readTree(staging)).files.size, missingSources };
  } finally {
    if (copy.db.open) copy.close();
  }
}

/** The bag has no key: what the lists of the target system say of the cases is asked with the register's own. */
function copyToFile(register: Register, path: string): Register {
  copyRegister(register.db, path);
  return { ...openAltered(path), keysBeside: keysPath(register) };
}

/** Persons then reach no disk, not even for a moment. */
export function copyInMemory(register: Register): Register {
  const { db, path } = register;
  return { ...openRegisterBytes(bytesOf(db), path), keysBeside: keysPath(register) };
}

async function writePayload(
  copy: Register,
  statement: CheckpointStatement,
  request: CheckpointRequest,
  staging: string,
): Promise<CreatedCheckpoint['missingSources']> {
  const { isPseudonymised, signingKey } = request;
  const { keptAs, missing } = await copySources(copy, request, staging);
  const stated = {
    statement,
    maker: PROGRAM,
    hasSources: keptAs.size > 0,
    isSigned: signingKey !== null,
  };
  const schemas = stateSchemas(isPseudonymised, copy.profile);
  const write = (path: string, content: string | Iterable<string>): Promise<void> =>
    writeBagFile(staging, path, content);
  for (const { path, make } of REGISTER_FILES) await write(path, make(copy, { isPseudonymised, keptAs }));
  for (const { path, make } of STATED_FILES) await write(path, make(stated));
  for (const [name, text] of schemas.files) await write(`${BAG_FILES.stateFolder}/${name}`, text);
  await write(BAG_FILES.statementSchema, schemas.statement);
  await write(BAG_FILES.statement, statementText(statement));
  return missing;
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
    const path = sourcePath(source);
    await writeBagFile(staging, path, await readFile(join(sourceFolder, found)));
    keptAs.set(sourceNo, path);
  }
  return { keptAs, missing };
}

async function signBag(staging: string, key: string | null): Promise<void> {
  if (key === null) return;
  const isSigned = await sign(join(staging, BAG_FILES.tagManifest), key, SIGNATURE_NAMESPACE);
  if (!isSigned) throw new UserError('SIGNING_FAILED', { file: basename(key) });
  await syncPath(join(staging, BAG_FILES.signature));
  await syncPath(staging);
}
