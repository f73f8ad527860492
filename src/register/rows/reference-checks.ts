import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

/** A row of a list that may be about the same person as another one. */
interface LikePerson {
  readonly row: number;
  /** The number of the other row. */
  readonly detail: string;
}

/** The columns of each kind that name a unit which should be in the list of units. */
export const UNIT_COLUMNS: Readonly<Partial<Record<KindName, readonly string[]>>> = {
  sip: ['unit'],
  vardtillfalle: ['unit'],
};

/** Whether any list of a kind has been taken in. */
export function hasCases(db: Engine, kind: KindName): boolean {
  return db.prepare(`SELECT 1 FROM ${kind} LIMIT 1`).get() !== undefined;
}

/** The texts that stand in a unit column of the cases a list has. */
export function unitsNamedBy(
  db: Engine,
  kind: KindName,
  column: string,
  sourceNo: number,
): readonly string[] {
  return db
    .prepare(`SELECT DISTINCT "${column}" FROM ${kind} WHERE last_source_no = ? AND "${column}" IS NOT NULL`)
    .pluck()
    .all(sourceNo) as string[];
}

/** The rows of a list whose unit column says a certain text. */
export function rowsNamingUnit(
  db: Engine,
  kind: KindName,
  column: string,
  sourceNo: number,
  unit: string,
): readonly number[] {
  return db
    .prepare(`SELECT last_row FROM ${kind} WHERE last_source_no = ? AND "${column}" = ? ORDER BY last_row`)
    .pluck()
    .all(sourceNo, unit) as number[];
}

/** Messages of a list about a case that no list has. */
export function messagesWithoutCase(db: Engine, sourceNo: number): readonly number[] {
  return db
    .prepare(
      `SELECT last_row FROM meddelande m
       WHERE last_source_no = ?
         AND NOT EXISTS (SELECT 1 FROM sip WHERE key = m.case_id)
         AND NOT EXISTS (SELECT 1 FROM vardtillfalle WHERE key = m.case_id)
       ORDER BY last_row`,
    )
    .pluck()
    .all(sourceNo) as number[];
}

/** SIPs of a list that name a vårdtillfälle no list has. */
export function sipsWithoutVardtillfalle(db: Engine, sourceNo: number): readonly number[] {
  return db
    .prepare(
      `SELECT last_row FROM sip s
       WHERE last_source_no = ? AND vardtillfalle_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM vardtillfalle WHERE key = s.vardtillfalle_id)
       ORDER BY last_row`,
    )
    .pluck()
    .all(sourceNo) as number[];
}

/**
 * Rows of a patient list whose person has a reserve number while another patient has the same name and birth day
 * under another number: perhaps one patient with two identities. The detail is the other row of the newest list.
 */
export function perhapsSamePerson(db: Engine, sourceNo: number): readonly LikePerson[] {
  return db
    .prepare(
      `WITH reserve AS MATERIALIZED (
         SELECT last_row AS row, name, substr(person_key, 1, 8) AS born, person_key FROM patient
         WHERE last_source_no = ? AND identity = 'reserve' AND name IS NOT NULL)
       SELECT reserve.row AS row, other.last_row AS detail FROM patient AS other
       JOIN reserve ON reserve.name = other.name AND reserve.born = substr(other.person_key, 1, 8)
       WHERE other.person_key <> reserve.person_key AND EXISTS (SELECT 1 FROM reserve)
       ORDER BY reserve.row, other.case_no`,
    )
    .all(sourceNo)
    .map((found) => {
      const { row, detail } = found as { row: number; detail: number };
      return { row, detail: String(detail) };
    });
}

/**
 * New cases of a list whose person has another one that this list, and no list before it, lacks: perhaps the same case
 * under a new number.
 *
 * @param listBeforeOn the day of the list before
 */
export function perhapsRenewed(
  db: Engine,
  kind: 'sip' | 'vardtillfalle',
  sourceNo: number,
  listBeforeOn: string,
): readonly number[] {
  const stillThere =
    kind === 'sip' ? "status IS DISTINCT FROM 'closed'" : 'discharged_at IS NULL AND deceased_on IS NULL';
  return db
    .prepare(
      `SELECT last_row FROM ${kind} WHERE first_source_no = :sourceNo AND person_key IN
         (SELECT person_key FROM ${kind} WHERE last_seen_on = :listBeforeOn AND person_key IS NOT NULL AND ${stillThere})
       ORDER BY last_row`,
    )
    .pluck()
    .all({ sourceNo, listBeforeOn }) as number[];
}
