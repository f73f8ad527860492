import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';

/** What a row calls somebody, where no number says who it is. */
export interface Named {
  readonly name: string | null;
  readonly kommun: string | null;
}

const WORD = late(() => /[\p{L}\p{N}]+/gu);

/** The words of a name, in whatever order it is written; null where there are none. */
export function nameKey(name: string | null): string | null {
  const words = name === null ? [] : (fold(name).match(WORD()) ?? []);
  return words.length === 0 ? null : words.sort().join(' ');
}

/**
 * Tells who may be one of some persons whose numbers say nothing: the name is the same, and the kommun, where both say one.
 * Two persons are never taken for one by it; it only says that nobody can tell them apart.
 */
export function openNamesakes(some: readonly Named[]): (one: Named) => boolean {
  const kommunerOf = new Map<string, Set<string | null>>();
  for (const { name, kommun } of some) {
    const key = nameKey(name);
    if (key !== null) kommunerOf.set(key, (kommunerOf.get(key) ?? new Set()).add(kommun));
  }
  if (kommunerOf.size === 0) return () => false;
  return ({ name, kommun }) => {
    const kommuner = kommunerOf.get(nameKey(name) ?? '');
    return kommuner !== undefined && (kommun === null || kommuner.has(null) || kommuner.has(kommun));
  };
}
