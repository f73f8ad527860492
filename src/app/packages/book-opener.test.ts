import { describe, expect, it } from 'vitest';
import { inOrder, type Candidate } from './book-opener.ts';

const aCandidate = (password: string, names: readonly string[], age = 0): Candidate => ({
  key: { password, salt: Buffer.from(password.padEnd(16).slice(0, 16)) },
  age,
  names: new Set(names),
});
const KNOWN = [
  aCandidate('asken', ['halsocentralen-asken', 'steg-3-hc-asken']),
  aCandidate('asken förut', ['halsocentralen-asken', 'steg-3-hc-asken'], 1),
  aCandidate('eken', ['halsocentralen-eken', 'steg-3-halsocentralen-eken']),
  aCandidate('kommunen', ['kommunen-sundsvall', 'steg-6-kommun-sundsvall']),
  aCandidate('norra', ['kommunen-sundsvall-norra', 'steg-6-kommun-sundsvall-norra']),
];
const first = (path: string, used: readonly string[] = [], salt: Buffer | null = null): string | undefined =>
  inOrder({ salt }, KNOWN, used, path)[0];

describe('the password that is tried first', () => {
  it.each([
    ['the list as it was called', 'in/steg-6-kommun-sundsvall.xlsx', 'kommunen'],
    ['a copy of it', 'in/Kopia av steg-6-kommun-sundsvall (2) ifylld.xlsx', 'kommunen'],
    ['the longest of the names that fit', 'in/steg-6-kommun-sundsvall-norra.xlsx', 'norra'],
    ['its folder, whatever it is called itself', 'in/halsocentralen-eken/klar.xlsx', 'eken'],
    ['its package', 'in/halsocentralen-eken (1).zip/kopia 3.xlsx', 'eken'],
    ['a recipient’s name, as people write it', 'in/Hälsocentralen Eken.xlsx', 'eken'],
    [
      'names that are together longer than a name of ours',
      `in/${'x'.repeat(40)}/steg-6-kommun-sundsvall-norra-${'y'.repeat(60)}.xlsx`,
      'norra',
    ],
  ])('is told by %s', (_, path, password) => {
    expect(first(path, ['asken'])).toBe(password);
  });

  it('is that of the salt, where a file is as it was handed out', () => {
    expect(first('in/halsocentralen-eken.xlsx', [], KNOWN[3]?.key.salt ?? null)).toBe('kommunen');
  });

  it('is the one that opened the file before, where no name says anything', () => {
    expect(first('in/kopia.xlsx', ['norra', 'eken'])).toBe('norra');
    expect(first('in/mellansundsvalls.xlsx', ['eken'])).toBe('eken');
  });

  it('is followed by all others, each once, those that are replaced last', () => {
    const all = inOrder({ salt: null }, KNOWN, ['eken'], 'in/kopia.xlsx');
    expect(all).toEqual(['eken', 'asken', 'kommunen', 'norra', 'asken förut']);
  });
});
