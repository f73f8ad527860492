import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { statusChanges, type StatusChanges } from '../domain/tracking/status-changes.ts';
import type { ReaderProcess } from '../files/reading/open-table.ts';
import { OutputRefused, refuseTarget, removeLeftovers, temporaryName } from '../files/put/atomic-write.ts';
import type { Writer } from '../register/log/events.ts';
import { copyForRehearsal, rehearsalOf, type Rehearsal } from '../register/file/rehearsal.ts';
import { openRegister, type Register } from '../register/file/register.ts';
import { nameOfRegister } from '../register/engine/register-name.ts';
import { UserError } from '../text/errors.ts';
import { returnLists, type TakenBack } from './worklists/return-list.ts';
import { takeStatus, WHOLE_REGION } from './cases/take-status.ts';

export interface RehearsalRequest {
  readonly folder: string;
  /** Filled-in lists to play. */
  readonly files: readonly string[];
  readonly asOf: string;
  readonly writer: Writer;
  readonly readerProcess: ReaderProcess;
  readonly force: boolean;
}

export interface RehearsalReport {
  readonly path: string;
  readonly rehearsal: Rehearsal;
  readonly played: readonly TakenBack[];
  readonly changes: StatusChanges;
}

export const REHEARSAL_FILE = 'ovning.sqlite';

/**
 * Generalrepetition: copies the register, plays filled-in lists in the copy as of a day, and says what they change. The
 * register itself is only read.
 *
 * @param live opened for reading
 * @throws UserError where the register is a rehearsal itself, or something in earnest stands where the copy is to be
 */
export async function rehearse(live: Register, request: RehearsalRequest): Promise<RehearsalReport> {
  if (rehearsalOf(live) !== null)
    throw new UserError('REHEARSAL_OF_REHEARSAL', { register: nameOfRegister(live.path) });
  const path = join(request.folder, REHEARSAL_FILE);
  await makeCopy(live, path, request);
  const copy = openRegister(path, 'write');
  try {
    const rehearsal = rehearsalOf(copy);
    if (rehearsal === null) throw new Error('the copy is not marked as a rehearsal');
    const { asOf, writer, readerProcess } = request;
    // Of the copy, which nobody else writes in: it is what the register was a moment ago.
    const before = takeStatus(copy, asOf, WHOLE_REGION);
    const played = await returnLists(copy, request.files, {
      ...{ asOf, writer, readerProcess },
      isDryRun: false,
      withdraws: false,
    });
    return { path, rehearsal, played, changes: statusChanges(before, takeStatus(copy, asOf, WHOLE_REGION)) };
  } finally {
    copy.close();
  }
}

async function makeCopy(
  live: Register,
  path: string,
  { asOf, writer, force }: RehearsalRequest,
): Promise<void> {
  // An earlier rehearsal may be replaced.
  await refuseTarget(path, force, { mayBeDatabase: true });
  if (existsSync(path)) refuseRegister(path);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await removeLeftovers(dirname(path));
    copyForRehearsal(live, path, temporaryName(dirname(path)), {
      of: nameOfRegister(live.path),
      on: asOf,
      writer,
    });
  } catch (error) {
    throw NOT_WRITABLE.test(codeOf(error)) ? new OutputRefused('OUTPUT_NOT_WRITABLE', path, error) : error;
  }
}

/** `--force` begins a rehearsal anew; a register in earnest is never overwritten, nor what is no register. */
function refuseRegister(path: string): void {
  const found = openRegister(path, 'read');
  try {
    if (rehearsalOf(found) === null) throw new UserError('REHEARSAL_OVER_REGISTER', { file: basename(path) });
  } finally {
    found.close();
  }
}

/** What SQLite and the file system say of a folder that nothing can be written in, and of a full disk. */
const NOT_WRITABLE =
  /^(?:SQLITE_(?:FULL|IOERR|CANTOPEN|READONLY)|EACCES|EPERM|EROFS|ENOSPC|EDQUOT|ENOTDIR|EEXIST|ENAMETOOLONG|EIO)/u;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
