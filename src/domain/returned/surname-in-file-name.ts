import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';
import { wordsOfFileName } from './told-file-name.ts';

/** What names of lists are made of besides kommuner, systems and units: none of it is looked for among persons. */
export const USUAL: ReadonlySet<string> = new Set(
  [
    ...[
      'sip',
      'sipar',
      'sips',
      'vtf',
      'vt',
      'vårdtillfälle',
      'vårdtillfällen',
      'vårdplan',
      'vårdplaner',
      'spu',
    ],
    ...[
      'meddelande',
      'meddelanden',
      'patient',
      'patienter',
      'brukare',
      'enhet',
      'enheter',
      'lcsp',
      'lifecare',
    ],
    ...[
      'prator',
      'lista',
      'listan',
      'listor',
      'uttag',
      'utdrag',
      'export',
      'rapport',
      'underlag',
      'kopia',
      'ny',
    ],
    ...['nya', 'gammal', 'rättad', 'rättade', 'rättning', 'rättningslista', 'slutlig', 'klar', 'hel', 'hela'],
    ...[
      'del',
      'alla',
      'samtliga',
      'test',
      'prov',
      'utkast',
      'version',
      'ver',
      'blad',
      'bladet',
      'sheet',
      'fil',
      'data',
      'arkiv',
    ],
    ...['pågående', 'öppna', 'stängda', 'avslutade', 'aktuella', 'kommun', 'kommunen', 'region', 'regionen'],
    ...['primärvård', 'slutenvård', 'psykiatri', 'somatik', 'öppenvård', 'hc', 'hälsocentral', 'vc', 'avd'],
    ...['avdelning', 'hemtjänst', 'hemsjukvård', 'bistånd', 'skyddade', 'sekretess', 'januari', 'februari'],
    ...['mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
    ...[
      'måndag',
      'tisdag',
      'onsdag',
      'torsdag',
      'fredag',
      'lördag',
      'söndag',
      'morgon',
      'kväll',
      'natt',
      'dag',
    ],
    ...['från', 'till', 'och', 'per', 'för', 'med', 'utan', 'kl', 'nr', 'csv', 'xlsx', 'txt', 'tsv', 'ods'],
  ].flatMap(wordsOfFileName),
);

/** What surnames end like, wherever they stand in a name. */
const ENDS_AS_SURNAME = late(
  () => /(?:son|ström|strom|berg|lund|qvist|kvist|gren|dahl|mark|stedt|blad|kvist)$/u,
);

/**
 * Opens a look for the surname of somebody of a list in the name of its file ("sip-nyström-2025-09-15.csv"): names of files
 * stand in the log. Null where the name of the file holds no word that can be one, as that of most does: then no row is
 * asked.
 *
 * @param known texts whose words are of no person: names of kommuner, systems and units
 */
export function openSurnamesInFileName(
  file: string,
  known: Iterable<string>,
): ((name: string) => boolean) | null {
  const words = new Set(wordsOfFileName(splitCamel(file)));
  for (const word of [...words]) if (USUAL.has(word)) words.delete(word);
  for (const text of words.size === 0 ? [] : known)
    for (const word of wordsOfFileName(text)) for (const form of [word, `${word}s`]) words.delete(form);
  if (words.size === 0) return null;
  const looked = new Set(
    [...words].flatMap((word) => (word.endsWith('s') ? [word, word.slice(0, -1)] : [word])),
  );
  // Nearly every name holds none of the words.
  const glimpse = new RegExp([...looked].map(anyAccent).join('|'), 'iu');
  return (name) => glimpse.test(name.normalize('NFC')) && surnamesOf(name).some((word) => looked.has(word));
}

/** "sipNyström" is two words. */
export const splitCamel = (file: string): string => file.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');

/** Letters that are told apart by marks alone, which names of files go without. */
const anyAccent = (word: string): string =>
  word.replaceAll(/[aeouy]/gu, (letter) => ACCENTED[letter] ?? letter);
const ACCENTED: Readonly<Record<string, string>> = {
  a: '[aåäáà]',
  e: '[eéèë]',
  o: '[oöøóô]',
  u: '[uüúů]',
  y: '[yýÿ]',
};

/** "Åsa Öberg", "Öberg, Åsa": what stands last, or before a comma, and whatever ends as a surname does. */
function surnamesOf(name: string): readonly string[] {
  const [before = '', ...rest] = fold(name).split(',');
  const words = wordsOfFileName(name);
  const own = rest.length > 0 ? wordsOfFileName(before) : words.slice(-1);
  return [...own, ...words.filter((word) => ENDS_AS_SURNAME().test(word))];
}
