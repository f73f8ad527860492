import { createHash } from 'node:crypto';
import { fold } from '../../domain/words/fold.ts';
import type { Mapping } from '../../domain/mapping/mapping.ts';
import type { Engine } from '../engine/engine.ts';

/** The same headers in the same order: the same system's list. */
function fingerprintOf(headers: readonly string[]): string {
  return createHash('sha256').update(headers.map(fold).join('\u0000')).digest('hex');
}

/** Keeps a mapping file for the next list with the same headers. */
export function rememberMapping(db: Engine, headers: readonly string[], mapping: Mapping): void {
  db.prepare(
    `INSERT INTO remembered_mapping VALUES (?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping`,
  ).run(fingerprintOf(headers), JSON.stringify(mapping));
}

/** The mapping that a list with these headers was last read with. */
export function recallMapping(db: Engine, headers: readonly string[]): Mapping | null {
  const mapping = db
    .prepare('SELECT mapping FROM remembered_mapping WHERE fingerprint = ?')
    .pluck()
    .get(fingerprintOf(headers));
  return mapping === undefined ? null : (JSON.parse(mapping as string) as Mapping);
}
