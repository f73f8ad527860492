import type { FactValue, Field } from '../kinds/kinds.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import type { CellRead } from './cell-readers.ts';

/** Another column of the list that means the same as the one that is read. */
export interface SecondColumn {
  readonly index: number;
  readonly header: string;
}

/** What holds where several columns say what one should, and whether they say different things. */
export interface Claim {
  readonly read: CellRead;
  readonly differs: boolean;
  /** Whether one of them holds all the same; else nobody knows. */
  readonly isSettled: boolean;
}

const saysSomething = (read: CellRead): boolean => read !== null;
const isFault = (read: CellRead): read is Extract<CellRead, { readonly fault: string }> =>
  typeof read === 'object' && read !== null && 'fault' in read;
const valueOf = (read: CellRead): FactValue =>
  typeof read === 'object' && read !== null ? ('value' in read ? read.value : null) : read;
const isSame = (one: CellRead, other: CellRead): boolean =>
  isFault(one) ? isFault(other) && one.fault === other.fault : valueOf(one) === valueOf(other);

/**
 * What several columns of one meaning say together (domain §10: told, and the careful one holds).
 *
 * @param first the column that holds where the others do not forbid it: current kommun, the SIP's own consent
 */
export function claimOf(field: Field, first: CellRead, others: readonly CellRead[]): Claim {
  const said = others.filter(saysSomething);
  const differs = said.some((other) => !isSame(first, other));
  if (!differs) return { read: first, differs, isSettled: true };
  const unread = said.find(isFault);
  switch (field.whenColumnsDiffer ?? (field.type === 'term' || field.type === 'flag' ? 'nobody' : 'first')) {
    case 'refusal': {
      const refusal = [first, ...said].find((read) => read === 'no');
      // What nobody can read may be a no.
      const read = refusal ?? (isFault(first) ? first : (unread ?? first));
      return { read, differs, isSettled: !isFault(read) };
    }
    case 'nobody': {
      const read = agreedBy([first, ...others].filter(saysSomething));
      return { read, differs, isSettled: !isFault(read) };
    }
    case 'first':
      return { read: saysSomething(first) ? first : (said[0] ?? null), differs, isSettled: true };
  }
}

/** What all that say something say; a fault where any can not be read, or they contradict each other. */
function agreedBy(said: readonly CellRead[]): CellRead {
  const [one = null] = said;
  return said.find(isFault) ?? (said.every((other) => isSame(one, other)) ? one : CONTRADICTED);
}

const CONTRADICTED = { fault: 'COLUMNS_DIFFER' } as const;

/** By canonical column, the other columns that mean the same. */
export function secondColumnsOf({ alike }: ResolvedColumns): ReadonlyMap<string, readonly SecondColumn[]> {
  const byField = new Map<string, SecondColumn[]>();
  for (const { name, index, header } of alike) {
    const known = byField.get(name);
    if (known === undefined) byField.set(name, [{ index, header }]);
    else known.push({ index, header });
  }
  return byField;
}
