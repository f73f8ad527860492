import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
// @ts-expect-error: a script without types.
import * as built from '../scripts/lib/built-from.mjs';
import { newFolder } from './helpers/folder.ts';

const { isBuiltOf, markBuilt, sourcesOf } = built as {
  readonly sourcesOf: (root: string) => string;
  readonly isBuiltOf: (root: string, sources: string) => boolean;
  readonly markBuilt: (root: string, sources: string) => void;
};

const SOURCES = [
  'src/domain/fold.ts',
  'bin/overgang.js',
  'fixtures/region/lista.csv',
  'scripts/lib/late.mjs',
  'scripts/build.mjs',
  'scripts/warm-cache.cjs',
  'package.json',
  'package-lock.json',
];

describe('a built program', () => {
  let root: string;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const isBuilt = (): boolean => isBuiltOf(root, sourcesOf(root));

  beforeEach(() => {
    root = newFolder();
    for (const path of [...SOURCES, 'dist/program.pack', 'dist/program.cache']) write(path, 'one');
    expect(isBuilt()).toBe(false);
    markBuilt(root, sourcesOf(root));
    expect(isBuilt()).toBe(true);
  });

  it.each(SOURCES)('is built anew where %s is another', (path) => {
    write(path, 'two');
    expect(isBuilt()).toBe(false);
  });

  it('is built anew where a source has come or gone', () => {
    write('src/domain/new.ts', '');
    expect(isBuilt()).toBe(false);
    rmSync(join(root, 'src/domain/new.ts'));
    expect(isBuilt()).toBe(true);
    rmSync(join(root, 'src/domain/fold.ts'));
    expect(isBuilt()).toBe(false);
  });

  it('is built anew where it is not as it was built', () => {
    write('dist/program.pack', 'two');
    expect(isBuilt()).toBe(false);
    rmSync(join(root, 'dist/program.pack'));
    expect(isBuilt()).toBe(false);
  });

  it('is not built anew for a test', () => {
    write('src/domain/fold.test.ts', '');
    expect(isBuilt()).toBe(true);
  });
});
