import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EncryptedBook, BookKey } from '../../files/encrypted/encrypted-book.ts';
import { UnreadableFile, type FileSource } from '../../files/reading/open-table.ts';
import { isSystemFile } from '../../files/bag/bag-paths.ts';
import { slug } from '../../files/put/safe-name.ts';
import { recipientsOfLists } from '../../register/hand-outs/contacts.ts';
import { UnusableRegister } from '../../register/engine/unusable-register.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';

/** One list that came back: where it is read from, or why it can not be. */
export interface ReturnedSource {
  readonly name: string;
  /** A file, or what was packed or encrypted: in memory, and never on disk. */
  readonly source: FileSource | UserError | UnreadableFile;
}

/** Asks whoever sits there for the password of a file; null where nobody does. */
export type AskPassword = (file: string) => Promise<string | null>;

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 5000;
/** What Excel and LibreOffice leave beside a file that is open. */
const IS_LOCK = /^(?:~\$|\.~)/u;
/** What it may cost to try passwords on one file: a hundred recipients, as slow as Excel makes one. */
const MOST_TURNS = 20_000_000;
const MOST_QUESTIONS = 3;

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
    else if (start.equals(OLE)) yield await openedFile(name, path, (bytes) => open(name, bytes));
    else yield* inZip(name, path, open);
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

async function* inZip(name: string, path: string, open: OpenBook): AsyncGenerator<ReturnedSource> {
  const { filesInPackage } = await import('../../files/reading/package-zip.ts');
  const packed = await orFault(async () => filesInPackage(await bytesOf(path)));
  if (packed instanceof Error) {
    yield { name, source: packed };
    return;
  }
  let hasLists = false;
  for (const { name: inner, bytes } of packed ?? []) {
    const content = await orFault(bytes);
    if (!(content instanceof Error) && (await isNoAnswer(inner, () => Promise.resolve(content)))) continue;
    hasLists = true;
    const source =
      content instanceof Error || !content.subarray(0, OLE.length).equals(OLE)
        ? content
        : // By the package's name, too, it is known whose it is.
          await orFault(() => open(inner, content, name));
    yield { name: inner, source };
  }
  // A document of its own, or a zip with nothing in it: it is said what it is.
  if (!hasLists) yield { name, source: path };
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

type OpenBook = (name: string, bytes: Buffer, inPackage?: string) => Promise<Buffer>;

interface Candidate {
  readonly key: BookKey;
  /** The recipient's name as a file has it. */
  readonly slug: string;
}

/** Opens encrypted books, whoever saved them last: by the passwords that can be derived, then by one that is typed. */
function bookOpener(register: Register, ask: AskPassword, tell: (name: string) => string): OpenBook {
  let known: readonly Candidate[] | undefined;
  /** What has opened a file: the others of the same sender open with it too. */
  const used: string[] = [];
  let spinner: Awaited<ReturnType<typeof newSpinner>> | undefined;
  return async (name, bytes, inPackage = '') => {
    const { openEncryptedBook } = await import('../../files/encrypted/encrypted-book.ts');
    known ??= await candidatesOf(register);
    spinner ??= await newSpinner();
    const book = openEncryptedBook(bytes);
    const passwords = inOrder(book, known, used, slug(`${inPackage} ${name}`));
    for (const password of passwords.slice(
      0,
      Math.max(1, Math.floor(MOST_TURNS / Math.max(1, book.turns))),
    )) {
      const opened = book.open(password, spinner);
      if (opened !== null) return remember(used, password, opened);
    }
    for (let at = 0; at < MOST_QUESTIONS; at += 1) {
      const typed = await ask(tell(name));
      if (typed === null || typed === '') break;
      const opened =
        book.open(typed.trim().toLowerCase().replace(/\s+/gu, ' '), spinner) ?? book.open(typed, spinner);
      if (opened !== null) return remember(used, typed, opened);
    }
    throw new UserError('RETURN_PASSWORD', { file: tell(name) });
  };
}

const newSpinner = async () => (await import('../../files/encrypted/encrypted-book.ts')).createSpinner();

function remember(used: string[], password: string, opened: Buffer): Buffer {
  if (!used.includes(password)) used.unshift(password);
  return opened;
}

/** A file as it was handed out is known by its salt; one that has been saved since by its name, or its sender's others. */
function inOrder(
  { salt }: EncryptedBook,
  known: readonly Candidate[],
  used: readonly string[],
  name: string,
): readonly string[] {
  const bySalt = salt === null ? [] : known.filter(({ key }) => key.salt.equals(salt));
  const byName = known.filter((one) => name.includes(one.slug));
  const all = [...bySalt, ...byName].map(({ key }) => key.password);
  return [...new Set([...all, ...used, ...known.map(({ key }) => key.password)])];
}

/** Every password that can be derived; none where the key is lost, and none in a rehearsal, which never uses it. */
async function candidatesOf(register: Register): Promise<readonly Candidate[]> {
  if (rehearsalOf(register) !== null) return [];
  const { openPackageKeys } = await import('./package-keys.ts');
  try {
    const keys = openPackageKeys(register, 'read');
    return recipientsOfLists(register.db).flatMap(({ key, name }) =>
      keys.ever(key).map((one) => ({ key: one, slug: slug(name) })),
    );
  } catch (error) {
    if (error instanceof UnusableRegister && error.code.startsWith('PASSWORD_KEY')) return [];
    throw error;
  }
}
