import { KIND_NAMES, type KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import type { CaseRow } from './cases.ts';

/** A case as the log can name it: by its id, its number, and the rows of lists that told of it. */
export interface TracedCase {
  readonly kind: KindName;
  readonly caseNo: number;
  readonly key: string;
  /** `SOURCE:ROW` */
  readonly rows: readonly string[];
}

/**
 * Every case of a person, over all kinds: those that say so now, those that did in an earlier list, and the messages in
 * any of them.
 *
 * @param keys the person's key, and the pseudonym under which lists from Lifecare SP know the person
 */
export function casesOfPerson(db: Engine, keys: readonly string[]): readonly TracedCase[] {
  const found: { readonly kind: KindName; readonly caseNo: number; readonly key: string }[] = [];
  for (const kind of KIND_NAMES) {
    const now = db.prepare(
      `SELECT case_no AS "caseNo", key FROM ${kind} WHERE person_key = ? ORDER BY case_no`,
    );
    const before = db.prepare(
      `SELECT DISTINCT c.case_no AS "caseNo", c.key FROM earlier_facts e JOIN ${kind} c USING (case_no)
       WHERE e.kind = '${kind}' AND ${db.sql.member('e.facts', 'person_key')} = ?
         AND c.person_key IS DISTINCT FROM ? ORDER BY 1`,
    );
    for (const key of keys)
      for (const one of [...now.all(key), ...before.all(key, key)])
        found.push({ kind, ...(one as { caseNo: number; key: string }) });
  }
  const messages = db.prepare(
    'SELECT case_no AS "caseNo", key FROM meddelande WHERE case_id = ? ORDER BY case_no',
  );
  const inCases = found
    .filter(({ kind }) => kind === 'sip' || kind === 'vardtillfalle')
    .flatMap(({ key }) => messages.all(key) as { caseNo: number; key: string }[])
    .map((one) => ({ kind: 'meddelande' as const, ...one }));
  const once = new Map([...found, ...inCases].map((one) => [`${one.kind} ${one.caseNo}`, one]));
  return [...once.values()].map((one) => tracedCase(db, one));
}

/** Whose a case is; of a message, whose the case is that it stands in. Null where no list has told. */
export function personKeyOf(db: Engine, kind: KindName, caseNo: number): string | null {
  if (kind !== 'meddelande')
    return (
      (db.prepare(`SELECT person_key FROM ${kind} WHERE case_no = ?`).pluck().get(caseNo) as
        string | null | undefined) ?? null
    );
  return (
    (db
      .prepare(
        `SELECT coalesce(s.person_key, v.person_key) FROM meddelande m
         LEFT JOIN sip s ON s.key = m.case_id LEFT JOIN vardtillfalle v ON v.key = m.case_id WHERE m.case_no = ?`,
      )
      .pluck()
      .get(caseNo) as string | null | undefined) ?? null
  );
}

/** A case with the rows that told of it. */
export function tracedCase(db: Engine, one: Omit<TracedCase, 'rows'>): TracedCase {
  const rows = db
    .prepare(
      `SELECT r.source_no || ':' || r.row FROM source s JOIN source_row r USING (source_no)
       WHERE s.kind = ? AND r.case_no = ? ORDER BY r.source_no, r.row`,
    )
    .pluck()
    .all(one.kind, one.caseNo) as string[];
  return { ...one, rows };
}

/** The numbers of all SIPs of the persons whom some patients and SIPs are about. */
export function sipsOfPersons(
  db: Engine,
  { patients, sips }: { readonly patients: readonly number[]; readonly sips: readonly number[] },
): readonly number[] {
  if (patients.length + sips.length === 0) return [];
  return db
    .prepare(
      `SELECT case_no FROM sip WHERE case_no IN ${db.sql.numbers(':sips')} OR person_key IN (
         SELECT person_key FROM patient WHERE case_no IN ${db.sql.numbers(':patients')} UNION
         SELECT person_key FROM sip WHERE case_no IN ${db.sql.numbers(':sips')})
       ORDER BY case_no`,
    )
    .pluck()
    .all({ patients: JSON.stringify(patients), sips: JSON.stringify(sips) }) as number[];
}

/** The keys of the persons whom some cases are about. */
export function personKeysOf(
  db: Engine,
  kind: 'patient' | 'sip',
  caseNos: readonly number[],
): ReadonlyMap<number, string> {
  if (caseNos.length === 0) return new Map();
  return new Map(
    db
      .prepare(
        `SELECT case_no, person_key FROM ${kind}
         WHERE person_key IS NOT NULL AND case_no IN ${db.sql.numbers('?')} ORDER BY case_no`,
      )
      .raw()
      .all(JSON.stringify(caseNos)) as [number, string][],
  );
}

/** The ids of a patient's SIPs and vårdtillfällen, as the lists now say. */
export function casesOfPatient(db: Engine, patientNo: number): readonly string[] {
  return (['sip', 'vardtillfalle'] as const).flatMap(
    (kind) =>
      db
        .prepare(
          `SELECT key FROM ${kind} WHERE person_key = (SELECT person_key FROM patient WHERE case_no = ?) ORDER BY case_no`,
        )
        .pluck()
        .all(patientNo) as string[],
  );
}

/** Of each SIP, by its id, the patient that it is about, and the first SIP of that person. */
export function personsOfSips(db: Engine): readonly {
  readonly sip: string;
  readonly patientNo: number | null;
  readonly firstNo: number;
  readonly firstSip: string;
}[] {
  return db
    .prepare(
      `WITH patient_of AS MATERIALIZED (
         SELECT person_key, min(case_no) AS case_no FROM patient WHERE person_key IS NOT NULL GROUP BY 1),
       first_sip AS MATERIALIZED (
         SELECT person_key, case_no, key FROM sip WHERE case_no IN
           (SELECT min(case_no) FROM sip WHERE person_key IS NOT NULL GROUP BY person_key))
       SELECT s.key AS sip, p.case_no AS "patientNo", f.case_no AS "firstNo", f.key AS "firstSip"
       FROM sip s JOIN first_sip f ON f.person_key = s.person_key LEFT JOIN patient_of p ON p.person_key = s.person_key
       ORDER BY s.case_no`,
    )
    .all() as { sip: string; patientNo: number | null; firstNo: number; firstSip: string }[];
}

/** The names of persons as lists have written them, each once. */
export function personNames(db: Engine): readonly string[] {
  return db
    .prepare(
      `SELECT name FROM sip WHERE name IS NOT NULL UNION SELECT name FROM vardtillfalle WHERE name IS NOT NULL
       UNION SELECT name FROM patient WHERE name IS NOT NULL UNION SELECT name FROM lcsp_sip WHERE name IS NOT NULL
       ORDER BY 1`,
    )
    .pluck()
    .all() as string[];
}

/** What the source's lists call each person. */
export function namedPersons(db: Engine): readonly (readonly [personKey: string, name: string])[] {
  return (['sip', 'vardtillfalle', 'patient'] as const).flatMap(
    (table) =>
      db
        .prepare(
          `SELECT DISTINCT person_key, name FROM ${table}
           WHERE person_key IS NOT NULL AND name IS NOT NULL ORDER BY 1, 2`,
        )
        .raw()
        .all() as [string, string][],
  );
}

/** Opens a look-up of what the source's lists call a person; all of them are read when the first is asked for. */
export function openNamesOfPersons(db: Engine): (personKey: string) => readonly string[] {
  let names: Map<string, string[]> | undefined;
  const read = (): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const [person, name] of namedPersons(db)) found.set(person, [...(found.get(person) ?? []), name]);
    return found;
  };
  return (personKey) => (names ??= read()).get(personKey) ?? [];
}

/** Looks up the ids of a person's SIPs. */
export function sipKeysOfPerson(db: Engine): (personKey: string) => readonly string[] {
  const find = db.prepare('SELECT key FROM sip WHERE person_key = ? ORDER BY case_no').pluck();
  return (personKey) => find.all(personKey) as string[];
}

/** The SIPs of some persons, in order. */
export function sipRowsOfPersons(db: Engine, persons: readonly string[]): readonly CaseRow<'sip'>[] {
  return db
    .prepare(`SELECT * FROM sip WHERE person_key IN ${db.sql.texts(':persons')} ORDER BY case_no`)
    .all({ persons: JSON.stringify(persons) }) as CaseRow<'sip'>[];
}
