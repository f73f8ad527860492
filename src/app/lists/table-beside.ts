import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { sideTableAt } from '../../domain/mapping/side-table.ts';
import { counted } from '../../domain/words/counted.ts';
import { columnLetters, columnNumber, type RawRow } from '../../files/reading/table.ts';
import type { HeaderPlace } from '../../files/reading/table-shape.ts';

/** The headers of a list without those of a table beside it. */
export function withoutTableBeside(
  headers: readonly string[],
  head: readonly RawRow[],
  headerRow: number,
): readonly string[] {
  if (headers.every((text) => text.trim() !== '')) return headers;
  const rows = head.flatMap(({ row, cells }) => (row > headerRow ? [cells] : []));
  const from = sideTableAt(headers, rows);
  return from === null ? headers : headers.map((text, at) => (at < from ? text : ''));
}

/** What there is to say of columns, and of a table beside the list: its own columns are not told one by one. */
export function withTableBeside(
  remarks: readonly Remarked[],
  head: readonly RawRow[],
  { headerRow }: HeaderPlace,
  headers: readonly string[],
): readonly Remarked[] {
  const written = head.find(({ row }) => row === headerRow)?.cells ?? [];
  const from = headers.findLastIndex((text) => text !== '') + 1;
  const beside = written.flatMap((text, at) => (at >= from && text.trim() !== '' ? [at] : []));
  const [first] = beside;
  if (first === undefined) return remarks;
  const isOfTable = ({ code, detail }: Remarked): boolean =>
    code === 'COLUMN_WITHOUT_HEADER' && detail !== null && columnNumber(detail) > from;
  const detail = `${counted(beside.length, 'kolumn', 'kolumner')} från ${columnLetters(first + 1)}`;
  return [
    { code: 'TABLE_BESIDE', row: headerRow, column: null, detail },
    ...remarks.filter((one) => !isOfTable(one)),
  ];
}
