import type { FactValue, KindName } from '../kinds/kinds.ts';

/** A list that is compared. */
export interface ComparedList {
  readonly sourceNo: number;
  readonly file: string;
  /** Null for a list without a day of its own. */
  readonly exportedOn: string | null;
  /** How many cases it has. */
  readonly cases: number;
}

/** A case as people can be told of it: never by a personnummer or a name. */
export interface NamedCase {
  /** The register's own number; never shown. */
  readonly caseNo: number;
  /** The case's id in the source system; null where that is a person. */
  readonly id: string | null;
  /** The reference of worklists; null for kinds that have none. */
  readonly reference: string | null;
  /** Its row in the list: in `to`, or in `from` for what is gone. */
  readonly row: number;
}

export interface ChangedField {
  readonly column: string;
  readonly label: string;
  /** Canonical values; null where the list says nothing that could be understood, and where `isHidden`. */
  readonly from: FactValue;
  readonly to: FactValue;
  /** The values as people read them. */
  readonly fromText: string;
  readonly toText: string;
  /** It has changed, but what it says is not shown. */
  readonly isHidden: boolean;
}

interface ChangedCase extends NamedCase {
  readonly fields: readonly ChangedField[];
}

/** What two lists of one kind differ in. */
export interface ListDiff {
  readonly kind: KindName;
  readonly from: ComparedList;
  readonly to: ComparedList;
  /** In `to`, and in no list up to the older of the two. */
  readonly new: readonly NamedCase[];
  readonly changed: readonly ChangedCase[];
  /** In `from` and not in `to`. */
  readonly gone: readonly NamedCase[];
  /** In `to` and not in `from`, but known from a list before both. */
  readonly back: readonly NamedCase[];
  readonly unchanged: number;
}
