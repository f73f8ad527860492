import type { Statement, Value as OneGiven } from '../engine.ts';
import type { Bridge } from './bridge.ts';
import { oneOfMany, type OneOfMany, type Query } from './batches.ts';
import { numbered, type Numbered } from './parameters.ts';
import { plainInsert } from './plain-insert.ts';
import type { Rows, Step, Value } from './protocol.ts';
import { TABLE_FACTS, tablesIn } from './tables.ts';
import type { WaitingWrites } from './waiting-writes.ts';

/** The marks of a statement: values in their order, or one object with a value for each name. */
type Given = readonly (OneGiven | Readonly<Record<string, OneGiven>>)[];

/** The connection that statements are of. */
export interface Connected {
  readonly bridge: Pick<Bridge, 'ask' | 'send' | 'isOpen'>;
  readonly waiting: WaitingWrites;
  readonly inTransaction: () => boolean;
  /** Whether rows can be fetched page by page: only within a transaction, or where all is read as of one moment. */
  readonly hasCursors: () => boolean;
  /** A name that no other statement of the connection has. */
  readonly newName: () => string;
  /** The name that the server knows a statement by. */
  readonly nameOf: (text: string) => string;
}

/** Rows that are fetched at a time where they are looked at one by one. */
const PAGE = 2_000;

export const simple = (text: string): Query => ({ kind: 'query', text, name: null, values: [] });

/** A statement, with the ways of better-sqlite3; one that writes within a transaction may be done later. */
export function openStatement(connected: Connected, sql: string): Statement {
  const { bridge, waiting, inTransaction, hasCursors } = connected;
  const shape = numbered(sql);
  const name = connected.nameOf(shape.text);
  const tables = tablesIn(sql);
  const isWrite = /^\s*(?:INSERT|UPDATE|DELETE)\b/u.test(sql);
  const isAnswered = /\bRETURNING\b/u.test(sql);
  const into = isWrite && !isAnswered ? plainInsert(sql) : null;
  let form: Form = 'object';

  const one = isWrite && into === null && !isAnswered ? oneOfMany(sql, TABLE_FACTS) : null;

  const stepOf = (given: Given): Query => ({
    kind: 'query',
    text: shape.text,
    name,
    values: bound(shape, given),
  });
  const asked = (given: Given): Rows => {
    if (inTransaction()) {
      if (isWrite) waiting.flush();
      else waiting.flushFor(tables);
    }
    if (isWrite) waiting.noteChange(tables);
    return bridge.ask([stepOf(given)]);
  };
  const rowsOf = (found: Rows): unknown[] => found.rows.map((row) => formed(form, found.columns, row));
  const cursor = function* (given: Given): IterableIterator<unknown> {
    waiting.flushFor(tables);
    const own = connected.newName();
    const declared: Step = {
      kind: 'query',
      text: `DECLARE ${own} NO SCROLL CURSOR FOR ${shape.text}`,
      name: null,
      values: bound(shape, given),
    };
    const next = simple(`FETCH ${PAGE} FROM ${own}`);
    let page = bridge.ask([declared, next]);
    try {
      for (;;) {
        yield* rowsOf(page);
        if (page.rows.length < PAGE) return;
        page = bridge.ask([next]);
      }
    } finally {
      if (bridge.isOpen() && hasCursors()) bridge.send([simple(`CLOSE ${own}`)]);
    }
  };

  const statement: Statement = {
    get: (...given) => rowsOf(asked(given))[0],
    all: (...given) => rowsOf(asked(given)),
    iterate: (...given) => (hasCursors() ? cursor(given) : rowsOf(asked(given)).values()),
    run(...given) {
      if (!inTransaction() || !isWrite || isAnswered) return { changes: asked(given).changes };
      if (into === null) return changedLater(connected, stepOf(given), one, tables);
      waiting.insert(into, bound(shape, given));
      return { changes: 1 };
    },
    pluck() {
      form = 'pluck';
      return this;
    },
    raw() {
      form = 'raw';
      return this;
    },
  };
  return statement;
}

/** Done with others; at once where somebody asks, at once, how many rows it changed. */
function changedLater(
  { bridge, waiting }: Connected,
  step: Query,
  one: OneOfMany | null,
  tables: ReadonlySet<string>,
): { readonly changes: number } {
  waiting.change(step, one, tables);
  return {
    get changes(): number {
      if (!waiting.takeBack(step)) throw new Error('how much was changed is asked at once, or not at all');
      waiting.flush();
      return bridge.ask([step]).changes;
    },
  };
}

type Form = 'object' | 'raw' | 'pluck';

function formed(form: Form, columns: readonly string[], row: readonly Value[]): unknown {
  if (form === 'pluck') return ours(row[0]);
  if (form === 'raw') return row.map(ours);
  const made: Record<string, unknown> = {};
  for (const [at, column] of columns.entries()) made[column] = ours(row[at]);
  return made;
}

/** Bytes lose their class on the way between threads. */
const ours = (value: Value | undefined): unknown =>
  value instanceof Uint8Array ? Buffer.from(value) : value;

/** The values in the order of their numbers. */
function bound({ names }: Numbered, given: Given): readonly Value[] {
  const [values] = given;
  const isNamed = typeof values === 'object' && values !== null && !(values instanceof Uint8Array);
  // A statement may have none of the names that it is given.
  if (names === null) return isNamed ? [] : (given as readonly Value[]);
  if (!isNamed) throw new Error('a statement with names is given an object');
  return names.map((name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`nothing is given for :${name}`);
    return (values as Readonly<Record<string, Value>>)[name] ?? null;
  });
}
