import type { Milestone } from '../profile/profile-schema.ts';

/** When within the day something begins, where the plan says so in words: its lunch and its afternoon. */
const WORDS: readonly (readonly [word: string, time: string])[] = [
  ['morgon', '07:00'],
  ['förmiddag', '09:00'],
  ['lunch', '12:00'],
  ['eftermiddag', '13:00'],
];

/** HH:MM; null where the plan says no time. */
export function beginsAt({ fromTime, fromText }: Pick<Milestone, 'fromTime' | 'fromText'>): string | null {
  if (fromTime !== null) return fromTime;
  return WORDS.find(([word]) => fromText?.includes(word) === true)?.[1] ?? null;
}

/** Whether it has begun by the plan; a whole day counts as begun. */
export function hasBegun(milestone: Milestone, asOf: string, time: string | null): boolean {
  if (milestone.from !== asOf) return milestone.from < asOf;
  const begins = beginsAt(milestone);
  return begins === null || time === null || begins <= time;
}
