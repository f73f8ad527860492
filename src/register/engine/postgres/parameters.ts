/** A statement as PostgreSQL wants it: `$1`, and what each stands for. */
export interface Numbered {
  readonly text: string;
  /** The names in the order of their numbers; null where the values come in order. */
  readonly names: readonly string[] | null;
}

/** What may not be looked into, and what is looked for. A cast (`::bigint`) is no name. */
const PARTS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::|\?|[:@](?<name>[A-Za-z_][A-Za-z0-9_]*)/gu;

/** Writes `?`, `:name` and `@name` as numbers; a name that stands twice has one. */
export function numbered(sql: string): Numbered {
  let count = 0;
  const names: string[] = [];
  const text = sql.replace(PARTS, (part: string, name: string | undefined) => {
    if (part === '?') {
      count += 1;
      return `$${count}`;
    }
    if (name === undefined) return part;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  if (names.length > 0 && count > 0) throw new Error('a statement has its values in order, or by name');
  return { text, names: names.length > 0 ? names : null };
}
