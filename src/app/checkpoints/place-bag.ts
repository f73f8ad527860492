import { lstat, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { syncPath } from '../../files/bag/write-bag.ts';
import { UserError } from '../../text/errors.ts';

const NOT_WRITABLE =
  /^(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|ENAMETOOLONG|ELOOP|ENOSPC|EDQUOT|EIO|EFBIG|EMFILE|SQLITE_(?:FULL|CANTOPEN|IOERR).*)$/u;

/** What can not be written there is for the user to mend. */
export async function orNotWritable<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw NOT_WRITABLE.test(code) ? new UserError('OUTPUT_NOT_WRITABLE', { file: basename(folder) }) : error;
  }
}

/** Gives the finished folder its name; an earlier bag there is put aside first, and removed last. */
export async function giveName(staging: string, folder: string): Promise<void> {
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
