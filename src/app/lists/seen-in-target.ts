import { moveWindow } from '../../domain/plan/plan.ts';
import { coordinatorComparer } from '../../domain/reconciliation/coordinator.ts';
import { likeness } from '../../domain/reconciliation/compare-systems.ts';
import { judgeSip, pairUp, type RowDoubt } from '../../domain/target/target-row.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import { sipRowsOfPersons } from '../../register/cases/person-cases.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import type { MissingCase } from '../../register/lists/lacking-cases.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { openHeldAgainst, openTargetRows } from '../cases/held-against.ts';

type Asked = Pick<MissingCase, 'caseNo' | 'personKey'>;

/** SIPs that a list lacks, against the lists of the target system. */
export interface SeenInTarget {
  /** Those that are known to have been moved: each has a row of its own there. */
  readonly moved: ReadonlySet<number>;
  /** Others whose person has rows there that do not count for them: how many they are, and why. */
  readonly unsure: { readonly cases: number; readonly why: readonly RowDoubt[] };
}

export const NOTHING_SEEN: SeenInTarget = { moved: new Set(), unsure: { cases: 0, why: [] } };

/**
 * Which SIPs that are gone by a day were seen in a list of the target system by then. Not the person but the SIP must be
 * there: a row counts only where it is evidence of it, and for one SIP alone. What went, or was closed, before them has
 * first claim to the person's rows; what is still open the last.
 */
export function seenInTarget(register: Register, day: string, asked: readonly Asked[]): SeenInTarget {
  const keys = [...new Set(asked.flatMap(({ personKey }) => personKey ?? []))];
  const rowsOf = targetRows(register, day, keys);
  if (rowsOf.size === 0) return NOTHING_SEEN;
  const { db, profile } = register;
  const moveBeginsOn = moveWindow(profile)?.from ?? null;
  const compare = coordinatorComparer(profile);
  const askedNos = new Set(asked.map(({ caseNo }) => caseNo));
  const coverage = coverageOf(db, 'sip');
  const isGone = (sip: CaseRow<'sip'>): boolean => askedNos.has(sip.case_no) || !coverage.isListed(sip);
  const against = openHeldAgainst(register, () => openPseudonyms(register, 'read'));
  const asTargetRow = openTargetRows(register, 'lcsp_sip');
  const judge = (sip: CaseRow<'sip'>, row: CaseRow<'lcsp_sip'>) =>
    judgeSip(asTargetRow(row), against.sip(sip), moveBeginsOn);

  const moved = new Set<number>();
  const unsure = new Set<number>();
  const why: RowDoubt[] = [];
  for (const [person, sips] of groupedByPerson(sipRowsOfPersons(db, [...rowsOf.keys()]))) {
    const rows = rowsOf.get(person) ?? [];
    const claiming = sips
      .filter((sip) => sip.closed_as !== 'ended' && isForMove(sip))
      .map((sip) => ({ sip, from: isGone(sip) ? sip.last_seen_on : isClosed(sip) ? '' : LAST }))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.sip.case_no - b.sip.case_no));
    const pairs = pairUp(claiming, rows, ({ sip, from }, row) => {
      if (judge(sip, row).is !== 'it') return null;
      const { unit, role } = row;
      // How alike they are goes by unit and role.
      const { differs } = compare(sip, { part: null, unit, role });
      return likeness(differs, from === LAST ? 1 : 2);
    });
    for (const { sip } of pairs.keys()) moved.add(sip.case_no);
    for (const sip of sips) {
      if (moved.has(sip.case_no) || !askedNos.has(sip.case_no)) continue;
      unsure.add(sip.case_no);
      for (const row of rows) {
        const judged = judge(sip, row);
        if (judged.is !== 'it') why.push(judged.why);
        else why.push(isForMove(sip) ? 'which-one' : 'no-consent');
      }
    }
  }
  return {
    moved: new Set([...moved].filter((caseNo) => askedNos.has(caseNo))),
    unsure: { cases: unsure.size, why },
  };
}

/** Sorts after every day. */
const LAST = '~';

const isClosed = (sip: CaseRow<'sip'>): boolean => sip.class === 'closed';

/** Whether a SIP is one that is moved: not against the patient's will, unless somebody has decided so. */
const isForMove = ({ consent, class: className }: CaseRow<'sip'>): boolean =>
  consent !== 'no' || (className !== 'needs-decision' && className !== 'protected');

/** The rows that lists of the target up to a day have of these persons. */
function targetRows(
  register: Register,
  day: string,
  persons: readonly string[],
): ReadonlyMap<string, readonly CaseRow<'lcsp_sip'>[]> {
  const found = new Map<string, CaseRow<'lcsp_sip'>[]>();
  if (persons.length === 0 || latestListOn(register.db, 'lcsp_sip', day) === null) return found;
  const pseudonymOf = openPseudonyms(register, 'read');
  const personOf = new Map(persons.map((person) => [pseudonymOf(person), person]));
  for (const row of casesAsOf(register.db, 'lcsp_sip', day)) {
    const person = row.person_key === null ? undefined : personOf.get(row.person_key);
    if (person === undefined) continue;
    const known = found.get(person);
    if (known === undefined) found.set(person, [row]);
    else known.push(row);
  }
  return found;
}

function groupedByPerson(sips: readonly CaseRow<'sip'>[]): ReadonlyMap<string, readonly CaseRow<'sip'>[]> {
  const persons = new Map<string, CaseRow<'sip'>[]>();
  for (const sip of sips) {
    const person = sip.person_key ?? '';
    persons.set(person, [...(persons.get(person) ?? []), sip]);
  }
  return persons;
}
