import { pointsAtOnePerson, type IdentityState } from '../../domain/records/record-reader.ts';
import type { Engine } from '../engine/engine.ts';
import { listDays } from './reconciliation.ts';

/** A case, as far as who it is about and when lists had it. */
interface Whose {
  readonly case_no: number;
  readonly key: string;
  readonly person_key: string | null;
  readonly identity: IdentityState | null;
  readonly facts_on: string;
  readonly last_seen_on: string;
}

/**
 * Opens the look-up of cases that may be the same as one that is gone: of the same person, and new in the very list
 * from which it is missing. Nothing is looked up until a case is asked about.
 *
 * @returns their ids; none for a case that is not gone
 */
export function openRenewals(
  db: Engine,
  kind: 'sip' | 'vardtillfalle',
  asOf: string,
): (row: Whose) => readonly string[] {
  const days = listDays(db, kind, asOf);
  let newcomers: ReadonlyMap<string, readonly { readonly key: string; readonly firstOn: string }[]> | null =
    null;
  return ({ key, person_key: person, last_seen_on: lastSeenOn }) => {
    const goneOn = days.find((day) => day > lastSeenOn);
    if (goneOn === undefined || person === null) return NONE;
    newcomers ??= newcomersByPerson(db, kind, days[0] ?? '');
    const renewed = newcomers.get(person);
    if (renewed === undefined) return NONE;
    return renewed.flatMap((one) => (one.firstOn === goneOn && one.key !== key ? [one.key] : []));
  };
}

const NONE: readonly string[] = [];

/** The cases that the first list did not have, by person, with the day of the list that had them first. */
function newcomersByPerson(
  db: Engine,
  kind: string,
  firstDay: string,
): ReadonlyMap<string, readonly { readonly key: string; readonly firstOn: string }[]> {
  const rows = db
    .prepare(
      `SELECT person_key AS person, key,
         coalesce((SELECT min(facts_on) FROM earlier_facts e WHERE e.kind = :kind AND e.case_no = c.case_no), facts_on)
           AS "firstOn"
       FROM ${kind} c WHERE person_key IS NOT NULL AND facts_on > :firstDay ORDER BY case_no`,
    )
    .all({ kind, firstDay }) as { person: string; key: string; firstOn: string }[];
  const byPerson = new Map<string, { key: string; firstOn: string }[]>();
  for (const { person, key, firstOn } of rows) {
    if (firstOn <= firstDay) continue;
    const known = byPerson.get(person);
    if (known === undefined) byPerson.set(person, [{ key, firstOn }]);
    else known.push({ key, firstOn });
  }
  return byPerson;
}

/**
 * Opens the look-up of cases that another list, of the same day or an earlier one, had under another person's number.
 *
 * @returns the day of the last such list; null where there is none
 */
export function openOtherPersons(db: Engine, kind: 'sip' | 'vardtillfalle'): (row: Whose) => string | null {
  let earlier: ReadonlyMap<number, readonly Earlier[]> | null = null;
  return (row) => {
    earlier ??= earlierPersons(db, kind);
    const spells = earlier.get(row.case_no);
    if (spells === undefined || !pointsAtOnePerson(row.identity)) return null;
    const other = spells.findLast(
      // Of the same day too: lists per kommun, or sheets, can have one id for two.
      ({ person, factsOn }) => person !== row.person_key && factsOn <= row.facts_on,
    );
    return other?.factsOn ?? null;
  };
}

interface Earlier {
  readonly person: string;
  readonly factsOn: string;
}

/** Of the cases that have had several persons' numbers: whose, and since when. A row that has been mended says nothing. */
function earlierPersons(db: Engine, kind: string): ReadonlyMap<number, readonly Earlier[]> {
  const personOf = (alias: string): string => db.sql.member(`${alias}.facts`, 'person_key');
  const rows = db
    .prepare(
      `SELECT e.case_no AS "caseNo", ${personOf('e')} AS person, ${db.sql.member('e.facts', 'identity')} AS identity,
         e.facts_on AS "factsOn"
       FROM earlier_facts e JOIN ${kind} c USING (case_no)
       WHERE e.kind = :kind AND ${personOf('e')} IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM mending m WHERE m.of_source_no = e.source_no AND m.of_row = e.row)
         AND (c.person_key IS DISTINCT FROM ${personOf('e')} OR EXISTS (
           SELECT 1 FROM earlier_facts o WHERE o.kind = :kind AND o.case_no = e.case_no
             AND ${personOf('o')} <> ${personOf('e')}))
       ORDER BY e.case_no, e.facts_on, e.source_no, e.row`,
    )
    .all({ kind }) as (Earlier & { caseNo: number; identity: IdentityState | null })[];
  const byCase = new Map<number, Earlier[]>();
  for (const { caseNo, person, identity, factsOn } of rows) {
    if (!pointsAtOnePerson(identity)) continue;
    const known = byCase.get(caseNo);
    if (known === undefined) byCase.set(caseNo, [{ person, factsOn }]);
    else known.push({ person, factsOn });
  }
  return byCase;
}
