import { isIdentityUnfit } from '../../domain/classification/case-state.ts';
import { isStayOpen } from '../../domain/kinds/target-stay.ts';
import type { IdentityState } from '../../domain/records/record-reader.ts';
import type { ClassedKind } from '../../domain/classification/class-rule.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import type { TargetEvidence } from '../../domain/classification/in-target.ts';
import { fold } from '../../domain/words/fold.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { unreadColumns, type CaseRow } from '../../register/cases/cases.ts';
import { openTargetCases, personsWithSeveral, type TargetCases } from '../../register/cases/target-cases.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';

/** What the lists of the target system say of persons and cases of the source, as of a day; null where they can not say. */
export interface TargetLists {
  readonly patient: (row: PatientRow) => TargetEvidence | null;
  readonly vardtillfalle: (row: CaseRow<'vardtillfalle'>) => TargetEvidence | null;
  readonly sip: (row: CaseRow<'sip'>) => TargetEvidence | null;
}

interface PatientRow {
  readonly person_key: string | null;
  readonly identity: IdentityState | null;
  readonly kommun: string | null;
}

/**
 * Opens what the target's lists say. A list that is a part says nothing of what it lacks; and where a person has several
 * cases in the source and fewer in the target nobody can tell which is which.
 *
 * @throws UnusableRegister when a list is asked, and the key by which persons are recognised in it is missing: what it
 *   says is not what it would say if it were not there
 */
export function openTargetLists(register: Register, asOf: string): TargetLists {
  const { db } = register;
  const pseudonyms = lazily(() => openPseudonyms(register, 'read'));
  const persons = <K extends TargetKind>(kind: K): Persons<K> => {
    const lists = lazily(() => openTargetCases(db, kind, asOf));
    return (person) => {
      const target = person === null ? null : lists();
      return target === null || person === null
        ? null
        : { person, target, rows: target.of(pseudonyms()(person)) };
    };
  };
  const several = (kind: ClassedKind): (() => ReadonlySet<string>) =>
    lazily(() => personsWithSeveral(db, kind, asOf));
  return {
    patient: patients(persons('lcsp_patient')),
    vardtillfalle: stays(persons('lcsp_vardtillfalle'), several('vardtillfalle')),
    sip: sips(persons('lcsp_sip'), several('sip')),
  };
}

/** What the target has of a person; null where no list can say. */
type Persons<K extends TargetKind> = (person: string | null) => {
  readonly person: string;
  readonly target: TargetCases<K>;
  readonly rows: readonly CaseRow<K>[];
} | null;

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The newest day that any of these was seen. */
const seenOn = (rows: readonly { readonly last_seen_on: string }[]): string =>
  rows.map((row) => row.last_seen_on).reduce((a, b) => (a > b ? a : b), '');

/**
 * That nothing is there, where a list would have had it. Under a number with a fault nobody is registered in the target,
 * where the number is looked up (seed 000, Steg 1): that the list lacks it says nothing.
 */
function absentBy(coveredOn: string, row: Pick<PatientRow, 'identity'>): TargetEvidence | null {
  return coveredOn === '' || isIdentityUnfit(row) ? null : { listOn: coveredOn, isThere: false };
}

/** The first day that any of these came to be, where the list says. */
const createdOn = (rows: readonly { readonly created_on: string | null }[]): string | null =>
  rows.flatMap(({ created_on: on }) => on ?? []).sort()[0] ?? null;

function patients(persons: Persons<'lcsp_patient'>): TargetLists['patient'] {
  return (row) => {
    const found = persons(row.person_key);
    if (found === null) return null;
    const { target, rows } = found;
    return rows.length === 0
      ? absentBy(target.coveredOn({ kommun: row.kommun }), row)
      : { listOn: seenOn(rows), isThere: true, wasThere: true, createdOn: createdOn(rows) };
  };
}

function stays(
  persons: Persons<'lcsp_vardtillfalle'>,
  several: () => ReadonlySet<string>,
): TargetLists['vardtillfalle'] {
  return (row) => {
    const found = persons(row.person_key);
    if (found === null) return null;
    const { person, target, rows: all } = found;
    if (all.length === 0) return absentBy(target.coveredOn(row), row);
    const rows = several().has(person) ? all.filter((there) => isSameStay(row, there)) : all;
    // The person has others there, or here: nobody can say that this one is not among them.
    if (rows.length === 0) return null;
    const isThere = rows.some(
      (there) => isStayOpen(there) && !unreadColumns(there.not_understood).includes('status'),
    );
    return { listOn: seenOn(rows), isThere, wasThere: true, createdOn: createdOn(rows) };
  };
}

function isSameStay(here: CaseRow<'vardtillfalle'>, there: CaseRow<'lcsp_vardtillfalle'>): boolean {
  if (here.admitted_at !== null && there.admitted_at !== null)
    return dayOf(here.admitted_at) === dayOf(there.admitted_at);
  return here.unit !== null && there.unit !== null && fold(here.unit) === fold(there.unit);
}

function sips(persons: Persons<'lcsp_sip'>, several: () => ReadonlySet<string>): TargetLists['sip'] {
  return (row) => {
    const found = persons(row.person_key);
    if (found === null) return null;
    const { person, target, rows } = found;
    if (rows.length === 0) return absentBy(target.coveredOn({ unit: row.unit }), row);
    if (several().has(person)) return null;
    const isThere = rows.some(({ status }) => status !== 'closed');
    return { listOn: seenOn(rows), isThere, wasThere: true, createdOn: createdOn(rows) };
  };
}
