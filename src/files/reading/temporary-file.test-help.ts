import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { OpenTableOptions } from './open-table.ts';
import { openTable } from './open-table.ts';
import type { OpenedTable, RawRow } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A folder that is removed after the file's tests, as all is that they make where temporary files are made. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'overgang-reading-'));

export async function temporaryFile(content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'list');
  await writeFile(path, content);
  return path;
}

export async function openContent(
  content: string | Uint8Array,
  options?: OpenTableOptions,
): Promise<OpenedTable> {
  return openTable(await temporaryFile(content), options);
}

export async function rowsOf(table: OpenedTable): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return rows;
}

export async function cellsOf(table: OpenedTable): Promise<(readonly string[])[]> {
  return (await rowsOf(table)).map(({ cells }) => cells);
}

/** Reads everything and gives the code (and detail) of the refusal; fails when there is none. */
export async function refusal(
  content: string | Uint8Array,
  options?: OpenTableOptions,
): Promise<{ code: string; detail: object }> {
  return refusalOf(async () => rowsOf(await openContent(content, options)));
}

export async function refusalOf(read: () => Promise<unknown>): Promise<{ code: string; detail: object }> {
  try {
    await read();
  } catch (error) {
    if (error instanceof UnreadableFile) return { code: error.code, detail: error.detail };
    throw error;
  }
  throw new Error('it was read');
}
