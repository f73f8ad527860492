import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseMapping } from '../../domain/mapping/mapping-schema.ts';
import type { Mapping } from '../../domain/mapping/mapping.ts';
import { UserError } from '../../text/errors.ts';

/**
 * Reads a mapping file.
 *
 * @throws UserError with the path of every fault
 */
export async function loadMapping(path: string): Promise<Mapping> {
  const file = basename(path);
  let raw: unknown;
  try {
    const text = await readFile(path, 'utf8');
    raw = JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError('MAPPING_UNREADABLE', { file });
    throw new UserError('FILE_MISSING', { file });
  }
  const parsed = parseMapping(raw);
  if ('faults' in parsed) throw new UserError('MAPPING_FAULTY', { file, faults: parsed.faults.join('; ') });
  return parsed.mapping;
}
