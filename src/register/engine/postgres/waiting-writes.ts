import type { Bridge } from './bridge.ts';
import { copyRow } from './copy-text.ts';
import type { PlainInsert } from './plain-insert.ts';
import type { Step, Value } from './protocol.ts';

/**
 * What a transaction writes and nobody has asked about yet. A round trip to a server for each row of a list would cost
 * more than the list: rows wait, and go together, before the first statement that can see that they are missing.
 */
export interface WaitingWrites {
  /** Holds back a row that is put into a table. */
  readonly insert: (into: PlainInsert, values: readonly Value[]) => void;
  /** Holds back another statement that changes tables. */
  readonly change: (step: Step, tables: ReadonlySet<string>) => void;
  /** Lets go of the statement that was held back last; false where it has gone. */
  readonly takeBack: (step: Step) => boolean;
  /** Whether something that waits is of one of the tables. */
  readonly touches: (tables: ReadonlySet<string>) => boolean;
  /** Sends all that waits. Does not wait for it to be done. */
  readonly flush: () => void;
  /** Told of a statement that was not held back and may have changed tables: their numbers are asked for again. */
  readonly noteChange: (tables: ReadonlySet<string>) => void;
  /** Forgets all: it was taken back, or a transaction begins. */
  readonly drop: () => void;
}

/** What the writes need to know of tables. */
export interface TableFacts {
  /** In the order in which they were made: a row stands after those it refers to. */
  readonly order: () => readonly string[];
  /** The columns that are written, in their order, without those that are worked out. */
  readonly columnsOf: (table: string) => readonly string[];
  /** The column that numbers a table's rows; null where there is none. */
  readonly numberOf: (table: string) => string | null;
  /** The tables that its rows refer to: a row that is put into it must find them there. */
  readonly referredToBy: (table: string) => ReadonlySet<string>;
}

/** More rows than this go at once, so that neither side holds much. */
const MOST_ROWS = 5_000;
/** Statements that go together. */
const MOST_CHANGES = 500;

interface Buffered {
  readonly table: string;
  readonly columns: readonly string[];
  rows: string;
  count: number;
}

export function openWaitingWrites(bridge: Pick<Bridge, 'ask' | 'send'>, facts: TableFacts): WaitingWrites {
  const rows = new Map<string, Buffered>();
  let changes: Step[] = [];
  let changed = new Set<string>();

  const sendChanges = (): void => {
    if (changes.length === 0) return;
    bridge.send(changes);
    changes = [];
    changed = new Set();
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
  const tablesOf = (): ReadonlySet<string> => new Set([...rows.values()].map(({ table }) => table));

  const areNeeded = (tables: ReadonlySet<string>): boolean =>
    [...tablesOf()].some(
      (waits) => tables.has(waits) || [...tables].some((table) => facts.referredToBy(table).has(waits)),
    );

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
    change(step, tables) {
      // What is changed, or referred to by what is changed, must be there; rows of other tables can go on waiting.
      if (areNeeded(tables)) flush();
      changes.push(step);
      for (const table of tables) {
        changed.add(table);
        numbers.forget(table);
      }
      if (changes.length > MOST_CHANGES) sendChanges();
    },
    takeBack(step) {
      if (changes.at(-1) !== step) return false;
      changes.pop();
      return true;
    },
    touches: (tables) => [...tables].some((table) => changed.has(table) || tablesOf().has(table)),
    flush,
    noteChange(tables) {
      for (const table of tables) numbers.forget(table);
    },
    drop() {
      numbers.forgetAll();
      rows.clear();
      changes = [];
      changed = new Set();
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
