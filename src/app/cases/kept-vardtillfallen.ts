import { standingDecision } from '../../domain/classification/case-state.ts';
import { VARDTILLFALLE_CLASSES, type VardtillfalleClass } from '../../domain/classification/classes.ts';
import { dispositionOf } from '../../domain/classification/vardtillfalle-case.ts';
import type { Tracked } from '../../domain/tracking/tracking.ts';
import { movingRows, type MovingRow } from '../../register/cases/moving-rows.ts';
import type { Register } from '../../register/file/register.ts';

const OPEN_CLASSES: readonly VardtillfalleClass[] = (
  Object.keys(VARDTILLFALLE_CLASSES) as VardtillfalleClass[]
).filter((name) => name !== 'closed' && name !== 'protected');

/** Whether a vårdtillfälle of a class is open, and of a person who is not protected. */
export const isOpenClass = (name: VardtillfalleClass): boolean => OPEN_CLASSES.includes(name);

/**
 * The open vårdtillfällen of persons who are not protected, by the kept classes, and whether they are started in the
 * target system: for a day that these hold.
 *
 * @param trackedOf what people have said by that day
 */
export function openVardtillfallen(
  { db, profile }: Register,
  asOf: string,
  trackedOf: (kind: string, caseId: string) => Tracked,
): readonly { readonly row: MovingRow; readonly moves: boolean }[] {
  return movingRows(db, OPEN_CLASSES).map((row) => ({
    row,
    moves:
      row.class === 'start-in-lifecare' ||
      // Both ways are one class; a person's decision on it says neither.
      (row.class === 'moved-back' &&
        dispositionOf(row, asOf, profile) === 'target' &&
        standingDecision({
          decision: trackedOf('vardtillfalle', row.key).decision,
          lastSeenOn: row.last_seen_on,
        }) === null),
  }));
}
