import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that a built program comes of; its compiled code comes of the lists, too, that are taken in to warm it. */
const FOLDERS = ['src', 'bin', 'fixtures/region', 'scripts/lib'];
const FILES = ['scripts/build.mjs', 'scripts/warm-cache.cjs', 'package.json', 'package-lock.json'];
const MARK = 'built-from';
const IS_TEST = /\.test(?:-help)?\.ts$/u;

const filesIn = (root, folder) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !IS_TEST.test(entry.name) && entry.name !== MARK)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

function sumOf(root, files) {
  const sum = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    sum.update(JSON.stringify([file.slice(root.length), content.length])).update(content);
  }
  return sum.digest('hex');
}

/** What lies here to be built, and what builds and runs it. */
export function sourcesOf(root) {
  const files = [
    ...FOLDERS.flatMap((folder) => filesIn(root, folder)),
    ...FILES.map((name) => join(root, name)),
  ];
  const driver = existsSync(join(root, 'node_modules/better-sqlite3-12'));
  return [process.version, process.platform, process.arch, driver, sumOf(root, files)].join(' ');
}

const markOf = (root, sources) => `${sources} ${sumOf(root, filesIn(root, 'dist'))}\n`;

/** Whether dist/ is as it was built, of these sources: then it needs no building. */
export function isBuiltOf(root, sources) {
  const mark = join(root, 'dist', MARK);
  return existsSync(mark) && readFileSync(mark, 'utf8') === markOf(root, sources);
}

export function markBuilt(root, sources) {
  writeFileSync(join(root, 'dist', MARK), markOf(root, sources));
}
