import type { ResolvedColumns } from '../mapping/mapping.ts';
import { UNIT_WORDS } from '../records/place-columns.ts';

/** Nobody is called as an office is; a cell or two can have slid. */
const MOST = 0.5;

/**
 * The header of the column of names, where what stands in it is units: it has changed places with another, whose cells are
 * then names, and would be shown where those of units are. Null where all is well.
 *
 * @param rows the first rows below the header
 */
export function namesThatAreUnits(
  { columns }: Pick<ResolvedColumns, 'columns'>,
  rows: readonly (readonly string[])[],
): string | null {
  const swapped = columns
    .filter(({ field, made }) => field.type === 'name' && made === undefined)
    .find(({ index }) => {
      const names = rows.map((cells) => (cells[index] ?? '').trim()).filter((name) => name !== '');
      const units = names.filter((name) => UNIT_WORDS().test(name));
      return units.length > 0 && units.length >= names.length * MOST;
    });
  return swapped?.header ?? null;
}
