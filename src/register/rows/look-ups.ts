import type { Statement } from '../engine/engine.ts';

/** Rows by their key, many of them read at once where each question costs a way to a server. */
export interface LookUps<Row> {
  /** Reads the rows of these keys: they are asked for next, each as it is now until it has been. */
  readonly lookUp: (keys: readonly string[]) => void;
  readonly find: (key: string) => Row | undefined;
}

/** What no JSON that a server takes has; such a key is asked for by itself. */
const NOT_IN_JSON = /[\0\ud800-\udfff]/u;

/**
 * The row of a key is changed only after it has been asked for: what was read of it answers once, and it is looked up
 * again the next time.
 *
 * @param many rows with the key first, given a JSON array of keys
 * @param one a single row, as it is now
 */
export function openLookUps<Row extends readonly unknown[]>(
  many: Statement,
  one: (key: string) => Row | undefined,
): LookUps<Row> {
  const read = new Map<string, Row | undefined>();
  return {
    lookUp(keys) {
      read.clear();
      for (const key of keys) if (!NOT_IN_JSON.test(key)) read.set(key, undefined);
      const found = many.all(JSON.stringify([...read.keys()])) as (readonly [string, ...unknown[]])[];
      for (const [key, ...row] of found) read.set(key, row as unknown as Row);
    },
    find(key) {
      if (!read.has(key)) return one(key);
      const row = read.get(key);
      read.delete(key);
      return row;
    },
  };
}
