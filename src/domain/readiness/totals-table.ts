import { kommunName } from '../profile/kommuner.ts';
import { isDiffering } from '../reconciliation/compare-totals.ts';
import type { ReadinessFacts } from './facts.ts';
import { column } from './figure-columns.ts';
import { labelOf } from './figure-rows.ts';
import type { UncountedTable } from './readiness.ts';

// Control totals

/** Every cell that the totals have, beside what was counted as of their day; those that differ first. */
export function totalsTable({ totals, profile }: ReadinessFacts): UncountedTable | null {
  if (totals === null || totals.comparison.hasLostNames) return null;
  const { day, comparison } = totals;
  const cells = [
    ...comparison.cells.filter(isDiffering),
    ...comparison.cells.filter((cell) => !isDiffering(cell)),
  ];
  return {
    title: `Kontrollsummor ${day}`,
    caption: `Regionens egna tal mot SIP ${day}, cell för cell. Inget jämnas ut; celler som skiljer sig står först.`,
    rowHeader: 'Part och kommun',
    columns: [
      { label: 'Kontrollsumma', cohort: null },
      column('Räknat', 'sip-in-totals'),
      { label: 'Skillnad', cohort: null },
    ],
    rows: () =>
      cells.map(({ part, kommun, expected, actual, difference }) => ({
        label: `${labelOf('part', part, profile)}, ${kommunName(profile, kommun)}`,
        scope: { kommun, part },
        values: [expected, actual, difference],
        isTotal: false,
        level: 0,
      })),
  };
}
