import { undoneSeqs } from '../answers/undone.ts';
import { fillNames } from '../profile/fill-text.ts';
import type { Milestone, Profile } from '../profile/profile-schema.ts';
import type { TimelineEntry } from './timeline.ts';

/**
 * Milestones that no list proves: staff registered, SITHS cards and roles ready, the link published (seed 000). A person
 * ticks them off, for each kommun or unit or once for the region, as the profile says.
 */
export const TICKED = 'milestone-ticked';

/** What a milestone is ticked for; the region as a whole has neither. */
export interface TickPlace {
  readonly kommun: string | null;
  readonly unit: string | null;
}

export interface TickedData extends TickPlace {
  readonly milestone: string;
  readonly note: string | null;
}

interface Tick extends TickedData {
  readonly seq: number;
  /** The day it was so. */
  readonly on: string;
}

/** A place of a milestone, and since when it is ticked. */
export interface TickedPlace extends TickPlace {
  readonly label: string;
  /** Null where nobody has said so. */
  readonly doneOn: string | null;
  /** The event that says so. */
  readonly seq: number | null;
}

/** A unit of the list of units. */
export interface ListedUnit {
  readonly name: string;
  readonly kommun: string | null;
}

interface Event {
  readonly seq: number;
  readonly type: string;
  readonly effectiveOn: string;
  readonly data: string;
}

/** The ticks given by a day and not taken back. */
function ticksOf(events: readonly Event[], asOf: string): readonly Tick[] {
  const undone = undoneSeqs(events);
  return events
    .filter(({ seq, type, effectiveOn }) => type === TICKED && effectiveOn <= asOf && !undone.has(seq))
    .map(({ seq, effectiveOn, data }) => ({ ...(JSON.parse(data) as TickedData), seq, on: effectiveOn }));
}

type PlacesOf = (milestone: Milestone) => readonly TickedPlace[] | null;

/**
 * Opens a look-up of how each milestone is ticked as of a day.
 *
 * @param events the ticks, and what takes them back
 * @param units the list of units; without one a milestone of units has no places
 * @returns the places of a milestone, in the order of the profile or the list; null for one that lists prove
 */
export function openTicks(
  events: readonly Event[],
  asOf: string,
  { profile, units }: { readonly profile: Profile; readonly units: readonly ListedUnit[] },
): PlacesOf {
  const ticks = ticksOf(events, asOf);
  const places = {
    region: [{ kommun: null, unit: null, label: 'Regionen' }],
    kommun: profile.kommuner.map(({ code, name }) => ({ kommun: code, unit: null, label: name })),
    unit: units.map(({ name, kommun }) => ({ kommun, unit: name, label: name })),
  };
  return ({ id, ticked }) =>
    ticked === null
      ? null
      : places[ticked.per].map((place): TickedPlace => {
          const tick = ticks.find((one) => one.milestone === id && isOfPlace(one, place, ticked.per));
          return { ...place, doneOn: tick?.on ?? null, seq: tick?.seq ?? null };
        });
}

/** A unit is itself whichever kommun the list lays it to. */
const isOfPlace = (tick: TickPlace, place: TickPlace, per: 'region' | 'kommun' | 'unit'): boolean =>
  per === 'unit' ? tick.unit === place.unit : tick.kommun === place.kommun;

/** A milestone past its last day, and where nobody has ticked it. */
export interface Unticked {
  readonly milestone: string;
  readonly title: string;
  readonly owners: readonly string[];
  readonly dueOn: string;
  /** The flag that says the place when it is ticked; null for the region as a whole. */
  readonly per: 'region' | 'kommun' | 'unit';
  readonly missing: readonly string[];
}

/** What should have been ticked by now, milestone by milestone. */
export function untickedOf(timeline: readonly TimelineEntry[], profile: Profile): readonly Unticked[] {
  return timeline.flatMap(({ milestone, state, places }): readonly Unticked[] => {
    const { id, title, owners, to, ticked } = milestone;
    if (places === null || ticked === null || state !== 'late') return [];
    const missing = places.flatMap(({ label, doneOn }) => (doneOn === null ? [label] : []));
    return [{ milestone: id, title: fillNames(title, profile), owners, dueOn: to, per: ticked.per, missing }];
  });
}
