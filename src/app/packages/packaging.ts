import { fold } from '../../domain/words/fold.ts';
import { SENDER, type Contact } from '../../domain/packages/contacts.ts';
import type { Recipient } from '../../domain/plan/owners.ts';
import { cardHtml } from '../../documents/package/card-html.ts';
import { coverHtml, type CoveredList } from '../../documents/package/cover-html.ts';
import { zipOf } from '../../documents/kit/zip.ts';
import { createSpinner, encryptBook } from '../../files/encrypted/encrypted-book.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import type { Register } from '../../register/file/register.ts';
import { environmentText } from '../../text/environments.ts';
import { openPackageKeys } from './package-keys.ts';

const COVER = '00-las-mig.html';
const CARD = '01-kort-att-satta-upp.html';

/** Makes the packages of a hand-out: who has a contact gets one, and nobody else gets anything. */
export interface Packaging {
  readonly contactOf: (recipient: Recipient) => Contact | undefined;
  readonly encrypt: (recipient: Recipient, book: Buffer) => Buffer;
  readonly packageOf: (
    recipient: Recipient,
    lists: readonly (CoveredList & { readonly content: Buffer })[],
  ) => Promise<Buffer>;
}

/** @throws UnusableRegister where the key of the passwords is lost or another's: before anything is made */
export function openPackaging(register: Register, asOf: string): Packaging {
  const { db, profile } = register;
  const contacts = contactsByName(db);
  const keys = openPackageKeys(register, 'write');
  const spinner = createSpinner();
  const contactOf = ({ name }: Recipient): Contact | undefined => contacts.get(fold(name));
  return {
    contactOf,
    encrypt: ({ key }, book) => encryptBook(book, keys.now(key), spinner),
    packageOf(recipient, lists) {
      const card = {
        recipient: recipient.name,
        isGuarded: recipient.isGuarded,
        source: profile.source,
        target: profile.target,
        passwordChannel: contactOf(recipient)?.passwordChannel ?? null,
        sender: contacts.get(fold(SENDER)) ?? null,
      };
      const cover = coverHtml({ ...card, asOf, environment: environmentText(profile), lists });
      return zipOf(
        [
          { name: COVER, content: Buffer.from(cover) },
          { name: CARD, content: Buffer.from(cardHtml(card)) },
          ...lists.map(({ file, content }) => ({ name: file, content })),
        ],
        asOf.slice(0, 10),
      );
    },
  };
}
