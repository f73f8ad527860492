import { bareName } from '../../domain/records/bare-name.ts';
import { personsHere, protectedThere, setProtectedInTarget } from '../../register/cases/protected-persons.ts';
import {
  dropPerhaps,
  protectedNames,
  setPerhapsProtected,
  unplacedProtection,
  type JustAdded,
} from '../../register/cases/unplaced-protection.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { EVERYTHING, type IsSaid } from '../cases/classifier.ts';
import { saidNotProtected } from './said-not-protected.ts';

/**
 * Writes down whom lists protect besides by their own rows: persons of the target's lists, and those who may be one whose
 * number says nothing (domain §10: any sign of protection protects).
 *
 * @param of `just`: the cases that the list at hand added, where they are known by their names; `isSaid`: false for what
 *   people have said that does not count
 * @returns whether names without a number have come or gone, so that any case may be protected that was not
 */
export function noteProtected(
  register: Register,
  { just = null, isSaid = EVERYTHING }: { readonly just?: JustAdded | null; readonly isSaid?: IsSaid } = {},
): boolean {
  noteProtectedInTarget(register);
  return notePerhapsProtected(register.db, just, isSaid);
}

/** The target's lists know persons by pseudonyms alone: those are looked for among the source's. */
function noteProtectedInTarget(register: Register): void {
  const { db } = register;
  const there = new Set(protectedThere(db));
  if (there.size === 0) {
    setProtectedInTarget(db, []);
    return;
  }
  const pseudonymOf = openPseudonyms(register, 'read');
  const found: string[] = [];
  for (const person of personsHere(db)) if (there.has(pseudonymOf(person))) found.push(person);
  setProtectedInTarget(db, found);
}

function notePerhapsProtected(db: Engine, just: JustAdded | null, isSaid: IsSaid): boolean {
  const before = protectedNames(db);
  const unplaced = unplacedProtection(db);
  const names = unplaced.flatMap(({ name, kommun }) => {
    const bare = bareName(name);
    return bare === null ? [] : [{ name: bare, kommun }];
  });
  if (before.length === 0 && names.length === 0) return false;
  setPerhapsProtected(db, names, just);
  if (names.length > 0) dropPerhaps(db, saidNotProtected(db, unplaced, isSaid));
  return JSON.stringify(before) !== JSON.stringify(protectedNames(db));
}
