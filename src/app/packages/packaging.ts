import { fold } from '../../domain/words/fold.ts';
import { SENDER, type Contact } from '../../domain/packages/contacts.ts';
import type { Recipient } from '../../domain/plan/owners.ts';
import { cardHtml } from '../../documents/package/card-html.ts';
import { coverHtml, type CoveredList } from '../../documents/package/cover-html.ts';
import { replyCoverHtml } from '../../documents/package/reply-cover-html.ts';
import { zipOf } from '../../documents/kit/zip.ts';
import { createSpinner, encryptBook } from '../../files/encrypted/encrypted-book.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import type { Register } from '../../register/file/register.ts';
import { environmentText } from '../../text/environments.ts';
import { openPackageKeys } from './package-keys.ts';

const COVER = '00-las-mig.html';
const CARD = '01-kort-att-satta-upp.html';
const REPLY = 'svar.xlsx';

/** Makes the packages of a hand-out: who has a contact gets one, and nobody else gets anything. */
export interface Packaging {
  readonly contactOf: (recipient: Recipient) => Contact | undefined;
  readonly encrypt: (recipient: Recipient, book: Buffer) => Buffer;
  readonly packageOf: (
    recipient: Recipient,
    lists: readonly (CoveredList & { readonly content: Buffer })[],
  ) => Promise<Buffer>;
  /** What became of the lists that were sent back, encrypted as lists are. */
  readonly replyPackageOf: (recipient: Recipient, book: Buffer) => Promise<Buffer>;
}

/** @throws UnusableRegister where the key of the passwords is lost or another's: before anything is made */
export function openPackaging(register: Register, asOf: string): Packaging {
  const { db, profile } = register;
  const contacts = contactsByName(db);
  const keys = openPackageKeys(register, 'write');
  const spinner = createSpinner();
  const contactOf = ({ name }: Recipient): Contact | undefined => contacts.get(fold(name));
  const cardOf = (recipient: Recipient) => ({
    recipient: recipient.name,
    isGuarded: recipient.isGuarded,
    source: profile.source,
    target: profile.target,
    passwordChannel: contactOf(recipient)?.passwordChannel ?? null,
    sender: contacts.get(fold(SENDER)) ?? null,
  });
  const encrypt = ({ key }: Recipient, book: Buffer): Buffer => encryptBook(book, keys.now(key), spinner);
  return {
    contactOf,
    encrypt,
    packageOf(recipient, lists) {
      const card = cardOf(recipient);
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
    replyPackageOf(recipient, book) {
      const cover = replyCoverHtml({ ...cardOf(recipient), asOf, file: REPLY });
      return zipOf(
        [
          { name: COVER, content: Buffer.from(cover) },
          { name: REPLY, content: encrypt(recipient, book) },
        ],
        asOf.slice(0, 10),
      );
    },
  };
}
