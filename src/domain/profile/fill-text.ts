import { weekNumber } from '../calendar/weeks.ts';
import type { Profile } from './profile-schema.ts';

/** What a text can name. */
type Names = Pick<Profile, 'source' | 'target'> & Partial<Pick<Profile, 'deadlines' | 'milestones'>>;
type Deadline = keyof Profile['deadlines'];

const PLACE = /\{([a-z]+)(?::([a-zA-Z0-9-]+))?\}/gu;

/**
 * A text with the profile's names and days in it: `{source}`, `{target}`, `{day:NAME}` and `{week:NAME}` ("vecka 41"),
 * where NAME is one of the profile's deadlines, or a milestone (its last day).
 *
 * @throws Error for a place that is none: texts are ours, and are held to this by the check of a plan
 */
export function fillText(text: string, profile: Names): string {
  return text.replace(PLACE, (place, what: string, name: string | undefined) => {
    if (what === 'source' && name === undefined) return profile.source;
    if (what === 'target' && name === undefined) return profile.target;
    const day = name === undefined ? undefined : dayNamed(name, profile);
    if (day !== undefined && what === 'day') return day;
    if (day !== undefined && what === 'week') return `vecka ${weekNumber(day)}`;
    throw new Error(`nothing to fill in: ${place}`);
  });
}

function dayNamed(name: string, { deadlines, milestones = [] }: Names): string | undefined {
  return deadlines !== undefined && Object.hasOwn(deadlines, name)
    ? deadlines[name as Deadline]
    : milestones.find(({ id }) => id === name)?.to;
}
