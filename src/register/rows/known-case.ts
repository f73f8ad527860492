import type { FactValue } from '../../domain/kinds/kinds.ts';
import type { IdentityState, RecordRead } from '../../domain/records/record-reader.ts';
import type { Fate } from '../../domain/fates/fates.ts';

/** What became of a row that names its case. */
export interface Taken {
  readonly fate: Fate;
  /** The row of this list that the fate refers to: the one repeated, or the one contradicted. */
  readonly otherRow: number | null;
  /** Whether the other row was accepted until this one contradicted it. */
  readonly overturnsOther: boolean;
  /** The case as it was met, where an earlier list had it and this one is the newest that does. */
  readonly met: MetCase | null;
}

export interface MetCase {
  readonly caseNo: number;
  /** The newest list before this one that had the case. */
  readonly lastSeenOn: string;
  /** The facts before this list, and by it. */
  readonly before: readonly FactValue[];
  readonly after: readonly FactValue[];
}

/** What the register knows of a case when a list has it again. */
export interface Known {
  readonly caseNo: number;
  readonly factsOn: string;
  readonly sourceNo: number;
  readonly row: number;
  readonly firstSourceNo: number;
  readonly lastSeenOn: string;
  readonly lastSourceNo: number;
  readonly lastRow: number;
  readonly isConflicting: boolean;
  readonly notUnderstood: string | null;
  readonly personKey: string | null;
  readonly identity: IdentityState | null;
  readonly values: readonly FactValue[];
}

export const isSame = (a: readonly FactValue[], b: readonly FactValue[]): boolean => {
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
};

type StoredCase = Pick<Known, 'values' | 'personKey' | 'identity' | 'notUnderstood' | 'isConflicting'>;

/** Facts as `earlier_facts` keeps them: JSON text with the canonical columns, and what is known of how they were read. */
export function storedFacts(
  names: readonly string[],
  { values, personKey, identity, notUnderstood, isConflicting }: StoredCase,
): string {
  return JSON.stringify({
    ...Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])),
    person_key: personKey,
    identity,
    not_understood: notUnderstood,
    is_conflicting: isConflicting ? 1 : 0,
  });
}

type Agreeing = Pick<RecordRead, 'values' | 'personKey' | 'identity'>;

/** What two rows that contradict each other agree on. Protection holds if either says so; the person, if both do. */
export function agreedOf(names: readonly string[], one: Agreeing, other: Agreeing): Agreeing {
  const isOneProtected = (name: string, index: number): boolean =>
    name === 'is_protected' && (one.values[index] === 1 || other.values[index] === 1);
  return {
    values: names.map((name, index) => {
      if (isOneProtected(name, index)) return 1;
      return one.values[index] === other.values[index] ? (one.values[index] ?? null) : null;
    }),
    personKey: one.personKey === other.personKey ? one.personKey : null,
    identity: one.identity === other.identity ? one.identity : null,
  };
}
