import type { ResolvedColumns } from '../mapping/mapping.ts';
import { holdsUnitWord } from '../records/place-columns.ts';

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
  const hasUnits = ({ index }: { readonly index: number }): boolean => {
    const texts = rows.map((cells) => (cells[index] ?? '').trim()).filter((text) => text !== '');
    const units = texts.filter(holdsUnitWord);
    return units.length > 0 && units.length >= texts.length * MOST;
  };
  const ofType = (...types: readonly string[]) =>
    columns.filter(({ field, made }) => types.includes(field.type) && made === undefined);
  // Where units stand under their own header too, nothing has changed places.
  const swapped = ofType('name').find(hasUnits);
  return swapped === undefined || ofType('unit', 'units').some(hasUnits) ? null : swapped.header;
}
