const PARTICLES: ReadonlySet<string> = new Set(['af', 'von', 'van', 'de', 'der', 'den', 'la', 'le']);

/**
 * The shortest form of a name that a worklist needs: 'Anna Larsson' → 'A Larsson'.
 *
 * In: a name as written in a source, 'given surname' or 'surname, given'.
 * Out: initial and surname, NFC, single spaces, without control and bidi characters; nobiliary particles
 * belong to the surname ('M af Klintberg'). A lone word is returned as it is; nothing gives ''. Never throws.
 * Source: promises (Privacy): worklists show reference code, unit, initial + surname, birth year.
 */
export function initialAndSurname(name: string): string {
  const [beforeComma = '', ...afterComma] = cleaned(name).split(',');
  const surname = beforeComma.trim();
  const given = afterComma.join(' ').trim();
  if (surname === '') return fromWords(given);
  return afterComma.length === 0 ? fromWords(surname) : withInitial(given, surname);
}

function cleaned(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .normalize('NFC')
    .trim();
}

function fromWords(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  let start = Math.max(words.length - 1, 0);
  while (start > 0 && isParticle(words[start - 1], start - 1)) start -= 1;
  return withInitial(words.slice(0, start).join(' '), words.slice(start).join(' '));
}

/** First in a name, 'Le' is a given name and 'le' a particle; later the case does not matter. */
function isParticle(word: string | undefined, index: number): boolean {
  if (word === undefined) return false;
  return PARTICLES.has(index === 0 ? word : word.toLowerCase());
}

function withInitial(given: string, surname: string): string {
  const initial = /\p{L}\p{M}*/u.exec(given)?.[0];
  return initial === undefined ? surname : `${initial.toUpperCase()} ${surname}`;
}
