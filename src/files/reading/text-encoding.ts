import { StringDecoder } from 'node:string_decoder';

import type { FileStamp } from './file-chunks.ts';
import { readChunks, type FileSource } from './file-chunks.ts';
import type { TableEncoding } from './table.ts';

export type TextEncoding = Exclude<TableEncoding, 'xlsx'>;

const MARKED: ReadonlySet<TextEncoding> = new Set(['utf-8-bom', 'utf-16le', 'utf-16be']);

/** Where å ä ö Å Ä Ö é lie in the three one-byte encodings that Swedish lists come in. First wins a tie. */
const SWEDISH_LETTERS = [
  { encoding: 'windows-1252', bytes: [0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9] },
  { encoding: 'cp850', bytes: [0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82] },
  { encoding: 'macroman', bytes: [0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85, 0x8e] },
] as const;

export interface EncodingGuess {
  readonly encoding: 'windows-1252' | 'cp850' | 'macroman';
  /** How many bytes of the whole file are Swedish letters when read this way. */
  readonly letters: number;
  readonly isCertain: boolean;
}

/** Dashes, quotes, the ellipsis, the bullet, euro, section, degree and the hard space: Windows-1252 for what Word writes. */
const PUNCTUATION_OF_1252 = [
  0x80, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0, 0xa7, 0xb0, 0xb7,
];

/**
 * Chooses by the whole file: a line with a single é says nothing, ten thousand å ä ö do. A byte that is no Swedish letter
 * and no usual sign in an encoding speaks against it; a sign stands between words, not in one.
 *
 * @param counts how often each byte occurs
 * @param inWords how often with a letter on both sides
 */
export function guessOneByteEncoding(counts: Uint32Array, inWords: Uint32Array): EncodingGuess {
  const sum = (bytes: readonly number[], of: (byte: number) => number): number =>
    bytes.reduce((total, byte) => total + of(byte), 0);
  const high = counts.subarray(0x80).reduce((total, count) => total + count, 0);
  const scores = SWEDISH_LETTERS.map(({ encoding, bytes }) => {
    const letters = sum(bytes, (byte) => counts[byte] ?? 0);
    const signs =
      encoding === 'windows-1252'
        ? sum(PUNCTUATION_OF_1252, (byte) => (counts[byte] ?? 0) - (inWords[byte] ?? 0))
        : 0;
    return { encoding, letters, explained: letters + signs };
  });
  const [best, second] = scores.toSorted((a, b) => b.explained - a.explained);
  if (best === undefined || second === undefined) throw new Error('no encodings to choose from');
  const { encoding, letters, explained } = best;
  return { encoding, letters, isCertain: explained * 2 >= high && second.explained * 4 <= explained };
}

/** What Windows put at 0x80–0x9F, where Latin-1 has control characters. The five holes keep their control. */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

// A class of C1 controls, spelled so that no rule mistakes it for a slip.
const C1 = /[\u0080-\u009f]/g;

function decodeWindows1252(bytes: Buffer): string {
  // Latin-1 and a table is right on every Node; TextDecoder('windows-1252') is not on Node 20.
  return bytes.toString('latin1').replace(C1, (c1) => WINDOWS_1252_HIGH.charAt(c1.charCodeAt(0) - 0x80));
}

type Decode = (bytes: Buffer) => string;

/** The encoding must be known to fit: nothing here reports a byte that does not. */
export async function createDecoder(encoding: TextEncoding): Promise<Decode> {
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom': {
      const decoder = new StringDecoder('utf8');
      return (bytes) => decoder.write(bytes);
    }
    case 'utf-16le':
    case 'utf-16be': {
      const decoder = new StringDecoder('utf16le');
      return encoding === 'utf-16le'
        ? (bytes) => decoder.write(bytes)
        : (bytes) => decoder.write(Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16());
    }
    case 'windows-1252':
      return decodeWindows1252;
    case 'cp850':
    case 'macroman': {
      const { default: iconv } = await import('iconv-lite');
      return (bytes) => iconv.decode(bytes, encoding, { stripBOM: false });
    }
  }
}

/** The text of the file in pieces, without byte order mark. */
export async function* readText(
  path: FileSource,
  stamp: FileStamp,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  const decode = await createDecoder(encoding);
  let isFirst = true;
  for await (const chunk of readChunks(path, stamp)) {
    const text = decode(chunk);
    yield isFirst && MARKED.has(encoding) && text.startsWith('\ufeff') ? text.slice(1) : text;
    isFirst = false;
  }
}
