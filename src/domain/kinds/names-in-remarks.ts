import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';

/**
 * The words of a remark that can be a part of somebody's name: "Sekretess råder för Nyström". Whether they are shows in
 * the list: nobody else is called so. Not of whoever made the list, nor of a place or a unit.
 */
export function wordsOfNames(plain: string, ownNames: ReadonlySet<string>): readonly string[] {
  const words = plain
    .replace(OF_STAFF(), ' ')
    .replace(OF_UNIT(), ' ')
    .split(BETWEEN())
    .filter((word) => word.length >= FEWEST_LETTERS)
    .filter((word, at) => !ORDINARY.has(word) && !isOrdinaryFirst(word, at))
    .map(fold)
    .filter((word) => !ownNames.has(word));
  // "Nyströms uppgifter".
  return [...new Set(words.flatMap((word) => (word.endsWith('s') ? [word, word.slice(0, -1)] : [word])))];
}

/** The parts of a name, as they are looked for: a double name is two as well. */
export const partsOfName = (name: string): readonly string[] =>
  fold(name)
    .split(BETWEEN())
    .flatMap((word) => (word.includes('-') ? [word, ...word.split('-')] : [word]))
    .filter((word) => word.length >= FEWEST_LETTERS);

const BETWEEN = late(() => /[^\p{L}'’-]+/u);
const FEWEST_LETTERS = 2;

/** Who is asked, and who made the list: up to where the sentence ends. */
const OF_STAFF = late(
  () =>
    /(?<!\p{L})(?:kontakt(?:a|person)?|fråg(?:a|or|orna)|ring|handläggare|ansvarig|samordnare|utskriv\p{L}* av|upprätta\p{L}* av|utta\p{L}* av|skapa\p{L}* av|framtag\p{L}* av|sammanställ\p{L}* av|godkän\p{L}* av|mvh|hälsningar|vänligen|sign(?:atur)?|referens)(?!\p{L}| (?:om|inte|ej|aldrig|efter|angående|rörande|gällande)(?!\p{L}))[^.;!?\n]*/giu,
);
/** "Bergs hälsocentral", "avdelning Berg". */
const OF_UNIT = late(
  () =>
    /\p{L}+ (?:hälsocentral|vårdcentral|hemtjänst|hemsjukvård|äldreboende|boende|sjukhus|lasarett|mottagning|avdelning|enhet|kommun|hc|vc)(?:en|et)?(?!\p{L})|(?<!\p{L})(?:hälsocentralen|vårdcentralen|avdelning|avd|enheten|region|kommun|hc|vc) \p{L}+/giu,
);

/** A text but for what it calls as units are called: "Bergs hälsocentral". */
export const withoutUnits = (text: string): string => text.replace(OF_UNIT(), ' ');

/** In small letters these are words, and names otherwise. */
const ORDINARY: ReadonlySet<string> = new Set([
  ...['per', 'bo', 'hans', 'inga', 'max', 'maj', 'man', 'rut', 'ny', 'my', 'ung', 'is', 'son', 'far', 'mor'],
  ...['april', 'juni', 'juli', 'august', 'stark', 'sträng', 'hård', 'lång', 'glad', 'li', 'lo', 'å', 'ö'],
  ...[
    'den',
    'det',
    'har',
    'och',
    'för',
    'av',
    'med',
    'som',
    'ett',
    'en',
    'att',
    'ska',
    'hot',
    'är',
    'på',
    'till',
  ],
]);
/** And these as the first word, too. */
const FIRST_ONES: ReadonlySet<string> = new Set([
  'Per',
  'Inga',
  'Dag',
  'Maj',
  'April',
  'Juni',
  'Juli',
  'Max',
]);
const isOrdinaryFirst = (word: string, at: number): boolean => at === 0 && FIRST_ONES.has(word);
