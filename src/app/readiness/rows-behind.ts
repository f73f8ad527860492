import type { FigureBehind } from '../../domain/readiness/day-page.ts';
import { figuresOf } from '../../domain/day/figures.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import type { Register } from '../../register/file/register.ts';
import { rowsIn } from './list-rows.ts';
import { takeReadinessRows, type ReadinessOptions } from './take-readiness.ts';

/** More rows than this behind one figure are nothing to read in a page: the command lists them. */
const MOST_ROWS = 2000;
/** Told by their reason. */
const BY_REASON: readonly string[] = ['needs-decision', 'trapped-undecided'];

/** The rows behind each figure of the page: references, and of what needs a decision the reason. */
export function takeRowsBehind(
  register: Register,
  model: Readiness,
  options: Pick<ReadinessOptions, 'since'>,
): readonly FigureBehind[] {
  const figures = figuresOf(model);
  if (figures.length === 0) return [];
  const cells = takeReadinessRows(register, model.asOf, options);
  return figures.map(({ label, figure: { cohort, scope } }, at) => {
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
