import type { Pair } from './column-pairs.ts';
import type { Unclear } from './proposal.ts';

/** Scores nearer each other than this are equal. */
const EQUAL = 0.035;

interface Choice {
  readonly chosen: readonly Pair[];
  readonly unclear: readonly Unclear[];
}

/** The best pair first; a field two columns want alike, or a column two fields want alike, is left open. */
export function choose(pairs: readonly Pair[]): Choice {
  const chosen: Pair[] = [];
  const unclear: Unclear[] = [];
  let open = [...pairs].sort((a, b) => b.score - a.score);
  for (let best = open[0]; best !== undefined; best = open[0]) {
    const { field, column, score } = best;
    const isEqual = (pair: Pair): boolean =>
      pair !== best && pair.score >= score - EQUAL && !isWantedMore(pair, open);
    const columns = open.filter((pair) => pair.field === field && isEqual(pair));
    const fields = open.filter(
      (pair) => pair.column === column && isEqual(pair) && pair.header.level !== 'known',
    );
    const taken = [best, ...columns, ...fields];
    if (columns.length > 0)
      unclear.push({
        reason: 'columns-equal',
        fields: [field],
        headers: [best, ...columns].map((pair) => pair.column.header),
      });
    else if (fields.length > 0 && best.header.level !== 'known') {
      unclear.push({
        reason: 'fields-equal',
        fields: [best, ...fields].map((pair) => pair.field),
        headers: [column.header],
      });
    } else {
      chosen.push(best);
      taken.splice(1);
    }
    open = open.filter(
      (pair) => !taken.some((closed) => closed.column === pair.column || closed.field === pair.field),
    );
  }
  return { chosen, unclear };
}

/** Whether the pair's column fits another open field better, or its field another open column. */
function isWantedMore(pair: Pair, open: readonly Pair[]): boolean {
  return open.some(
    (other) =>
      other.score > pair.score + EQUAL &&
      ((other.column === pair.column && other.field !== pair.field) ||
        (other.field === pair.field && other.column !== pair.column)) &&
      other.score > 0.5,
  );
}
