import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyBag } from '../src/files/bag/verify-bag.ts';

const SUITE = join(import.meta.dirname, '../fixtures/bagit-conformance');

function casesOf(verdict: string): readonly (readonly [name: string, folder: string])[] {
  return ['v0.97', 'v1.0'].flatMap((version) => {
    const folder = join(SUITE, version, verdict);
    if (!existsSync(folder)) return [];
    return readdirSync(folder).map((name) => [`${version} ${name}`, join(folder, name)] as const);
  });
}

/** Why each must fail: the first problem, and where. Every case of linux-only and windows-only is an unsafe path. */
const REASONS: Readonly<Record<string, readonly [code: string, where: string]>> = {
  'v0.97 baginfo-missing-encoding': ['BAG_DECLARATION_FAULTY', 'bagit.txt'],
  'v0.97 bom-in-bagit.txt': ['BAG_DECLARATION_BOM', 'bagit.txt'],
  'v0.97 corrupt-data-file': ['FILE_CHANGED', 'data/bare-filename'],
  'v0.97 corrupt-tag-file': ['FILE_CHANGED', 'bag-info.txt'],
  'v0.97 extra-file-in-bag': ['FILE_UNLISTED', 'data/bar'],
  'v0.97 invalid-version-number': ['BAG_DECLARATION_FAULTY', 'bagit.txt'],
  'v0.97 missing-baginfo': ['FILE_MISSING', 'bag-info.txt'],
  'v0.97 missing-bagit.txt': ['BAG_DECLARATION_MISSING', 'bagit.txt'],
  'v0.97 out-of-scope-file-paths-using-dot-notation': ['PATH_UNSAFE', 'manifest-md5.txt:3'],
  'v0.97 out-of-scope-file-paths-using-dot-notation-for-fetch': ['PATH_UNSAFE', 'fetch.txt:1'],
  'v0.97 same-filename-listed-twice-with-different-hashes': ['LISTED_TWICE', 'manifest-sha256.txt:2'],
  'v1.0 bagit-with-invalid-whitespace': ['BAG_DECLARATION_FAULTY', 'bagit.txt'],
  'v1.0 notAllManifestsListAllFiles': ['FILE_UNLISTED', 'data/missingFromManifest.txt'],
  'v1.0 same-filename-listed-twice-with-different-hashes': ['LISTED_TWICE', 'manifest-sha256.txt:2'],
  'v1.0 same-filename-listed-twice-with-the-same-hash': ['LISTED_TWICE', 'manifest-sha256.txt:2'],
};

describe('the conformance suite of the Library of Congress', () => {
  it('is all there', () => {
    const verdicts = ['valid', 'warning', 'invalid', 'linux-only', 'windows-only'];
    expect(verdicts.map((verdict) => casesOf(verdict).length)).toEqual([13, 6, 15, 6, 6]);
  });

  it.each(casesOf('valid'))('passes %s', async (_name, folder) => {
    expect((await verifyBag(folder)).problems).toEqual([]);
  });

  it.each(casesOf('warning'))('passes %s, and warns', async (_name, folder) => {
    const { problems, warnings } = await verifyBag(folder);
    expect(problems).toEqual([]);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it.each(casesOf('invalid'))('refuses %s', async (name, folder) => {
    const told = (await verifyBag(folder)).problems.map(({ code, where }) => [code, where]);
    expect(told).toContainEqual(REASONS[name]);
  });

  it.each(['linux-only', 'windows-only'].flatMap(casesOf))('refuses %s', async (_name, folder) => {
    const told = (await verifyBag(folder)).problems.map(({ code }) => code);
    expect(told).toContain('PATH_UNSAFE');
  });
});
