import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEPTH = 3;
const MANY = 200;
const LEFT_OUT = /^(?:\.|node_modules$|program$)/u;

/**
 * Files under a folder that can be lists or copies, as they are written from there; what lies near comes first.
 *
 * @param ends how their names end, with the dot
 */
export function findFiles(
  folder: string,
  ends: readonly string[],
  below = '',
  depth = DEPTH,
): readonly string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true }).filter(
    ({ name }) => !LEFT_OUT.test(name),
  );
  const names = (isFolder: boolean): readonly string[] =>
    entries
      .filter((entry) => (isFolder ? entry.isDirectory() : entry.isFile()))
      .map(({ name }) => name)
      .sort((one, other) => one.localeCompare(other, 'sv'));
  const here = names(false)
    .filter((name) => ends.some((end) => name.toLowerCase().endsWith(end)) && !name.startsWith('~$'))
    .map((name) => join(below, name));
  const deeper =
    depth === 1 ? [] : names(true).flatMap((name) => findFiles(folder, ends, join(below, name), depth - 1));
  return [...here, ...deeper].slice(0, MANY);
}
