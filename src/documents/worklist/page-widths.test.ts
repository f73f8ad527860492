import { expect, it } from 'vitest';
import { screenWidth, shares } from './page-widths.ts';
import { aRow, aWorklist } from './worklist-for-tests.ts';
import { laidColumns } from './worklist-layout.ts';

const widthOf = (key: string, cells: Readonly<Record<string, string>> = {}): number => {
  const model = aWorklist({ rows: [aRow('a1', { cells })] });
  const one = laidColumns(model).find(({ column }) => column.key === key);
  return one === undefined ? Number.NaN : screenWidth(one, model.rows);
};

it('a column of a page is as wide on a screen as its longest word, up to a word that is broken', () => {
  expect(widthOf('patient', { patient: 'Ö Nordenstamm' })).toBeGreaterThan(
    widthOf('patient', { patient: 'Ek' }),
  );
  expect(widthOf('patient', { patient: 'x'.repeat(30) })).toBe(
    widthOf('patient', { patient: 'x'.repeat(12) }),
  );
});

it('a day takes two lines', () => {
  expect(widthOf('patient', { patient: '2025-10-10' })).toBe(widthOf('patient', { patient: '2025-10-' }));
});

it('a column of long texts has more room, and not all of it', () => {
  const text = 'ord '.repeat(30);
  expect(widthOf('patient', { patient: text })).toBeGreaterThan(20);
  expect(widthOf('patient', { patient: text.repeat(9) })).toBeLessThan(30);
});

it('the columns take the whole width', () => {
  expect(shares([1, 1, 2])).toEqual(['25.00%', '25.00%', '50.00%']);
});
