import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';

/** What a row calls somebody, where no number says who it is. */
export interface Named {
  readonly name: string | null;
  readonly kommun: string | null;
}

const WORD = late(() => /[\p{L}\p{N}]+/gu);

/** The words of a name, in whatever order it is written; null where there are none. */
export function nameKey(name: string | null): string | null {
  const words = name === null ? [] : (fold(name).match(WORD()) ?? []);
  return words.length === 0 ? null : words.sort().join(' ');
}

/** Up to here each letter has one capital and one small form, but for those that {@link smallLetter} passes over. */
const LATIN = 0x180;
const ASCII = 0x80;
const [NOUGHT, NINE] = [0x30, 0x39];
/** 0: not known yet; {@link BETWEEN} or {@link ASK} where it is no letter of its own. */
const smallLetters = new Int32Array(LATIN);
const [BETWEEN, ASK] = [-1, -2];

/** A letter or figure of a word as the key has it; `BETWEEN` words, or `ASK` where only the key can tell. */
function smallLetter(code: number): number {
  if (code >= LATIN) return ASK;
  return (smallLetters[code] ||= findSmallLetter(code));
}

function findSmallLetter(code: number): number {
  if (code >= NOUGHT && code <= NINE) return code;
  const letter = String.fromCharCode(code);
  const small = letter.toLowerCase();
  return small.length === 1 && letter.toUpperCase().length === 1 && small !== letter.toUpperCase()
    ? small.charCodeAt(0)
    : code < ASCII
      ? BETWEEN
      : ASK;
}

const NO_WORD = 0x811c9dc5;

/**
 * A name's key in four bytes, whatever the order of its words: those of one key have one mark, and now and then those of
 * two. Made of every name of a long list, so without a copy of it; 0 where there are no words.
 */
export function nameMark(name: string | null): number {
  if (name === null) return 0;
  let mark = 0;
  let word = NO_WORD;
  for (let at = 0; at < name.length; at += 1) {
    const letter = smallLetter(name.charCodeAt(at));
    if (letter === ASK) return markOfKey(nameKey(name));
    if (letter !== BETWEEN) word = Math.imul(word ^ letter, 0x01000193);
    else if (word !== NO_WORD) {
      mark = (mark + word) | 0;
      word = NO_WORD;
    }
  }
  return word === NO_WORD ? mark : (mark + word) | 0;
}

function markOfKey(key: string | null): number {
  let mark = 0;
  for (const word of key?.split(' ') ?? []) {
    let one = NO_WORD;
    for (let at = 0; at < word.length; at += 1) one = Math.imul(one ^ word.charCodeAt(at), 0x01000193);
    mark = (mark + one) | 0;
  }
  return mark;
}

/**
 * Tells who may be one of some persons whose numbers say nothing: the name is the same, and the kommun, where both say one.
 * Two persons are never taken for one by it; it only says that nobody can tell them apart.
 */
export function openNamesakes(some: readonly Named[]): (one: Named) => boolean {
  const kommunerOf = new Map<string, Set<string | null>>();
  for (const { name, kommun } of some) {
    const key = nameKey(name);
    if (key !== null) kommunerOf.set(key, (kommunerOf.get(key) ?? new Set()).add(kommun));
  }
  if (kommunerOf.size === 0) return () => false;
  return ({ name, kommun }) => {
    const kommuner = kommunerOf.get(nameKey(name) ?? '');
    return kommuner !== undefined && (kommun === null || kommuner.has(null) || kommuner.has(kommun));
  };
}
