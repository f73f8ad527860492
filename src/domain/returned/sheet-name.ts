import { fold } from '../words/fold.ts';

/** What programs call a sheet, or a copy of one, by themselves. */
const BY_PROGRAMS = [
  'sheet',
  'blad',
  'ark',
  'tabell',
  'tabelle',
  'feuil',
  'hoja',
  'kopia',
  'copy',
  'av',
  'of',
];
/** A sheet that bears the name of a file has at most so much of it. */
const LONGEST = 31;

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/**
 * Opens a question of what the sheets of a list that comes back are called: whether it is nothing but what they were handed
 * out as, what programs call sheets, or the name of the file, as a text that has been saved as a workbook has.
 *
 * @param names of the list's own sheets, and of its file
 */
export function openOwnNames(names: readonly string[]): (name: string) => boolean {
  const known = new Set([...BY_PROGRAMS, ...names.flatMap(wordsOf)]);
  const wholes = names.map((name) => wordsOf(name).join(' '));
  return (name) => {
    const words = wordsOf(name);
    if (words.every((word) => known.has(word))) return true;
    // Cut off where names of sheets end.
    return name.length >= LONGEST - 1 && wholes.some((whole) => whole.startsWith(words.join(' ')));
  };
}
