import { extname } from 'node:path';
import type { Gallring } from '../../domain/gallring/gallring.ts';
import { refuseTakenNames, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { eventWithSeq } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { gallringNoteHtml, gallringNoteText } from '../../documents/log/gallra-text.ts';

/** Makes sure that the note can be written, before anything is removed. */
export async function planGallringNote(path: string, options: { readonly force: boolean }): Promise<void> {
  await refuseTakenNames([path], options);
}

/** Writes the note to sign: a page for print, or plain text where the file is named `.txt`. */
export async function writeGallringNote(
  { db }: Register,
  done: Gallring,
  note: { readonly path: string; readonly file: string; readonly force: boolean },
): Promise<void> {
  const head = eventWithSeq(db, done.seq)?.hash ?? '';
  const write = extname(note.path).toLowerCase() === '.txt' ? gallringNoteText : gallringNoteHtml;
  await writeFileAtomically(
    note.path,
    write(done, note.file, head, db.loggedInAs === null ? 'file' : 'server'),
    { force: note.force },
  );
}
