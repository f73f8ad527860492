/** An INSERT of one row that needs no answer, and so can wait and go with others of its sort. */
export interface PlainInsert {
  readonly table: string;
  /** The columns that are named; null for all. */
  readonly columns: readonly string[] | null;
  /** What each column gets: a mark, in order, or a number or text that stands in the statement. */
  readonly values: readonly ({ readonly mark: true } | { readonly text: string | null })[];
}

const INSERT =
  /^\s*INSERT INTO (?<table>[a-z_]+)(?:\s*\((?<columns>[^()]*)\))?\s+VALUES\s*\((?<values>[^()]*)\)\s*$/u;
const LITERAL = /^(?:'(?<text>(?:[^']|'')*)'|(?<number>-?\d+)|(?<none>NULL))$/u;

/** Null of any other statement. */
export function plainInsert(sql: string): PlainInsert | null {
  const { table, columns, values } = INSERT.exec(sql)?.groups ?? {};
  if (table === undefined || values === undefined) return null;
  const parts = values.split(',').map((part) => valueOf(part.trim()));
  if (parts.includes(null)) return null;
  return {
    table,
    columns: columns === undefined ? null : columns.split(',').map((name) => name.trim().replaceAll('"', '')),
    values: parts.filter((part) => part !== null),
  };
}

function valueOf(part: string): PlainInsert['values'][number] | null {
  if (part === '?') return { mark: true };
  const { text, number, none } = LITERAL.exec(part)?.groups ?? {};
  if (none !== undefined) return { text: null };
  const literal = text?.replaceAll("''", "'") ?? number;
  return literal === undefined ? null : { text: literal };
}
