import type { Cell } from '../../domain/readiness/cells.ts';
import type { ClosingLog } from '../../domain/readiness/closing-words.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { COUNTED_READINGS } from '../../domain/plan/readings.ts';
import { doKeptClassesHold } from '../cases/kept-classes.ts';
import { cellsFromKept } from './kept-cells.ts';
import type { CellsRequest } from './one-cell.ts';
import { cellsOnTheSpot } from './spot-cells.ts';
import { openListedSips } from './take-burndown.ts';

/**
 * The cells as of a day: counted by the database where the kept classes hold and the steps read nothing that it does
 * not tell of cases that are alike; else from every case.
 *
 * @param closings what has been said of closings, where it is already read
 */
export function cellsAt(register: Register, request: CellsRequest, closings?: ClosingLog): readonly Cell[] {
  const { steps, switchesByUnit } = planOf(register.profile);
  // Whether a case is begun late is told of all alike, and not unit by unit.
  const isCounted =
    !switchesByUnit && steps.every((step) => step.isCounted || !Object.hasOwn(COUNTED_READINGS, step.kind));
  // What a list of one kommun says of an earlier day is told case by case.
  const isByParts = request.since !== null && coverageOf(register.db, 'sip').hasParts;
  return isCounted && !isByParts && doKeptClassesHold(register.db, request.asOf)
    ? cellsFromKept(register, request, closings ?? openListedSips(register).closings)
    : cellsOnTheSpot(register, request, null);
}
