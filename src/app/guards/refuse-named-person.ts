import { basename } from 'node:path';
import { fileNameHoldsNumber } from '../../domain/identity/person-in-file-name.ts';
import { namesInFileNames } from '../../domain/returned/told-file-name.ts';
import type { ResolvedColumns } from '../../domain/mapping/mapping.ts';
import { columnLetters, type RawRow } from '../../files/reading/table.ts';
import { UserError } from '../../text/errors.ts';

/** A file whose name holds somebody's number is not read: names of files stand in the log, and in other names. */
export function refuseNamedPerson(path: string): void {
  if (fileNameHoldsNumber(basename(path))) throw new UserError('FILE_NAMES_PERSON');
}

/** Headers are shown, as names of columns: none may hold somebody's number. */
export function refuseNumberInHeader(file: string, headers: readonly string[]): void {
  refuseHeader(file, headers, fileNameHoldsNumber);
}

/** Nor may a header, or the name of the file, hold the name of one of its own persons. */
export function refuseNames(file: string, headers: readonly string[], names: readonly string[]): void {
  const holdsName = namesInFileNames(names);
  if (holdsName(file)) throw new UserError('FILE_NAMES_PERSON');
  refuseHeader(file, headers, holdsName);
}

function refuseHeader(file: string, headers: readonly string[], isFound: (header: string) => boolean): void {
  const at = headers.findIndex(isFound);
  if (at >= 0) throw new UserError('HEADER_NAMES_PERSON', { file, column: columnLetters(at + 1) });
}

/** The names in the first rows below the header. */
export const namesOf = (
  { columns }: { readonly columns: readonly Pick<ResolvedColumns['columns'][number], 'field' | 'index'>[] },
  rows: readonly RawRow[],
): readonly string[] =>
  columns
    .filter(({ field }) => field.type === 'name')
    .flatMap(({ index }) => rows.map(({ cells }) => cells[index] ?? ''));
