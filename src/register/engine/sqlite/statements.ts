import type BetterSqlite3 from 'better-sqlite3';
import type { Statement } from '../engine.ts';

type Own = BetterSqlite3.Statement;
type Given = Parameters<Own['get']>;

/** What a question has been made ready as: what a row is given as belongs to the driver's statement. */
interface Ready {
  /** Not asked yet, and still to be either of these. */
  fresh?: Own | undefined;
  first?: Own;
  cells?: Own;
  /** What the cells are called, and a row without any: to fill a copy is quicker than to make a row anew. */
  names?: readonly string[];
  empty?: Readonly<Record<string, unknown>>;
}

type Cells = readonly unknown[];

/** So many are kept of a connection: a program has not more, and words that vary are not worth keeping. */
const MOST_KEPT = 512;

const QUESTION = /^\s*(?:SELECT|WITH)\b/u;
/** What only writes is run, and told how many rows it changed: one statement serves everybody. */
const onlyWrites = (sql: string): boolean =>
  /^\s*(?:INSERT|UPDATE|DELETE)\b/u.test(sql) && !sql.includes('RETURNING');

/** Makes statements ready once a connection, whoever asks: to make one takes longer than to ask it in a small register. */
export function keepingStatements(driver: BetterSqlite3.Database): (sql: string) => Statement {
  const questions = new Map<string, Ready>();
  const writing = new Map<string, Own>();
  return (sql) => {
    const ready = questions.get(sql);
    if (ready !== undefined) return new Question(driver, sql, ready);
    const known = writing.get(sql);
    if (known !== undefined) return known;
    const made: Own = driver.prepare(sql);
    if (!QUESTION.test(sql)) {
      // The driver's own: nothing stands between a row and who writes it.
      if (onlyWrites(sql) && writing.size < MOST_KEPT) writing.set(sql, made);
      return made;
    }
    const first: Ready = { fresh: made };
    if (questions.size < MOST_KEPT) questions.set(sql, first);
    return new Question(driver, sql, first);
  };
}

/**
 * Asks what others may ask too: an answer is whole before anybody else asks, but where it is taken row by row.
 *
 * The driver is always asked for cells, and rows are made of them here: made by the driver, an object of many columns
 * takes more than twice as long.
 */
class Question implements Statement {
  readonly #driver: BetterSqlite3.Database;
  readonly #sql: string;
  readonly #ready: Ready;
  #as: 'rows' | 'first' | 'cells' = 'rows';
  #asked: Own | undefined;
  #byRow: Own | undefined;

  constructor(driver: BetterSqlite3.Database, sql: string, ready: Ready) {
    this.#driver = driver;
    this.#sql = sql;
    this.#ready = ready;
  }

  get(...given: Given): unknown {
    const asked = (this.#asked ??= this.#own());
    const found = asked.get(...given);
    return this.#as === 'rows' && found !== undefined ? this.#row(asked, found as Cells) : found;
  }

  all(...given: Given): unknown[] {
    const asked = (this.#asked ??= this.#own());
    const found = asked.all(...given);
    return this.#as === 'rows' ? found.map((cells) => this.#row(asked, cells as Cells)) : found;
  }

  run(...given: Given): { readonly changes: number } {
    return (this.#asked ??= this.#own()).run(...given);
  }

  /** By a statement of its own: the others go on asking meanwhile. */
  iterate(...given: Given): IterableIterator<unknown> {
    const asked = (this.#byRow ??= this.#given(this.#driver.prepare(this.#sql)));
    const found = asked.iterate(...given);
    return this.#as === 'rows' ? this.#rows(asked, found as IterableIterator<Cells>) : found;
  }

  pluck(): this {
    return this.#from('first');
  }

  raw(): this {
    return this.#from('cells');
  }

  #from(as: 'first' | 'cells'): this {
    this.#as = as;
    this.#asked = undefined;
    this.#byRow = undefined;
    return this;
  }

  #own(): Own {
    const as = this.#as === 'first' ? 'first' : 'cells';
    const known = this.#ready[as];
    if (known !== undefined) return known;
    const made = this.#given(this.#ready.fresh ?? this.#driver.prepare(this.#sql));
    this.#ready.fresh = undefined;
    this.#ready[as] = made;
    return made;
  }

  #given(statement: Own): Own {
    return this.#as === 'first' ? statement.pluck() : statement.raw();
  }

  *#rows(asked: Own, found: IterableIterator<Cells>): IterableIterator<unknown> {
    for (const cells of found) yield this.#row(asked, cells);
  }

  #row(asked: Own, cells: Cells): Record<string, unknown> {
    const ready = this.#ready;
    // Not known yet, or a column has come to a table since.
    if (ready.names?.length !== cells.length) {
      ready.names = asked.columns().map(({ name }) => name);
      ready.empty = Object.fromEntries(ready.names.map((name) => [name, null]));
    }
    const row: Record<string, unknown> = { ...ready.empty };
    let at = 0;
    for (const name of ready.names) row[name] = cells[at++];
    return row;
  }
}
