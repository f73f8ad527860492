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

/** The cases that stay so. */
export const casesKeptAside = (
  db: Engine,
): readonly { readonly kind: 'sip' | 'vardtillfalle'; readonly key: string }[] =>
  (['sip', 'vardtillfalle'] as const).flatMap((kind) =>
    (
      db
        .prepare(`SELECT key FROM ${kind} WHERE last_source_no IN (SELECT source_no FROM aside_source)`)
        .pluck()
        .all() as string[]
    ).map((key) => ({ kind, key })),
  );
