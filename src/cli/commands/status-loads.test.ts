import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const IMPORT = /^(?:import|export)\s(?!type\b)[^;]*?from '(?<from>\.[^']+)';/gmsu;

/** All of the program that is loaded with a file: what it imports at the top, and what that does, and so on. */
function loadedWith(file: URL, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file.pathname)) return known;
  known.add(file.pathname);
  for (const { groups } of readFileSync(file, 'utf8').matchAll(IMPORT))
    loadedWith(new URL(groups?.['from'] ?? '', file), known);
  return known;
}

const filesOf = (file: string): readonly string[] =>
  [...loadedWith(new URL(`../../${file}`, import.meta.url))].map(
    (path) => path.split('/src/').at(-1) ?? path,
  );

describe('what a command loads before it is asked for more', () => {
  it('is found', () => {
    expect(filesOf('app/cases/take-status.ts')).toContain('app/cases/classifier.ts');
    expect(filesOf('app/cases/kept-status.ts')).toContain('domain/plan/plan.ts');
  });

  it.each([
    ['main.ts', /^(?:app|register|files|demo)\//u],
    ['main.ts', /^cli\/(?:commands|completion|guide)\//u],
    ['main.ts', /^domain\/(?:plan|validation|classification|records)\//u],
    [
      'app/cases/kept-status.ts',
      /\/(?:classifier|subjects|reclassify|record-reader|set-aside|list-contents)\.ts$/u,
    ],
    ['app/cases/kept-status.ts', /^domain\/(?:records\/record|validation\/|forecast\/)/u],
    ['app/guards/rehearsal-mark.ts', /\/soundness\.ts$/u],
  ])('%s leaves alone what matches %s', (file, dear) => {
    expect(filesOf(file).filter((loaded) => dear.test(loaded))).toEqual([]);
  });
});
