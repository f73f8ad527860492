import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { overgang, overgangDone, type World } from './cli.ts';
import { newFolder } from './folder.ts';
import { databaseOf } from './on-server.ts';
import { pathOf, SEPTEMBER_LISTS, type ListName } from './lists.ts';
import { sharedFile } from './shared.ts';

/** The day the region's lists of September are looked at. */
export const AS_OF = '2025-09-29';

/** A copy of a register that is made once a run. */
export async function copyOf(name: string, make: () => Promise<string>): Promise<World> {
  const made = await sharedFile(name, make);
  const folder = newFolder();
  copyFileSync(made, join(folder, 'overgang.sqlite'));
  databaseOf(join(folder, 'overgang.sqlite'));
  return { cwd: folder };
}

/** A folder with a register that no other is a copy of: `newRegister` gives the same one again and again. */
export async function registerOfItsOwn(): Promise<World> {
  const world = { cwd: newFolder() };
  await overgangDone(['init', '--as-of', '2025-04-28'], world);
  return world;
}

const makeEmpty = async (): Promise<string> => join((await registerOfItsOwn()).cwd, 'overgang.sqlite');

/** A folder with a new register, `overgang.sqlite`. */
export const newRegister = (): Promise<World> => copyOf('empty.sqlite', makeEmpty);

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
export const regionRegister = (): Promise<World> => copyOf('region.sqlite', makeRegion);
