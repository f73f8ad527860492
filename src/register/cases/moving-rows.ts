import type { Engine } from '../engine/engine.ts';
import type { CaseRow } from './cases.ts';

/** What says whether a vårdtillfälle moves, and who takes part. */
const MOVING_COLUMNS = [
  'case_no',
  'key',
  'class',
  'last_seen_on',
  'vardtillfalle_id',
  'kommun',
  'unit',
  'halsocentral',
  'care_form',
  'ready_at',
  'discharged_at',
  'deceased_on',
] as const satisfies readonly (keyof CaseRow<'vardtillfalle'>)[];
export type MovingRow = Pick<CaseRow<'vardtillfalle'>, (typeof MOVING_COLUMNS)[number]>;

/** The vårdtillfällen of some kept classes, for a day that these hold: no more of each than what is asked of it. */
export function movingRows(db: Engine, classes: readonly string[]): readonly MovingRow[] {
  return db
    .prepare(
      `SELECT ${MOVING_COLUMNS.join(', ')} FROM vardtillfalle
       WHERE class IN (${classes.map(() => '?').join(', ')}) ORDER BY case_no`,
    )
    .all(...classes) as MovingRow[];
}
