import { timelineOf, type Progress, type TimelineEntry } from '../domain/timeline/timeline.ts';
import type { Milestone } from '../domain/profile/profile-schema.ts';
import type { Register } from '../register/register.ts';
import { openClassifier } from './classifier.ts';
import { takeStatus } from './take-status.ts';

/** The plan with today in it, and how far the measured steps are. */
export function takeTimeline(register: Register, asOf: string): readonly TimelineEntry[] {
  const { profile } = register;
  const status = takeStatus(register, asOf, { kommun: null, part: null });
  const sips: Progress = { planned: status.sips.open + status.sips.closed, done: status.sips.closed };
  const vardtillfallen: Progress = {
    planned: status.vardtillfallen.open + status.vardtillfallen.closed,
    done: status.vardtillfallen.closed,
  };
  const started = startedInTarget(register, asOf);
  /** What a milestone's progress is measured by; a milestone not named here is not measured. */
  const measures: Readonly<Record<string, Progress>> = {
    'steg-2': started,
    'steg-5': vardtillfallen,
    'steg-6': sips,
    'vecka-41': sips,
    laslage: { planned: sips.planned + vardtillfallen.planned, done: sips.done + vardtillfallen.done },
  };
  return timelineOf(profile, asOf, ({ id }: Milestone) => measures[id] ?? null);
}

/** Vårdtillfällen to be started in the target system, and those attested as registered there. */
function startedInTarget(register: Register, asOf: string): Progress {
  const { vardtillfallen, trackedOf } = openClassifier(register, asOf);
  const toStart = vardtillfallen.filter(
    ({ classification }) =>
      classification.class === 'start-in-lifecare' || classification.rule === 'VT_MOVED_TO_TARGET',
  );
  const isRegistered = (caseId: string): boolean =>
    trackedOf('vardtillfalle', caseId).attested.some(({ mark }) => mark === 'registered-in-lifecare');
  return { planned: toStart.length, done: toStart.filter(({ row }) => isRegistered(row.key)).length };
}
