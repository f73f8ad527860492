import type { TimelineEntry } from '../../domain/timeline/timeline.ts';

/** A milestone of the plan with how it stands, as the contract has it. */
export function milestoneJson({ milestone, state, days, progress, places }: TimelineEntry): object {
  const { id, step, title, from, to, owners } = milestone;
  const ticked =
    places === null ? {} : { places: places.map(({ kommun, unit, doneOn }) => ({ kommun, unit, doneOn })) };
  return { id, step, title, from, to, owners, state, days, progress, ...ticked };
}
