import { fold } from '../../domain/words/fold.ts';
import { partsOfUnits } from '../../register/cases/reconciliation.ts';
import type { Register } from '../../register/file/register.ts';

/** Among which recipients of the index a list's owner stands. */
export type GroupOf = (owner: { readonly part: string | null; readonly unit: string | null }) => string;

const GROUPS: Readonly<Record<string, string>> = {
  slutenvard: 'Slutenvård',
  primarvard: 'Primärvård',
  psykiatri: 'Psykiatri',
  kommun: 'Kommunerna',
};

/** By the part that the list of units has a unit in, or else that of its list. */
export function openGroups({ db }: Register): GroupOf {
  const parts = partsOfUnits(db);
  return ({ part, unit }) => {
    const own = unit === null ? part : (parts.get(fold(unit)) ?? part);
    return GROUPS[own ?? ''] ?? (unit === null ? 'Projektet' : 'Övriga enheter');
  };
}
