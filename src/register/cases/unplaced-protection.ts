import { nameKey, nameMark, openNamesakes, type Named } from '../../domain/records/namesakes.ts';
import type { IdentityState } from '../../domain/records/record-reader.ts';
import { isUnfit } from '../../domain/records/unfit.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import { SURELY_PROTECTED_PERSONS } from '../engine/protected-persons-sql.ts';

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
  readonly kind: KindName;
  readonly caseNo: number | null;
  readonly personKey: string | null;
}

interface Found extends Unplaced {
  readonly identity: IdentityState | null;
}

/** Rows that no row of a Rättningslista has taken the place of. */
const ROWS = `
  SELECT u.source_no AS "sourceNo", u.row AS row, s.exported_on AS "listOn", u.name AS name, u.kommun AS kommun,
    u.identity AS identity, 0 AS "isCase", s.kind AS kind, NULL AS "caseNo", u.person_key AS "personKey"
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
             1 AS "isCase", '${kind}' AS kind, case_no AS "caseNo", person_key AS "personKey"
           FROM ${kind} WHERE is_protected = 1 ORDER BY case_no`,
        )
        .all() as Found[],
  );
  const isKnown = ({ identity }: Found): boolean => identity !== null && !isUnfit(identity);
  const unknown = [...(db.prepare(ROWS).all() as Found[]), ...cases].filter((one) => !isKnown(one));
  const marks = new Set(unknown.map(({ name }) => nameMark(name)));
  const knownOn = new Map<string, string>();
  for (const one of cases) {
    if (!marks.has(nameMark(one.name)) || !isKnown(one)) continue;
    const key = calledOf(one);
    if (one.listOn > (knownOn.get(key) ?? '')) knownOn.set(key, one.listOn);
  }
  return unknown
    .filter((one) => (knownOn.get(calledOf(one)) ?? '') <= one.listOn)
    .map(({ sourceNo, row, listOn, name, kommun, isCase, kind, caseNo, personKey }) => ({
      ...{ sourceNo, row, listOn, name, kommun, kind, caseNo, personKey },
      // Engines have no flags.
      isCase: Number(isCase) === 1,
    }));
}

/** Of which case a row is; undefined where it became none. */
export const caseOfRow = (db: Engine, sourceNo: number, row: number): number | undefined =>
  (
    db
      .prepare('SELECT case_no AS "caseNo" FROM source_row WHERE source_no = ? AND row = ?')
      .get(sourceNo, row) as { readonly caseNo: number | null } | undefined
  )?.caseNo ?? undefined;

const calledOf = ({ name, kommun }: Named): string => JSON.stringify([nameKey(name), kommun]);

/** A kind with the cases that a list has just added to it, which know their names by heart. */
export interface JustAdded {
  readonly kind: KindName;
  readonly added: {
    readonly lastBefore: number;
    readonly changed: ReadonlySet<number>;
    readonly perhapsCalled: (some: readonly Named[]) => readonly number[];
  };
}

/** Who is called something, besides those whom the lists themselves call protected. */
const CALLED = 'name IS NOT NULL AND person_key IS NOT NULL AND is_protected IS DISTINCT FROM 1';

/**
 * Writes down who may be protected: the names that nobody can tell, and the persons of the source who may have them; and
 * nobody else. Of the cases that a list has just added only those are looked at that can have such a name.
 */
export function setPerhapsProtected(db: Engine, names: readonly Named[], just: JustAdded | null): void {
  db.exec('DELETE FROM protected_name');
  db.exec('DELETE FROM protected_perhaps');
  const enterName = db.prepare('INSERT INTO protected_name VALUES (?, ?)');
  for (const { name, kommun } of names) enterName.run(name, kommun);
  if (names.length === 0) return;
  const isNamesake = openNamesakes(names);
  for (const kind of PERSON_KINDS)
    for (const { where, given } of partsOf(db, kind, names, just)) {
      // The few ways in which many are called: who of them have such a name is the database's to find.
      const ways = db.prepare(`SELECT DISTINCT name, kommun FROM ${kind} WHERE ${CALLED} AND ${where}`);
      const theirs = [...(ways.iterate(given) as Iterable<Named>)].filter(isNamesake);
      if (theirs.length === 0) continue;
      db.prepare(
        `INSERT INTO protected_perhaps SELECT person_key FROM ${kind}
         WHERE ${CALLED} AND ${where} AND coalesce(kommun, '') || '/' || name IN ${db.sql.texts(':theirs')}
           AND person_key NOT IN (${SURELY_PROTECTED_PERSONS})
         ON CONFLICT DO NOTHING`,
      ).run({
        ...given,
        theirs: JSON.stringify(theirs.map(({ name, kommun }) => `${kommun ?? ''}/${name ?? ''}`)),
      });
    }
}

/** The cases of a kind in which somebody can have one of some names. */
function partsOf(
  db: Engine,
  kind: KindName,
  names: readonly Named[],
  just: JustAdded | null,
): readonly { readonly where: string; readonly given: Readonly<Record<string, string | number>> }[] {
  if (just?.kind !== kind) return [{ where: 'case_no > :after', given: { after: 0 } }];
  const { lastBefore, changed, perhapsCalled } = just.added;
  const those = [...changed, ...perhapsCalled(names)];
  return [
    { where: 'case_no <= :upTo', given: { upTo: lastBefore } },
    { where: `case_no IN ${db.sql.numbers(':those')}`, given: { those: JSON.stringify(those) } },
  ];
}

/** Takes persons out of those who may be one of them: somebody knows better. */
export function dropPerhaps(db: Engine, persons: readonly string[]): void {
  const drop = db.prepare('DELETE FROM protected_perhaps WHERE person_key = ?');
  for (const person of persons) drop.run(person);
}

/** The names of those whom lists call protected, and whom no number tells. */
export const protectedNames = (db: Engine): readonly Named[] =>
  db.prepare('SELECT name, kommun FROM protected_name ORDER BY name, kommun NULLS FIRST').all() as Named[];

/** The persons who may be one of them. */
export const perhapsProtected = (db: Engine): ReadonlySet<string> =>
  new Set(db.prepare('SELECT person_key FROM protected_perhaps').pluck().all() as string[]);
