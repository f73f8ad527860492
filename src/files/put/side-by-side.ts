import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { putWhole, syncFolder, type FileData } from './atomic-write.ts';

/** As many files as are on their way to the disk at a time: a disk takes them together, and each waits for it alone. */
const AT_ONCE = 8;

/** Files that are written together: each is whole under its name or not there, as of `writeFileAtomically`. */
export interface FilesTogether {
  /** Returns when there is room for the next: the file may be on its way still, or what is to stand in it. */
  readonly put: (file: string, data: FileData | Promise<FileData>) => Promise<void>;
  /** Returns when every file stands, with its name, whatever becomes of the power. */
  readonly settle: () => Promise<void>;
}

/**
 * Does work that writes many files side by side. All of them stand when it returns.
 *
 * Where one can not be written, or the work throws, nothing is on its way any more when this throws: the error is that of
 * the work, or of the file that was put first of those that failed. New files are taken away again, since who asked for
 * them takes it that there are none; one that was written over another stays, for what it replaced is gone.
 */
export async function writeTogether<T>(
  options: { readonly force: boolean },
  work: (files: FilesTogether) => Promise<T>,
): Promise<T> {
  const underWay = new Set<Promise<void>>();
  const stand: string[] = [];
  const failed: { readonly at: number; readonly error: unknown }[] = [];
  let put = 0;
  let settled = 0;
  const write = async (at: number, file: string, data: FileData | Promise<FileData>): Promise<void> => {
    try {
      await putWhole(file, await data, options);
      stand.push(file);
    } catch (error) {
      failed.push({ at, error });
    }
  };
  const refuseFailed = async (): Promise<void> => {
    if (failed.length === 0) return;
    await Promise.all(underWay);
    throw failed.reduce((first, other) => (other.at < first.at ? other : first)).error;
  };
  const settle = async (): Promise<void> => {
    await Promise.all(underWay);
    await refuseFailed();
    const folders = new Set(stand.slice(settled).map((file) => path.dirname(file)));
    settled = stand.length;
    await Promise.all([...folders].map(syncFolder));
  };
  try {
    const result = await work({
      put: async (file, data) => {
        const one = write(put++, file, data).finally(() => underWay.delete(one));
        underWay.add(one);
        if (underWay.size >= AT_ONCE) await Promise.race(underWay);
        await refuseFailed();
      },
      settle,
    });
    await settle();
    return result;
  } catch (error) {
    await Promise.all(underWay);
    if (!options.force) await Promise.all(stand.map((file) => unlink(file).catch(() => undefined)));
    throw error;
  }
}
