import { basename } from 'node:path';
import { namesOfProfile } from '../../domain/profile/names-of-profile.ts';
import { openSurnamesInFileName } from '../../domain/returned/surname-in-file-name.ts';
import { unitNames } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { placesOfNames } from './places-of-names.ts';
import type { RecognisedList } from './recognise-list.ts';

/** Shown each row; null where the name of the file can be nobody's. */
type FileNameWatch = ((cells: readonly string[]) => void) | null;

/**
 * Watches for somebody whose surname stands in the name of the list's file, which the log and the register would keep.
 *
 * @throws UserError by the watch
 */
export function watchFileName(
  { db, profile }: Register,
  { columns, headers }: RecognisedList,
  path: string,
): FileNameWatch {
  const places = placesOfNames(columns).filter(
    (index) => !/förnamn|tilltalsnamn/iu.test(headers[index] ?? ''),
  );
  if (places.length === 0 || columns.kind === 'enhet') return null;
  const known = function* (): Iterable<string> {
    yield* namesOfProfile(profile);
    yield* unitNames(db);
  };
  const isNamed = openSurnamesInFileName(basename(path), known());
  if (isNamed === null) return null;
  // A word that the list's own units have is theirs.
  const units = columns.columns.filter(({ field }) => field.type === 'unit').map(({ index }) => index);
  return (cells) => {
    for (const index of places) {
      const name = cells[index] ?? '';
      if (!isNamed(name)) continue;
      if (!units.some((at) => isNamed(cells[at] ?? ''))) throw new UserError('FILE_NAMES_PERSON');
    }
  };
}

/** The same of a list whose rows nobody takes in. */
export async function refuseSurnameInFileName(
  register: Register,
  list: RecognisedList,
  path: string,
): Promise<void> {
  const look = watchFileName(register, list, path);
  if (look === null) return;
  for await (const batch of list.table.batches())
    for (const { row, cells } of batch) if (row > list.headerRow) look(cells);
}
