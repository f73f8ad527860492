import type { FactValue } from '../../domain/kinds/kinds.ts';
import type { Ahead, Told } from '../../domain/records/read-ahead.ts';

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

interface PackedAhead {
  /** A number a record: one of {@link HOW}. */
  readonly how: Uint8Array<ArrayBuffer>;
  /** For each record that was read: the length of its person's key, which are one after the other in `persons`. */
  readonly lengths: readonly number[];
  readonly persons: string;
  /** What known texts mean, by {@link meaningOf}, from here on. */
  readonly meant: readonly (readonly [meaning: number, value: FactValue])[];
  /** For each record of which there is something to tell: the number of what that is. */
  readonly tellings: readonly number[];
  /** What is told from here on, in the order of its numbers. */
  readonly freshTold: readonly Told[];
}

/**
 * Not read, or read: of a person with a number that follows the pattern of test numbers, another, or of nobody; and
 * whether there is something to tell of it.
 */
const HOW = { unread: 0, test: 1, person: 2, nobody: 3, told: 4 } as const;

/**
 * Where there is something to tell, a text can mean something else than where there is not: a day after the list's own
 * is none, and the status that it contradicts none either.
 */
const meaningOf = (number: number, isTold: boolean): number => number * 2 + (isTold ? 1 : 0);

/** Who reads ahead where records are packed, and from which cell each value comes (-1: from none). */
export interface ReadingAhead {
  readonly read: (cells: readonly string[]) => Ahead | null;
  readonly cellOf: readonly number[];
}

/** Records as they come out, with what was read of each. */
export interface UnpackedRecords {
  readonly records: string[][];
  readonly ahead: readonly (Ahead | null)[] | null;
}

/** As many different texts of a column are known: days of some years, units, all that is chosen from a list. */
const MOST_KNOWN = 1_024;
/** A column whose texts come again less often than this is of numbers or names. */
const LEAST_OFTEN = 4;
/** Beyond so many columns texts are sent as they are. */
const MOST_COLUMNS = 64;

/** Numbers texts that come again and again. */
interface Numbering {
  /** Text → number; null where looking them up has not paid. */
  numbers: Map<string, number> | null;
  met: number;
  /** Of many columns nearly every text is the one before. */
  last: string;
  lastNumber: number;
}

/** @param enter makes a text known that is met for the first time, and gives its number; @returns -1 for one that is not known */
function numberIn(
  numbering: Numbering,
  text: string,
  enter: () => readonly [text: string, number: number],
): number {
  if (numbering.numbers === null) return -1;
  numbering.met += 1;
  if (text === numbering.last) return numbering.lastNumber;
  const number = numbering.numbers.get(text);
  if (number !== undefined) {
    numbering.last = text;
    numbering.lastNumber = number;
    return number;
  }
  if (numbering.numbers.size === MOST_KNOWN) {
    if (numbering.met < MOST_KNOWN * LEAST_OFTEN) numbering.numbers = null;
    return -1;
  }
  const [own, next] = enter();
  numbering.numbers.set(own, next);
  return next;
}

const newNumbering = (): Numbering => ({ numbers: new Map(), met: 0, last: '', lastNumber: -1 });

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
 * Packs what is read ahead. A value is not sent: it is the cell's own text, or what the cell's known text means. A record
 * with a value that is neither counts as not read.
 */
function createAheadPacker({ read, cellOf }: ReadingAhead): {
  readonly begin: (records: number) => void;
  readonly add: (record: readonly string[], cells: Int32Array, start: number) => void;
  readonly end: () => PackedAhead;
} {
  const meanings: (FactValue | undefined)[] = [];
  const toldOf = newNumbering();
  let told = 0;
  let how = new Uint8Array(0);
  let lengths: number[] = [];
  let persons: string[] = [];
  let meant: [number, FactValue][] = [];
  let tellings: number[] = [];
  let freshTold: Told[] = [];
  let met = 0;

  const isOfCells = (
    { values, told: isTold }: Ahead,
    record: readonly string[],
    numbers: (at: number) => number,
  ): boolean => {
    for (let field = 0; field < cellOf.length; field += 1) {
      const value = values[field] ?? null;
      const at = cellOf[field] ?? -1;
      const cell = at < 0 ? '' : (record[at] ?? '');
      if (cell === '') {
        if (value !== null) return false;
        continue;
      }
      const number = numbers(at);
      if (number < 0) {
        if (value !== cell) return false;
        continue;
      }
      const meaning = meaningOf(number, isTold !== null);
      if (meanings[meaning] === undefined) {
        meanings[meaning] = value;
        meant.push([meaning, value]);
      } else if (meanings[meaning] !== value) return false;
    }
    return true;
  };

  const tellingOf = (one: Told): number => {
    if (toldOf.numbers === null) return -1;
    const text = JSON.stringify(one);
    return numberIn(toldOf, text, () => {
      freshTold.push(one);
      told += 1;
      return [text, told - 1];
    });
  };

  return {
    begin(records) {
      how = new Uint8Array(records);
      lengths = [];
      persons = [];
      meant = [];
      tellings = [];
      freshTold = [];
      met = 0;
    },
    add(record, cells, start) {
      const at = met;
      met += 1;
      const one = read(record);
      if (one === null || !isOfCells(one, record, (cell) => cells[start + cell] ?? -1)) return;
      const telling = one.told === null ? null : tellingOf(one.told);
      if (telling === -1) return;
      const whose = one.personKey === null ? HOW.nobody : one.fitsTestPattern ? HOW.test : HOW.person;
      how[at] = telling === null ? whose : whose + HOW.told;
      if (telling !== null) tellings.push(telling);
      if (one.personKey === null) return;
      lengths.push(one.personKey.length);
      persons.push(one.personKey);
    },
    end: () => ({ how, lengths, persons: persons.join(''), meant, tellings, freshTold }),
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

/** Unpacks what was read ahead: of the record with a number in its pack, whose cells' numbers stand from a place on. */
function createAheadUnpacker(
  cellOf: readonly number[],
): (
  ahead: PackedAhead,
  cells: Int32Array,
) => (record: readonly string[], at: number, start: number) => Ahead | null {
  const meanings: FactValue[] = [];
  const known: Told[] = [];
  return ({ how, lengths, persons, meant, tellings, freshTold }, cells) => {
    for (const [meaning, value] of meant) meanings[meaning] = value;
    known.push(...freshTold);
    const nextPerson = inTurn(lengths, persons);
    const nextTold = inOrder(tellings, known);
    const valueOf = (cell: string | undefined, number: number, isTold: boolean): FactValue => {
      if (cell === undefined || cell === '') return null;
      return number < 0 ? cell : (meanings[meaningOf(number, isTold)] ?? null);
    };
    return (record, at, start) => {
      const read = how[at] ?? HOW.unread;
      if (read === HOW.unread) return null;
      const isTold = read > HOW.told;
      const whose = isTold ? read - HOW.told : read;
      const values: FactValue[] = [];
      for (const cellAt of cellOf)
        values.push(valueOf(record[cellAt], cells[start + cellAt] ?? NO_CELL, isTold));
      return {
        values,
        personKey: whose === HOW.nobody ? null : nextPerson(),
        fitsTestPattern: whose === HOW.test,
        told: isTold ? nextTold() : null,
      };
    };
  };
}

/** The number of a cell that is empty: a text of no length. */
const NO_CELL = ~0;

/** The keys of persons, one after the other. */
function inTurn(lengths: readonly number[], persons: string): () => string {
  let at = 0;
  let from = 0;
  return () => {
    const length = lengths[at] ?? 0;
    const person = persons.slice(from, from + length);
    at += 1;
    from += length;
    return person;
  };
}

/** What is told, one after the other. */
function inOrder(numbers: readonly number[], known: readonly Told[]): () => Told {
  let at = 0;
  return () => {
    const told = known[numbers[at] ?? -1];
    if (told === undefined) throw new Error('the reading thread tells what nobody knows');
    at += 1;
    return told;
  };
}
