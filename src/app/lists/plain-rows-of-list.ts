import { openPlainRows, type PlainRow } from '../../domain/fates/plain-rows.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import { isFooter } from '../../files/reading/table-shape.ts';
import type { RecognisedList } from './recognise-list.ts';

/** The column that names a list's cases. */
export function idColumnOf({
  kind,
  columns,
}: RecognisedList['columns']): RecognisedList['columns']['columns'][number] | null {
  return columns.find(({ field }) => field.name === kindOf(kind).identifiedBy) ?? null;
}

/** Opens the telling of the rows of a list that hold no case. */
export function plainRowsOf({
  columns,
  headerRow,
  headers,
}: RecognisedList): (row: number, cells: readonly string[]) => PlainRow | null {
  return openPlainRows({
    headerRow,
    headers,
    idColumn: idColumnOf(columns),
    isNumbered: kindOf(columns.kind).identifiedBy !== 'name',
    personColumns: columns.columns.flatMap(({ field, index }) =>
      field.name === 'name' || field.name === 'person_id' ? [index] : [],
    ),
    footerOf: (cells) => isFooter({ row: 0, cells }, headers.length),
  });
}
