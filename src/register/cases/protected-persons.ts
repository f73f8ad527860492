import { openNamesakes } from '../../domain/records/namesakes.ts';
import type { Engine } from '../engine/engine.ts';
import { PROTECTED_PERSONS } from '../engine/protected-persons-sql.ts';
import { protectedNames } from './unplaced-protection.ts';

/** A row of any kind, as far as protection goes. */
export interface PersonRow {
  readonly person_key: string | null;
  readonly is_protected?: 0 | 1 | null;
  readonly name?: string | null;
  readonly kommun?: string | null;
}

/**
 * Whether the person that a row is about is protected: the one question by which every class, list and count goes. The
 * row's own word is enough, and so is that of any other row about the same person; and of a row without a number that of a
 * row without one that has its name.
 */
export function openProtection(
  db: Engine,
  persons: ReadonlySet<string> = protectedPersons(db),
): (row: PersonRow) => boolean {
  const isNamesake = openNamesakes(protectedNames(db));
  return ({ person_key: person, is_protected: isProtected, name = null, kommun = null }) =>
    isProtected === 1 ||
    (person === null ? isNamesake({ name, kommun }) : persons.size > 0 && persons.has(person));
}

/** The keys of the persons whom any list now in the register says are protected. */
export function protectedPersons(db: Engine): ReadonlySet<string> {
  return new Set(db.prepare(PROTECTED_PERSONS).pluck().all() as string[]);
}

/** The pseudonyms of those whom a list of the target system says are protected. */
export const protectedThere = (db: Engine): readonly string[] =>
  ['lcsp_patient', 'lcsp_vardtillfalle'].flatMap(
    (kind) =>
      db
        .prepare(`SELECT DISTINCT person_key FROM ${kind} WHERE is_protected = 1 AND person_key IS NOT NULL`)
        .pluck()
        .all() as string[],
  );

/** Every person that the lists of the source know by a key. */
export const personsHere = (db: Engine): Iterable<string> =>
  db
    .prepare(
      ['sip', 'vardtillfalle', 'patient']
        .map((kind) => `SELECT person_key FROM ${kind} WHERE person_key IS NOT NULL`)
        .join(' UNION '),
    )
    .pluck()
    .iterate() as Iterable<string>;

/** Writes down whom the target says are protected, by the key that the source knows them by, and nobody else. */
export function setProtectedInTarget(db: Engine, persons: readonly string[]): void {
  db.prepare('DELETE FROM protected_in_target').run();
  const enter = db.prepare('INSERT INTO protected_in_target VALUES (?)');
  for (const person of persons) enter.run(person);
}
