/** The first line where a text is not these records; null where it is them to the last byte. */
export function firstDifference(text: string, records: Iterable<string>): number | null {
  let at = 0;
  let line = 1;
  for (const record of records) {
    if (!text.startsWith(record, at)) return line;
    at += record.length;
    line += record.split('\n').length - 1;
  }
  return at === text.length ? null : line;
}
