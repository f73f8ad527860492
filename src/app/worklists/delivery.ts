import { join } from 'node:path';
import type { Recipient } from '../../domain/plan/owners.ts';
import type { WorklistModel } from '../../documents/worklist/worklist-model.ts';
import { writeFileAtomically } from '../../files/put/atomic-write.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { Filing } from './filing.ts';
import type { HandOutRequest, PlannedList, WorklistFormat } from './plan-hand-out.ts';

/** How the lists of a hand-out leave: as files in a folder for each recipient, or as an encrypted package for each. */
export interface Delivery {
  readonly isEncrypted: boolean;
  /** Who has no contact, while others have: nothing is made for them. */
  readonly isWithoutContact: (recipient: Recipient) => boolean;
  /** What a list becomes, from the folder of the hand-out: what lies in a package stands after its name. */
  readonly filesOf: (list: PlannedList) => readonly string[];
  /** The files that are written for it. */
  readonly targetsOf: (list: PlannedList) => readonly string[];
  readonly put: (list: PlannedList, model: WorklistModel) => Promise<void>;
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
  request: HandOutRequest,
  filing: Filing,
  watermark: string | null,
): Promise<Delivery> {
  const hasContacts = contactsByName(register.db).size > 0;
  if (!hasContacts || watermark !== null || request.isPlain === true) return plainly(request, filing);
  const other = request.formats.find((format) => format !== 'xlsx');
  if (other !== undefined) throw new UserError('PACKAGE_FORMAT', { format: other });
  return inPackages(register, request, filing);
}

function plainly({ folder, formats, force }: HandOutRequest, filing: Filing): Delivery {
  const filesOf = (list: PlannedList): readonly string[] =>
    formats.map((format) => `${filing.folderOf(list.recipient)}/${filing.nameOf(list)}.${format}`);
  const targetsOf = (list: PlannedList): readonly string[] => filesOf(list).map((file) => join(folder, file));
  return {
    isEncrypted: false,
    isWithoutContact: () => false,
    filesOf,
    targetsOf,
    async put(list, model) {
      for (const [at, path] of targetsOf(list).entries())
        await writeFileAtomically(path, await render(model, formats[at] ?? 'xlsx'), { force });
    },
    finish: () => Promise.resolve(),
  };
}

interface Packed {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly rows: number;
  readonly deadline: string;
  readonly content: Buffer;
}

async function inPackages(register: Register, request: HandOutRequest, filing: Filing): Promise<Delivery> {
  const { openPackaging } = await import('../packages/packaging.ts');
  const packaging = openPackaging(register, request.asOf);
  const packed = new Map<string, { readonly recipient: Recipient; readonly lists: Packed[] }>();
  const packageOf = (recipient: Recipient): string => `${filing.folderOf(recipient)}.zip`;
  const nameOf = (list: PlannedList): string => `${filing.nameOf(list)}.xlsx`;
  return {
    isEncrypted: true,
    isWithoutContact: (recipient) => packaging.contactOf(recipient) === undefined,
    filesOf: (list) => [`${packageOf(list.recipient)}/${nameOf(list)}`],
    targetsOf: ({ recipient }) => [join(request.folder, packageOf(recipient))],
    async put(list, model) {
      const { recipient } = list;
      const book = Buffer.from(await render(model, 'xlsx'));
      const { id, title, rows, deadline } = model;
      const one = { file: nameOf(list), id, title, rows: rows.length, deadline };
      const all = packed.get(recipient.key) ?? { recipient, lists: [] };
      packed.set(recipient.key, all);
      all.lists.push({ ...one, content: packaging.encrypt(recipient, book) });
    },
    async finish() {
      for (const { recipient, lists } of packed.values())
        await writeFileAtomically(
          join(request.folder, packageOf(recipient)),
          packaging.packageOf(recipient, lists),
          { force: request.force },
        );
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
