import { kommunSpellings } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { plainWords } from './header-evidence.ts';
import type { Field } from '../kinds/kinds.ts';
import { termsOfProfile } from '../records/cell-readers.ts';
import { spellingsOf, TERMS, type TermSet } from '../kinds/terms.ts';

/** The texts of a column with a closed vocabulary: what they lead to, and what is only near. */
export interface TextReading {
  readonly text: string;
  readonly rows: number;
  /** The code that the text is a known spelling of. */
  readonly code: string | null;
  /** The code whose spelling is near, when there is exactly one. */
  readonly near: string | null;
}

type Reader = (text: string) => Omit<TextReading, 'text' | 'rows'>;

/** Those made for a profile, by vocabulary: a column is held against the same ones for every kind of list. */
const readers = new WeakMap<Profile, Map<string, Reader>>();
/** So many texts are remembered of a vocabulary: those of a list of cases, and not of one that is no such list. */
const MOST_KEPT = 4_096;

/** Reads the texts of a column; null for fields that have no vocabulary. */
export function vocabularyReader(field: Field, profile: Profile): Reader | null {
  const vocabulary = vocabularyOf(field);
  if (vocabulary === null) return null;
  let ofProfile = readers.get(profile);
  if (ofProfile === undefined) readers.set(profile, (ofProfile = new Map<string, Reader>()));
  let reader = ofProfile.get(vocabulary);
  if (reader === undefined) ofProfile.set(vocabulary, (reader = remembering(readerOf(vocabulary, profile))));
  return reader;
}

const KOMMUN = 'kommun';
type Vocabulary = typeof KOMMUN | TermSet;

function vocabularyOf({ type, terms }: Field): Vocabulary | null {
  if (type === KOMMUN) return KOMMUN;
  return type === 'term' || type === 'flag' ? (terms ?? 'flag') : null;
}

function remembering(read: Reader): Reader {
  const kept = new Map<string, ReturnType<Reader>>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const reading = read(text);
    if (kept.size < MOST_KEPT) kept.set(text, reading);
    return reading;
  };
}

function readerOf(vocabulary: Vocabulary, profile: Profile): Reader {
  const spellings =
    vocabulary === KOMMUN
      ? kommunSpellings(profile)
      : spellingsOf(vocabulary, fold, termsOfProfile(profile, vocabulary));
  let known: readonly KnownSpelling[] | undefined;
  return (text) => {
    const code = spellings.get(fold(text)) ?? null;
    if (code !== null) return { code, near: null };
    known ??= [...spellings]
      .map(([spelling, codeOf]) => ({ ...writtenOf(plainWords(spelling)), code: codeOf }))
      .filter(({ words }) => words.length > 0);
    return { code, near: vocabulary === KOMMUN ? nearestName(text, known) : nearestCode(text, known) };
  };
}

/** The codes a column may have, with what people call them. */
export function codesOf(
  { type, terms }: Field,
  profile: Profile,
): readonly { readonly code: string; readonly label: string }[] {
  if (type === 'kommun') return profile.kommuner.map(({ code, name }) => ({ code, label: name }));
  if (type !== 'term' && type !== 'flag') return [];
  return Object.entries(TERMS[terms ?? 'flag']).map(
    ([code, { label }]: [string, { readonly label: string }]) => ({ code, label }),
  );
}

/** "Ej", "inte": what follows is turned round, and nearness says nothing. */
const TURNS_ROUND = /^(?:ej|inte|icke|utan|ingen|inget|inga|aldrig|o?klar)$/u;

/**
 * Codes that take a case out of the work, or that let information through. A text is never taken for one of these
 * by likeness of letters ("Avslutas" is not "Avslutad"), only by holding the word itself.
 */
const WEIGHTY: ReadonlySet<string> = new Set(['closed', 'avslutad', 'utskriven', 'yes', 'no', '0', '1']);

/** A text as it is compared: made once, for each is held against every other. */
interface Written {
  readonly words: readonly string[];
  readonly letters: string;
  readonly isTurned: boolean;
}

interface KnownSpelling extends Written {
  readonly code: string;
}

type IsNear = (spelling: KnownSpelling) => boolean;

function writtenOf(words: readonly string[]): Written {
  return { words, letters: words.join(''), isTurned: words.some((word) => TURNS_ROUND.test(word)) };
}

/** What stands beside a kommun's name. */
const BESIDE_NAME = /^(?:kommuner?|kn|stad|kommunen)$/u;

/**
 * A name that is like another is another: "Åre" and "Ängelholm" are no slips for "Ånge". Only what holds the name, or
 * misses by one letter in a long one, is near.
 */
function nearestName(name: string, known: readonly KnownSpelling[]): string | null {
  const words = plainWords(name).filter((word) => !BESIDE_NAME.test(word));
  if (words.length === 0) return null;
  const text = writtenOf(words);
  return firstNear(known, text, [
    ({ letters }) => letters === text.letters,
    (spelling) => isWithin(spelling, text),
    ({ letters }) => isOneSlip(letters, text.letters),
  ]);
}

function isOneSlip(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 6 && Math.abs(a.length - b.length) <= 1 && distance(a, b) <= 1;
}

function nearestCode(cell: string, known: readonly KnownSpelling[]): string | null {
  const words = plainWords(cell);
  if (words.length === 0) return null;
  const text = writtenOf(words);
  return firstNear(known, text, [
    ({ letters }) => letters === text.letters,
    (spelling) => isWithin(spelling, text),
    ({ letters, code }) => !WEIGHTY.has(code) && isSlip(letters, text.letters),
    (spelling) => !WEIGHTY.has(spelling.code) && beginsAlike(spelling.words.join(' '), words.join(' ')),
  ]);
}

/** The one code that the first way leads to, of those that lead anywhere. */
function firstNear(known: readonly KnownSpelling[], text: Written, ways: readonly IsNear[]): string | null {
  for (const isNear of ways) {
    const codes = new Set(
      known
        .filter((spelling) => spelling.isTurned === text.isTurned && isNear(spelling))
        .map(({ code }) => code),
    );
    if (codes.size > 0) return codes.size === 1 ? ([...codes][0] ?? null) : null;
  }
  return null;
}

/** "Primärvård (VC)" holds the words of "primärvård". */
function isWithin(spelling: Written, { words }: Written): boolean {
  return spelling.letters.length >= 2 && spelling.words.every((part) => words.includes(part));
}

/** A slip or two in a long word. */
function isSlip(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  const slips = Math.floor(longest / 5);
  // The lengths alone tell most of them apart.
  return longest >= 5 && Math.abs(a.length - b.length) <= slips && distance(a, b) <= slips;
}

/** "Pågår" and "Pågående"; "Primärv." and "Primärvård". */
function beginsAlike(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same += 1;
  return same >= 4 && same >= shorter * 0.75;
}

/** Levenshtein's distance: a row of its table at a time, in place of the row before. */
function distance(a: string, b: string): number {
  const row = [0];
  for (let column = 1; column <= b.length; column += 1) row.push(column);
  for (let at = 0; at < a.length; at += 1) {
    const letter = a.charCodeAt(at);
    let before = at;
    let left = at + 1;
    row[0] = left;
    for (let column = 0; column < b.length; column += 1) {
      const above = row[column + 1] ?? 0;
      left = Math.min(above + 1, left + 1, letter === b.charCodeAt(column) ? before : before + 1);
      row[column + 1] = left;
      before = above;
    }
  }
  return row[b.length] ?? 0;
}
