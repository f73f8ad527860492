import { createHash } from 'node:crypto';
import { stateHash } from '../../src/register/file/state-hash.ts';
import type { Engine } from '../../src/register/engine/engine.ts';

/** What a register knows of its cases, and what was remarked on, by row: one text for one state. */
export function stateWithFindings(db: Engine): string {
  const findings = db
    .prepare(
      `SELECT s.kind, s.exported_on, f.code, f.severity, f.row, f."column", f.detail
       FROM finding f JOIN source s USING (source_no) ORDER BY 1, 2, f.row, f.code, f."column", f.detail`,
    )
    .raw()
    .all();
  return createHash('sha256').update(stateHash(db)).update(JSON.stringify(findings)).digest('hex');
}
