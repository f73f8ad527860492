import { weekNumber } from '../calendar/weeks.ts';
import { kindOf, type KindName } from '../kinds/kinds.ts';
import type { Milestone, Profile } from './profile-schema.ts';
import { capitalised } from '../words/capitalised.ts';

/** What a text can name. */
type Names = Pick<Profile, 'source' | 'target'> &
  Partial<Pick<Profile, 'deadlines' | 'milestones' | 'support'>>;
type Deadline = keyof Profile['deadlines'];

const PLACE = /\{([a-z]+)(?::([a-zA-Z0-9-]+))?\}/gu;

/**
 * A text with the profile's names and days in it: `{source}`, `{target}`; `{support}`, `{support:region}` and
 * `{support:kommun}`, who helps and how help is asked for; `{day:NAME}` and `{week:NAME}` ("vecka 41"), where NAME is one
 * of the profile's deadlines, or a milestone (its last day).
 *
 * @throws Error for a place that is none: texts are ours, and are held to this by the check of a plan
 */
export function fillText(text: string, profile: Names): string {
  // Most texts have no place in them, and every command fills many.
  if (!text.includes('{')) return text;
  return text.replace(PLACE, (place, what: string, name: string | undefined, at: number) => {
    const found = name === undefined ? nameOf(what, profile) : namedOf(what, name, profile);
    if (found === undefined) throw new Error(`nothing to fill in: ${place}`);
    return isFirstWord(text, at) ? capitalised(found) : found;
  });
}

/** A system can be called "det tidigare systemet": it begins a sentence as any word does. */
const isFirstWord = (text: string, at: number): boolean => at === 0 || text.slice(0, at).endsWith('. ');
function nameOf(what: string, { source, target, support }: Names): string | undefined {
  return { source, target, support: support?.name }[what];
}

function namedOf(what: string, name: string, profile: Names): string | undefined {
  const { support } = profile;
  if (what === 'support' && support !== undefined && (name === 'region' || name === 'kommun'))
    return fillText(support[name], profile);
  const day = dayNamed(name, profile);
  if (day === undefined) return undefined;
  return { day, week: `vecka ${weekNumber(day)}` }[what];
}

function dayNamed(name: string, { deadlines, milestones = [] }: Names): string | undefined {
  return deadlines !== undefined && Object.hasOwn(deadlines, name)
    ? deadlines[name as Deadline]
    : milestones.find(({ id }) => id === name)?.to;
}

/** The milestones of a profile, as people read them. */
export const namedMilestones = (profile: Profile): readonly Milestone[] =>
  profile.milestones.map((milestone) => named(milestone, profile));

/** One of them. */
export function milestoneNamed(id: string, profile: Profile): Milestone | undefined {
  const found = profile.milestones.find((milestone) => milestone.id === id);
  return found === undefined ? undefined : named(found, profile);
}

const named = (milestone: Milestone, profile: Profile): Milestone => ({
  ...milestone,
  title: fillText(milestone.title, profile),
  fromText: milestone.fromText === null ? null : fillText(milestone.fromText, profile),
});

/** A label with the systems' names in it; nothing else of it is looked at. */
export const fillNames = (text: string, { source, target }: Pick<Profile, 'source' | 'target'>): string =>
  text.replaceAll('{source}', source).replaceAll('{target}', target);

/** What a kind's list is of, as people read it: "SIP i Lifecare SP". */
export const kindLabel = (kind: KindName, names: Pick<Profile, 'source' | 'target'>): string =>
  fillNames(kindOf(kind).listOf, names);

/** The systems where no region is known: in schemas, reference pages and what the shell fills in. */
export const ANY_SYSTEMS = { source: 'källsystemet', target: 'målsystemet' } as const;

/** Labels with the systems' names in them. */
export const fillLabels = <Key extends string>(
  labels: Readonly<Record<Key, string>>,
  names: Pick<Profile, 'source' | 'target'>,
): Readonly<Record<Key, string>> =>
  Object.fromEntries(
    Object.entries<string>(labels).map(([key, label]) => [key, fillNames(label, names)]),
  ) as Record<Key, string>;
