import { join } from 'node:path';
import type { Recipient } from '../../domain/plan/owners.ts';
import type { WorklistModel } from '../../documents/worklist/worklist-model.ts';
import type { FilesTogether } from '../../files/put/side-by-side.ts';
import { fold } from '../../domain/words/fold.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { watermarkOf } from '../guards/rehearsal-mark.ts';
import type { WorklistFormat } from './plan-hand-out.ts';

/** What any list that leaves the house is sent as: to whom, where it lies, and what it is called. */
export interface SentList {
  readonly recipient: Recipient;
  /** Of the recipient, where lists are not encrypted. */
  readonly folder: string;
  /** The package, without extension. */
  readonly pack: string;
  /** Of the file, without extension. */
  readonly name: string;
}

export interface DeliveryRequest {
  /** Of all that is handed out together. */
  readonly folder: string;
  readonly formats: readonly WorklistFormat[];
  /** Not encrypted, though there are contacts: asked for, told what it risks, and logged. */
  readonly isPlain?: boolean;
  readonly asOf: string;
}

/** How lists leave: as files in a folder for each recipient, or as an encrypted package for each. */
export interface Delivery {
  readonly isEncrypted: boolean;
  /** Who has no contact, while others have: nothing is made for them. */
  readonly isWithoutContact: (recipient: Recipient) => boolean;
  /** What a list becomes, from the folder of the hand-out: what lies in a package stands after its name. */
  readonly filesOf: (list: SentList) => readonly string[];
  /** The files that are written for it. */
  readonly targetsOf: (list: SentList) => readonly string[];
  readonly put: (list: SentList, model: WorklistModel) => Promise<void>;
  /** Every file stands. */
  readonly finish: () => Promise<void>;
}

/**
 * Lists are encrypted where there are contacts to send passwords to. A rehearsal never uses the key of the passwords.
 *
 * @throws UserError where a package was asked for in a format that is not encrypted
 * @throws UnusableRegister where the key of the passwords is lost or another's
 */
export async function openDelivery(
  register: Register,
  request: DeliveryRequest,
  files: FilesTogether,
): Promise<Delivery> {
  if (!isPackaged(register, request)) return plainly(request, files);
  const other = request.formats.find((format) => format !== 'xlsx');
  if (other !== undefined) throw new UserError('PACKAGE_FORMAT', { format: other });
  return inPackages(register, request, files);
}

/** Whether what leaves the house is encrypted: where there are contacts, unless asked not to be; never in a rehearsal. */
export function isPackaged(register: Register, { isPlain }: Pick<DeliveryRequest, 'isPlain'>): boolean {
  return contactsByName(register.db).size > 0 && watermarkOf(register) === null && isPlain !== true;
}

export interface Reached {
  readonly hasContacts: boolean;
  /** Recipients that get nothing, since others have contacts and they have none. */
  readonly withoutContact: readonly string[];
  /** What the hand-out risks, or lacks, in the words of the user. */
  readonly warnings: readonly string[];
}

/** Who of those that lists, or replies, are for gets nothing; and what is said of what is not encrypted. */
export function reachedBy(
  register: Register,
  { isPlain }: Pick<DeliveryRequest, 'isPlain'>,
  recipients: readonly Recipient[],
  what: keyof typeof SENT = 'lists',
): Reached {
  const { these, ofRehearsal, any } = SENT[what];
  const contacts = contactsByName(register.db);
  const hasContacts = contacts.size > 0;
  if (!hasContacts || recipients.length === 0) return { hasContacts, withoutContact: [], warnings: [] };
  if (watermarkOf(register) !== null)
    return { hasContacts, withoutContact: [], warnings: [plainRehearsal(ofRehearsal)] };
  if (isPlain === true) return { hasContacts, withoutContact: [], warnings: [plain(these)] };
  const without = new Set(recipients.flatMap(({ name }) => (contacts.has(fold(name)) ? [] : [name])));
  const names = [...without].sort((a, b) => a.localeCompare(b, 'sv'));
  return {
    hasContacts,
    withoutContact: names,
    warnings: names.length === 0 ? [] : [`Utan kontakt, och därför utan ${any}: ${names.join(', ')}.`],
  };
}

const SENT = {
  lists: { these: 'Listorna', ofRehearsal: 'Övningens listor', any: 'listor' },
  replies: { these: 'Svaren', ofRehearsal: 'Övningens svar', any: 'svar' },
} as const;
const plain = (these: string): string =>
  `${these} är inte krypterade, fast det finns kontakter. Den som kommer åt mappen kan läsa dem. Det är loggat.`;
const plainRehearsal = (ofRehearsal: string): string =>
  `${ofRehearsal} är inte krypterade: en övning använder aldrig nyckeln till lösenorden.`;

function plainly({ folder, formats }: DeliveryRequest, files: FilesTogether): Delivery {
  const filesOf = (list: SentList): readonly string[] =>
    formats.map((format) => `${list.folder}/${list.name}.${format}`);
  const targetsOf = (list: SentList): readonly string[] => filesOf(list).map((file) => join(folder, file));
  return {
    isEncrypted: false,
    isWithoutContact: () => false,
    filesOf,
    targetsOf,
    async put(list, model) {
      for (const [at, path] of targetsOf(list).entries())
        await files.put(path, render(model, formats[at] ?? 'xlsx'));
    },
    finish: files.settle,
  };
}

interface Packed {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly deadline: string;
  readonly content: Buffer;
}

async function inPackages(
  register: Register,
  request: DeliveryRequest,
  files: FilesTogether,
): Promise<Delivery> {
  const { openPackaging } = await import('../packages/packaging.ts');
  const packaging = openPackaging(register, request.asOf);
  const packed = new Map<
    string,
    { readonly target: string; readonly of: SentList; readonly lists: Packed[] }
  >();
  const packageOf = ({ pack }: SentList): string => `${pack}.zip`;
  const nameOf = (list: SentList): string => `${list.name}.xlsx`;
  const targetOf = (list: SentList): string => join(request.folder, packageOf(list));
  return {
    isEncrypted: true,
    isWithoutContact: (recipient) => packaging.contactOf(recipient) === undefined,
    filesOf: (list) => [`${packageOf(list)}/${nameOf(list)}`],
    targetsOf: (list) => [targetOf(list)],
    async put(list, model) {
      const { recipient } = list;
      const book = Buffer.from(await render(model, 'xlsx'));
      const { id, title, deadline } = model;
      const one = { file: nameOf(list), id, title, deadline };
      const all = packed.get(recipient.key) ?? { target: targetOf(list), of: list, lists: [] };
      packed.set(recipient.key, all);
      all.lists.push({ ...one, content: packaging.encrypt(recipient, book) });
    },
    async finish() {
      for (const { target, of, lists } of packed.values())
        await files.put(target, packaging.packageOf(of.recipient, lists));
      await files.settle();
    },
  };
}

async function render(model: WorklistModel, format: WorklistFormat): Promise<string | Uint8Array> {
  switch (format) {
    case 'xlsx': {
      const { writeWorklistWorkbook } = await import('../../documents/worklist/worklist-workbook.ts');
      return writeWorklistWorkbook(model);
    }
    case 'html': {
      const { worklistHtml } = await import('../../documents/worklist/worklist-html.ts');
      return worklistHtml(model);
    }
    case 'csv': {
      const { writeWorklistCsv } = await import('../../documents/worklist/worklist-csv.ts');
      return writeWorklistCsv(model);
    }
  }
}
