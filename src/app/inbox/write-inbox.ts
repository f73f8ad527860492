import { writeFileAtomically } from '../../files/put/atomic-write.ts';
import { inboxHtml, type InboxPage } from '../../documents/inbox/inbox-html.ts';

/**
 * Writes the inbox as a page, whole or not at all.
 *
 * @throws OutputRefused where the file may not be written
 */
export async function writeInbox(
  file: string,
  page: InboxPage,
  options: { readonly force: boolean },
): Promise<void> {
  await writeFileAtomically(file, inboxHtml(page), options);
}
