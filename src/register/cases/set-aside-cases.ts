import type { Engine } from '../engine/engine.ts';

/** Whether a case stays though the only list that had it has been set aside: people have been handed it. */
export function isKnownFromSetAside(
  db: Engine,
  {
    last_source_no: sourceNo,
    last_seen_on: seenOn,
  }: { readonly last_source_no: number; readonly last_seen_on: string },
  asOf: string,
): boolean {
  const find = db.prepare('SELECT 1 FROM aside_source WHERE source_no = ?');
  return seenOn <= asOf && find.get(sourceNo) !== undefined;
}
