import type { Ahead } from '../../domain/records/read-ahead.ts';
import {
  createAheadPacker,
  createAheadUnpacker,
  type PackedAhead,
  type ReadingAhead,
} from './packed-ahead.ts';
import { newNumbering, numberIn, type Numbering } from './text-numbering.ts';

/**
 * Records on their way from one thread to another: to hand over a text costs what copying it costs, whatever its length,
 * and a list of small texts costs something for each of them. Cells that a column has again and again are sent once and
 * then by their number, so that the receiver has one text for all of them.
 */
export interface PackedRecords {
  /** For each record how many cells it has, then one number a cell: from 0 that of a known text, else ~ its length. */
  readonly cells: Int32Array<ArrayBuffer>;
  /** The cells that are no known text, one after the other. */
  readonly text: string;
  /** Texts that are known from here on, in the order of their numbers. */
  readonly fresh: readonly string[];
  /** What was read of some of the records ahead; null where nobody reads ahead. */
  readonly ahead: PackedAhead | null;
}

/** Records as they come out, with what was read of each. */
export interface UnpackedRecords {
  readonly records: string[][];
  readonly ahead: readonly (Ahead | null)[] | null;
}

/** Beyond so many columns texts are sent as they are. */
const MOST_COLUMNS = 64;

/** Packs the records of one text, batch by batch. */
export function createPacker(
  reading: ReadingAhead | null = null,
): (records: readonly string[][]) => PackedRecords {
  const ahead = reading === null ? null : createAheadPacker(reading);
  const columns: Numbering[] = [];
  /** Known texts, by their numbers. */
  const own: string[] = [];
  let fresh: string[] = [];

  const numberOf = (cell: string, at: number): number =>
    numberIn((columns[at] ??= newNumbering()), cell, () => {
      const text = copied(cell);
      fresh.push(text);
      own.push(text);
      return [text, own.length - 1];
    });

  return (records) => {
    const cells = new Int32Array(records.reduce((sum, { length }) => sum + length + 1, 0));
    const texts: string[] = [];
    fresh = [];
    ahead?.begin(records.length);
    let at = 0;
    for (const record of records) {
      cells[at] = record.length;
      at += 1;
      const start = at;
      for (let column = 0; column < record.length; column += 1) {
        const cell = record[column] ?? '';
        const number = cell === '' || column >= MOST_COLUMNS ? -1 : numberOf(cell, column);
        if (number < 0) texts.push(cell);
        else record[column] = own[number] ?? cell;
        cells[at] = number < 0 ? ~cell.length : number;
        at += 1;
      }
      ahead?.add(record, cells, start);
    }
    return { cells, text: texts.join(''), fresh, ahead: ahead?.end() ?? null };
  };
}

/**
 * A text by itself: a slice would keep the whole piece of the file that it was cut from. One byte a character where that
 * is enough: what is stored of it is made quicker.
 */
function copied(text: string): string {
  const narrow = Buffer.from(text, 'latin1').toString('latin1');
  return narrow === text ? narrow : Buffer.from(text, 'utf16le').toString('utf16le');
}

/**
 * Unpacks what one packer has packed, in the same order.
 *
 * @param cellOf as the packer was told
 */
export function createUnpacker(cellOf: readonly number[] = []): (packed: PackedRecords) => UnpackedRecords {
  const known: string[] = [];
  const unpackAhead = createAheadUnpacker(cellOf);
  return ({ cells, text, fresh, ahead }) => {
    known.push(...fresh);
    const records: string[][] = [];
    const read: (Ahead | null)[] = [];
    const readNext = ahead === null ? null : unpackAhead(ahead, cells);
    let from = 0;
    for (let at = 0; at < cells.length;) {
      const start = at + 1;
      const end = start + (cells[at] ?? 0);
      const record: string[] = [];
      for (at += 1; at < end; at += 1) {
        const number = cells[at] ?? 0;
        if (number >= 0) {
          record.push(known[number] ?? '');
        } else {
          record.push(text.slice(from, from + ~number));
          from += ~number;
        }
      }
      if (readNext !== null) read.push(readNext(record, records.length, start));
      records.push(record);
    }
    return { records, ahead: ahead === null ? null : read };
  };
}
