import { isIdentityUnfit } from '../../domain/classification/case-state.ts';
import type { IdentityState } from '../../domain/records/record-reader.ts';
import type { ClassedKind } from '../../domain/classification/class-rule.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import type { TargetEvidence, UnclearThere } from '../../domain/classification/in-target.ts';
import { moveWindow } from '../../domain/plan/plan.ts';
import {
  judgePerson,
  judgeSip,
  judgeStay,
  mayGoOn,
  weigh,
  type Judged,
} from '../../domain/target/target-row.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import { openTargetCases, personsWithSeveral, type TargetCases } from '../../register/cases/target-cases.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { openHeldAgainst, openTargetRows, type HeldAgainst } from './held-against.ts';

/** What the lists of the target system say of persons and cases of the source, as of a day. */
export interface TargetLists {
  readonly patient: (row: PatientRow) => SaidThere;
  readonly vardtillfalle: (row: CaseRow<'vardtillfalle'>) => SaidThere;
  readonly sip: (row: CaseRow<'sip'>) => SaidThere;
}

/** What the lists come to of one case. */
export interface SaidThere {
  /** Null where they can not say. */
  readonly evidence: TargetEvidence | null;
  /** What they have that may be of the case, where they can not say that anything is. */
  readonly unclear: UnclearThere | null;
}

interface PatientRow {
  readonly person_key: string | null;
  readonly identity: IdentityState | null;
  readonly kommun: string | null;
}

/**
 * Opens what the target's lists say. A list that is a part says nothing of what it lacks; a row that is no evidence of the
 * case (target-row) says nothing of it; and where a person has several cases in the source and fewer in the target nobody
 * can tell which is which.
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
  const against = openHeldAgainst(register, pseudonyms);
  const several = (kind: ClassedKind): (() => ReadonlySet<string>) =>
    lazily(() => personsWithSeveral(db, kind, asOf));
  return {
    patient: patients(persons('lcsp_patient'), register),
    vardtillfalle: stays(persons('lcsp_vardtillfalle'), several('vardtillfalle'), against, register, asOf),
    sip: sips(persons('lcsp_sip'), several('sip'), against, register),
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

const NOTHING_SAID: SaidThere = { evidence: null, unclear: null };

/** What is asked of the rows that the target has of a person. */
interface Asked<K extends TargetKind> {
  readonly rows: readonly CaseRow<K>[];
  readonly judge: (row: CaseRow<K>) => Judged;
  /** Whether as many rows are of the case as there are cases that they can be of. */
  readonly isEnough: (it: readonly CaseRow<K>[]) => boolean;
  /** What is said where the lists have nothing that is it, or may be. */
  readonly absent: () => TargetEvidence | null;
}

function saidBy<K extends Exclude<TargetKind, 'lcsp_enhet'>>({
  rows,
  judge,
  isEnough,
  absent,
}: Asked<K>): SaidThere {
  const { it, unclear } = weigh(rows, judge);
  const found = it.map(([row]) => row);
  if (found.length > 0) {
    if (!isEnough(found)) return NOTHING_SAID;
    const isThere = it.some(([, isOngoing]) => isOngoing);
    return {
      evidence: { listOn: seenOn(found), isThere, wasThere: true, createdOn: createdOn(found) },
      unclear: null,
    };
  }
  if (unclear.length === 0) return { evidence: absent(), unclear: null };
  const why = unclear.filter(mayGoOn);
  return { evidence: null, unclear: why.length === 0 ? null : { listOn: seenOn(rows), why } };
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
const createdOn = (rows: readonly object[]): string | null =>
  rows
    .flatMap((row) => ('created_on' in row && typeof row.created_on === 'string' ? [row.created_on] : []))
    .sort()[0] ?? null;

function patients(persons: Persons<'lcsp_patient'>, register: Register): (row: PatientRow) => SaidThere {
  const asTargetRow = openTargetRows(register, 'lcsp_patient');
  return (row) => {
    const found = persons(row.person_key);
    if (found === null) return NOTHING_SAID;
    const { target, rows } = found;
    return saidBy({
      rows,
      judge: (there) => judgePerson(asTargetRow(there)),
      isEnough: () => true,
      absent: () => absentBy(target.coveredOn({ kommun: row.kommun }), row),
    });
  };
}

function stays(
  persons: Persons<'lcsp_vardtillfalle'>,
  several: () => ReadonlySet<string>,
  against: HeldAgainst,
  register: Register,
  asOf: string,
): (row: CaseRow<'vardtillfalle'>) => SaidThere {
  const asTargetRow = openTargetRows(register, 'lcsp_vardtillfalle');
  /** Of the persons that have several. */
  const staysOf = lazily(() => {
    const of = new Map<string, CaseRow<'vardtillfalle'>[]>();
    if (several().size === 0) return of;
    for (const row of casesAsOf(register.db, 'vardtillfalle', asOf)) {
      const { person_key: person } = row;
      if (person === null || !several().has(person)) continue;
      of.set(person, [...(of.get(person) ?? []), row]);
    }
    return of;
  });
  return (row) => {
    const found = persons(row.person_key);
    if (found === null) return NOTHING_SAID;
    const { person, target, rows } = found;
    const isOnly = !several().has(person);
    const judgeAs =
      (stay: CaseRow<'vardtillfalle'>) =>
      (there: CaseRow<'lcsp_vardtillfalle'>): Judged =>
        judgeStay(asTargetRow(there), against.stay(stay, isOnly));
    return saidBy({
      rows,
      judge: judgeAs(row),
      isEnough: (it) =>
        isOnly ||
        (staysOf().get(person) ?? []).filter((stay) => it.some((there) => judgeAs(stay)(there).is === 'it'))
          .length <= it.length,
      absent: () => absentBy(target.coveredOn(row), row),
    });
  };
}

function sips(
  persons: Persons<'lcsp_sip'>,
  several: () => ReadonlySet<string>,
  against: HeldAgainst,
  register: Register,
): (row: CaseRow<'sip'>) => SaidThere {
  const asTargetRow = openTargetRows(register, 'lcsp_sip');
  const moveBeginsOn = moveWindow(register.profile)?.from ?? null;
  return (row) => {
    const found = persons(row.person_key);
    if (found === null) return NOTHING_SAID;
    const { person, target, rows } = found;
    return saidBy({
      rows,
      judge: (there) => judgeSip(asTargetRow(there), against.sip(row), moveBeginsOn),
      isEnough: () => !several().has(person),
      absent: () => absentBy(target.coveredOn({ unit: row.unit }), row),
    });
  };
}
