import type { Engine, Fragments, Value } from '../engine.ts';
import type { Bridge } from './bridge.ts';
import { numbered } from './parameters.ts';
import type { Value as Sent } from './protocol.ts';
import { ServerError, THREAD_FAULTS } from '../server-error.ts';
import { FOLD, openWitness } from './shown-waiting.ts';
import { openStatement, simple, type Connected } from './statement.ts';
import { FREE_EVENTS, KEEP_EVENTS } from './guards-sql.ts';
import { serverTables, TABLE_FACTS, tablesIn } from './tables.ts';
import { openWaitingWrites, type WaitingWrites } from './waiting-writes.ts';
import { beginToWrite } from './writer-lock.ts';

/** A register on a server: what only a server has is asked for in `register/server` alone. */
export interface PostgresEngine extends Engine {
  /** The rows of a question of a server's own. */
  readonly rows: (sql: string, ...given: readonly Value[]) => readonly (readonly Sent[])[];
  /** Puts rows, in COPY's text format, into a table. */
  readonly copyIn: (table: string, columns: readonly string[], rows: string) => void;
}

const SQL: Fragments = {
  numbers: (mark) => `(SELECT value::bigint FROM jsonb_array_elements_text(${mark}::jsonb))`,
  texts: (mark) => `(SELECT value FROM jsonb_array_elements_text(${mark}::jsonb))`,
  member: (column, name) => `(${column}::json ->> '${name}')`,
  greatest: (...values) => `greatest(${values.join(', ')})`,
  asWritten: (alias) => `${alias}.rowid`,
};

/** A way to the server and back costs about as much as some hundred rows of a case. */
const ROWS_AT_ONCE = 500;

/** What the server says when it is asked who is there. */
export interface ConnectedAs {
  readonly sessionUser: string;
  /** Everything is read as it was at one moment, and nothing can be written. */
  readonly isReading: boolean;
  /** The register's name, for errors. */
  readonly name: string;
}

export function postgresEngine(
  bridge: Bridge,
  { sessionUser, isReading, name }: ConnectedAs,
): PostgresEngine {
  const waiting = openWaitingWrites(bridge, TABLE_FACTS);
  const transactions = openTransactions(bridge, waiting, name);
  let names = 0;
  // A statement that is made ready again is the same to the server.
  const nameOf = new Map<string, string>();
  const connected: Connected = {
    ...{ bridge, waiting },
    inTransaction: transactions.isOpen,
    hasCursors: () => isReading || transactions.isOpen(),
    newName: () => `o${(names += 1)}`,
    nameOf(text) {
      const name = nameOf.get(text) ?? connected.newName();
      nameOf.set(text, name);
      return name;
    },
  };

  return {
    prepare: (sql) => openStatement(connected, sql),
    exec(sql) {
      if (/^\s*ROLLBACK TO\b/u.test(sql)) {
        waiting.drop();
        bridge.forgive();
      } else waiting.flush();
      waiting.noteChange(tablesIn(sql));
      bridge.ask([simple(sql)]);
    },
    begin: transactions.begin,
    commit: transactions.commit,
    rollback: transactions.rollback,
    get inTransaction() {
      return transactions.isOpen();
    },
    get open() {
      return bridge.isOpen();
    },
    close() {
      waiting.drop();
      bridge.close();
    },
    columnsOf: (table) => bridge.ask([simple(`SELECT * FROM ${table} LIMIT 0`)]).columns,
    sql: SQL,
    // Others read meanwhile: the indexes stand, all of them.
    loosenIndex: () => () => undefined,
    ensureIndex: () => undefined,
    unguarded(table, work) {
      if (table !== 'event') throw new Error(`nothing guards ${table}`);
      this.exec(FREE_EVENTS);
      work();
      this.exec(KEEP_EVENTS);
    },
    rowsAtOnce: ROWS_AT_ONCE,
    tables: () => [...serverTables()].sort(),
    loggedInAs: sessionUser,
    witness: openWitness(bridge),
    rows(sql, ...given) {
      waiting.flush();
      const { text } = numbered(sql);
      return bridge.ask([{ kind: 'query', text, name: null, values: given }]).rows;
    },
    copyIn(table, columns, rows) {
      waiting.flush();
      const listed = columns.map((column) => `"${column}"`).join(', ');
      bridge.send([{ kind: 'copy', text: `COPY ${table} (${listed}) FROM STDIN`, rows }]);
    },
  };
}

function openTransactions(
  bridge: Bridge,
  waiting: WaitingWrites,
  name: string,
): Pick<Engine, 'begin' | 'commit' | 'rollback'> & { readonly isOpen: () => boolean } {
  let isOpen = false;
  return {
    isOpen: () => isOpen,
    begin() {
      waiting.drop();
      beginToWrite(bridge, name);
      isOpen = true;
    },
    commit() {
      waiting.flush();
      try {
        // What was shown meanwhile gets its place after what was written.
        bridge.ask([FOLD, simple('COMMIT')]);
      } catch (error) {
        throw isLost(error) ? lostAtCommit(error) : error;
      } finally {
        // What failed before it makes of a COMMIT a ROLLBACK.
        isOpen = false;
      }
    },
    rollback() {
      isOpen = false;
      waiting.drop();
      try {
        bridge.forgive();
        bridge.ask([simple('ROLLBACK')]);
      } catch (error) {
        // What is lost with its connection is taken back by the server.
        if (!(error instanceof ServerError)) throw error;
      }
    },
  };
}

/** Whether a register lies on a server; what it has of its own is then asked for. */
export const isOnServer = (engine: Engine): engine is PostgresEngine => 'copyIn' in engine;

const isLost = (error: unknown): error is ServerError =>
  error instanceof ServerError && error.code === THREAD_FAULTS.lost;

/** Whether what was written is kept is not known: the answer is what was lost. */
function lostAtCommit({ message, where }: ServerError): ServerError {
  return new ServerError({ code: THREAD_FAULTS.lostAtCommit, message, where });
}
