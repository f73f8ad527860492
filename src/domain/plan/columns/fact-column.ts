import type { ColumnBase } from '../../answers/column-base.ts';
import { termLabel, type TermSet } from '../../kinds/terms.ts';
import type { Profile } from '../../profile/profile-schema.ts';
import { readFrom, type Read, type ReadingName } from '../readings.ts';
import { isWithoutConsent, WITHHELD, type SubjectKind, type SubjectOf } from '../subject.ts';

/**
 * What a list tells of a case, locked: one entry a column, named in order by the steps that have it. A column never
 * says more of a person than initial, surname and birth year, but where the whole number was asked for.
 */
export interface FactColumn<K extends SubjectKind = SubjectKind> extends ColumnBase {
  readonly kind: 'fact';
  /** Worked out by the rules, also from what people answer: not compared when a list comes back. */
  readonly isDerived?: true;
  /** Left out of a list where no row has it. */
  readonly isRare?: true;
  /** Names of readings: the value is made from these and nothing else. */
  readonly reads: readonly string[];
  readonly value: (subject: SubjectOf<K>, profile: Profile) => string | null;
  /** Says which case and which person the row is about. */
  readonly identifies?: true;
  /** Says something of who the person is: on no list for named handlers. */
  readonly showsPerson?: true;
  /** Not shown of a person who has refused consent. */
  readonly needsConsent?: true;
  /** Helps with work in the source system: of no use once it is read-only. */
  readonly isForSource?: true;
}

export const ALL_KINDS = ['sip', 'vardtillfalle', 'patient', 'meddelande', 'sip_part'] as const;

/** A column with a value made from declared readings of some kinds of case. */
export function fact<const K extends SubjectKind, const Name extends ReadingName<K>>(
  _of: readonly K[],
  reads: readonly Name[],
  column: Omit<FactColumn, 'kind' | 'reads' | 'value'>,
  value: (read: Read<K, Name>, profile: Profile) => string | null,
): FactColumn<K> {
  return {
    kind: 'fact',
    reads,
    ...column,
    // What is withheld says so in more words than a day has.
    ...(column.needsConsent === true ? { wrap: true } : {}),
    value: (subject, profile) =>
      column.needsConsent === true && isWithoutConsent(subject)
        ? WITHHELD
        : value(readFrom(reads, subject) as Read<K, Name>, profile),
  };
}

/** A code in the words of its set of terms. */
export const labelled = (set: TermSet, code: string | null): string | null =>
  code === null ? null : termLabel(set, code);

/** The day of an instant. */
export const day = (instant: string | null): string | null =>
  instant === null ? null : instant.slice(0, 10);
