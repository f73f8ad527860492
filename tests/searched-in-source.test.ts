import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { overgangDone } from './helpers/cli.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

it('a person is searched for by a case that the source has, and by none whose id is only ours', async () => {
  const world = await emptyRegister();
  const ofEva = { who: 'eva' } as const;
  await importList(world, 'sip', '2025-09-15', [
    { 'SIP-id': '19271206-9810', ...ofEva },
    { 'SIP-id': 'SIP-2', ...ofEva },
    { 'SIP-id': '19250628-9822', who: 'rune' },
  ]);
  await overgangDone(
    ['worklist', '--step', '1', '-o', 'ut', '--format', 'csv', '--as-of', '2025-09-16'],
    world,
  );
  const file = readdirSync(join(world.cwd, 'ut'), { recursive: true, encoding: 'utf8' }).find(
    (name) => name.endsWith('.csv') && !name.includes('index'),
  );
  const text = readFileSync(join(world.cwd, 'ut', file ?? ''), 'utf8');
  expect(text).not.toContain('DOLT-ID');
  expect(text).toContain('SIP-2');
  expect(text).toContain('personnummer (be om listan med det)');
});
