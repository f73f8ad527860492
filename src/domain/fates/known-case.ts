import type { FactValue } from '../kinds/kinds.ts';
import { AHEAD } from '../records/ahead-days.ts';
import { OUTSIDE } from '../records/outside-region.ts';
import { pointsAtOnePerson, type IdentityState, type RecordRead } from '../records/record-reader.ts';

/** The facts of a case as the register keeps them. */
export interface KeptFacts {
  /** One value per canonical column of the kind. */
  readonly values: readonly FactValue[];
  readonly personKey: string | null;
  readonly identity: IdentityState | null;
  /** Texts that could not be understood, as JSON; null when there are none. */
  readonly notUnderstood: string | null;
  /** Whether rows of one list contradict each other on the case. */
  readonly isConflicting: boolean;
}

/** What the register knows of a case when a list has it again. */
export interface Known extends KeptFacts {
  readonly caseNo: number;
  readonly factsOn: string;
  readonly sourceNo: number;
  readonly row: number;
  readonly firstSourceNo: number;
  readonly lastSeenOn: string;
  readonly lastSourceNo: number;
  readonly lastRow: number;
}

/** The list that is taken in, as the fates of its rows rest on it. */
export interface ListAtHand {
  readonly sourceNo: number;
  /** The day it was taken out. */
  readonly exportedOn: string;
  /** The kind's canonical columns. */
  readonly names: readonly string[];
  /** Positions of columns that the list does not have: it says nothing of them, so what is known stays. */
  readonly absent: readonly number[];
}

export const isSame = (a: readonly FactValue[], b: readonly FactValue[]): boolean => {
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
};

export const asJson = (value: object | null): string | null =>
  value === null ? null : JSON.stringify(value);

/**
 * A row's values, with what is known in the columns that the list does not have. What the row says all the same stays:
 * a sign in any cell that its person is protected.
 */
export function withKnown(
  values: readonly FactValue[],
  known: readonly FactValue[],
  absent: readonly number[],
): readonly FactValue[] {
  return absent.length === 0
    ? values
    : values.map((value, at) => (absent.includes(at) ? (value ?? known[at] ?? null) : value));
}

/** Whether two rows with one id are about two persons, as far as their numbers can be trusted. */
export function areTwoPersons(one: Whose, other: Whose): boolean {
  return (
    one.personKey !== null &&
    other.personKey !== null &&
    one.personKey !== other.personKey &&
    pointsAtOnePerson(one.identity) &&
    pointsAtOnePerson(other.identity)
  );
}

type Whose = Pick<RecordRead, 'personKey' | 'identity'>;

/**
 * What could not be read, where the list lacks some columns: of those, what is known stays, and so does what is not.
 *
 * @param known the texts that stand, as JSON
 */
export function unreadWithKnown(
  own: RecordRead['notUnderstood'],
  known: string | null,
  { names, absent }: Pick<ListAtHand, 'names' | 'absent'>,
): RecordRead['notUnderstood'] {
  if (known === null || absent.length === 0) return own;
  const { inherited } = unreadIn(
    known,
    absent.map((at) => names[at] ?? ''),
  );
  return Object.keys(inherited).length === 0 ? own : { ...inherited, ...own };
}

/** Texts that could not be understood, by the name that they are kept under. */
export type UnreadTexts = Readonly<Record<string, string>>;

/**
 * Tells the unread texts of some columns from the others.
 *
 * @param texts the texts, as JSON
 * @param absent the columns, in order
 */
export function unreadIn(
  texts: FactValue,
  absent: readonly string[],
): { readonly own: UnreadTexts; readonly inherited: UnreadTexts } {
  if (typeof texts !== 'string') return { own: {}, inherited: {} };
  const all = JSON.parse(texts) as UnreadTexts;
  const names = absent.flatMap((name) => ['', OUTSIDE, AHEAD].map((suffix) => name + suffix));
  return {
    own: Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name))),
    inherited: Object.fromEntries(
      names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]] as const])),
    ),
  };
}

/** Facts as `earlier_facts` keeps them: JSON text with the canonical columns, and what is known of how they were read. */
export function storedFacts(
  names: readonly string[],
  { values, personKey, identity, notUnderstood, isConflicting }: KeptFacts,
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
