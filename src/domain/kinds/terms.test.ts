import { describe, expect, it } from 'vitest';
import { fold } from '../words/fold.ts';
import { PARTS, spellingsOf, termLabel, TERMS, type TermSet } from './terms.ts';

const SETS = Object.keys(TERMS) as TermSet[];

interface Spelling {
  readonly set: TermSet;
  readonly code: string;
  readonly text: string;
}

const SPELLINGS: readonly Spelling[] = SETS.flatMap((set) =>
  Object.entries<{ readonly label: string; readonly aliases: readonly string[] }>(TERMS[set]).flatMap(
    ([code, { label, aliases }]) => [code, label, ...aliases].map((text) => ({ set, code, text })),
  ),
);

describe('the vocabularies', () => {
  it.each(SPELLINGS)('$set: "$text" leads to $code', ({ set, code, text }) => {
    expect(spellingsOf(set, fold).get(fold(text))).toBe(code);
    expect(spellingsOf(set, fold).get(fold(text.toUpperCase().normalize('NFD')))).toBe(code);
  });

  it.each(SETS)('%s has no spelling of two codes', (set) => {
    const codesOf = new Map<string, Set<string>>();
    for (const { text, code } of SPELLINGS.filter((spelling) => spelling.set === set)) {
      const folded = fold(text);
      codesOf.set(folded, (codesOf.get(folded) ?? new Set()).add(code));
    }
    expect([...codesOf].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });

  it.each(SETS)('%s has labels that tell its codes apart', (set) => {
    const labels = Object.values<{ readonly label: string }>(TERMS[set]).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => label.trim() === label && label !== '')).toBe(true);
  });

  it('have the four parties of the source', () => {
    expect(PARTS).toEqual(['kommun', 'primarvard', 'slutenvard', 'psykiatri']);
  });
});

describe('spellingsOf', () => {
  it('does not know what nobody wrote down', () => {
    expect(spellingsOf('part', fold).get(fold('tandvård'))).toBeUndefined();
    expect(spellingsOf('part', fold).get('constructor')).toBeUndefined();
  });

  it('takes additions of a profile or mapping, folded', () => {
    const spellings = spellingsOf('part', fold, { 'Nära  VÅRD': 'primarvard' });
    expect(spellings.get(fold('nära vård'))).toBe('primarvard');
  });

  it('lets additions win over the built-in spellings', () => {
    expect(spellingsOf('part', fold).get(fold('Hälsocentral'))).toBe('primarvard');
    expect(spellingsOf('part', fold, { HÄLSOCENTRAL: 'kommun' }).get(fold('Hälsocentral'))).toBe('kommun');
  });
});

describe('termLabel', () => {
  it('is the Swedish text of a code', () => {
    expect(termLabel('part', 'slutenvard')).toBe('Slutenvård (somatik)');
  });

  it.each(['tandvard', 'constructor', '__proto__'])('shows %s, a code outside the set, as it is', (code) => {
    expect(termLabel('part', code)).toBe(code);
  });
});
