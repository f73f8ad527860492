import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The JavaScript file behind a package's command: run by node itself, it needs no shell and no .cmd on Windows. */
export function packageBin(name, command = name) {
  const folder = new URL(`../../node_modules/${name}/`, import.meta.url);
  const { bin } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  return fileURLToPath(new URL(typeof bin === 'string' ? bin : bin[command], folder));
}
