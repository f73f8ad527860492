import type { Profile } from '../profile/profile-schema.ts';
import type { Read, ReadingName } from './readings.ts';
import type { SubjectKind } from './subject.ts';

/** A value made from declared readings of a case. */
export interface Selector<K extends SubjectKind, Value> {
  /** Names of readings: `of` is handed these and nothing else. */
  readonly reads: readonly ReadingName<K>[];
  readonly of: (read: never, profile: Profile) => Value;
}

/** Which of a step's classes it takes, where that is not all: one condition with a name. */
export interface Narrowing<K extends SubjectKind> extends Selector<K, boolean> {
  readonly name: string;
}

/**
 * One share of a division: with the steps of the other shares, which take the same classes, it takes every case of them
 * once.
 */
export interface Share<K extends SubjectKind> extends Selector<K, boolean> {
  readonly division: string;
  readonly share: string;
  /** All shares that there are. */
  readonly shares: readonly string[];
  /** The one that stands for them all where a plan is compiled; that the others are there is seen when it starts. */
  readonly isFirst: boolean;
}

export function selector<K extends SubjectKind, const Name extends ReadingName<K>, Value>(
  reads: readonly Name[],
  of: (read: Read<K, Name>, profile: Profile) => Value,
): Selector<K, Value> {
  return { reads, of };
}
