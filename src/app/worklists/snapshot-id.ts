import { createHash } from 'node:crypto';
import type { WorklistRow } from '../../documents/worklist/worklist-model.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { eventWithSeq } from '../../register/log/events.ts';

/** How many hexadecimal digits tell two hand-outs apart. */
const LENGTH = 16;

/**
 * Tells which hand-out a file is of: its rows as they were, and the register that it was handed out from. Two registers
 * with the same lists number their worklists alike.
 */
export function snapshotIdOf(db: Engine, rows: readonly WorklistRow[]): string {
  const created = eventWithSeq(db, 1)?.hash ?? '';
  return createHash('sha256')
    .update(JSON.stringify([created, ...rows.map(({ token, cells }) => [token, cells])]))
    .digest('hex')
    .slice(0, LENGTH);
}
