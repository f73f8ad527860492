import { kindOf, type KindName } from '../kinds/kinds.ts';
import { bagProblem, type BagProblem } from './bag-problems.ts';
import { BAG_FILES } from './checkpoint.ts';
import type { CheckpointStatement } from './checkpoint-schema.ts';
import { isSame } from './is-same.ts';

interface SourceList {
  readonly sourceNo: number;
  readonly kind: KindName;
  readonly fileName: string;
  readonly exportedOn: string | null;
}

/** The day of a list; null for one of a kind that holds always. */
export const dayOfSource = ({ kind, exportedOn }: Pick<SourceList, 'kind' | 'exportedOn'>): string | null =>
  kindOf(kind).isDated ? exportedOn : null;

/** Where a list itself lies in the bag, if it does: nothing of what people have called it. */
export function sourcePath(source: SourceList): string {
  const { sourceNo, kind, fileName } = source;
  const ending = /\.(csv|txt|tsv|xlsx)$/iu.exec(fileName)?.[1]?.toLowerCase() ?? 'bin';
  const day = dayOfSource(source);
  return `${BAG_FILES.sourceFolder}/${String(sourceNo).padStart(4, '0')}-${kind}${day === null ? '' : `-${day}`}.${ending}`;
}

/** kallor.csv, read: its header and its records. */
export type SourceTable = readonly (readonly string[])[];

/** Where each list lies by kallor.csv, by the number of its source. */
export function keptAsOf([header = [], ...records]: SourceTable): ReadonlyMap<number, string> {
  return new Map(
    records.flatMap((record) => {
      const path = record[header.indexOf('kept_as')] ?? '';
      return path === '' ? [] : [[Number(record[0]), path] as const];
    }),
  );
}

type Rows = ReadonlyMap<string | undefined, ReadonlyMap<string, string>>;

const rowsOf = ([header = [], ...records]: SourceTable): Rows =>
  new Map(
    records
      .map((record) => new Map(header.map((name, at) => [name, record[at] ?? ''])))
      .map((row) => [row.get('source_no'), row]),
  );

const keptBy = (rows: Rows, sourceNo: number): string => rows.get(String(sourceNo))?.get('kept_as') ?? '';

/** The lists that lie in the bag themselves, by kallor.csv: those whose checksums must be known. */
export function keptPaths({ sources }: CheckpointStatement, table: SourceTable): ReadonlySet<string> {
  const rows = rowsOf(table);
  return new Set(
    sources.flatMap((source) => (keptBy(rows, source.sourceNo) === '' ? [] : [sourcePath(source)])),
  );
}

const COLUMNS = ['kind', 'exported_on', 'file_name', 'sha256', 'rows'] as const;

/**
 * The lists: what is stated of them, what kallor.csv says, and those that lie in the bag themselves.
 *
 * @param files the paths of the bag that are content
 * @param sha256 of each of the kept paths that is there
 */
export function sourceProblems(
  statement: CheckpointStatement,
  table: SourceTable,
  files: Iterable<string>,
  sha256: ReadonlyMap<string, string>,
): readonly BagProblem[] {
  const where = BAG_FILES.sources;
  const rows = rowsOf(table);
  const kept = keptPaths(statement, table);
  const hasAll = Math.max(table.length - 1, 0) === statement.sources.length;
  return [
    ...(hasAll ? [] : [bagProblem('COUNTS_DIFFER', where, 'listor')]),
    ...statement.sources.flatMap((source) => {
      const { sourceNo, kind, exportedOn, fileName, rows: count } = source;
      const row = rows.get(String(sourceNo));
      const said = COLUMNS.map((name) => row?.get(name));
      const keptAs = keptBy(rows, sourceNo);
      const path = sourcePath(source);
      const isAsStated = isSame(said, [kind, exportedOn ?? '', fileName, source.sha256, String(count)]);
      return [
        ...(isAsStated && (keptAs === '' || keptAs === path)
          ? []
          : [bagProblem('SOURCES_DIFFER', where, String(sourceNo))]),
        ...(kept.has(path) ? keptProblems(path, source, sha256) : []),
      ];
    }),
    ...[...files]
      .filter((path) => path.startsWith(`${BAG_FILES.sourceFolder}/`) && !kept.has(path))
      .map((path) => bagProblem('SOURCES_DIFFER', where, path)),
  ];
}

function keptProblems(
  path: string,
  { sourceNo, sha256: stated }: CheckpointStatement['sources'][number],
  sha256: ReadonlyMap<string, string>,
): readonly BagProblem[] {
  const found = sha256.get(path);
  if (found === undefined) return [bagProblem('CONTENT_MISSING', path)];
  return found === stated ? [] : [bagProblem('SOURCES_DIFFER', path, String(sourceNo))];
}
