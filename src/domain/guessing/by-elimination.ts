import { kindOf, type Field, type KindName } from '../kinds/kinds.ts';
import type { Pair } from './column-pairs.ts';
import type { HeaderEvidence } from './header-evidence.ts';
import type { Unclear } from './proposal.ts';

/**
 * The columns that are left when all others have found theirs: one column that holds what one column of the kind wants,
 * and no other does. Guesses, to be looked at.
 */
export function byElimination(
  pairs: readonly Pair[],
  chosen: readonly Pair[],
  unclear: readonly Unclear[],
  kind: KindName,
): readonly Pair[] {
  const isSettled = ({ field, column }: Pair): boolean =>
    chosen.some((pair) => pair.field === field || pair.column === column) ||
    unclear.some(({ fields, headers }) => fields.includes(field) || headers.includes(column.header));
  const isSaidOtherwise = ({ field, column }: Pair): boolean =>
    pairs.some(
      (other) =>
        other.column === column &&
        other.field !== field &&
        (other.score > 0 || other.header.level === 'known') &&
        SAYS.has(other.header.level),
    );
  const open = pairs.filter((pair) => !isSettled(pair) && !isSaidOtherwise(pair) && holdsIt(pair));
  const isAlone = ({ field, column }: Pair): boolean =>
    open.filter((other) => other.field === field || other.column === column).length === 1;
  return open
    .filter((pair) => isAlone(pair) && mayBeGuessed(pair.field, kind))
    .map((pair) => ({ ...pair, isLeftOver: true as const }));
}

/** A header that says one column is left to no other. */
const SAYS: ReadonlySet<HeaderEvidence['level']> = new Set(['known', 'same-letters', 'near', 'points']);

/** Where a wrong guess would close a case or say that somebody is unprotected or has consented, nobody is left over. */
const NOT_GUESSED: ReadonlySet<string> = new Set(['consent', 'is_protected']);

const mayBeGuessed = ({ name, whenColumnsDiffer }: Field, kind: KindName): boolean =>
  whenColumnsDiffer !== 'nobody' && !NOT_GUESSED.has(name) && name !== kindOf(kind).identifiedBy;

/** Whether the values are of the field's own sort, beyond any text. */
function holdsIt({ field, column, header, fit }: Pair): boolean {
  if (fit.verdict !== 'fits' && fit.verdict !== 'proves') return false;
  if (header.isNever === true) return false;
  const { distinctShare, shares } = column;
  switch (field.type) {
    case 'date':
    case 'instant':
      return shares.day >= 0.8 && shares.oldDay < 0.5;
    case 'id':
      return shares.id >= 0.95 && distinctShare >= 0.5;
    case 'term':
      return fit.share >= 0.9;
    case 'unit':
      return shares.unit >= 0.8;
    case 'text':
      return fit.share >= 0.5;
    default:
      return false;
  }
}
