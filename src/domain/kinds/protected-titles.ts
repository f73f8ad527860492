import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';
import { plainLetters } from '../words/plain-letters.ts';
import { withProtectionRespelt } from './near-protection.ts';
import { withoutDocuments, withoutOtherSenses } from './other-senses.ts';
import { readingWithJoints, withMarks } from './protection-readings.ts';
import { wordsOfNames } from './names-in-remarks.ts';
import { WORDS_IN_REMARKS, WORDS_OF_DOCUMENTS, WORDS_OF_PERSONS } from './protection-words.ts';
import { mayHide } from './protection.ts';

/**
 * What titles, group headings, and names of sheets and files say of everybody below them. They fail closed, as cells do
 * (domain §8); but lists are documents too, and those say of themselves that they are secret ("Uppgifterna omfattas av
 * sekretess enligt OSL 25 kap."): that is of no person.
 */

/** Most texts hold none of the words, and are not looked at any further. */
const holdsAnyWord = (text: string): boolean => mayHide(text);

/** Just before the word: those are what the list has not. */
const LEFT_OUT = late(
  () =>
    /(?<!\p{L})(?:ej|inte|icke|utan|inga|exkl\p{L}*\.?|förutom|undantaget|bortsett från)\s+(?:\p{L}+\s+)?$/iu,
);
/** Just before it: the list has others too. */
const AMONG_OTHERS = late(() => /(?<!\p{L})(?:inkl\p{L}*\.?|även|också)\s+(?:\p{L}+\s+)?$/iu);
/** A criterion: "Skyddade personuppgifter: Nej". */
const SAID_NO = late(() => /^[^:=;]*[:=]\s*(?:nej|no|n|false|0|ej|-|–)(?!\p{L})/iu);
const SAID_ANY = late(() => /^[^:=;]*[:=]\s*(?:alla|samtliga|båda|ja och nej|\(alla\))(?!\p{L})/iu);

/** What stands beside them in a criterion, or in the name of a list. */
const BESIDE: ReadonlySet<string> = new Set([
  ...['urval', 'urvalet', 'filter', 'filtrerat', 'villkor', 'kriterium', 'kriterier', 'grupp', 'gruppering'],
  ...['kategori', 'typ', 'del', 'flik', 'blad', 'lista', 'listan', 'listor', 'rapport', 'uttag', 'utdrag'],
  ...['export', 'rader', 'rad', 'antal', 'st', 'obs', 'endast', 'bara', 'enbart', 'visar', 'visa', 'alla'],
  ...['samtliga', 'med', 'som', 'har', 'under', 'på', 'av', 'för', 'i', 'och', 'samt', 'inkl', 'inklusive'],
  ...[
    'även',
    'också',
    'ja',
    'yes',
    'sant',
    'true',
    'x',
    'j',
    'person',
    'personer',
    'personerna',
    'personuppgift',
  ],
  ...[
    'personuppgifter',
    'uppgift',
    'uppgifter',
    'patient',
    'patienter',
    'patienterna',
    'brukare',
    'individer',
  ],
  ...['invånare', 'ärenden', 'ärende', 'identitet', 'id', 'adress', 'adresser', 'folkbokföring', 'markering'],
  ...['markerad', 'markerade', 'märkt', 'märkta', 'sip', 'sipar', 'sips', 'siper', 'ar', 'planer', 'plan'],
  ...[
    'vårdplaner',
    'vårdtillfälle',
    'vårdtillfällen',
    'vtf',
    'vt',
    'meddelanden',
    'persons',
    'people',
    'patients',
  ],
  ...['över', 'per', 'den', 'datum', 'uttaget', 'uttagen', 'uttagsdatum', 'månad', 'vecka', 'skyddad', 'nr'],
  ...['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober'],
  ...['november', 'december'],
  ...[
    'only',
    'list',
    'with',
    'status',
    'pågående',
    'öppna',
    'aktuella',
    'kommun',
    'region',
    'csv',
    'xlsx',
    'txt',
  ],
]);

/**
 * Whether a title, a group heading, or the name of a sheet or file, says that everybody below it is protected
 * ("Personer med skyddade personuppgifter", "Sekretess", "Urval: sekretess = Ja").
 *
 * @param hasColumn whether a column says it of each: then a list of all is not a list of the protected
 * @param names words that are names and say nothing: of kommuner, of systems (folded)
 */
export function titleProtects(
  text: string,
  hasColumn: boolean,
  names: ReadonlySet<string> = NO_NAMES,
): boolean {
  return holdsAnyWord(text) && (speaksOfPersons(text, hasColumn) || saysNothingElse(text, hasColumn, names));
}

const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * Whether it says so in words that are of persons, whatever stands beside them: what is asked of the heads of pages and of
 * sheets that are no list, since those are where documents say that they are secret.
 */
export function speaksOfPersons(text: string, hasColumn: boolean): boolean {
  return holdsAnyWord(text) && isSaid(plainOf(text), WORDS_OF_PERSONS(), hasColumn);
}

const plainOf = (text: string): string => withoutDocuments(spokenOf(text));

/** With what it says of documents: beside that it may name somebody. */
function spokenOf(text: string): string {
  const plain = readingWithJoints(text) ?? plainLetters(text.normalize('NFC'));
  return withoutOtherSenses(withProtectionRespelt(withMarks(plain).replace(/[_\s]+/gu, ' ')));
}

function isSaid(plain: string, words: RegExp, hasColumn: boolean): boolean {
  return Array.from(plain.matchAll(words)).some(({ index, 0: word }) => {
    const before = plain.slice(0, index);
    const after = plain.slice(index + word.length);
    if (LEFT_OUT().test(before) || SAID_NO().test(after)) return false;
    return !(hasColumn && (AMONG_OTHERS().test(before) || SAID_ANY().test(after)));
  });
}

function saysNothingElse(text: string, hasColumn: boolean, names: ReadonlySet<string>): boolean {
  return [text, explainedMeaning(text)].some(
    (said) => said !== null && isNothingElse(said, hasColumn, names),
  );
}

function isNothingElse(text: string, hasColumn: boolean, names: ReadonlySet<string>): boolean {
  // A longer one is no title of a group.
  if (text.length > LONGEST_TITLE) return false;
  const plain = plainOf(text).replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  if (!isSaid(plain, WORDS_OF_DOCUMENTS(), hasColumn)) return false;
  const others =
    plain
      .replaceAll(WORDS_OF_DOCUMENTS(), ' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return others.every((word) => BESIDE.has(word) || names.has(word));
}

const LONGEST_TITLE = 120;

/**
 * Whether a row among the rows of a list that speaks of protection is a heading of those below it, and not a remark about
 * one of those above: nothing stands in it but words of protection and of criteria, names of kommuner, days and counts.
 */
export function isGroupHeading(text: string, names: ReadonlySet<string> = NO_NAMES): boolean {
  const plain = plainOf(text);
  if (OF_ONE.test(plain.replaceAll(DAY, ' '))) return false;
  const others =
    plain
      .replaceAll(WHOLE_WORDS(), ' ')
      .replaceAll(WORDS_OF_DOCUMENTS(), ' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return others.every((word) => BESIDE.has(word) || names.has(word));
}

const WHOLE_WORDS = late(() => new RegExp(`(?:${WORDS_OF_PERSONS().source})\\p{L}*`, 'giu'));
const DAY = /(?<!\d)20\d\d-?\d\d-?\d\d(?!\d)/gu;
/** A number that is somebody's, or the place of a row. */
const OF_ONE = /\d{4,}|(?<![a-zåäö])(?:person|rad|nr|id|sip|patient)\.? ?(?:nr)?\.? ?\d/iu;

/** What a remark that holds a word of protection, of whatever, may be about. */
export interface Mention {
  /** It points at somebody, by a person's number or a row's, or in words that nobody can know whom they mean by. */
  readonly isOfSomebody: boolean;
  /** Its words, and up to four of them together, folded: one can be the id or the name of a row. */
  readonly names: readonly string[];
  /** Its words that can be a part of somebody's name, folded. */
  readonly words: readonly string[];
}

/**
 * @param hasColumn whether a column says it of each: then a count of the protected is a control
 * @param ownNames words that are names and say nothing: of kommuner, of systems (folded)
 * @returns null where a text holds no such word
 */
export function mentionOfProtection(
  text: string,
  hasColumn = false,
  ownNames: ReadonlySet<string> = NO_NAMES,
): Mention | null {
  if (!holdsAnyWord(text)) return null;
  const spoken = spokenOf(text);
  const holds = (some: RegExp): boolean => isSaid(spoken, some, false);
  if (!holds(WORDS_OF_DOCUMENTS()) && !holds(WORDS_OF_PERSONS()) && !holds(WORDS_IN_REMARKS())) return null;
  const plain = withoutDocuments(spoken);
  const words = spoken.split(' ').map((word) => word.replaceAll(AROUND(), ''));
  const names = words.flatMap((_, from) =>
    Array.from({ length: MOST_OF_NAME }, (_none, more) => words.slice(from, from + more + 1).join(' ')),
  );
  return {
    isOfSomebody:
      PERSON_NUMBER.test(spoken) ||
      ROW_NUMBER().test(spoken) ||
      (COUNT().test(spoken) ? !hasColumn && !NONE.test(spoken) : isOfWhom(plain, ownNames)),
    names: [...new Set(names.map(fold))].filter(isName),
    words: wordsOfNames(spoken, ownNames).filter((word) => !BESIDE.has(word)),
  };
}

/** What is heard in cells alone is of somebody where the remark says so; else of whom it names, if the list has them. */
function isOfWhom(plain: string, ownNames: ReadonlySet<string>): boolean {
  if (isSaid(plain, WORDS_OF_DOCUMENTS(), false)) return isOfWhoKnows(plain, ownNames);
  if (isSaid(plain, WORDS_OF_PERSONS(), false)) return false;
  return isSaid(plain, WORDS_IN_REMARKS(), false) && isOfSome(plain);
}

const isOfSome = (plain: string): boolean => OF_SOME.test(plain) && !OF_DOCUMENT.test(plain);

/** A count of some, none of whom is pointed out. */
const COUNT = late(() => /^\s*(?:(?:del)?summa|antal|totalt?|varav|därav)(?!\p{L}).*\d/iu);
const NONE = /(?<!\d)0(?!\d)/u;

/**
 * Whether a text with a word that is of documents as well is of somebody: it is no sentence in which a document says that
 * it is secret, and says more than a title would. One that names a case by its id is of that case.
 */
function isOfWhoKnows(plain: string, names: ReadonlySet<string>): boolean {
  if (NAMED_CASE.test(plain) || saysNothingElse(plain, false, names)) return false;
  // The law may be named of one person as well: of a document it is where that is what the sentence is about.
  if (LAW.test(plain))
    return !OF_DOCUMENT.test(plain) && (OF_SOME.test(plain) || !BEGINS_AS_LAW().test(plain));
  return !OF_DOCUMENT.test(plain) || OF_SOME.test(plain);
}

const LAW = /omfattas|enligt|gäller|(?<![a-zåäö])osl(?![a-zåäö])|offentlighets|råder|\d kap(?![a-zåäö])/iu;
/** "Sekretess gäller", "Enligt OSL råder sekretess", "Obs! Omfattas av sekretess": of whom, but the document, is not said. */
const BEGINS_AS_LAW = late(
  () =>
    /^[^\p{L}]*(?:obs[^\p{L}]*|observera[^\p{L}]*(?:att )?|viktigt[^\p{L}]*)?(?:(?:intern|sträng|absolut|stark|full|hög) )?(?:\p{L}*sekretess|omfattas|enligt|osl|offentlighets|här|det )/iu,
);
const OF_DOCUMENT =
  /uppgifter(?:na)?(?![a-zåäö])|materialet|innehållet|listan?(?![a-zåäö])|utskrift|utdrag|uttaget|rapporten|handling|dokument|informat|distribut|sprid|förvara|inlåst|förstör|strimla|makuler|kopier|e-?post|mejla|behörig|intern(?![a-zåäö])|hantera|tystnadsplikt/iu;
const OF_SOME =
  /(?<![a-zåäö])(?:person(?:en|er|erna|s)?|patient(?:en|er|erna)?|brukare|en av|någon|några|kvinna|kvinnan|mannen|rad|rader|raden|nr|löpnr|har)(?![a-zåäö])/iu;
const NAMED_CASE = /(?<![a-zåäö\d])[a-zåäö]{1,5}-?\d{5,}(?!\d)/iu;

const AROUND = late(() => /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu);
const MOST_OF_NAME = 4;
const LEAST_OF_NAME = 4;
/** An id has a figure in it, a name two words. */
const isName = (text: string): boolean => text.length >= LEAST_OF_NAME && /[\d ]/u.test(text);
const ROW_NUMBER = late(() => /(?<!\p{L})rad(?:en|er|erna)?\.? \d/iu);
const PERSON_NUMBER = /(?<!\d)\d{6}(?:\d{2})?[-+]?\d{4}(?!\d)/u;

const EXPLAINED = late(
  () => /^\s*([^\p{L}\p{N}\s]{1,3}|[\p{L}\p{N}]{1,2})\s*(?:=|:|–|-|betyder|står för|innebär)\s*(\S.*)$/isu,
);
/** "Röd = sekretess", "Fetstil betyder sekretess": of a sign that no cell holds as a text. */
const EXPLAINED_LOOK = late(() => /^\s*(\p{L}+(?: \p{L}+)?)\s*(?:=|betyder|står för|innebär)\s*(\S.*)$/isu);

/** What a row says that a sign or a look means; null where it explains none. */
function explainedMeaning(text: string): string | null {
  return EXPLAINED().exec(text)?.[2] ?? EXPLAINED_LOOK().exec(text)?.[2] ?? null;
}

/** Whether a row says what something means: a sign in cells, or the look of rows. */
export function explainsAnything(text: string): boolean {
  const look = EXPLAINED_LOOK().exec(text)?.[1];
  return explainedSign(text) !== null || (look !== undefined && mentionOfProtection(look) === null);
}

/** "* = skyddade personuppgifter": the sign that a row below a list explains; null where it explains none. */
export function explainedSign(text: string): string | null {
  return EXPLAINED().exec(text)?.[1] ?? null;
}

/** Whether a cell bears a sign: as all of it, or before or after a text where it is neither letter nor figure. */
export function bearsSign(cell: string, sign: string): boolean {
  const text = fold(cell);
  const one = fold(sign);
  if (text === one || one === '') return text === one && one !== '';
  return !/[\p{L}\p{N}]/u.test(one) && (text.startsWith(one) || text.endsWith(one));
}
