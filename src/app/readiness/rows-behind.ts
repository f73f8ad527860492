import type { FigureBehind } from '../../domain/readiness/day-page.ts';
import { figuresOf } from '../../domain/day/figures.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import type { Cell } from '../../domain/readiness/cells.ts';
import { rowsIn } from './list-rows.ts';

/** More rows than this behind one figure are nothing to read in a page: the command lists them. */
const MOST_ROWS = 2000;
/** Told by their reason. */
const BY_REASON: readonly string[] = ['needs-decision', 'trapped-undecided'];

/**
 * The rows behind each figure of the page: references, and of what needs a decision the reason.
 *
 * @param cells of the day, one case each
 */
export function rowsBehind(model: Readiness, cells: readonly Cell[]): readonly FigureBehind[] {
  return figuresOf(model).map(({ label, figure: { cohort, scope } }, at) => {
    const rows = rowsIn(cells, { cohort, scope });
    const reasons = BY_REASON.includes(cohort) ? [...new Set(rows.map(({ why }) => why))].toSorted() : [''];
    const groups = reasons.map((why) => ({
      why,
      rows: rows.filter((row) => why === '' || row.why === why).map(({ reference }) => reference),
    }));
    return {
      id: `r-${at + 1}`,
      label,
      count: rows.length,
      groups: rows.length > MOST_ROWS ? [] : groups,
    };
  });
}
