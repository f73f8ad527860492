import { basename } from 'node:path';
import { readContacts, SENDER, type Contact, type ContactFault } from '../../domain/packages/contacts.ts';
import { fold } from '../../domain/words/fold.ts';
import { openTable, type RawRow, type ReaderProcess } from '../../files/reading/open-table.ts';
import { contactsByName, recipientsOfLists, replaceContacts } from '../../register/hand-outs/contacts.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { refuseNamedPerson } from '../guards/refuse-named-person.ts';
import { UserError } from '../../text/errors.ts';
import { asFileError } from '../lists/recognise-list.ts';

const FAULTS: Readonly<Record<ContactFault, string>> = {
  'no-recipient': 'mottagare saknas',
  twice: 'mottagaren står två gånger',
  'no-function': 'funktion saknas',
  'unknown-channel': 'kanalen ska vara sdk, saker-epost, brev eller hand',
  'unknown-password-channel': 'lösenordets kanal ska vara sdk, saker-epost, brev, hand, sms eller telefon',
  'same-channel': 'lista och lösenord skickas samma väg',
  'no-address': 'adress saknas',
  'no-phone': 'telefon saknas',
  'no-phone-number': 'telefon är inget nummer',
  person: 'ett personnummer står i raden; en kontakt är en funktion',
};

/**
 * Takes in the contacts: all of them, in place of those that there are.
 *
 * @returns how many, and whether somebody is named to whom lists are sent back
 * @throws UserError where a row is faulty: then none is taken in
 */
export async function importContacts(
  register: Register,
  request: {
    readonly path: string;
    readonly readerProcess: ReaderProcess;
    readonly asOf: string;
    readonly writer: Writer;
  },
): Promise<{ readonly contacts: number; readonly hasSender: boolean }> {
  const { path, readerProcess, asOf, writer } = request;
  refuseNamedPerson(path);
  const file = basename(path);
  const rows: RawRow[] = [];
  try {
    const table = await openTable(path, { readerProcess });
    for await (const batch of table.batches()) rows.push(...batch);
  } catch (error) {
    throw asFileError(error, file);
  }
  const read = readContacts(rows);
  if (read === null) throw new UserError('CONTACTS_HEADERS', { file });
  if (read.faults.length > 0)
    throw new UserError('CONTACTS_FAULTY', {
      file,
      faults: read.faults.map(({ row, fault }) => `rad ${String(row)}: ${FAULTS[fault]}`).join('; '),
    });
  const hasSender = read.contacts.has(fold(SENDER));
  const contacts = read.contacts.size - (hasSender ? 1 : 0);
  await inTransaction(register.db, () => {
    replaceContacts(register.db, read.contacts);
    eventWriter(register.db, writer)({ type: 'contacts-imported', effectiveOn: asOf, data: { contacts } });
    return Promise.resolve();
  });
  return { contacts, hasSender };
}

export interface ShownContacts {
  readonly sender: Contact | null;
  readonly contacts: readonly Contact[];
  /** Who gets lists, or has got them, and has no contact. */
  readonly without: readonly string[];
}

/** @param recipients the names of those who would get lists now */
export function showContacts({ db }: Register, recipients: readonly string[]): ShownContacts {
  const contacts = contactsByName(db);
  const sender = contacts.get(fold(SENDER)) ?? null;
  return {
    sender,
    contacts: [...contacts.values()].filter((one) => one !== sender),
    without: [...new Set([...recipients, ...recipientsOfLists(db).map(({ name }) => name)])]
      .filter((name) => !contacts.has(fold(name)))
      .sort((a, b) => a.localeCompare(b, 'sv')),
  };
}
