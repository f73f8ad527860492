import { expect, it } from 'vitest';
import { repackXlsx } from './repack-xlsx.ts';

it('refuses what is no stored zip', () => {
  expect(() => repackXlsx(Buffer.from('nej'), '2025-10-01', {})).toThrow('end record');
  expect(() => repackXlsx(Buffer.alloc(100), '2025-10-01', {})).toThrow('end record');
});
