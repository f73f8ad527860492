import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { overgang, overgangDone, type World } from './cli.ts';
import { newFolder } from './folder.ts';
import { pathOf, SEPTEMBER_LISTS, type ListName } from './lists.ts';
import { sharedFile } from './shared.ts';

/** The day the region's lists of September are looked at. */
export const AS_OF = '2025-09-29';

/** A folder with a new register, `overgang.sqlite`. */
export async function newRegister(): Promise<World> {
  const world = { cwd: newFolder() };
  await overgangDone(['init', '--as-of', '2025-04-28'], world);
  return world;
}

/** Takes lists in, in this order; a list may have rows that are refused. */
export async function importLists(world: World, names: readonly ListName[], asOf = AS_OF): Promise<void> {
  for (const name of names) {
    const { code, stderr } = await overgang(['import', pathOf(name), '--whole', '--as-of', asOf], world);
    if (code > 1) throw new Error(`${name}: exit ${code}\n${stderr}`);
  }
}

async function makeRegion(): Promise<string> {
  const world = await newRegister();
  await importLists(world, SEPTEMBER_LISTS);
  return join(world.cwd, 'overgang.sqlite');
}

/** A copy of the register with all the region's lists of September; they are taken in once a run. */
export async function regionRegister(): Promise<World> {
  const region = await sharedFile('region.sqlite', makeRegion);
  const folder = newFolder();
  copyFileSync(region, join(folder, 'overgang.sqlite'));
  return { cwd: folder };
}
