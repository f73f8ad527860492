/** What a column holds, and what a statement is given for a mark: what both engines give and take. */
export type Value = string | number | bigint | Buffer | null;

/** The marks of a statement: values in their order, or one object with a value for each name. */
type Given = Value | Readonly<Record<string, Value>>;

/** A statement made ready, to be run any number of times. */
export interface Statement {
  /** The first row; undefined where there is none. */
  get(...given: readonly Given[]): unknown;
  all(...given: readonly Given[]): unknown[];
  /** Row by row. Nothing may be written meanwhile. */
  iterate(...given: readonly Given[]): IterableIterator<unknown>;
  run(...given: readonly Given[]): { readonly changes: number };
  /** From now on a row is its first column. */
  pluck(): this;
  /** From now on a row is an array of its columns. */
  raw(): this;
}

/**
 * A database that keeps a register. Statements are spelt so that every engine reads them alike (docs/adding.md); what
 * engines can not be asked for in the same words has a name here, and nobody else asks which engine it is.
 */
export interface Engine {
  /** Marks are `?`, given in order, or `:name`, given by one object. */
  prepare(sql: string): Statement;
  /** Statements without marks. */
  exec(sql: string): void;
  /** Takes the right to write, which one connection has at a time: others wait for it, and are told that they did. */
  begin(): void;
  commit(): void;
  rollback(): void;
  readonly inTransaction: boolean;
  readonly open: boolean;
  close(): void;
  /**
   * Lets a table be filled without an index, where that is quicker and keeps nobody from reading.
   *
   * @returns lays it again, as the statement makes it
   */
  loosenIndex(name: string, sql: string): () => void;
  /** Makes an index that few registers need, where it is not there from the start. */
  ensureIndex(sql: string): void;
  /** Does work that changes what is otherwise only added to, within the caller's transaction. */
  unguarded(table: string, work: () => void): void;
  /** So many rows cost no more to ask for than one: 1 where they lie at hand. */
  readonly rowsAtOnce: number;
  /** The names of the register's tables, in order. */
  tables(): readonly string[];
  /** The names of a table's columns, in their order. */
  columnsOf(table: string): readonly string[];
  readonly sql: Fragments;
  /** Who the engine itself knows is connected, proven by it; null where whoever writes says who they are. */
  readonly loggedInAs: string | null;
  /** Where who looks leaves a trace, whoever writes meanwhile; null where they wait for each other, as of a file. */
  readonly witness: Witness | null;
}

export interface Witness {
  /** Writes down, by itself and at once, that somebody is shown something. */
  readonly note: (shown: ShownToSomebody) => void;
  /** What has no place in the log yet, as somebody else writes; in the order in which it was written down. */
  readonly waiting: () => readonly ShownToSomebody[];
}

/** What an event that somebody was shown something says, but for its place in the log. */
interface ShownToSomebody {
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly by: string;
  /** JSON text. */
  readonly data: string;
}

/** SQL that engines spell differently. */
export interface Fragments {
  /** The numbers of a mark that is given a JSON array of them, to stand after IN. */
  readonly numbers: (mark: string) => string;
  /** The same of texts. */
  readonly texts: (mark: string) => string;
  /** A member of the object that a column has as JSON, as text: a number is cast where it is compared with one. */
  readonly member: (column: string, name: string) => string;
  /** The greatest of several values, none of which is NULL. */
  readonly greatest: (...values: readonly string[]) => string;
  /** What orders the rows of a table without a key as they were written, where the statement calls the table so. */
  readonly asWritten: (alias: string) => string;
}
