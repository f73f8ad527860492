import { fold } from '../words/fold.ts';

/** Words of names that many share, and that say nothing of who it is. */
const PARTICLES: ReadonlySet<string> = new Set(
  'von van af av de del der den di da la le el al bin ibn'.split(' '),
);

/** Letters that are no letter with a mark. */
const PLAIN: Readonly<Record<string, string>> = { ø: 'o', æ: 'a', ł: 'l', đ: 'd', ð: 'd', þ: 't', ß: 's' };

/**
 * The words of a name, without marks on letters; initials say too little. Two that stand side by side are one as well: a
 * double name is written in one word or in two.
 */
function wordsOf(name: string): readonly string[] {
  const words = fold(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæłđðþß]/gu, (letter) => PLAIN[letter] ?? letter)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 && !PARTICLES.has(word));
  return words.flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1] ?? ''}${word}`]));
}

/** One word in common is enough: names are written in any order, and people marry. */
const hasNothingInCommon = (some: readonly string[], others: readonly string[]): boolean =>
  some.length > 0 && others.length > 0 && !others.some((word) => some.includes(word));

/** Whether the target calls somebody nothing that the source does. */
export const isOtherName = (here: readonly string[], there: string): boolean =>
  hasNothingInCommon(here.flatMap(wordsOf), wordsOf(there));

/** Marks a word of a person's name, so that it is known again for that person and nobody can tell which it is. */
export type MarkOfWord = (word: string) => string;

const MARK = '#';

/** What is kept of a name in the target: enough to hold another against it. Null where it says nothing. */
export function keptName(name: string, markOf: MarkOfWord): string | null {
  const marks = new Set(wordsOf(name).map((word) => MARK + markOf(word)));
  return marks.size === 0 ? null : [...marks].sort().join(' ');
}

/** The same as `isOtherName`, of a name in the target as it was kept. Registers can have names from before they were not. */
export const isOtherThanKept = (here: string, kept: string, markOf: MarkOfWord): boolean =>
  kept.startsWith(MARK) &&
  hasNothingInCommon(
    wordsOf(here).map((word) => MARK + markOf(word)),
    kept.split(' '),
  );
