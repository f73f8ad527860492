import { fold } from '../words/fold.ts';

/** The words of a name; initials say too little. */
const wordsOf = (name: string): readonly string[] =>
  fold(name)
    .split(/[\s,.;:/'’()-]+/u)
    .filter((word) => word.length > 1);

/**
 * Whether the target calls somebody nothing that the source does. Names are written in any order, and people marry: one
 * word in common is enough.
 */
export function isOtherName(here: readonly string[], there: string): boolean {
  const words = new Set(here.flatMap(wordsOf));
  const other = wordsOf(there);
  return words.size > 0 && other.length > 0 && !other.some((word) => words.has(word));
}
