import { expect, it } from 'vitest';
import { repackXlsx } from './repack-xlsx.ts';

it.each([Buffer.from('nej'), Buffer.alloc(100)])('refuses what is no stored zip', async (stored) => {
  await expect(repackXlsx(stored, '2025-10-01', {})).rejects.toThrow('end record');
});
