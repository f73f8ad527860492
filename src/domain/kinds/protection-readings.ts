import { openGlimpse } from '../words/glimpse.ts';
import { plainLetters, withPlainDashes } from '../words/plain-letters.ts';
import { withoutOtherSenses } from './other-senses.ts';
import { CELL_WORDS, mayHoldWordOfCell, PROTECTION_WORDS, WORDS_IN_REMARKS } from './protection-words.ts';

/**
 * The ways that a text can be meant in which a word of protection stands otherwise than it is spelt: without å, ä and ö
 * ("far ej rojas"), its words joined by signs ("får.ej.röjas"), and one divided by a hyphen or at the end of a line
 * ("Skyd-dade"). For looking for words alone, as `plainLetters`.
 */

/** "Sparr" is what somebody is called; `spärrad` and `spärrm` stand without marks in the table. */
const NAMES: ReadonlySet<string> = new Set(['spärr']);
/** What systems say where a name is not shown (protection.ts), and what is kept from patients (other-senses.ts). */
const BESIDE_THE_TABLE = ['behörig', 'åtkomst', 'läkemed', 'hjälpmed'];
const SHORTEST = 3;
/** So long a piece is of no other word, wherever it stands in one. */
const UNMISTAKABLE = 6;

/** What is spelt with å, ä or ö in the table and can be written without, with a sign after what other letters follow. */
function markedPieces(): readonly string[] {
  const sources = PROTECTION_WORDS.flatMap(({ cell, ofPersons = '', ofDocuments = '' }) => [
    cell,
    ofPersons,
    ofDocuments,
  ]);
  const found = [...sources, ...BESIDE_THE_TABLE].flatMap(
    (source) => source.replaceAll(NOT_LITERAL, GOES_ON).match(WITH_MARKS) ?? [],
  );
  return [...new Set(found)].filter((piece) => piece.length >= SHORTEST && !NAMES.has(piece));
}

const GOES_ON = '+';
/** Classes of letters, and letters that need not be there. */
const NOT_LITERAL = /\[[^\]]*\]|[a-zåäö]\?/gu;
const WITH_MARKS = /[a-zåäö]*[åäö][a-zåäö]*\+?/gu;
const HAS_MARKS = /[åäö]/iu;

const bare = (text: string): string =>
  text.replaceAll(/[åä]/gu, 'a').replaceAll('ö', 'o').replaceAll(/[ÅÄ]/gu, 'A').replaceAll('Ö', 'O');

/** Three letters of each piece: in most texts there is none of them. */
const mayLackMarks = openGlimpse([
  ...['roj', 'amn', 'utl', 'far', 'loj', 'mga', 'edl', 'mpl', 'hor', 'tko', 'kem', 'lpm'],
  // Of what only stands beside a word: sekretessförbindelse, sekretessnivå, sekretessprövning.
  ...['orb', 'niv', 'ovn'],
]);

interface Pieces {
  readonly words: RegExp;
  readonly meant: ReadonlyMap<string, string>;
}
let pieces: Pieces | undefined;

/** Made when a text may hold one. */
function piecesWithoutMarks(): Pieces {
  const marked = markedPieces();
  const spelt = marked
    .map(bare)
    .sort((a, b) => b.length - a.length)
    .map((piece) => {
      if (piece.endsWith(GOES_ON)) return `(?<![a-z])${piece.slice(0, -1)}`;
      return piece.length < UNMISTAKABLE ? `(?<![a-z])${piece}(?![a-z])` : piece;
    });
  return {
    words: new RegExp(spelt.join('|'), 'giu'),
    meant: new Map(marked.map((piece) => piece.replace(GOES_ON, '')).map((piece) => [bare(piece), piece])),
  };
}

/** What programs write for a letter that they could not read. */
const LOST = /[?\ufffd]/u;
/** Of "för" the first letter of "får" is left as well. */
const OTHER_THAN_LOST: ReadonlySet<string> = new Set(['för']);
/** They stand with a choice of letters in the table. */
const ALSO_LOST = ['spärr', 'märk'];
let lost: readonly (readonly [words: RegExp, meant: string])[] | undefined;

function piecesWithLostMarks(): NonNullable<typeof lost> {
  return [...markedPieces(), ...ALSO_LOST]
    .filter((piece) => !OTHER_THAN_LOST.has(piece))
    .map((piece) => {
      const meant = piece.replace(GOES_ON, '');
      const spelt = meant.replaceAll(/[åäö]/gu, '(?:$&|[?\\ufffd]{1,2})');
      const end =
        piece === meant && meant.length < UNMISTAKABLE && !ALSO_LOST.includes(piece) ? '(?![a-zåäö])' : '';
      return [
        new RegExp(`${meant.length < UNMISTAKABLE ? '(?<![a-zåäö])' : ''}${spelt}${end}`, 'giu'),
        meant,
      ];
    });
}

/** A text with å, ä and ö in words of protection where the sign of a lost letter stands ("f?r ej r?jas"). */
const withLostMarks = (text: string): string =>
  (lost ??= piecesWithLostMarks()).reduce((rest, [words, meant]) => rest.replace(words, meant), text);

/** A text without any å, ä and ö, or with signs of lost letters, with those that its words of protection should have. */
export function withMarks(written: string): string {
  const text = LOST.test(written) ? withLostMarks(written) : written;
  if (!mayLackMarks(text) || HAS_MARKS.test(text)) return text;
  const { words, meant } = (pieces ??= piecesWithoutMarks());
  return text.replaceAll(words, (piece) => meant.get(piece.toLowerCase()) ?? piece);
}

/** What stands between the words of a phrase instead of a space. */
const BETWEEN_WORDS = /(?<=[a-zåäö])[-/.]+(?=[a-zåäö\d])/giu;
/** What a word is divided by. */
const WITHIN_WORD = /(?<=[a-zåäö])(?:-|\s*[\n\r]\s*)(?=[a-zåäö])/giu;
const HAS_JOINT = /[a-zåäö](?:[-/.]+[a-zåäö\d]|\s*[\n\r]\s*[a-zåäö])/iu;
/** Soft hyphens, and what stands beyond the letters of Latin-1: dashes and marks of no width among it. */
const BEYOND_PLAIN = /[\xad\u0100-\uffff]/u;
const MARK = '\ue000';

/**
 * A text with spaces between the words of a phrase that signs join, or with a divided word put together; null where no
 * word of protection is heard by that.
 */
export function readingWithJoints(text: string): string | null {
  const dashed = BEYOND_PLAIN.test(text) ? withPlainDashes(text) : text;
  if (!HAS_JOINT.test(dashed)) return null;
  return heardAcross(dashed, BETWEEN_WORDS, ' ') ?? heardAcross(dashed, WITHIN_WORD, '');
}

function heardAcross(text: string, joint: RegExp, between: '' | ' '): string | null {
  const parts = plainLetters(text.normalize('NFC').replaceAll(joint, MARK)).split(MARK);
  if (parts.length < 2) return null;
  const reading = withMarks(parts.join(between));
  if (!mayHoldWordOfCell(reading) || !CELL_WORDS().test(reading)) return null;
  const joints: number[] = [];
  for (const part of parts.slice(0, -1))
    joints.push((joints.at(-1) ?? -between.length) + between.length + part.length);
  const isAcross = Array.from(reading.matchAll(WORDS_IN_REMARKS())).some(({ index, 0: found }) => {
    const end = index + found.length;
    return (
      joints.some((at) => index < at && at < end) && (between === ' ' || isWholeWord(reading, index, end))
    );
  });
  return isAcross && withoutOtherSenses(reading).search(WORDS_IN_REMARKS()) >= 0 ? reading : null;
}

/** Where two words that stand beside each other happen to begin as one ("hem" and "ligger"), what is left of them shows. */
function isWholeWord(reading: string, from: number, to: number): boolean {
  const rest = /^[a-zåäö]*/iu.exec(reading.slice(to))?.[0] ?? '';
  return (
    to - from + rest.length >= FEWEST_DIVIDED &&
    !/[a-zåäö]$/iu.test(reading.slice(0, from)) &&
    ENDINGS.test(rest)
  );
}

/** Codes of a few letters are not divided: they are two of other things. */
const FEWEST_DIVIDED = 6;
const ENDINGS =
  /^(?:[adenst]|a[dt]e?|d[ae]|na|e[nt]s?|e(?:ring|rad)\p{L}*|iv(?:ning|en|et|na)\p{L}*|ning\p{L}*|ifter\p{L}*|l[at]?|to|(?:m?[aä]rk|person|uppg|adress|id|folkb|skydd|belag|stämp|boende|kod|klass)\p{L}*)?$/iu;

/** For the test that each piece is let through by its first look. */
export const piecesForTests = (): readonly string[] => [...piecesWithoutMarks().meant.keys()];
