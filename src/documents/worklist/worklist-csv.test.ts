import { expect, it } from 'vitest';
import { withoutApostrophe, writeWorklistCsv } from './worklist-csv.ts';
import { aRow, aWorklist } from './worklist-for-tests.ts';

it('is UTF-8 with BOM, semicolons and CRLF, every row carrying its list and token', () => {
  const lines = writeWorklistCsv(aWorklist()).split('\r\n');
  expect(lines[0]).toBe(
    '\ufeff"Lista";"Underlag";"Miljö";"Radnyckel";"Enhet";"Referens";"Patient";"Född";"Senast ändrad";"Klart senast";"Status";"Datum";"Kommentar"',
  );
  expect(lines[1]).toBe(
    '"L6-0042";"S-0007";"PRODUKTION";"a1";"Hälsocentralen Björken";"SIP-a1";"Å Öberg";1938;"2025-09-15";"2025-10-10";;;',
  );
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toBe('');
});

it.each([
  ['=1+1', `"'=1+1"`],
  ['+46', `"'+46"`],
  ['-1', `"'-1"`],
  ['@x', `"'@x"`],
  ['＝1', `"'＝1"`],
  ['\n=1', `"'\n=1"`],
  ['\t=1', '"\\x09=1"'],
  ['a"b;c', '"a""b;c"'],
  ["'plain", `"'plain"`],
])('makes %j inert', (text, field) => {
  const csv = writeWorklistCsv(aWorklist({ rows: [aRow('a1', { cells: { ref: text } })] }));
  expect(csv).toContain(`;${field};`);
});

it.each(['=1', "'=1", "''+1", "'", 'plain', '-'])('gives %j back', (text) => {
  const csv = writeWorklistCsv(aWorklist({ rows: [aRow('a1', { cells: { ref: text } })] }));
  const field = /^(?:"[^"]*";){5}"([^"]*)"/m.exec(csv.split('\r\n')[1] ?? '')?.[1] ?? '';
  expect(withoutApostrophe(field)).toBe(text);
});
