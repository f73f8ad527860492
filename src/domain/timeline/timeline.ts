import { namedMilestones } from '../profile/fill-text.ts';
import type { Milestone, Profile } from '../profile/profile-schema.ts';
import { dayNumber } from '../calendar/days.ts';

/** What the register knows of how far the work is, where it knows: cases that a step concerns, and those done. */
export interface Progress {
  readonly planned: number;
  readonly done: number;
}

export type MilestoneState = 'ahead' | 'running' | 'done' | 'late' | 'past';

export interface TimelineEntry {
  readonly milestone: Milestone;
  readonly state: MilestoneState;
  /** Days until it begins (ahead), or until it ends (running); negative when past. */
  readonly days: number;
  readonly progress: Progress | null;
}

/**
 * The plan with today in it. What was to be finished and is not is late; what nobody has reported on is past.
 */
export function timelineOf(
  profile: Profile,
  asOf: string,
  progressOf: (milestone: Milestone) => Progress | null,
): readonly TimelineEntry[] {
  return namedMilestones(profile).map((milestone) => {
    const progress = progressOf(milestone);
    const isComplete = progress !== null && progress.planned > 0 && progress.done >= progress.planned;
    if (asOf < milestone.from) {
      return { milestone, state: 'ahead', days: dayNumber(milestone.from) - dayNumber(asOf), progress };
    }
    const days = dayNumber(milestone.to) - dayNumber(asOf);
    if (isComplete) return { milestone, state: 'done', days, progress };
    if (asOf <= milestone.to) return { milestone, state: 'running', days, progress };
    return {
      milestone,
      state: progress === null || progress.planned === 0 ? 'past' : 'late',
      days,
      progress,
    };
  });
}
