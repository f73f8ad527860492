/**
 * CSV for keeping (RFC 4180: comma, CRLF, UTF-8 without BOM). Cells are exactly what the register holds: nothing is
 * put in front of what a spreadsheet could take for a formula, as it is in lists made for people to open.
 */
export function exactCsvRecord(cells: readonly (string | number | null)[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  // An empty text is told from nothing at all.
  return text === '' || /[",\r\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}

/** Reads back what `exactCsvRecord` writes: the fields of each record. */
export function readExactCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = '', end = ''] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu,
  )) {
    if (quoted === undefined && plain === '' && end === '' && record.length === 0) break;
    record.push(quoted?.replace(/""/gu, '"') ?? plain);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
