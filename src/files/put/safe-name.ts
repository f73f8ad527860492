import { createHash } from 'node:crypto';

const LONGEST = 60;
const HASH_LENGTH = 6;
/** Letters that carry no accent to take off. */
const FOLDED: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};
/** Names that Windows keeps for devices, whatever the extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin|conout|clock|com\d?|lpt\d?)$/;

interface Slug {
  readonly text: string;
  /** Another text could read the same in this slug, and a reader would not guess it. */
  readonly isLossy: boolean;
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øæœßđðþłı]/g, (letter) => FOLDED[letter] ?? letter);

const inSlugLetters = (folded: string): string => folded.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** In the letters of a slug, however long: what a name is looked for in, and no name to give a file. */
export const wholeSlug = (text: string): string => inSlugLetters(fold(text));

function slugOf(text: string, longest = LONGEST): Slug {
  const folded = fold(text);
  const full = inSlugLetters(folded);
  const cut = shortened(full, longest);
  const isUsable = cut !== '' && !RESERVED.test(cut);
  const isLossy = !isUsable || cut !== full || /[^\p{ASCII}–—’”·§]|\p{Cc}|\.\./u.test(folded);
  return { text: isUsable ? cut : cut === '' ? 'namnlos' : `namn-${cut}`, isLossy };
}

/** Without its middle where it is too long: units are told apart by how their names end, which is often a town. */
function shortened(full: string, longest: number): string {
  if (full.length <= longest) return full;
  const last = full.slice(full.lastIndexOf('-') + 1);
  if (last.length > longest / 2) return full.slice(0, longest).replace(/-$/, '');
  return `${full.slice(0, longest - last.length - 1).replace(/-$/, '')}-${last}`;
}

/** `[a-z0-9-]`, 1–60 characters, no device name: safe as a file or folder name on every system. */
export function slug(text: string): string {
  return slugOf(text).text;
}

/**
 * One file name, without extension, for each key; no two alike. The name of a unit, never of a person. A short
 * hash is added to all of those that would be alike, and to names that lost what told them apart, so that a
 * name does not depend on the order the units come in.
 *
 * @param longest how many characters a name may have
 */
export function uniqueFileNames(
  names: readonly { readonly key: string; readonly text: string }[],
  longest = LONGEST,
): Map<string, string> {
  const slugs = new Map(
    names.map(({ key, text }) => [key, { ...slugOf(text, longest), hashed: `${text}\0${key}` }]),
  );
  if (slugs.size !== names.length) throw new Error('two names of one key');
  const needHash = new Set([...slugs].flatMap(([key, { isLossy }]) => (isLossy ? [key] : [])));
  for (let length = HASH_LENGTH; ;) {
    const found = new Map<string, string>();
    const keysOf = new Map<string, string[]>();
    for (const [key, { text, hashed }] of slugs) {
      const name = needHash.has(key) ? withHash(text, hashed, length, longest) : text;
      found.set(key, name);
      keysOf.set(name, [...(keysOf.get(name) ?? []), key]);
    }
    const alike = [...keysOf.values()].filter((keys) => keys.length > 1).flat();
    if (alike.length === 0) return found;
    if (alike.every((key) => needHash.has(key))) length += 2;
    for (const key of alike) needHash.add(key);
  }
}

function withHash(text: string, of: string, length: number, longest: number): string {
  const hash = createHash('sha256').update(of).digest('hex').slice(0, length);
  return `${shortened(text, longest - length - 1)}-${hash}`;
}
