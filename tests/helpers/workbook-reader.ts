import { build } from 'esbuild';
import { join } from 'node:path';
import type { Context } from '../../src/cli/context.ts';
import { newFolder } from './folder.ts';
import { sharedFile } from './shared.ts';

/** The process that reads workbooks, built once a run. */
export async function workbookReader(): Promise<Context['readerProcess']> {
  return { command: process.execPath, args: [await sharedFile('reader.cjs', buildReader)] };
}

async function buildReader(): Promise<string> {
  const script = join(newFolder(), 'reader.cjs');
  await build({
    stdin: {
      contents: `import { xlsxReaderMain } from './xlsx-reader-process.ts'; void xlsxReaderMain();`,
      resolveDir: join(import.meta.dirname, '../../src/files/reading'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: script,
  });
  return script;
}
