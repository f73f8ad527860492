import { plainInsert } from './plain-insert.ts';
import type { Step, Value } from './protocol.ts';

/** A change of one row that many of its sort can be done as, by one statement: a statement for each costs more than its row. */
export interface OneOfMany {
  readonly table: string;
  /** The mark of the number that the row is known by; null of one that is put in unless it is there. */
  readonly keyAt: number | null;
  /** The columns that it changes in that row. */
  readonly columns: readonly string[];
  /** All of them at once, given the values of each mark as an array. */
  readonly text: string;
}

/** What is needed to know of tables. */
export interface Columns {
  /** The columns that are written, in their order. */
  readonly columnsOf: (table: string) => readonly string[];
  /** What a column holds: `text`, `bigint`; null of any other. */
  readonly typeOf: (table: string, column: string) => string | null;
}

const UPDATE =
  /^\s*UPDATE (?<table>[a-z_]+)\s+SET\s+(?<set>[^?]+\?(?:,[^?]+\?)*)\s+WHERE (?<key>[a-z_]+) = \?\s*$/u;
const SET = /^"?(?<column>[a-z0-9_]+)"? = \?$/u;
const UNLESS_THERE = /\s+ON CONFLICT DO NOTHING\s*$/u;

/** `UPDATE … SET a = ?, b = ? WHERE number = ?`, or `INSERT … VALUES (?, ?) ON CONFLICT DO NOTHING`; null of any other. */
export function oneOfMany(sql: string, columns: Columns): OneOfMany | null {
  return updateOf(sql, columns) ?? insertOf(sql, columns);
}

function updateOf(sql: string, { typeOf }: Columns): OneOfMany | null {
  const { table, set, key } = UPDATE.exec(sql)?.groups ?? {};
  if (table === undefined || set === undefined || key === undefined) return null;
  const columns = set.split(',').map((part) => SET.exec(part.trim())?.groups?.['column'] ?? '');
  const types = [...columns, key].map((name) => typeOf(table, name));
  if (types.includes(null) || columns.includes(key) || types.at(-1) !== 'bigint') return null;
  const assigned = columns.map((name, at) => `"${name}" = many.c${at}`).join(', ');
  return {
    ...{ table, columns },
    keyAt: columns.length,
    text: `UPDATE ${table} SET ${assigned} FROM ${manyOf(types)} WHERE ${table}.${key} = many.c${columns.length}`,
  };
}

function insertOf(sql: string, { columnsOf, typeOf }: Columns): OneOfMany | null {
  const into = UNLESS_THERE.test(sql) ? plainInsert(sql.replace(UNLESS_THERE, '')) : null;
  if (into === null || !into.values.every((value) => 'mark' in value)) return null;
  const { table } = into;
  const columns = into.columns ?? columnsOf(table);
  const types = columns.map((name) => typeOf(table, name));
  if (types.includes(null) || types.length !== into.values.length) return null;
  const listed = columns.map((name) => `"${name}"`).join(', ');
  return {
    ...{ table, columns },
    keyAt: null,
    text: `INSERT INTO ${table} (${listed}) SELECT * FROM ${manyOf(types)} ON CONFLICT DO NOTHING`,
  };
}

function manyOf(types: readonly (string | null)[]): string {
  const arrays = types.map((type, at) => `$${at + 1}::${String(type)}[]`).join(', ');
  return `unnest(${arrays}) AS many (${types.map((_, at) => `c${at}`).join(', ')})`;
}

/** Changes that wait, in an order that comes to the same as the one that they were made in. */
export interface Batches {
  /** @param one how it can go with others of its sort; null where it goes by itself */
  readonly add: (step: Query, one: OneOfMany | null, tables: ReadonlySet<string>) => void;
  /** Lets go of the step that was added last; false of any other. */
  readonly takeBack: (step: Query) => boolean;
  readonly count: () => number;
  /** Whether any is of one of the tables. */
  readonly touches: (tables: Iterable<string>) => boolean;
  /** All of them, and forgets them. */
  readonly take: () => readonly Step[];
}

export type Query = Extract<Step, { kind: 'query' }>;

interface Batch {
  readonly one: OneOfMany | null;
  readonly steps: Query[];
  /** The numbers of the rows that it changes. */
  readonly keys: Set<unknown>;
}

/**
 * Those of a table that may go in any order, by their statements: one that puts rows in, or several that change rows by
 * their number, no two of them the same column of the same row.
 */
type Open = Map<string, Batch>;

export function openBatches(): Batches {
  let batches: Batch[] = [];
  let changed = new Set<string>();
  let count = 0;
  let last: { readonly step: Query; readonly batch: Batch } | null = null;
  const open = new Map<string, Open>();

  const openFor = ({ table, keyAt, columns, text }: OneOfMany, { values }: Query): Open => {
    const there = open.get(table);
    const isApart = ({ one, keys }: Batch): boolean =>
      keyAt === null || one?.keyAt === null
        ? one?.text === text
        : !keys.has(values[keyAt]) || one?.columns.some((name) => columns.includes(name)) !== true;
    if (there !== undefined && [...there.values()].every(isApart)) return there;
    const begun: Open = new Map();
    open.set(table, begun);
    return begun;
  };
  const batchFor = (one: OneOfMany | null, of: Open | null): Batch => {
    const there = one === null ? undefined : of?.get(one.text);
    if (there !== undefined) return there;
    const batch: Batch = { one, steps: [], keys: new Set() };
    batches.push(batch);
    if (one !== null) of?.set(one.text, batch);
    return batch;
  };

  return {
    add(step, one, tables) {
      // What looks at a table, or changes it otherwise, comes after all that was done to it, and before all that will be.
      for (const table of tables) if (table !== one?.table) open.delete(table);
      const of = one === null ? null : openFor(one, step);
      const batch = batchFor(one, of);
      batch.steps.push(step);
      if (one !== null && one.keyAt !== null) batch.keys.add(step.values[one.keyAt]);
      for (const table of tables) changed.add(table);
      count += 1;
      last = { step, batch };
    },
    takeBack(step) {
      if (last?.step !== step) return false;
      last.batch.steps.pop();
      count -= 1;
      last = null;
      return true;
    },
    count: () => count,
    touches: (tables) => [...tables].some((table) => changed.has(table)),
    take() {
      const steps = batches.flatMap(({ one, steps: each }) =>
        one === null || each.length < 2 ? each : [together(one, each)],
      );
      batches = [];
      changed = new Set();
      count = 0;
      last = null;
      open.clear();
      return steps;
    },
  };
}

function together({ text }: OneOfMany, steps: readonly Query[]): Query {
  const marks = steps[0]?.values.length ?? 0;
  const values = Array.from({ length: marks }, (_, at) =>
    steps.map((step) => (step.values[at] ?? null) as Value),
  );
  return { kind: 'query', text, name: null, values };
}
