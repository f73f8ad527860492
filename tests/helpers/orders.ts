import { cpSync } from 'node:fs';
import type { World } from './cli.ts';
import { returnFiles } from './filled-lists.ts';
import { newFolder } from './folder.ts';

/** Every order of some things. */
function* ordersOf<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [at, first] of items.entries())
    for (const rest of ordersOf(items.filter((_, other) => other !== at))) yield [first, ...rest];
}

/** The states that lists lead to, each order of their coming back on a register of its own: one, where no order matters. */
export async function statesOfOrders(
  start: World,
  filled: readonly string[],
  day: string,
  stateOf: (world: World) => Promise<unknown>,
): Promise<readonly string[]> {
  const states = new Set<string>();
  for (const order of ordersOf(filled)) {
    const world = { ...start, cwd: newFolder() };
    cpSync(start.cwd, world.cwd, { recursive: true });
    for (const file of order) await returnFiles(world, day, file);
    states.add(JSON.stringify(await stateOf(world)));
  }
  return [...states];
}
