import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SENDER, type Contact } from '../../domain/packages/contacts.ts';
import { fold } from '../../domain/words/fold.ts';
import { exactCsvRecord } from '../../documents/kit/exact-csv.ts';
import { slipHtml } from '../../documents/package/slip-html.ts';
import { refuseTakenNames, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import {
  contactsByName,
  passwordGeneration,
  raiseGeneration,
  recipientsOfLists,
} from '../../register/hand-outs/contacts.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { replacePasswords } from '../../register/file/password-key.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { openPackageKeys } from './package-keys.ts';

interface Doing {
  readonly asOf: string;
  readonly writer: Writer;
}

const SMS_LIST = 'sms.csv';

/**
 * Writes what the recipients of packages are sent their passwords by: a slip for each, and for those who get theirs as a
 * text message one list. Logged as made, never with what it says.
 *
 * @throws UserError where there are no contacts or no packages, or where lists lie in the folder
 */
export async function writeSlips(
  register: Register,
  { folder, force, asOf, writer }: Doing & { readonly folder: string; readonly force: boolean },
): Promise<{ readonly slips: readonly string[]; readonly smsList: string | null }> {
  const { db } = register;
  refuseRehearsal(register);
  const contacts = contactsByName(db);
  if (contacts.size === 0) throw new UserError('CONTACTS_NONE');
  if (existsSync(folder) && readdirSync(folder).some((name) => /\.zip$|index\.html$/u.test(name)))
    throw new UserError('SLIPS_IN_HAND_OUT', { folder: basename(folder) });
  const recipients = recipientsOfLists(db).flatMap(({ key, name }) => {
    const contact = contacts.get(fold(name));
    return contact === undefined ? [] : [{ key, contact }];
  });
  const phone = contacts.get(fold(SENDER))?.phone ?? null;
  const ofSms = recipients.filter(({ contact }) => contact.passwordChannel === 'sms');
  const onPaper = recipients.filter((one) => !ofSms.includes(one));
  const names = uniqueFileNames(
    onPaper.map(({ key, contact }) => ({ key, text: contact.recipient })),
    40,
  );
  const pathOf = (key: string): string => join(folder, `${names.get(key) ?? ''}.html`);
  const smsList = ofSms.length === 0 ? null : join(folder, SMS_LIST);
  await refuseTakenNames([...onPaper.map(({ key }) => pathOf(key)), ...(smsList === null ? [] : [smsList])], {
    force,
  });
  return inTransaction(db, async () => {
    const keys = openPackageKeys(register, 'write');
    eventWriter(
      db,
      writer,
    )({ type: 'slips-made', effectiveOn: asOf, data: { recipients: recipients.length } });
    for (const { key, contact } of onPaper) {
      const { password } = keys.now(key);
      const generation = passwordGeneration(db, key);
      await writeFileAtomically(pathOf(key), slipHtml({ contact, password, generation, phone }), { force });
    }
    if (smsList !== null) {
      // Neither system nor patient: a text message passes many eyes.
      const rows = ofSms.map(({ key, contact }) => [contact.phone ?? '', keys.now(key).password]);
      await writeFileAtomically(smsList, [['Telefon', 'Text'], ...rows].map(exactCsvRecord).join(''), {
        force,
      });
    }
    return { slips: onPaper.map(({ key }) => pathOf(key)), smsList };
  });
}

/**
 * A new password for a recipient, from the next package on; those that are out are opened with the one before.
 *
 * @throws UserError where nobody has that name
 */
export async function renewPassword(
  register: Register,
  { recipient, asOf, writer }: Doing & { readonly recipient: string },
): Promise<{ readonly contact: Contact | null; readonly generation: number }> {
  const { db } = register;
  refuseRehearsal(register);
  const found = recipientsOfLists(db).filter(({ name }) => fold(name) === fold(recipient));
  const [first] = found;
  if (first === undefined) throw new UserError('CONTACT_UNKNOWN', { recipient });
  return inTransaction(db, () => {
    openPackageKeys(register, 'write');
    const generations = found.map(({ key }) => raiseGeneration(db, key));
    const generation = Math.max(...generations);
    eventWriter(
      db,
      writer,
    )({
      type: 'password-renewed',
      effectiveOn: asOf,
      data: { recipient: first.name, generation },
    });
    return Promise.resolve({ contact: contactsByName(db).get(fold(first.name)) ?? null, generation });
  });
}

/** Another key, and with it new passwords for everybody: where the key is lost, or somebody else has had it. */
export async function renewAllPasswords(register: Register, { asOf, writer }: Doing): Promise<void> {
  refuseRehearsal(register);
  await inTransaction(register.db, () => {
    replacePasswords(register);
    eventWriter(
      register.db,
      writer,
    )({
      type: 'password-renewed',
      effectiveOn: asOf,
      data: { recipient: null, generation: null },
    });
    return Promise.resolve();
  });
}

function refuseRehearsal(register: Register): void {
  if (rehearsalOf(register) !== null) throw new UserError('REHEARSAL_WITHOUT_PASSWORDS');
}
