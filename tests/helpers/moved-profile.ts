import { addDays } from '../../src/domain/calendar/days.ts';
import type { Profile } from '../../src/domain/profile/profile-schema.ts';
import { overgangJson } from './cli.ts';
import { newFolder } from './folder.ts';

/** The shipped profile with its go-live moved; registration and what began before stays where it is. */
export async function movedProfile(days: number): Promise<Profile> {
  const profile = await overgangJson<Profile>(['profile', 'show', 'vasternorrland-2025'], {
    cwd: newFolder(),
  });
  const moved = (day: string): string => addDays(day, days);
  return {
    ...profile,
    milestones: profile.milestones.map((milestone) => ({
      ...milestone,
      from: milestone.from < '2025-09-29' ? milestone.from : moved(milestone.from),
      to: moved(milestone.to),
    })),
    deadlines: Object.fromEntries(
      Object.entries(profile.deadlines).map(([name, day]) => [name, moved(day)]),
    ) as Profile['deadlines'],
    rules: { ...profile.rules, trappedFrom: moved(profile.rules.trappedFrom) },
  };
}
