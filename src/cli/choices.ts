import { closest as nearest, distance } from 'fastest-levenshtein';
import { KIND_NAMES, type KindName } from '../domain/kinds/kinds.ts';
import { PARTS, termLabel, type Part } from '../domain/kinds/terms.ts';
import { kindLabel } from '../domain/profile/fill-text.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';

/** One of the values an option can have: its code, and how else people write it. */
export interface Choice<T extends string> {
  readonly code: T;
  readonly spellings: readonly string[];
}

/** What was likely meant: the nearest word, when it is near enough to be a slip. */
export function closest(written: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const word = nearest(
    written.toLowerCase(),
    words.map((text) => text.toLowerCase()),
  );
  const slips = distance(written.toLowerCase(), word);
  // A word of one letter is no slip of another.
  const isNear = slips < word.length && slips <= Math.max(1, Math.floor(word.length / 3));
  return isNear ? (words.find((text) => text.toLowerCase() === word) ?? null) : null;
}

/** The kinds of list, also as they are called with the systems' names. */
export const kindChoices = (names: Pick<Profile, 'source' | 'target'>): readonly Choice<KindName>[] =>
  KIND_NAMES.map((code) => ({ code, spellings: [kindLabel(code, names)] }));

export const partChoices: readonly Choice<Part>[] = PARTS.map((code) => ({
  code,
  spellings: [termLabel('part', code)],
}));

export function kommunChoices(profile: Profile): readonly Choice<string>[] {
  return profile.kommuner.map(({ code, name, aliases }) => ({ code, spellings: [name, ...aliases] }));
}

/** A choice, or the cases without one. */
export function isNone(written: string): boolean {
  return /^(?:okänd|ingen)$/iu.test(written.trim());
}
