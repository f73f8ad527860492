import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { verifyRegister } from '../src/app/log/verify-register.ts';
import { smallCheckpoint, toldWithout } from './helpers/checkpoints.ts';
import { overgangDone, type World } from './helpers/cli.ts';
import { registerPath } from './helpers/database.ts';
import { contentOf, newFolder } from './helpers/folder.ts';
import { createRandom, mutate } from './helpers/mutations.ts';
import { ofFile } from './helpers/on-server.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';

ofFile('bytes').describe('verify of a register', () => {
  let handedOut: World;
  beforeAll(async () => {
    handedOut = await regionRegister();
    const worklists = ['worklist', '-o', 'ut', '--step', '6', '--format', 'csv', '--as-of', AS_OF];
    await overgangDone(worklists, handedOut);
  });

  it('finds forty random changes, each at its place', () => {
    const path = registerPath({ cwd: newFolder() });
    const random = createRandom(20_251_016);
    const missed: unknown[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      copyFileSync(registerPath(handedOut), path);
      const { what, places } = mutate(path, turn, random);
      const { ok, problems } = verifyRegister(path);
      const isPlaced = problems.some(({ where }) =>
        places.some((place) => new RegExp(`(?<![\\p{L}\\d])${place}(?![\\p{L}\\d_])`, 'u').test(where)),
      );
      if (ok || !isPlaced) missed.push({ turn, what, places, problems });
    }
    expect(missed).toEqual([]);
  });
});

it('verify of a checkpoint finds each of its files that is gone or made a link', async () => {
  const world = await smallCheckpoint();
  const lasl = join(world.cwd, 'lasl');
  const files = [...contentOf(lasl)].flatMap(([path, content]) => (content === 'folder' ? [] : [path]));
  expect(files.length).toBeGreaterThan(15);
  for (const path of files) {
    const { gone, linked } = await toldWithout(world, lasl, path);
    expect(gone.map(({ where }) => where)).toContain(path);
    expect(linked).toContainEqual(expect.objectContaining({ code: 'FILE_IS_LINK', where: path }));
  }
});
