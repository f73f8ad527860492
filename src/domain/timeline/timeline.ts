import type { ClosedAsCounts } from '../classification/closed-as.ts';
import { namedMilestones } from '../profile/fill-text.ts';
import type { Milestone, Profile } from '../profile/profile-schema.ts';
import { dayNumber } from '../calendar/days.ts';
import type { TickedPlace } from './ticks.ts';

/** What the register knows of how far the work is, where it knows: cases that a step concerns, and those done. */
export interface Progress {
  readonly planned: number;
  readonly done: number;
  /** Of the done that are SIPs: what became of them; left out where no SIPs are counted. */
  readonly sips?: ClosedAsCounts;
}

export type MilestoneState = 'ahead' | 'running' | 'done' | 'late' | 'past';

export interface TimelineEntry {
  readonly milestone: Milestone;
  readonly state: MilestoneState;
  /** Days until it begins (ahead), or until it ends (running); negative when past. */
  readonly days: number;
  readonly progress: Progress | null;
  /** Where it is ticked off; null for a milestone that lists prove. */
  readonly places: readonly TickedPlace[] | null;
}

/**
 * The plan with today in it. What was to be finished and is not is late; what nobody has reported on is past.
 *
 * @param placesOf the places of a milestone that people tick off, which then say how far it is
 */
export function timelineOf(
  profile: Profile,
  asOf: string,
  progressOf: (milestone: Milestone) => Progress | null,
  placesOf: (milestone: Milestone) => readonly TickedPlace[] | null = () => null,
): readonly TimelineEntry[] {
  return namedMilestones(profile).map((milestone) => {
    const places = placesOf(milestone);
    const progress =
      places === null
        ? progressOf(milestone)
        : { planned: places.length, done: places.filter(({ doneOn }) => doneOn !== null).length };
    const told = { milestone, progress, places };
    const isComplete = progress !== null && progress.planned > 0 && progress.done >= progress.planned;
    if (asOf < milestone.from) {
      return { ...told, state: 'ahead', days: dayNumber(milestone.from) - dayNumber(asOf) };
    }
    const days = dayNumber(milestone.to) - dayNumber(asOf);
    if (isComplete) return { ...told, state: 'done', days };
    if (asOf <= milestone.to) return { ...told, state: 'running', days };
    return { ...told, state: progress === null || progress.planned === 0 ? 'past' : 'late', days };
  });
}
