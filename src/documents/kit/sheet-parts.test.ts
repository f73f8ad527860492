import { expect, it } from 'vitest';
import { repackXlsx } from './repack-xlsx.ts';
import { newWorkbook } from './sheet-parts.ts';
import { unzipParts } from './unzip-for-tests.ts';

it('writes every character whole, also those above U+FFFF, wherever in the file they stand', async () => {
  const workbook = await newWorkbook('2025-10-01');
  const sheet = workbook.addWorksheet('Blad');
  // Rows of even and odd length: a border of pieces falls within a character of some.
  for (let row = 0; row < 200; row += 1) sheet.addRow(['a'.repeat(row % 2) + '𠀀'.repeat(400 + row)]);
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  const parts = unzipParts(await repackXlsx(Buffer.from(stored), '2025-10-01', {}));
  const text = [...parts.values()].join('');
  expect(text).not.toContain('\uFFFD');
  expect(text.match(/𠀀/gu)).toHaveLength(200 * 400 + (199 * 200) / 2);
});
