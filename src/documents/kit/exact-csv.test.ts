import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactCsvRecord, readExactCsv } from './exact-csv.ts';

it('keeps cells exactly, also what a spreadsheet would take for a formula', () => {
  expect(exactCsvRecord(['=1+1', 'a,b', 'rad\nrad', '"', 5])).toBe('=1+1,"a,b","rad\nrad","""",5\r\n');
});

it('tells an empty text from nothing', () => {
  expect(exactCsvRecord([null, '', 'x'])).toBe(',"",x\r\n');
});

it('reads back what it writes', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\r\n', '\n', '""', ' '));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }));
  fc.assert(
    fc.property(table, (records) => {
      expect(readExactCsv(records.map(exactCsvRecord).join(''))).toEqual(records);
    }),
    { numRuns: 500 },
  );
});
