import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CONTROL_TOTALS, type KeptTotals } from '../../domain/readiness/kept-totals.ts';
import type { ControlTotals } from '../../domain/reconciliation/control-totals.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { atOnce, decideAndWrite } from '../../register/engine/transaction.ts';

/**
 * Keeps control totals that came with a list, so that the cut-over report holds the register against them. The same
 * table for the same day is kept once.
 *
 * @param day of the list that they are held against
 */
export function keepTotals(
  { db }: Register,
  {
    path,
    totals,
    day,
    writer,
  }: {
    readonly path: string;
    readonly totals: ControlTotals;
    readonly day: string;
    readonly writer: Writer;
  },
): void {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  const { rows, columns, values } = totals;
  const data: KeptTotals = { file: basename(path), sha256, day, rows, columns, values };
  decideAndWrite(db, () => {
    const newest = eventsOfType(db, CONTROL_TOTALS).findLast(({ effectiveOn }) => effectiveOn === day);
    if (newest !== undefined && (JSON.parse(newest.data) as KeptTotals).sha256 === sha256) return;
    atOnce(db, () => eventWriter(db, writer)({ type: CONTROL_TOTALS, effectiveOn: day, data }));
  });
}
