import { personsHere, protectedThere, setProtectedInTarget } from '../../register/cases/protected-persons.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';

/**
 * Whom a list of the target system says are protected is protected here too (domain §10: any sign of protection
 * protects). The target's lists know persons by pseudonyms alone: those are looked for among the source's.
 */
export function noteProtectedInTarget(register: Register): void {
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
