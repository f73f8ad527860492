import { planOf } from '../../domain/plan/plan.ts';
import { milestoneProgress } from '../../domain/readiness/milestone-progress.ts';
import { timelineOf, type TimelineEntry } from '../../domain/timeline/timeline.ts';
import type { Register } from '../../register/file/register.ts';
import { openClassifier } from '../cases/classifier.ts';
import { openMilestoneTicks } from '../cases/ticked-milestones.ts';
import { cellsAt } from './readiness-cells.ts';

/** The plan with today in it, and how far the measured milestones are. */
export function takeTimeline(register: Register, asOf: string): readonly TimelineEntry[] {
  const cells = cellsAt(register, {
    asOf,
    since: null,
    lost: new Set(),
    classifier: openClassifier(register, asOf),
  });
  return timelineOf(
    register.profile,
    asOf,
    ({ id }) => milestoneProgress(id, cells, planOf(register.profile)),
    openMilestoneTicks(register, asOf),
  );
}
