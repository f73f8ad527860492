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
}

/** As many different texts of a column are known: days of some years, units, all that is chosen from a list. */
const MOST_KNOWN = 1_024;
/** A column whose texts come again less often than this is of numbers or names. */
const LEAST_OFTEN = 4;
/** Beyond so many columns texts are sent as they are. */
const MOST_COLUMNS = 64;

interface PackedColumn {
  /** Text → number; null where looking them up has not paid. */
  numbers: Map<string, number> | null;
  met: number;
}

/** Packs the records of one text, batch by batch. */
export function createPacker(): (records: readonly (readonly string[])[]) => PackedRecords {
  const columns: PackedColumn[] = [];
  let known = 0;
  let fresh: string[] = [];

  const numberOf = (cell: string, at: number): number => {
    const column = (columns[at] ??= { numbers: new Map(), met: 0 });
    if (column.numbers === null) return -1;
    column.met += 1;
    const number = column.numbers.get(cell);
    if (number !== undefined) return number;
    if (column.numbers.size === MOST_KNOWN) {
      if (column.met < MOST_KNOWN * LEAST_OFTEN) column.numbers = null;
      return -1;
    }
    const own = copied(cell);
    column.numbers.set(own, known);
    fresh.push(own);
    known += 1;
    return known - 1;
  };

  return (records) => {
    const cells = new Int32Array(records.reduce((sum, { length }) => sum + length + 1, 0));
    const texts: string[] = [];
    fresh = [];
    let at = 0;
    for (const record of records) {
      cells[at] = record.length;
      at += 1;
      for (let column = 0; column < record.length; column += 1) {
        const cell = record[column] ?? '';
        const number = cell === '' || column >= MOST_COLUMNS ? -1 : numberOf(cell, column);
        if (number < 0) texts.push(cell);
        cells[at] = number < 0 ? ~cell.length : number;
        at += 1;
      }
    }
    return { cells, text: texts.join(''), fresh };
  };
}

/** A text by itself: a slice would keep the whole piece of the file that it was cut from. */
const copied = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** Unpacks what one packer has packed, in the same order. */
export function createUnpacker(): (packed: PackedRecords) => string[][] {
  const known: string[] = [];
  return ({ cells, text, fresh }) => {
    known.push(...fresh);
    const records: string[][] = [];
    let from = 0;
    for (let at = 0; at < cells.length;) {
      const end = at + 1 + (cells[at] ?? 0);
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
      records.push(record);
    }
    return records;
  };
}
