import { build } from 'esbuild';
import { join } from 'node:path';
import type { Context } from '../../src/cli/context.ts';
import { newFolder } from './folder.ts';

/** The process that reads workbooks, built for the tests of one file. */
export async function workbookReader(): Promise<Context['readerProcess']> {
  const script = join(newFolder(), 'reader.cjs');
  await build({
    stdin: {
      contents: `import { xlsxReaderMain } from './xlsx-reader-process.ts'; void xlsxReaderMain(process.argv.slice(2));`,
      resolveDir: join(import.meta.dirname, '../../src/files/reading'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: script,
  });
  return { command: process.execPath, args: [script] };
}
