import { openPlainRows, type PlainRow } from '../../domain/fates/plain-rows.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { fold } from '../../domain/words/fold.ts';
import { isFooter, isSubtotal } from '../../files/reading/table-shape.ts';
import type { RecognisedList } from './recognise-list.ts';

/** The column that names a list's cases. */
export function idColumnOf({
  kind,
  columns,
}: RecognisedList['columns']): RecognisedList['columns']['columns'][number] | null {
  return columns.find(({ field }) => field.name === kindOf(kind).identifiedBy) ?? null;
}

/** Opens the telling of the rows of a list that hold no case. */
export function plainRowsOf(
  { columns, headerRow, headers, head, parts }: RecognisedList,
  profile: Profile,
): (row: number, cells: readonly string[]) => PlainRow | null {
  const kommuner = kommunSpellings(profile);
  const isNumbered = kindOf(columns.kind).identifiedBy !== 'name';
  const lastTitle = Math.max(0, ...parts.map(({ headerRow: last }) => last ?? 0));
  return openPlainRows({
    headerRow,
    headers,
    isTitle: (row) =>
      row <= lastTitle &&
      parts.some(({ firstRow, headerRow: last }) => last !== null && row >= firstRow && row <= last),
    idColumn: idColumnOf(columns),
    isNumbered,
    sample: head.filter(({ row }) => row > headerRow).map(({ cells }) => cells),
    personColumns: columns.columns.flatMap(({ field, index }) =>
      field.name === 'name' || field.name === 'person_id' ? [index] : [],
    ),
    isKommun: (text) => kommuner.has(fold(text)),
    footerOf: (cells) =>
      isFooter({ row: 0, cells }, headers.length) ??
      (isNumbered && isSubtotal({ cells }) ? { count: null } : null),
  });
}
