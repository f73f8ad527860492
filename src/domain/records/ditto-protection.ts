import { isSilentOnProtection, protects } from '../kinds/protection.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import { fold } from '../words/fold.ts';

/**
 * A column of protection that says something on the first row of each group alone, as reports print groups ("Ja", then
 * blanks, "Nej", then blanks): whether the blanks mean the same nobody can know. (Issue: unread is not absent.)
 */
export interface DittoWatch {
  /** Shown each row that is a case. */
  readonly look: (cells: readonly string[]) => void;
  /** The header of the column; null where it is none of those. */
  readonly found: () => string | null;
}

export function watchDitto({ columns }: ResolvedColumns): DittoWatch {
  const own = columns.find(({ field }) => field.name === 'is_protected');
  let isGrouped = own !== undefined && own.index >= 0;
  let last: string | null = null;
  let groups = 0;
  let blanks = 0;
  let protectedBlanks = 0;
  return {
    look(cells) {
      if (!isGrouped || own === undefined) return;
      const text = cells[own.index] ?? '';
      if (text === '' || isSilentOnProtection(text)) {
        // A group has a first row; a dash is an answer of its own.
        if (last === null || text.trim() !== '') isGrouped = false;
        else blanks += 1;
        if (last !== null && protects(last)) protectedBlanks += 1;
        return;
      }
      const value = fold(text);
      if (value === last) isGrouped = false;
      last = value;
      groups += 1;
    },
    found: () =>
      isGrouped && groups >= FEWEST_GROUPS && blanks > groups && protectedBlanks > 0
        ? (own?.header ?? null)
        : null,
  };
}

/** One value on the first row alone is of that row. */
const FEWEST_GROUPS = 2;
