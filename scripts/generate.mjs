// Writes what is derived from the tables in src/: `npm run generate`. With --check it writes nothing and fails,
// naming each file that is not as the tables say.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadBundled } from './lib/load-bundled.mjs';
import { root } from './lib/package-bin.mjs';

/** Folders where everything is generated. */
const FOLDERS = ['schemas', 'docs/reference'];

const files = await generatedFiles();
const isCheck = process.argv.includes('--check');
const stale = FOLDERS.flatMap(filesIn).filter((path) => !files.has(path));
const differing = [...files.keys()].filter((path) => read(path) !== files.get(path));

for (const path of stale) console.error(`${path}: made by nothing; remove it`);
if (isCheck) {
  for (const path of differing) {
    console.error(`${path}: ${read(path) === null ? 'missing' : 'not as src/ says'}; run npm run generate`);
  }
} else {
  for (const path of differing) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path));
    console.log(`${path}: written`);
  }
}
console.log(`${files.size} generated files, ${differing.length} ${isCheck ? 'out of step' : 'written'}`);
if (stale.length > 0 || (isCheck && differing.length > 0)) process.exitCode = 1;

/** The texts as src/ has them now. */
async function generatedFiles() {
  const { generatedFiles: make } = await loadBundled(
    "export * from './scripts/reference/generated-files.ts';",
  );
  return make();
}

function read(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function filesIn(folder) {
  try {
    return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
