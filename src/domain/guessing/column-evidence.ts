import { isUsable, type PersonIdentity } from '../identity/person-identity.ts';
import { readInstant } from '../calendar/days.ts';
import { holdsUnitWord } from '../records/place-columns.ts';
import { late } from '../words/late.ts';

/**
 * What the values of a list say about its columns, as statistics: which share of the cells is of which sort, how many
 * differ, which of two days comes first. Rows pass through; at most {@link MAX_TEXTS} texts per column are kept.
 */
type CellTrait =
  | 'person'
  | 'personLike'
  | 'day'
  | 'clock'
  | 'clockOnly'
  | 'fourDigits'
  | 'birth'
  | 'dayFirst'
  | 'monthFirst'
  | 'dayOrMonth'
  | 'dateLike'
  | 'oldDay'
  | 'hsa'
  | 'id'
  | 'name'
  | 'unit'
  | 'halsocentral'
  | 'address'
  | 'long';

export interface ColumnEvidence {
  /** Position in the row, from 0. */
  readonly index: number;
  readonly header: string;
  /** How many rows were looked at. */
  readonly rows: number;
  readonly filled: number;
  /** Share of the filled cells, 0–1. */
  readonly shares: Readonly<Record<CellTrait, number>>;
  /** How many of the cells differ, 0–1: 1 = no text stands twice. */
  readonly distinctShare: number;
  /** The column's texts and how many rows have each; null when they are too many to be a vocabulary. */
  readonly texts: ReadonlyMap<string, number> | null;
  /** The letters that nearly all ids of the column begin with, in lower case: `vt` of VT88001; none where there are many. */
  readonly idWords: readonly string[];
  /** 1, 2, 3 …: the number of the row in this very list, which names no case. */
  readonly isRowNumber: boolean;
}

/** How the days of two columns stand to each other, in the rows that have both. */
interface DayOrder {
  readonly before: number;
  readonly same: number;
  readonly after: number;
}

export interface ListEvidence {
  /** All rows of the list, also those not looked at. */
  readonly rows: number;
  readonly columns: readonly ColumnEvidence[];
  readonly dayOrder: (first: number, second: number) => DayOrder;
}

export interface EvidenceCollector {
  readonly add: (cells: readonly string[]) => void;
  readonly finish: () => ListEvidence;
}

const MAX_TEXTS = 2_000;
/** More different texts than this are no vocabulary: ids, names, free text. */
const MAX_VOCABULARY = 400;
/** The first rows are all looked at, then one in many: a list of a million rows says no more than its sample. */
const ALL_ROWS_TO = 50_000;
const ONE_IN = 20;

/** An event of a cut-over is later than this; an older day is somebody's birth. */
const OLDEST_EVENT = '1995';

const HALSOCENTRAL_WORDS = late(() => /hälsocentral|vårdcentral|husläkar|(?<!\p{L})(?:hc|vc)(?!\p{L})/iu);
const NAME = late(
  () =>
    /^(?:\p{Lu}[\p{L}'’-]+,?\s+)(?:(?:\p{Lu}\.?|\p{Lu}[\p{L}'’-]+|af|von|van|de|der|el|al),?\s*)*\p{Lu}[\p{L}'’-]+$/u,
);
/**
 * Runs of letters and digits with a sign between them, at most eight signs, and a blank before the last run. A run is read in
 * one way only: where it could be two, a cell of forty letters that is no id takes seconds.
 */
const ID = late(
  () => /^(?=.*\d)[\p{L}\d]+(?:[-_/.:][\p{L}\d]+){0,7}(?:[-_/.:]?(?: [\p{L}\d]+)?|[-_/.:][\p{L}\d]+)$/u,
);
const HSA_ID = /^SE\d{10}-[A-Z0-9]{1,18}$/iu;
const DATE_LIKE = late(
  () =>
    /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}(?:\D.*)?$|^(?:19|20)\d{6}$|^\d{1,2}[ .]?\s?\p{L}{3,9}\.?\s\d{2,4}$/u,
);
const PERSON_LIKE = /^\d{6}(?:\d{2})?\s?[-+]?\s?[\dA-Z]{4}$|^\d{9,12}$|^\d[.,]?\d*E\+?\d+$|^\d{9,12}[.,]0$/iu;
const ADDRESS = /(?:gatan?|vägen|väg|gränd|torget|stigen|allén?)\s+\d|^c\/o\s/iu;
const LONG_TEXT = /^(?=.{60})|(?:\S+\s+){7}/u;

const CLOCK_ONLY = /^(?:kl\.? ?)?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?$/iu;
/** The end of a personnummer, in a column of its own. */
const FOUR_DIGITS = /^[-+]?\d{4}$/u;
const BIRTH = /^(?:(?:19|20)?\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])$/u;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}(?!\d)/u;

/** Which of day and month comes first in a day with its year last, or that it can be either. */
function orderIn(text: string): Record<'dayFirst' | 'monthFirst' | 'dayOrMonth', boolean> {
  const [, one = '', other = ''] = YEAR_LAST.exec(text) ?? [];
  const [first, second] = [Number(one), Number(other)];
  const isDate = one !== '' && first > 0 && second > 0 && first < 32 && second < 32;
  return {
    dayFirst: isDate && first > 12 && second <= 12,
    monthFirst: isDate && second > 12 && first <= 12,
    dayOrMonth: isDate && first <= 12 && second <= 12 && first !== second,
  };
}

/** @returns how a cell's sort is told; the identity reader is the profile's */
function traitsReader(
  readIdentity: (raw: string) => PersonIdentity,
): (text: string) => ReadonlySet<CellTrait> {
  return (text) => {
    const instant = readInstant(text);
    const isDay = typeof instant === 'string';
    const isUnit = holdsUnitWord(text);
    const told: Record<CellTrait, boolean> = {
      person: !isDay && isUsable(readIdentity(text)),
      personLike: !isDay && PERSON_LIKE.test(text),
      day: isDay,
      clock: isDay && instant.length > 10,
      clockOnly: CLOCK_ONLY.test(text),
      fourDigits: FOUR_DIGITS.test(text),
      birth: BIRTH.test(text) || (isDay && instant < OLDEST_EVENT),
      ...orderIn(text),
      dateLike: isDay || DATE_LIKE().test(text),
      oldDay: isDay && instant < OLDEST_EVENT,
      hsa: HSA_ID.test(text),
      id: text.length <= 40 && ID().test(text),
      name: !isUnit && NAME().test(text),
      unit: isUnit,
      halsocentral: HALSOCENTRAL_WORDS().test(text),
      address: ADDRESS.test(text),
      long: LONG_TEXT.test(text),
    };
    return new Set(TRAITS.filter((trait) => told[trait]));
  };
}

const TRAITS: readonly CellTrait[] = [
  'person',
  'personLike',
  'day',
  'clock',
  'clockOnly',
  'fourDigits',
  'birth',
  'dayFirst',
  'monthFirst',
  'dayOrMonth',
  'dateLike',
  'oldDay',
  'hsa',
  'id',
  'name',
  'unit',
  'halsocentral',
  'address',
  'long',
];

interface SeenText {
  readonly traits: ReadonlySet<CellTrait>;
  rows: number;
}

/** The statistics of one column while its cells come in. */
function columnCounter(index: number, header: string, traitsOf: (text: string) => ReadonlySet<CellTrait>) {
  const seen = new Map<string, SeenText>();
  const counts = new Map<CellTrait, number>();
  const idWords = new Map<string, number>();
  let filled = 0;
  let filledWhileCounting = 0;
  let isFull = false;
  let numbered = 0;
  return {
    /** @returns the day the cell says, for the order of days */
    add(text: string, rowNumber: number): string | null {
      if (text === '') return null;
      filled += 1;
      if (text === String(rowNumber)) numbered += 1;
      let known = seen.get(text);
      if (known === undefined) {
        known = { traits: traitsOf(text), rows: 0 };
        isFull ||= seen.size >= MAX_TEXTS;
        // Joined anew: a cell may be a slice that keeps its whole file alive.
        if (!isFull) seen.set(Array.from(text).join(''), known);
      }
      if (!isFull) filledWhileCounting += 1;
      known.rows += 1;
      countIdWord(idWords, text);
      for (const trait of known.traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
      return known.traits.has('day') ? dayIn(text) : null;
    },
    finish(rows: number): ColumnEvidence {
      const isVocabulary = !isFull && seen.size <= MAX_VOCABULARY;
      return {
        index,
        header,
        rows,
        filled,
        shares: Object.fromEntries(
          TRAITS.map((trait) => [trait, filled === 0 ? 0 : (counts.get(trait) ?? 0) / filled]),
        ) as Record<CellTrait, number>,
        distinctShare: filledWhileCounting === 0 ? 0 : seen.size / filledWhileCounting,
        texts: isVocabulary ? new Map([...seen].map(([text, { rows: inRows }]) => [text, inRows])) : null,
        idWords: commonIdWords(idWords, filled),
        isRowNumber: filled > 2 && numbered >= filled * 0.95,
      };
    },
  };
}

const ID_WORD = late(() => /^(\p{L}{1,8})[-_/.: ]?\d/u);
/** More beginnings than this are no names of what is numbered. */
const MAX_ID_WORDS = 4;

function countIdWord(counts: Map<string, number>, text: string): void {
  const word = ID_WORD().exec(text)?.[1]?.toLowerCase();
  if (word !== undefined && (counts.size <= MAX_ID_WORDS || counts.has(word)))
    counts.set(word, (counts.get(word) ?? 0) + 1);
}

function commonIdWords(counts: ReadonlyMap<string, number>, filled: number): readonly string[] {
  const counted = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
  return counts.size <= MAX_ID_WORDS && counted >= filled * 0.9 ? [...counts.keys()] : [];
}

function dayIn(text: string): string | null {
  const instant = readInstant(text);
  return typeof instant === 'string' ? instant : null;
}

const tidy = (text: string): string => text.replace(/[\u00a0\u200b\ufeff]/gu, ' ').trim();

/**
 * Starts to gather the evidence of a list.
 *
 * @param headers the header row; rows are laid on it by position
 */
export function collectEvidence(
  headers: readonly string[],
  readIdentity: (raw: string) => PersonIdentity,
): EvidenceCollector {
  const traitsOf = traitsReader(readIdentity);
  const counters = headers.map((header, index) =>
    columnCounter(index, tidy(header).replace(/\s+/gu, ' '), traitsOf),
  );
  const orders = new Map<string, { before: number; same: number; after: number }>();
  let rowNumber = 0;
  let looked = 0;
  return {
    add(cells) {
      rowNumber += 1;
      if (rowNumber > ALL_ROWS_TO && rowNumber % ONE_IN !== 0) return;
      looked += 1;
      const days: (readonly [number, string])[] = [];
      for (const [index, counter] of counters.entries()) {
        const day = counter.add(tidy(cells[index] ?? ''), rowNumber);
        if (day !== null) days.push([index, day]);
      }
      countOrders(orders, days);
    },
    finish() {
      return {
        rows: rowNumber,
        columns: counters.map((counter) => counter.finish(looked)),
        dayOrder: (first, second) => {
          const order = orders.get(`${Math.min(first, second)} ${Math.max(first, second)}`) ?? {
            before: 0,
            same: 0,
            after: 0,
          };
          return first < second ? order : { before: order.after, same: order.same, after: order.before };
        },
      };
    },
  };
}

function countOrders(
  orders: Map<string, { before: number; same: number; after: number }>,
  days: readonly (readonly [number, string])[],
): void {
  for (const [at, [first, one]] of days.entries()) {
    for (const [second, other] of days.slice(at + 1)) {
      const name = `${first} ${second}`;
      const order = orders.get(name) ?? { before: 0, same: 0, after: 0 };
      // A day without a time is compared as a day.
      const length = Math.min(one.length, other.length);
      const a = one.slice(0, length);
      const b = other.slice(0, length);
      order[a < b ? 'before' : a > b ? 'after' : 'same'] += 1;
      orders.set(name, order);
    }
  }
}

/** Whether a row is made of values (persons, days, kommuner) and so can not be the header. */
export function looksLikeData(
  cells: readonly string[],
  readIdentity: (raw: string) => PersonIdentity,
  isKommun: (text: string) => boolean,
): boolean {
  const texts = cells.map(tidy);
  // What is told at once is asked of every cell before what takes long, and of what has a figure alone.
  return (
    texts.some((text) => text !== '' && isKommun(text)) ||
    texts.some(
      (text) =>
        /\d/u.test(text) &&
        (typeof readInstant(text) === 'string' || HSA_ID.test(text) || isUsable(readIdentity(text))),
    )
  );
}
