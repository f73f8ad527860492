import { createHash } from 'node:crypto';
import { KIND_NAMES, PLAIN_KINDS } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * What follows the order and the spelling of files: numbers given as they came, who took them in and from which row.
 * `facts_on` is left out too: of several lists that say the same, which one the facts are laid on.
 */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'case_no',
  'facts_on',
  'source_no',
  'row',
  'first_source_no',
  'last_source_no',
  'last_row',
]);

/**
 * SHA-256 over what the register knows, and not over how it came to know it: every case by kind and key, with its
 * facts, how its person was read, when it was last seen, and its class; and what was known before.
 * Two registers with the same lists have the same, whatever the files' encoding, names, rows and order across kinds.
 */
export function stateHash(db: Engine): string {
  const hash = createHash('sha256');
  for (const kind of KIND_NAMES) {
    const kept = db.columnsOf(kind).filter((name) => !BOOKKEEPING.has(name));
    // Registers and checkpoints of before these kinds have none of them.
    const isLater = !PLAIN_KINDS.includes(kind);
    if (isLater && db.prepare(`SELECT 1 FROM ${kind} LIMIT 1`).get() === undefined) continue;
    hash.update(JSON.stringify([kind, kept]));
    const cases = db.prepare(
      `SELECT ${kept.map((name) => `"${name}"`).join(', ')} FROM ${kind} ORDER BY key`,
    );
    for (const row of cases.raw().iterate()) hash.update(JSON.stringify(row));
    const earlier = db.prepare(
      `SELECT c.key, e.facts FROM earlier_facts e JOIN ${kind} c USING (case_no)
       WHERE e.kind = ? ORDER BY c.key, e.facts_on, e.facts`,
    );
    for (const row of earlier.raw().iterate(kind)) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
