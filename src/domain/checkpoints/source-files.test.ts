import { describe, expect, it } from 'vitest';
import type { CheckpointStatement } from './checkpoint-schema.ts';
import { keptAsOf, keptPaths, sourcePath, sourceProblems, type SourceTable } from './source-files.ts';

const SHA = 'a'.repeat(64);
const PATH = 'data/kallor/0001-sip-2025-10-08.csv';
const source = {
  ...{ sourceNo: 1, kind: 'sip', fileName: 'Märta.CSV', exportedOn: '2025-10-08', sha256: SHA, rows: 12 },
} as CheckpointStatement['sources'][number];
const STATEMENT = { sources: [source] } as unknown as CheckpointStatement;

const HEADER = ['source_no', 'kind', 'file_name', 'exported_on', 'sha256', 'rows', 'kept_as'];
const table = (more: Readonly<Record<string, string>> = {}): SourceTable => {
  const row = {
    ...{ source_no: '1', kind: 'sip', file_name: 'Märta.CSV', exported_on: '2025-10-08', sha256: SHA },
    ...{ rows: '12', kept_as: PATH },
    ...more,
  };
  return [HEADER, HEADER.map((name) => row[name as keyof typeof row])];
};
const told = (rows: SourceTable, files: readonly string[] = [PATH], sha256 = new Map([[PATH, SHA]])) =>
  sourceProblems(STATEMENT, rows, files, sha256).map(({ code, where }) => `${code} ${where}`);

describe('the lists of a checkpoint', () => {
  it('lie in the bag under names of their own, that say nothing of what people have called them', () => {
    expect(sourcePath(source)).toBe(PATH);
    expect(sourcePath({ ...source, kind: 'enhet', fileName: 'x.zip' })).toBe('data/kallor/0001-enhet.bin');
  });

  it('as stated, with the list itself or without it, have no problems', () => {
    expect(told(table())).toEqual([]);
    expect(told(table({ kept_as: '' }), [])).toEqual([]);
  });

  it.each(['kind', 'exported_on', 'file_name', 'sha256', 'rows'])(
    'another %s in kallor.csv is told of',
    (name) => {
      expect(told(table({ [name]: 'x' }))).toEqual(['SOURCES_DIFFER data/kallor.csv']);
    },
  );

  it('a list less, or one more, is told of', () => {
    expect(told([HEADER], [])).toEqual(['COUNTS_DIFFER data/kallor.csv', 'SOURCES_DIFFER data/kallor.csv']);
    const [header = [], row = []] = table();
    expect(told([header, row, ['2', ...row.slice(1)]])).toEqual(['COUNTS_DIFFER data/kallor.csv']);
  });

  it('a list that is kept elsewhere than by its name is told of', () => {
    expect(told(table({ kept_as: 'data/kallor/x.csv' }))).toEqual(['SOURCES_DIFFER data/kallor.csv']);
  });

  it('a list that is said to be kept and is not there, or is another, is told of', () => {
    expect(told(table(), [], new Map())).toEqual([`CONTENT_MISSING ${PATH}`]);
    expect(told(table(), [PATH], new Map([[PATH, 'b'.repeat(64)]]))).toEqual([`SOURCES_DIFFER ${PATH}`]);
  });

  it('a list that nobody speaks of is told of; other files are none', () => {
    expect(told(table({ kept_as: '' }))).toEqual(['SOURCES_DIFFER data/kallor.csv']);
    expect(told(table(), [PATH, 'data/intyg.html'])).toEqual([]);
  });

  it('are asked for their checksums where kallor.csv says that they are kept', () => {
    expect([...keptPaths(STATEMENT, table())]).toEqual([PATH]);
    expect([...keptPaths(STATEMENT, table({ kept_as: '' }))]).toEqual([]);
    expect([keptAsOf(table()), keptAsOf(table({ kept_as: '' }))]).toEqual([new Map([[1, PATH]]), new Map()]);
  });
});
