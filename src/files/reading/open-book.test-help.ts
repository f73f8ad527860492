import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll } from 'vitest';
import type { OpenTableOptions } from './open-table.ts';
import { openTable } from './open-table.ts';
import type { OpenedTable } from './table.ts';
import { refusalOf, rowsOf, temporaryFile, temporaryFolder } from './temporary-file.test-help.ts';

/** Workbooks as the program reads them: by a process of its own, built once for the tests of a file. */
let readerProcess: NonNullable<OpenTableOptions['readerProcess']>;

beforeAll(async () => {
  const script = join(await temporaryFolder(), 'reader.cjs');
  await build({
    stdin: {
      contents: `import { xlsxReaderMain } from './xlsx-reader-process.ts'; void xlsxReaderMain();`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: script,
  });
  readerProcess = { command: process.execPath, args: [script] };
});

export async function openBook(
  content: Uint8Array,
  sheet?: string,
  onOpening?: OpenTableOptions['onOpening'],
): Promise<OpenedTable> {
  return openTable(await temporaryFile(content), {
    readerProcess,
    onOpening,
    ...(sheet === undefined ? {} : { sheet }),
  });
}

export async function refused(
  content: Uint8Array,
  sheet?: string,
): Promise<{ code: string; detail: object }> {
  return refusalOf(async () => rowsOf(await openBook(content, sheet)));
}

export const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
export const row = (...values: string[]): string => `<row>${values.map(text).join('')}</row>`;
