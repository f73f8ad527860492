import type { FactValue } from '../../domain/kinds/kinds.ts';
import type { Ahead, Told } from '../../domain/records/read-ahead.ts';
import { newNumbering, numberIn } from './text-numbering.ts';

/** What was read ahead of the records of one pack. */
export interface PackedAhead {
  /** A number a record: one of {@link HOW}. */
  readonly how: Uint8Array<ArrayBuffer>;
  /** For each record that was read: the length of its person's key, which are one after the other in `persons`. */
  readonly lengths: readonly number[];
  readonly persons: string;
  /** For each record that was read its marks: of the key, the person and the name. */
  readonly marks: Int32Array<ArrayBuffer>;
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

/** So many marks a record. */
const MARKS = 3;

/** Who reads ahead where records are packed, and from which cell each value comes (-1: from none). */
export interface ReadingAhead {
  readonly read: (cells: readonly string[]) => Ahead | null;
  readonly cellOf: readonly number[];
}

/**
 * Packs what is read ahead. A value is not sent: it is the cell's own text, or what the cell's known text means. A record
 * with a value that is neither counts as not read.
 */
export function createAheadPacker({ read: readAhead, cellOf }: ReadingAhead): {
  readonly begin: (records: number) => void;
  readonly add: (record: readonly string[], cells: Int32Array, start: number) => void;
  readonly end: () => PackedAhead;
} {
  const meanings = createMeanings(cellOf);
  const telling = createTellings();
  let how = new Uint8Array(0);
  let lengths: number[] = [];
  let persons: string[] = [];
  let tellings: number[] = [];
  let marks = new Int32Array(0);
  let read = 0;
  let met = 0;

  return {
    begin(records) {
      how = new Uint8Array(records);
      marks = new Int32Array(records * MARKS);
      lengths = [];
      persons = [];
      meanings.begin();
      tellings = [];
      telling.begin();
      read = 0;
      met = 0;
    },
    add(record, cells, start) {
      const at = met;
      met += 1;
      const one = readAhead(record);
      if (one === null || !meanings.isOfCells(one, record, (cell) => cells[start + cell] ?? -1)) return;
      const told = one.told === null ? null : telling.numberOf(one.told);
      if (told === -1) return;
      const whose = one.personKey === null ? HOW.nobody : one.fitsTestPattern ? HOW.test : HOW.person;
      how[at] = told === null ? whose : whose + HOW.told;
      if (told !== null) tellings.push(told);
      marks[read] = one.marks.key;
      marks[read + 1] = one.marks.person;
      marks[read + 2] = one.marks.name;
      read += MARKS;
      if (one.personKey === null) return;
      lengths.push(one.personKey.length);
      persons.push(one.personKey);
    },
    end: () => ({
      how,
      lengths,
      persons: persons.join(''),
      marks,
      meant: meanings.fresh(),
      tellings,
      freshTold: telling.fresh(),
    }),
  };
}

/** Knows what texts mean, and whether the values of a record are what its cells mean. */
function createMeanings(cellOf: readonly number[]): {
  readonly begin: () => void;
  readonly isOfCells: (one: Ahead, record: readonly string[], numbers: (at: number) => number) => boolean;
  readonly fresh: () => PackedAhead['meant'];
} {
  const meanings: (FactValue | undefined)[] = [];
  let meant: [number, FactValue][] = [];
  return {
    begin() {
      meant = [];
    },
    isOfCells({ values, told: isTold }, record, numbers) {
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
    },
    fresh: () => meant,
  };
}

/** Numbers what is told of records; -1 for what is not worth a number. */
function createTellings(): {
  readonly begin: () => void;
  readonly numberOf: (told: Told) => number;
  readonly fresh: () => readonly Told[];
} {
  const numbering = newNumbering();
  let count = 0;
  let fresh: Told[] = [];
  return {
    begin() {
      fresh = [];
    },
    numberOf(told) {
      if (numbering.numbers === null) return -1;
      const text = JSON.stringify(told);
      return numberIn(numbering, text, () => {
        fresh.push(told);
        count += 1;
        return [text, count - 1];
      });
    },
    fresh: () => fresh,
  };
}

/** Unpacks what was read ahead: of the record with a number in its pack, whose cells' numbers stand from a place on. */
export function createAheadUnpacker(
  cellOf: readonly number[],
): (
  ahead: PackedAhead,
  cells: Int32Array,
) => (record: readonly string[], at: number, start: number) => Ahead | null {
  const meanings: FactValue[] = [];
  const known: Told[] = [];
  return ({ how, lengths, persons, marks, meant, tellings, freshTold }, cells) => {
    for (const [meaning, value] of meant) meanings[meaning] = value;
    known.push(...freshTold);
    const nextPerson = inTurn(lengths, persons);
    const nextTold = inOrder(tellings, known);
    let taken = 0;
    const valueOf = (cell: string | undefined, number: number, isTold: boolean): FactValue => {
      if (cell === undefined || cell === '') return null;
      return number < 0 ? cell : (meanings[meaningOf(number, isTold)] ?? null);
    };
    return (record, at, start) => {
      const read = how[at] ?? HOW.unread;
      if (read === HOW.unread) return null;
      const isTold = read > HOW.told;
      const whose = isTold ? read - HOW.told : read;
      const from = taken;
      taken += MARKS;
      const values: FactValue[] = [];
      for (const cellAt of cellOf)
        values.push(valueOf(record[cellAt], cells[start + cellAt] ?? NO_CELL, isTold));
      return {
        values,
        personKey: whose === HOW.nobody ? null : nextPerson(),
        fitsTestPattern: whose === HOW.test,
        marks: { key: marks[from] ?? 0, person: marks[from + 1] ?? 0, name: marks[from + 2] ?? 0 },
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
