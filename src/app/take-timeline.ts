import { timelineOf, type Progress, type TimelineEntry } from '../domain/timeline/timeline.ts';
import type { Milestone, Profile } from '../domain/profile/profile-schema.ts';
import type { Register } from '../register/register.ts';
import { openClassifier, type Classifier } from './classifier.ts';
import { takeStatus } from './take-status.ts';

/** The plan with today in it, and how far the measured steps are. */
export function takeTimeline(register: Register, asOf: string): readonly TimelineEntry[] {
  const { sips, vardtillfallen } = takeStatus(register, asOf, { kommun: null, part: null });
  return timelineWith(register.profile, asOf, {
    sips: { planned: sips.open + sips.closed, done: sips.closed },
    vardtillfallen: { planned: vardtillfallen.open + vardtillfallen.closed, done: vardtillfallen.closed },
    started: startedInTarget(openClassifier(register, asOf)),
  });
}

/** What the milestones' progress is told from. */
interface Measured {
  readonly sips: Progress;
  readonly vardtillfallen: Progress;
  readonly started: Progress;
}

export function timelineWith(
  profile: Profile,
  asOf: string,
  { sips, vardtillfallen, started }: Measured,
): readonly TimelineEntry[] {
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
export function startedInTarget({ vardtillfallen, trackedOf }: Classifier): Progress {
  const toStart = vardtillfallen.filter(
    ({ classification }) =>
      classification.class === 'start-in-lifecare' || classification.rule === 'VT_MOVED_TO_TARGET',
  );
  const isRegistered = (caseId: string): boolean =>
    trackedOf('vardtillfalle', caseId).attested.some(({ mark }) => mark === 'registered-in-lifecare');
  return { planned: toStart.length, done: toStart.filter(({ row }) => isRegistered(row.key)).length };
}
