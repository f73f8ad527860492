import { nameKey, type Named } from '../../domain/records/namesakes.ts';
import type { IdentityState } from '../../domain/records/record-reader.ts';
import { isUnfit } from '../../domain/records/unfit.ts';
import type { Engine } from '../engine/engine.ts';

/** The kinds of the source that know persons by name, and say who is protected. */
export const PERSON_KINDS = ['sip', 'vardtillfalle', 'patient'] as const;

/** A row that says that its person is protected, and became no case. */
export interface RowOfNobody extends Named {
  readonly row: number;
  readonly personKey: string | null;
  readonly identity: IdentityState | null;
}

/** Opens the noting of such rows of a list; a row that is noted again is kept as it was. */
export function noteRowsOfNobody(db: Engine, sourceNo: number): (row: RowOfNobody) => void {
  const enter = db.prepare(
    'INSERT INTO unplaced_protection VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return ({ row, personKey, identity, name, kommun }) => {
    enter.run(sourceNo, row, personKey, identity, name, kommun);
  };
}

/** Somebody whom a list calls protected, and whom no number tells: where it says so. */
export interface Unplaced extends Named {
  readonly sourceNo: number;
  readonly row: number;
  readonly listOn: string;
  /** Whether the row became a case, which the lists of protected persons have. */
  readonly isCase: boolean;
}

interface Found extends Unplaced {
  readonly identity: IdentityState | null;
}

/** Rows that no row of a Rättningslista has taken the place of. */
const ROWS = `
  SELECT u.source_no AS "sourceNo", u.row AS row, s.exported_on AS "listOn", u.name AS name, u.kommun AS kommun,
    u.identity AS identity, 0 AS "isCase"
  FROM unplaced_protection u JOIN source s USING (source_no)
  WHERE NOT EXISTS (SELECT 1 FROM mending m JOIN source_row r ON r.source_no = m.source_no AND r.row = m.row
    WHERE m.of_source_no = u.source_no AND m.of_row = u.row AND r.fate <> 'rejected')
  ORDER BY u.source_no, u.row`;

/**
 * Those whom lists call protected under a number that says nothing. Where a later list has somebody of the name as
 * protected under a number that does, that is who it was.
 */
export function unplacedProtection(db: Engine): readonly Unplaced[] {
  const cases = PERSON_KINDS.flatMap(
    (kind) =>
      db
        .prepare(
          `SELECT last_source_no AS "sourceNo", last_row AS row, last_seen_on AS "listOn", name, kommun, identity,
             1 AS "isCase"
           FROM ${kind} WHERE is_protected = 1 ORDER BY case_no`,
        )
        .all() as Found[],
  );
  const isKnown = ({ identity }: Found): boolean => identity !== null && !isUnfit(identity);
  const knownOn = new Map<string, string>();
  for (const one of cases.filter(isKnown)) {
    const key = JSON.stringify([nameKey(one.name), one.kommun]);
    if (one.listOn > (knownOn.get(key) ?? '')) knownOn.set(key, one.listOn);
  }
  return [...(db.prepare(ROWS).all() as Found[]), ...cases]
    .filter(
      (one) =>
        !isKnown(one) && (knownOn.get(JSON.stringify([nameKey(one.name), one.kommun])) ?? '') <= one.listOn,
    )
    .map(({ sourceNo, row, listOn, name, kommun, isCase }) => ({
      sourceNo,
      row,
      listOn,
      name,
      kommun,
      // Engines have no flags.
      isCase: Number(isCase) === 1,
    }));
}

/** What somebody in the source is called, besides those whom the lists themselves call protected. */
export function* namedHere(db: Engine): Iterable<Named & { readonly personKey: string | null }> {
  for (const kind of PERSON_KINDS)
    yield* db
      .prepare(
        `SELECT name, kommun, person_key AS "personKey" FROM ${kind}
         WHERE name IS NOT NULL AND is_protected IS DISTINCT FROM 1`,
      )
      .iterate() as Iterable<Named & { readonly personKey: string | null }>;
}

/** Writes down who may be protected: the names that nobody can tell, and the persons who have them; and nobody else. */
export function setPerhapsProtected(db: Engine, names: readonly Named[], persons: Iterable<string>): void {
  db.exec('DELETE FROM protected_name');
  db.exec('DELETE FROM protected_perhaps');
  const enterName = db.prepare('INSERT INTO protected_name VALUES (?, ?)');
  for (const { name, kommun } of names) enterName.run(name, kommun);
  const enterPerson = db.prepare('INSERT INTO protected_perhaps VALUES (?) ON CONFLICT DO NOTHING');
  for (const person of persons) enterPerson.run(person);
}

/** The names of those whom lists call protected, and whom no number tells. */
export const protectedNames = (db: Engine): readonly Named[] =>
  db.prepare('SELECT name, kommun FROM protected_name ORDER BY name, kommun NULLS FIRST').all() as Named[];

/** The persons who may be one of them. */
export const perhapsProtected = (db: Engine): ReadonlySet<string> =>
  new Set(db.prepare('SELECT person_key FROM protected_perhaps').pluck().all() as string[]);
