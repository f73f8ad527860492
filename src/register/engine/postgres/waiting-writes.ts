import type { Bridge } from './bridge.ts';
import { copyRow } from './copy-text.ts';
import type { PlainInsert } from './plain-insert.ts';
import { openBatches, type Columns, type OneOfMany, type Query } from './batches.ts';
import type { Value } from './protocol.ts';

/**
 * What a transaction writes and nobody has asked about yet. A round trip to a server for each row of a list would cost
 * more than the list: rows wait, and go together, before the first statement that can see that they are missing.
 */
export interface WaitingWrites {
  /** Holds back a row that is put into a table. */
  readonly insert: (into: PlainInsert, values: readonly Value[]) => void;
  /** Holds back another statement that changes tables. */
  readonly change: (step: Query, one: OneOfMany | null, tables: ReadonlySet<string>) => void;
  /** Lets go of the statement that was held back last; false where it has gone. */
  readonly takeBack: (step: Query) => boolean;
  /** Sends what waits so that whoever looks at the tables sees all that was written. Does not wait for it to be done. */
  readonly flushFor: (tables: ReadonlySet<string>) => void;
  /** Sends all that waits. */
  readonly flush: () => void;
  /** Told of a statement that was not held back and may have changed tables: their numbers are asked for again. */
  readonly noteChange: (tables: ReadonlySet<string>) => void;
  /** Forgets all: it was taken back, or a transaction begins. */
  readonly drop: () => void;
}

/** What the writes need to know of tables. */
export interface TableFacts extends Columns {
  /** In the order in which they were made: a row stands after those it refers to. */
  readonly order: () => readonly string[];
  /** The column that numbers a table's rows; null where there is none. */
  readonly numberOf: (table: string) => string | null;
  /** The tables that its rows refer to: a row that is put into it must find them there. */
  readonly referredToBy: (table: string) => ReadonlySet<string>;
}

/** More rows than this go at once, so that neither side holds much. */
const MOST_ROWS = 5_000;
/** Statements that go together. */
const MOST_CHANGES = 2_000;

interface Buffered {
  readonly table: string;
  readonly columns: readonly string[];
  rows: string;
  count: number;
}

export function openWaitingWrites(bridge: Pick<Bridge, 'ask' | 'send'>, facts: TableFacts): WaitingWrites {
  const rows = new Map<string, Buffered>();
  const changes = openBatches();

  const sendChanges = (): void => {
    const steps = changes.take();
    if (steps.length > 0) bridge.send(steps);
  };
  const sendRows = (): void => {
    const order = facts.order();
    const inOrder = [...rows.values()].sort((a, b) => order.indexOf(a.table) - order.indexOf(b.table));
    for (const { table, columns, rows: text } of inOrder) {
      const names = columns.map((name) => `"${name}"`).join(', ');
      bridge.send([{ kind: 'copy', text: `COPY ${table} (${names}) FROM STDIN`, rows: text }]);
    }
    rows.clear();
  };
  const flush = (): void => {
    sendChanges();
    sendRows();
  };
  const numbers = openNumbers((text) => {
    flush();
    return bridge.ask([{ kind: 'query', text, name: null, values: [] }]).rows[0]?.[0];
  });
  const hasRowsOf = (isAsked: (table: string) => boolean): boolean =>
    [...rows.values()].some(({ table }) => isAsked(table));
  const areNeeded = (tables: ReadonlySet<string>): boolean =>
    hasRowsOf((one) => tables.has(one) || [...tables].some((table) => facts.referredToBy(table).has(one)));

  return {
    insert(into, values) {
      const named = into.columns ?? facts.columnsOf(into.table);
      const number = facts.numberOf(into.table);
      const isNumbered = number !== null && !named.includes(number);
      const columns = isNumbered ? [number, ...named] : named;
      const no = isNumbered ? [numbers.next(into.table, number)] : [];
      const key = `${into.table} ${columns.join()}`;
      let buffered = rows.get(key);
      if (buffered === undefined) {
        buffered = { table: into.table, columns, rows: '', count: 0 };
        rows.set(key, buffered);
      }
      let at = 0;
      buffered.rows += copyRow([
        ...no,
        ...into.values.map((one) => ('mark' in one ? values[at++] : one.text)),
      ]);
      buffered.count += 1;
      if (buffered.count >= MOST_ROWS) flush();
    },
    change(step, one, tables) {
      // What is changed, or referred to by what is changed, must be there; rows of other tables can go on waiting.
      if (areNeeded(tables)) flush();
      changes.add(step, one, tables);
      for (const table of tables) numbers.forget(table);
      if (changes.count() > MOST_CHANGES) sendChanges();
    },
    takeBack: changes.takeBack,
    flushFor(tables) {
      if (hasRowsOf((one) => tables.has(one))) flush();
      else if (changes.touches(tables)) sendChanges();
    },
    flush,
    noteChange(tables) {
      for (const table of tables) numbers.forget(table);
    },
    drop() {
      numbers.forgetAll();
      rows.clear();
      changes.take();
    },
  };
}

interface Numbers {
  readonly next: (table: string, column: string) => number;
  readonly forget: (table: string) => void;
  readonly forgetAll: () => void;
}

/** The next number of a table that numbers its rows: asked for once, as nobody else writes meanwhile. */
function openNumbers(ask: (text: string) => Value | undefined): Numbers {
  const known = new Map<string, number>();
  return {
    next(table, column) {
      const next =
        known.get(table) ?? Number(ask(`SELECT coalesce(max(${column}), 0) + 1 FROM ${table}`) ?? 1);
      known.set(table, next + 1);
      return next;
    },
    forget(table) {
      known.delete(table);
    },
    forgetAll() {
      known.clear();
    },
  };
}
