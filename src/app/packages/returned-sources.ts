import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UnreadableFile, type FileSource } from '../../files/reading/open-table.ts';
import { isSystemFile } from '../../files/bag/bag-paths.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { bookOpener, type AskPassword, type OpenBook } from './book-opener.ts';

/** One list that came back: where it is read from, or why it can not be. */
export interface ReturnedSource {
  readonly name: string;
  /** A file, or what was packed or encrypted: in memory, and never on disk. */
  readonly source: FileSource | UserError | UnreadableFile;
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 5000;
/** What Excel and LibreOffice leave beside a file that is open. */
const IS_LOCK = /^(?:~\$|\.~)/u;

/**
 * Everything that was given back: files, folders with files in them, packages with lists in them, encrypted or not. One
 * that can not be opened stops no other.
 *
 * @param tell what a file may be called where others read it
 */
export async function* returnedSources(
  register: Register,
  paths: readonly string[],
  ask: AskPassword,
  tell: (name: string) => string,
): AsyncGenerator<ReturnedSource> {
  const open = bookOpener(register, ask, tell);
  for (const path of await filesOf(paths)) {
    const name = basename(path);
    const start = await startOf(path);
    if (start === null) yield { name, source: path };
    else if (start.equals(OLE)) yield await openedFile(name, path, (bytes) => open({ name, path }, bytes));
    else yield* inZip(name, path, open, tell);
  }
}

/**
 * Whether a file beside lists can hold no answers: a lock, what a system puts in folders, a page that `overgang` wrote. Any
 * other is opened, and refused by name where it is no list: left out in silence it would be answers that nobody misses.
 *
 * @param startOf the first bytes of the file
 */
async function isNoAnswer(name: string, startOf: () => Promise<Uint8Array>): Promise<boolean> {
  if (IS_LOCK.test(name) || isSystemFile(name)) return true;
  if (!/\.html?$/iu.test(name)) return false;
  const { isOwnPage } = await import('../../documents/kit/html.ts');
  return isOwnPage(await startOf());
}

/** Folders are read to their depth, in order. */
async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() !== true) {
      files.push(path);
      continue;
    }
    const names = await readdir(path, { withFileTypes: true, recursive: true });
    const inFolder = names
      .filter((one) => !one.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name));
    const before = files.length;
    for (const file of inFolder.toSorted())
      if (!(await isNoAnswer(basename(file), () => firstBytes(file)))) files.push(file);
    if (files.length === before) throw new UserError('RETURN_FOLDER_EMPTY', { folder: basename(path) });
  }
  if (files.length > MOST_FILES) throw new UserError('RETURN_FOLDER_TOO_LARGE', { files: files.length });
  return files;
}

async function firstBytes(path: string): Promise<Buffer> {
  const { readStart } = await import('../../files/reading/file-chunks.ts');
  const { PAGE_START_BYTES } = await import('../../documents/kit/html.ts');
  return readStart(path, PAGE_START_BYTES);
}

/** The first bytes, where they are those of a zip or of an encrypted book; null for any other file. */
async function startOf(path: string): Promise<Buffer | null> {
  const { readStart } = await import('../../files/reading/file-chunks.ts');
  const start = await readStart(path, ZIP.length).catch(() => null);
  return start !== null && (start.equals(ZIP) || start.equals(OLE)) ? start : null;
}

async function openedFile(
  name: string,
  path: string,
  open: (bytes: Buffer) => Promise<Buffer>,
): Promise<ReturnedSource> {
  return { name, source: await orFault(async () => open(await bytesOf(path))) };
}

async function* inZip(
  name: string,
  path: string,
  open: OpenBook,
  tell: (name: string) => string,
): AsyncGenerator<ReturnedSource> {
  const { filesInPackage } = await import('../../files/reading/package-zip.ts');
  const packed = await orFault(async () => filesInPackage(await bytesOf(path)));
  if (packed instanceof Error) {
    yield { name, source: packed };
    return;
  }
  let hasLists = false;
  for (const { name: inner, path: within, bytes } of packed ?? []) {
    const content = await orFault(bytes);
    if (!(content instanceof Error) && (await isNoAnswer(inner, () => Promise.resolve(content)))) continue;
    hasLists = true;
    // By the names of package and folder, too, it is known whose it is.
    const source =
      content instanceof Error
        ? content
        : await orFault(() => openPacked({ name: inner, path: join(path, within) }, content, open, tell));
    yield { name: inner, source };
  }
  // A document of its own, or a zip with nothing in it: it is said what it is.
  if (!hasLists) yield { name, source: path };
}

/**
 * A file of a package, opened where it is encrypted. A package in a package is not opened: what unpacks without end is made
 * that way.
 */
async function openPacked(
  of: { readonly name: string; readonly path: string },
  content: Buffer,
  open: OpenBook,
  tell: (name: string) => string,
): Promise<Buffer> {
  const start = content.subarray(0, ZIP.length);
  if (start.equals(OLE)) return open(of, content);
  if (!start.equals(ZIP)) return content;
  const { filesInPackage } = await import('../../files/reading/package-zip.ts');
  // Null: a workbook, or another program's document, which is said to be one.
  if ((await filesInPackage(content)) !== null)
    throw new UserError('RETURN_PACKAGE_IN_PACKAGE', { file: tell(of.name) });
  return content;
}

async function orFault<T>(work: () => Promise<T>): Promise<T | UserError | UnreadableFile> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || error instanceof UnreadableFile) return error;
    throw error;
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  const { size } = await lstat(path);
  if (size > MOST_BYTES) throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { bytes: size });
  return readFile(path);
}
