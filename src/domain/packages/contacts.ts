import { fold } from '../words/fold.ts';

/** How a package is sent; a password can besides be sent in a text message or said on the telephone. */
export const CHANNELS = {
  sdk: 'SDK',
  'saker-epost': 'säker e-post',
  brev: 'brev',
  hand: 'för hand',
} as const;
export const PASSWORD_CHANNELS = { ...CHANNELS, sms: 'sms', telefon: 'telefon' } as const;
type Channel = keyof typeof CHANNELS;
export type PasswordChannel = keyof typeof PASSWORD_CHANNELS;

/** Whom a recipient's package is sent to: a function, never a person. */
export interface Contact {
  readonly recipient: string;
  readonly function: string;
  readonly channel: Channel;
  readonly address: string | null;
  readonly passwordChannel: PasswordChannel;
  readonly phone: string | null;
}

/** Who hands out: whom a recipient sends lists back to and rings. A row among the others. */
export const SENDER = 'Avsändare';

export type ContactFault =
  | 'no-recipient'
  | 'twice'
  | 'no-function'
  | 'unknown-channel'
  | 'unknown-password-channel'
  | 'same-channel'
  | 'no-address'
  | 'no-phone'
  | 'no-phone-number'
  | 'person';

export interface FaultyContact {
  readonly row: number;
  readonly fault: ContactFault;
}

const HEADERS: Readonly<Record<keyof Contact, readonly string[]>> = {
  recipient: ['mottagare', 'recipient'],
  function: ['funktion', 'function'],
  channel: ['kanal', 'channel'],
  address: ['adress', 'address'],
  passwordChannel: ['lösenordskanal', 'losenordskanal', 'kanal för lösenord', 'password_channel'],
  phone: ['telefon', 'phone'],
};
const COLUMNS = Object.keys(HEADERS) as (keyof Contact)[];

/** Eight or ten digits of a person's number, which no function has. */
const PERSON = /(?<!\d)(?:19|20)?\d{2}[01]\d[0-3678]\d[-+ ]?[\dA-Z]{4}(?!\d)/u;

/**
 * Reads the rows of a list of contacts.
 *
 * @param rows numbered from 1, the first that is not blank with the headers
 * @returns contacts by the recipient's folded name, and the rows that are none; null where the headers are not there
 */
export function readContacts(
  rows: readonly { readonly row: number; readonly cells: readonly string[] }[],
): { readonly contacts: ReadonlyMap<string, Contact>; readonly faults: readonly FaultyContact[] } | null {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [header, ...rest] = filled;
  const headers = (header?.cells ?? []).map(fold);
  const placeOf = (column: keyof Contact): number =>
    headers.findIndex((text) => HEADERS[column].includes(text));
  const places = COLUMNS.map(placeOf);
  const needed = (['recipient', 'function', 'channel', 'passwordChannel'] as const).map(placeOf);
  if (needed.includes(-1)) return null;
  const contacts = new Map<string, Contact>();
  const faults: FaultyContact[] = [];
  for (const { row, cells } of rest) {
    const written = writtenIn(places.map((place) => (cells[place] ?? '').trim()));
    const key = fold(written.recipient ?? '');
    const fault = contacts.has(key) ? 'twice' : faultOf(written);
    if (fault !== null) faults.push({ row, fault });
    else contacts.set(key, written as Contact);
  }
  return { contacts, faults };
}

type Written = { readonly [K in keyof Contact]: Contact[K] | null };

/** @param cells in the order of COLUMNS */
function writtenIn(cells: readonly string[]): Written {
  const texts = cells.map((cell) => (cell === '' ? null : cell));
  const [
    recipient = null,
    role = null,
    channel = null,
    address = null,
    passwordChannel = null,
    phone = null,
  ] = texts;
  return {
    ...{ recipient, function: role, channel: termOf(CHANNELS, channel), address, phone },
    // The sender hands out and gets lists back: nobody sends it a password.
    passwordChannel: termOf(PASSWORD_CHANNELS, passwordChannel) ?? (isSender(recipient) ? 'telefon' : null),
  };
}

const isSender = (recipient: string | null): boolean => fold(recipient ?? '') === fold(SENDER);

function termOf<Term extends string>(
  terms: Readonly<Record<Term, string>>,
  written: string | null,
): Term | null {
  const folded = fold(written ?? '');
  const codes = Object.keys(terms) as Term[];
  return codes.find((code) => code === folded || fold(terms[code]) === folded) ?? null;
}

function faultOf(written: Written): ContactFault | null {
  const { recipient, function: role, channel } = written;
  if (recipient === null) return 'no-recipient';
  if (role === null) return 'no-function';
  if (PERSON.test(`${recipient} ${role} ${written.address ?? ''}`)) return 'person';
  if (channel === null) return 'unknown-channel';
  return isSender(recipient) ? null : faultOfWay(written);
}

function faultOfWay({ channel, address, passwordChannel, phone }: Written): ContactFault | null {
  if (passwordChannel === null) return 'unknown-password-channel';
  // Who has the one would have the other.
  if (channel === passwordChannel) return 'same-channel';
  if (channel !== 'hand' && address === null) return 'no-address';
  const isByPhone = passwordChannel === 'sms' || passwordChannel === 'telefon';
  if (!isByPhone) return null;
  if (phone === null) return 'no-phone';
  if (!PHONE.test(phone)) return 'no-phone-number';
  return address !== null && phoneDigits(address) === phoneDigits(phone) ? 'same-channel' : null;
}

/** As people write a number: digits, and what stands between them. */
const PHONE = /^\+?[\d\s()/.–-]*\d[\d\s()/.–-]*$/u;

/** The digits that tell one telephone from another: +46 (0)70-174 06 32 is 070-1740632. */
const phoneDigits = (written: string): string | null =>
  PHONE.test(written)
    ? written
        .replace(/\(0\)/gu, '')
        .replace(/\D/gu, '')
        .replace(/^(?:0046|46(?=\d{7})|0)/u, '')
    : null;

/** "verksamhetschef, 060-12 34 56", or how lists reach it where no telephone is given. */
function contactText({ function: role, phone, channel, address }: Contact): string {
  const way = phone ?? `${CHANNELS[channel]}${address === null ? '' : ` ${address}`}`;
  return `${role}, ${way}`;
}

/** How a recipient is reached by its name; null where no contact is given. */
export function contactOfRecipient(contacts: ReadonlyMap<string, Contact>, recipient: string): string | null {
  const contact = contacts.get(fold(recipient));
  return contact === undefined ? null : contactText(contact);
}
