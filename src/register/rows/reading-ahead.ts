import type { Statement } from '../engine/engine.ts';

/** So many questions in a row that the rows read ahead did not answer, and no more are read ahead for some time. */
const MOST_MISSES = 4;
/** So many questions are then asked one by one. */
const PAUSE = 200;

/**
 * Looks rows up by their key where each question costs a way to a server: with the row asked for those that come next by
 * their keys are read, as lists are mostly in that order. One in another order is noticed, and asked for row by row.
 *
 * The caller holds the right to write, and changes the row of a key only after having asked for it: a key is answered by
 * what was read ahead once, and looked up again the next time.
 *
 * @param next from a key on, the key first among the columns
 * @param one a single row, as it is now
 */
export function openReadingAhead<Row extends readonly unknown[]>(
  next: Statement,
  rowsAtOnce: number,
  one: (key: string) => Row | undefined,
): (key: string) => Row | undefined {
  const asked = new Set<string>();
  let ahead = new Map<string, Row>();
  let from = '';
  let to: string | null = '';
  let answers = 0;
  let misses = 0;
  let pause = 0;
  const isCovered = (key: string): boolean =>
    from !== '' && !isBefore(key, from) && (to === null || !isBefore(to, key));

  const read = (key: string): void => {
    misses = answers === 0 ? misses + 1 : 0;
    if (misses >= MOST_MISSES) {
      misses = 0;
      pause = PAUSE;
    }
    answers = 0;
    const rows = next.all(key) as (readonly [string, ...unknown[]])[];
    ahead = new Map(rows.map(([found, ...row]) => [found, row as unknown as Row]));
    from = key;
    // Fewer than were asked for: there are no more.
    to = rows.length < rowsAtOnce ? null : (rows.at(-1)?.[0] ?? null);
  };

  return (key) => {
    if (asked.has(key)) return one(key);
    asked.add(key);
    if (isCovered(key)) answers += 1;
    else if (pause > 0) {
      pause -= 1;
      return one(key);
    } else read(key);
    return ahead.get(key);
  };
}

/** By the bytes, as the register orders keys: by code points, which JavaScript's own order of texts is not. */
function isBefore(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
}
