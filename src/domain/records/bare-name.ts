import { isMaskedName, speaksOfProtection } from '../kinds/protection.ts';

/** A first name and a surname. */
const FEWEST_WORDS = 2;

/**
 * What a name says of who it is, without words of protection beside it ("Anna Ek (sekr)"); null where there is no name, or
 * signs or such words stand instead of one.
 */
export function bareName(name: string | null): string | null {
  if (name === null || isMaskedName(name)) return null;
  if (!speaksOfProtection(name)) return name;
  const words = name.split(/\s+/u).filter((word) => !speaksOfProtection(word.replace(/[()[\]]/gu, '')));
  return words.length < FEWEST_WORDS ? null : words.join(' ');
}
