import { plainLetters } from '../words/plain-letters.ts';
import { withoutOtherSenses } from './other-senses.ts';
import { withMarks } from './protection-readings.ts';

/**
 * Headers that may be of protection and do not say it in a word that is known: cut off ("Sek", "Skyd.", "Kval"), short
 * ("SK", "Skm") or misspelt by a letter ("Skyddd", "Sekrtess"). Each can be of something else, so that nobody can know
 * what a column under it says: it is asked. (Issue: any column that smells of protection, read or not, refuses or
 * protects.)
 */

/** What stands for protection where headers are short: sekretessmarkering, skyddad folkbokföring, skyddade personuppgifter. */
const CODED = /^s(?:[kpmfi]|k[mrpy]|p[ui]|kpu|kmark|ekm)?\.?$/iu;
/** Of those, and of other headers, the ones of so few letters that they can be short for anything. */
const SHORTEST = 2;

/** What is about somebody's office, not about a person's protection. */
export const isOfOffice = (header: string): boolean =>
  /ombud|sekreter|secretar|skyddsrond|fingeravtryck/iu.test(header);

/** Words of protection, and from how many letters on their beginning is one of them and no other word. */
const STEMS: readonly (readonly [stem: string, fewest: number])[] = [
  ['skydd', 3],
  ['skyddad', 3],
  ['skyddade', 3],
  ['skyddat', 3],
  ['skyddsmarkering', 6],
  ['sekretess', 3],
  ['sekretessmarkering', 3],
  ['sekrmarkerad', 5],
  ['sekrmärkt', 5],
  ['secret', 3],
  ['secrecy', 3],
  ['spärr', 3],
  ['spärrad', 3],
  ['spärrmarkering', 3],
  ['sparrmarkering', 5],
  ['fingerad', 4],
  ['fingerade', 4],
  ['kvarskrivning', 5],
  ['kvarskriven', 5],
  ['kvalificerad', 4],
  ['hemlig', 5],
  ['hemligstämplad', 5],
  ['hotbild', 4],
  ['konfidentiell', 4],
  ['dold', 4],
  ['dolt', 4],
  ['confidential', 4],
  ['protected', 5],
  ['protection', 5],
  ['fortrolig', 4],
  ['beskyttet', 5],
  ['sperret', 4],
  ['turvakielto', 5],
];

/** A letter too many, too few, another or two that have changed places make a word of so few letters another word. */
const FEWEST_LETTERS = 5;
/** Words that are a letter from one of protection. */
const OTHER_WORDS = /^(?:sky[ln]d|skedd|skadd|projekt|project|helig|sekund|sektion|sektor|sekretets?$)/u;

/** Stems that ordinary words end like. */
const AT_START_ALONE: ReadonlySet<string> = new Set(['hemlig', 'secret', 'spärr']);

/** A header's words as they are written, with å, ä and ö, in lower case: `SkyddKod` is two. */
const wordsOf = (header: string): readonly string[] =>
  header
    .normalize('NFC')
    .replace(/([a-zåäö])([A-ZÅÄÖ])/gu, '$1 $2')
    .toLowerCase()
    .match(/[a-zåäö]+/gu) ?? [];

/**
 * Whether a header that says no known word of protection may be of it all the same: "near" looks like such a word; "short"
 * is of so few letters that only marks below it do; "turned" asks what a no protects by ("Får lämnas ut"). Null where it
 * is of something else.
 */
export function nearProtection(header: string): 'short' | 'near' | 'turned' | null {
  const text = withMarks(plainLetters(header.trim()));
  const how = nearOf(text);
  return how === 'near' && nearOf(withoutOtherSenses(text).trim()) === null ? null : how;
}

function nearOf(text: string): ReturnType<typeof nearProtection> {
  if (isOfOffice(text)) return null;
  if (TURNED.test(text)) return 'turned';
  if (SMELLS.test(text)) return 'near';
  if (CODED.test(text)) return text.replace('.', '').length > SHORTEST ? 'near' : 'short';
  const words = wordsOf(text);
  // One that a space has cut in two is read together as well.
  const isCut = words.length > 1 && words.length <= MOST_PARTS && isNearWord(words.join(''), true);
  return isCut || words.some((word) => isNearWord(word, false)) || isMark(words) ? 'near' : null;
}

/** Words that can be of persons who are not to be shown. */
const SMELLS = /visas (?:ej|inte)|känslig|tystnadsplikt|fiktiv|inkognito/iu;
const TURNED =
  /(?:får|kan|ska|ok att|ej|inte) (?:lämnas ut|visas|utlämnas|röjas)|lämnas? ut(?:$| *[:?(])|utlämnande (?:ok|tillåtet)/iu;

const MOST_PARTS = 3;

/** "S mark", "S-märkt", "SMark". */
const isMark = (words: readonly string[]): boolean =>
  words[0] === 's' ? /^m[aä]r?k/u.test(words[1] ?? '') : /^sm[aä]rk/u.test(words[0] ?? '');

function isNearWord(word: string, isJoined: boolean): boolean {
  if (OTHER_WORDS.test(word)) return false;
  return STEMS.some(
    ([stem, fewest]) =>
      (word.length >= fewest && word.length <= stem.length && stem.startsWith(word)) ||
      (stem.length >= FEWEST_LETTERS && beginsOrEndsNear(word, stem, isJoined || AT_START_ALONE.has(stem))),
  );
}

/** Whether a word begins or ends with a stem, a letter off at most: compounds have it at either end. */
function beginsOrEndsNear(word: string, stem: string, isOnlyAtStart: boolean): boolean {
  if (word.length < stem.length - 1) return false;
  for (let length = stem.length - 1; length <= stem.length + 1; length += 1) {
    if (length > word.length) break;
    if (isOneOff(word.slice(0, length), stem)) return true;
    if (!isOnlyAtStart && isOneOff(word.slice(-length), stem)) return true;
  }
  return false;
}

/** Whether two words differ by a letter: one more, one fewer, another, or two that have changed places. */
function isOneOff(one: string, other: string): boolean {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const left = one.slice(same);
  const right = other.slice(same);
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    (right.length > 1 &&
      left.startsWith(`${right.charAt(1)}${right.charAt(0)}`) &&
      left.slice(2) === right.slice(2))
  );
}

/** Words that a text may hold a letter off, and what is then meant. */
const MEANT: readonly string[] = [
  ...['sekretess', 'skyddade', 'skyddad', 'skyddat', 'kvarskrivning', 'kvarskriven', 'fingerade'],
];
/** Words that have the whole stem, or are another: of what they say no letter is missing. */
const RIGHT = /skydd(?:s|e[tn]|a[dtr]|as?$|$)|sekretess|sekreter|kvarskriv|fingera/u;

/** A text of which words that begin with one of protection, a letter off, are spelt as that: "Skydad identitet". */
export function withProtectionRespelt(text: string): string {
  return text.replaceAll(WORD, (word) => {
    const lower = word.toLowerCase();
    if (lower.length < FEWEST_MEANT || RIGHT.test(lower) || OTHER_WORDS.test(lower)) return word;
    return MEANT.find((stem) => beginsOrEndsNear(lower, stem, true)) ?? word;
  });
}

const WORD = /[a-zåäö]+/giu;
const FEWEST_MEANT = 6;
