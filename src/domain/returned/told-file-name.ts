import { holdsPersonNumber } from '../identity/person-number-in-text.ts';
import { fold } from '../words/fold.ts';

/** Words without what is lost when somebody writes a file name: "Åsa_Öberg-2025" has the words of "Öberg, Åsa". */
export const wordsOfFileName = (text: string): readonly string[] =>
  (ASCII.test(text)
    ? text.toLowerCase().split(/[^a-z]+/u)
    : fold(text)
        .normalize('NFD')
        .replace(LATIN.test(text) ? /[\u0300-\u036f]+/gu : /\p{M}/gu, '')
        .split(LATIN.test(text) ? /[^a-zßæðøþ]+/u : /[^\p{L}]+/u)
  ).filter((word) => word.length > 1);

/** Texts that there is nothing to fold in: most words of names of files. */
const ASCII = /^[ -~]*$/;
/** Texts of Swedish letters and their like: to know every letter there is takes longer than all of them. */
const LATIN = /^[ -~À-ÿ]*$/;

/** Opens a look for somebody among these in the name of a file: a first name and a surname that belong together. */
export function namesInFileNames(names: Iterable<string>): (file: string) => boolean {
  const persons = new Map<string, (readonly string[])[]>();
  for (const name of names) {
    const words = wordsOfFileName(name);
    const [first = ''] = words;
    if (words.length < 2) continue;
    persons.set(first, [...(persons.get(first) ?? []), words]);
  }
  return (file) => {
    const here = new Set(wordsOfFileName(file));
    return [...here].some((word) =>
      (persons.get(word) ?? []).some((name) => name.filter((one) => here.has(one)).length >= 2),
    );
  };
}

/**
 * Opens a look at the names of files as messages and the log may have them: one that holds a person's number, or a first
 * name and a surname that belong together in the register, is replaced by its place among the files.
 *
 * @param names of the persons in the register
 */
export function fileNameTeller(names: Iterable<string>): (file: string, place: number) => string {
  const holdsName = namesInFileNames(names);
  return (file, place) => {
    if (!holdsPersonNumber(file) && !holdsName(file)) return file;
    const ending = /\.[a-z]{3,4}$/iu.exec(file)?.[0] ?? '';
    return `fil ${place} (namnet utelämnat)${holdsPersonNumber(ending) ? '' : ending.toLowerCase()}`;
  };
}
