import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyBag } from '../src/files/bag/verify-bag.ts';

const SUITE = join(import.meta.dirname, '../fixtures/bagit-conformance');

function casesOf(verdict: string): readonly (readonly [string, string])[] {
  return ['v0.97', 'v1.0'].flatMap((version) => {
    const folder = join(SUITE, version, verdict);
    if (!existsSync(folder)) return [];
    return readdirSync(folder).map((name) => [`${version} ${name}`, join(folder, name)] as const);
  });
}

describe('the conformance suite of the Library of Congress', () => {
  it('is all there', () => {
    const counts = ['valid', 'warning', 'invalid', 'linux-only', 'windows-only'].map(
      (verdict) => casesOf(verdict).length,
    );
    expect(counts).toEqual([13, 6, 15, 6, 6]);
  });

  it.each(casesOf('valid'))('passes %s', async (_name, folder) => {
    const { problems } = await verifyBag(folder);
    expect(problems).toEqual([]);
  });

  it.each(casesOf('warning'))('passes %s, and warns', async (_name, folder) => {
    const { problems, warnings } = await verifyBag(folder);
    expect(problems).toEqual([]);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it.each(['invalid', 'linux-only', 'windows-only'].flatMap(casesOf))('refuses %s', async (_name, folder) => {
    const { problems } = await verifyBag(folder);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toMatchSnapshot();
  });
});
