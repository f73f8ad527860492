import { basename } from 'node:path';
import type { BookKey, EncryptedBook } from '../../files/encrypted/encrypted-book.ts';
import { wholeSlug } from '../../files/put/safe-name.ts';
import { UnusableRegister } from '../../register/engine/unusable-register.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import type { Register } from '../../register/file/register.ts';
import { recipientsOfLists } from '../../register/hand-outs/contacts.ts';
import { recipientKeysOfLists } from '../../register/hand-outs/worklists.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';

/** Asks whoever sits there for the password of a file; null where nobody does. */
export type AskPassword = (file: string) => Promise<string | null>;

/** Opens an encrypted book, in memory. */
export type OpenBook = (of: NamedBook, bytes: Buffer) => Promise<Buffer>;

interface NamedBook {
  readonly name: string;
  /** With the folders and the package that it came in: they, too, tell whose it is. */
  readonly path: string;
}

/** What it may cost to try passwords on one file: two hundred of them, as slow as Excel makes one. */
const MOST_TURNS = 20_000_000;
const MOST_QUESTIONS = 3;

/** A recipient's password, as it is now or has been. */
export interface Candidate {
  readonly key: BookKey;
  /** How many newer ones the recipient has. */
  readonly age: number;
  /** What its packages, folders and lists have been called, and its own name, in the letters of file names. */
  readonly names: ReadonlySet<string>;
}

/**
 * Opens encrypted books, whoever saved them last: by the passwords that can be derived, then by one that is typed.
 *
 * @param tell what a file may be called where others read it
 */
export function bookOpener(register: Register, ask: AskPassword, tell: (name: string) => string): OpenBook {
  let known: Known | undefined;
  /** What has opened a file, the latest first: the others of the same sender lie beside it, and open with it too. */
  let used: readonly string[] = [];
  let spinner: Awaited<ReturnType<typeof newSpinner>> | undefined;
  return async ({ name, path }, bytes) => {
    const { openEncryptedBook } = await import('../../files/encrypted/encrypted-book.ts');
    known ??= await knownOf(register);
    spinner ??= await newSpinner();
    const book = openEncryptedBook(bytes);
    const openedBy = (passwords: readonly string[]): Buffer | null => {
      for (const password of passwords) {
        const opened = spinner === undefined ? null : book.open(password, spinner);
        if (opened === null) continue;
        used = [password, ...used.filter((one) => one !== password)];
        return opened;
      }
      return null;
    };
    const most = Math.max(1, Math.floor(MOST_TURNS / Math.max(1, book.turns)));
    let opened = openedBy(inOrder(book, known.candidates, used, path).slice(0, most));
    for (let at = 0; opened === null && at < MOST_QUESTIONS; at += 1) {
      const typed = await ask(tell(name));
      if (typed === null || typed === '') break;
      opened = openedBy([typed.trim().toLowerCase().replace(/\s+/gu, ' '), typed]);
    }
    if (opened !== null) return opened;
    const file = tell(name);
    const { lostKey } = known;
    throw lostKey === null
      ? new UserError('RETURN_PASSWORD', { file })
      : new UserError('RETURN_PASSWORD_KEY', { file, key: basename(lostKey) });
  };
}

const newSpinner = async () => (await import('../../files/encrypted/encrypted-book.ts')).createSpinner();

/**
 * Every password, the likeliest first, since each is slow to try: a file as it was handed out is known by its salt; one
 * that has been saved since by what it, its folder or its package is called, or by its sender's others.
 */
export function inOrder(
  { salt }: Pick<EncryptedBook, 'salt'>,
  known: readonly Candidate[],
  used: readonly string[],
  path: string,
): readonly string[] {
  const bySalt = salt === null ? [] : known.filter(({ key }) => key.salt.equals(salt));
  const within = `-${wholeSlug(path)}-`;
  const byName = known
    .map((one) => ({ one, length: longestWithin(one.names, within) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
    .map(({ one }) => one);
  const rest = known.toSorted((a, b) => a.age - b.age);
  const passwords = (some: readonly Candidate[]): readonly string[] => some.map(({ key }) => key.password);
  return [...new Set([...passwords([...bySalt, ...byName]), ...used, ...passwords(rest)])];
}

/** How much of a name stands in a text: a longer name says more of whose it is. */
const longestWithin = (names: ReadonlySet<string>, within: string): number =>
  Math.max(0, ...[...names].map((name) => (within.includes(`-${name}-`) ? name.length : 0)));

interface Known {
  readonly candidates: readonly Candidate[];
  /** The file of the key, where it is lost or another's: then no password can be derived. */
  readonly lostKey: string | null;
}

/** Every password that can be derived; none where the key is lost, and none in a rehearsal, which never uses it. */
async function knownOf(register: Register): Promise<Known> {
  if (rehearsalOf(register) !== null) return { candidates: [], lostKey: null };
  const { openPackageKeys } = await import('./package-keys.ts');
  try {
    const keys = openPackageKeys(register, 'read');
    const filed = namesOfFiles(register);
    const candidates = recipientsOfLists(register.db).flatMap(({ key: recipient, name }) => {
      const names = new Set([wholeSlug(name), ...(filed.get(recipient) ?? [])]);
      return keys.ever(recipient).map((key, age) => ({ key, age, names }));
    });
    return { candidates, lostKey: null };
  } catch (error) {
    if (error instanceof UnusableRegister && error.code.startsWith('PASSWORD_KEY'))
      return { candidates: [], lostKey: error.path };
    throw error;
  }
}

/** What the packages, folders and lists of each recipient have been called when they were handed out. */
function namesOfFiles({ db }: Register): ReadonlyMap<string, ReadonlySet<string>> {
  const recipients = recipientKeysOfLists(db);
  const found = new Map<string, Set<string>>();
  for (const { data } of eventsOfType(db, 'worklist-issued', 'conflicts-issued')) {
    const { worklist, files = [] } = JSON.parse(data) as { worklist: string; files?: readonly string[] };
    const recipient = recipients.get(worklist);
    if (recipient === undefined) continue;
    const names = found.get(recipient) ?? new Set();
    found.set(recipient, names);
    for (const part of files.flatMap((file) => file.split('/')))
      names.add(wholeSlug(part.replace(/\.[a-z]+$/u, '')));
  }
  return found;
}
