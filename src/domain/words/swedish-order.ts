import { late } from './late.ts';

/** Å, ä and ö come after z, in that order; accents of other letters do not count. */
const LAST: Readonly<Record<string, string>> = { å: '{', ä: '|', æ: '|', ö: '}', ø: '}' };

/** What knows every accent takes long to make, and few names have any but these. */
const PLAIN = /^[ -~]*$/u;
const ACCENT = late(() => /\p{M}/gu);

function makeKey(text: string): string {
  const key = text
    .toLowerCase()
    .replace(/[åäæöø]/gu, (letter) => LAST[letter] ?? letter)
    .normalize('NFD');
  return PLAIN.test(key) ? key : key.replace(ACCENT(), '');
}

/** A name is compared many times over while a list is sorted. Bounded. */
const keys = new Map<string, string>();

function keyOf(text: string): string {
  let key = keys.get(text);
  if (key === undefined) {
    if (keys.size >= 10_000) keys.clear();
    keys.set(text, (key = makeKey(text)));
  }
  return key;
}

/**
 * Orders names as Swedish does, on every machine alike. Not by `Intl`: loading its tables is felt in a short command
 * (a test holds the two together for the names of the region).
 */
export function compareSwedish(one: string, other: string): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
