import { kommunSpellings } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { plainWords } from './header-evidence.ts';

/** No kommun's spelling has more words. */
const MOST_WORDS = 4;

/**
 * The one kommun that the name of a sheet or a file names, in whatever spelling and without marks on letters
 * ("prator-sip-harnosand-2025-09-15.csv").
 *
 * @returns its code; null where it names none, or several
 */
export function kommunInName(name: string, profile: Profile): string | null {
  const codes = new Map(
    [...kommunSpellings(profile)].map(([spelling, code]) => [plainWords(spelling).join(' '), code] as const),
  );
  const words = plainWords(name);
  const found = words.flatMap((_, from) =>
    Array.from({ length: MOST_WORDS }, (_none, more) =>
      codes.get(words.slice(from, from + more + 1).join(' ')),
    ),
  );
  const named = new Set(found.filter((code) => code !== undefined));
  return named.size === 1 ? ([...named][0] ?? null) : null;
}
