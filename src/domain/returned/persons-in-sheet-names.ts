import { withoutUnits } from '../kinds/names-in-remarks.ts';
import { fold } from '../words/fold.ts';
import { openSurnamesInFileName, splitCamel, USUAL } from './surname-in-file-name.ts';
import { namesInFileNames, wordsOfFileName } from './told-file-name.ts';

/** Watches for somebody whom the name of a sheet names; `found` says at which places such sheets stand. */
export interface SheetNameWatch {
  readonly look: (name: string) => void;
  /** A kommun or a unit that the list itself names: a word of it is nobody's. */
  readonly place: (text: string) => void;
  readonly found: () => readonly number[];
}

/**
 * Opens a look for persons of a list in the names of its sheets, as in the name of its file: a surname, or a first name and
 * a surname that belong together. A sheet is often called by a place: a kommun, a unit, or what is called as units are.
 * Null where no name holds a word that can be a person's, as in most workbooks: then no row is asked.
 *
 * @param known texts whose words are of no person: names of kommuner, systems and units
 */
export function openPersonsInSheetNames(
  sheets: readonly string[],
  known: readonly string[],
): SheetNameWatch | null {
  const looks = sheets.flatMap((sheet, at) => {
    const isNamed = openLook(sheet, known);
    return isNamed === null ? [] : [{ sheet, at, isNamed, names: new Set<string>() }];
  });
  if (looks.length === 0) return null;
  const places = new Set<string>();
  return {
    look(name) {
      for (const { isNamed, names } of looks) if (isNamed(name)) names.add(name);
    },
    place: (text) => void places.add(text),
    found() {
      const all = [...known, ...places];
      const named = looks.filter(({ names }) => names.size > 0);
      return named.flatMap(({ sheet, at, names }) => {
        const isNamed = openLook(sheet, all);
        return isNamed !== null && [...names].some(isNamed) ? [at] : [];
      });
    },
  };
}

function openLook(sheet: string, known: readonly string[]): ((name: string) => boolean) | null {
  const text = withoutUnits(splitCamel(sheet));
  const words = wordsOfFileName(text).filter((word) => !USUAL.has(word));
  const whole = fold(sheet);
  if (known.some((one) => fold(one) === whole)) return null;
  const hasSurname = openSurnamesInFileName(text, known);
  if (words.length < 2) return hasSurname;
  // Of a kommun and a word that is usual, "Berg maj", nobody is meant.
  const mayBeWhole = words.join(' ');
  return (name) => hasSurname?.(name) === true || namesInFileNames([name])(mayBeWhole);
}
