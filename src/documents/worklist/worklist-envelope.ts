import { clip, shownText } from '../../domain/words/shown-text.ts';
import type { LaidColumn } from './worklist-layout.ts';
import type { CellText, WorklistModel } from './worklist-model.ts';

/**
 * The hidden sheet by which a returned workbook is recognised, whatever was renamed, sorted or moved:
 *
 *     overgang | 1
 *     list     | {"id", "snapshotId", "environment", "asOf", "columns": [{"key", "header", "kind", "format"}]}
 *              and "watermark" where the list does not count, as in a rehearsal
 *     row      | token | {"column key": the value handed out, null when empty}
 *
 * JSON too long for a cell goes on in the cells to its right. All cells are text.
 */
export const ENVELOPE_SHEET = '_overgang';
const ENVELOPE_VERSION = '1';
const LONGEST_PIECE = 30_000;

interface EnvelopeColumn {
  readonly key: string;
  readonly header: string;
  readonly kind: Exclude<LaidColumn['role'], 'check'>;
  readonly format: 'text' | 'date' | 'choice';
}

export interface Envelope {
  readonly id: string;
  readonly snapshotId: string;
  readonly environment: string;
  readonly asOf: string;
  readonly watermark: string | null;
  readonly columns: readonly EnvelopeColumn[];
  readonly rows: ReadonlyMap<string, Readonly<Record<string, CellText>>>;
}

export function envelopeRows(
  model: WorklistModel,
  laid: readonly LaidColumn[],
  values: readonly (readonly CellText[])[],
): readonly (readonly string[])[] {
  const columns = laid.flatMap(({ role, column: { key, header, format } }): readonly EnvelopeColumn[] =>
    role === 'check' ? [] : [{ key, header: shownText(header), kind: role, format }],
  );
  const { id, snapshotId, environment, asOf, watermark } = model;
  const head = { id, snapshotId, environment, asOf, ...(watermark === null ? {} : { watermark }), columns };
  return [
    ['overgang', ENVELOPE_VERSION],
    ['list', ...pieces(JSON.stringify(head))],
    ...model.rows.map((row, at) => {
      const handed = laid.flatMap(({ role, column }, index) =>
        role === 'token' || role === 'check' ? [] : [[column.key, values[at]?.[index] ?? null] as const],
      );
      return ['row', row.token, ...pieces(JSON.stringify(Object.fromEntries(handed)))];
    }),
  ];
}

function pieces(text: string): string[] {
  const found: string[] = [];
  for (let rest = text; rest !== ''; rest = rest.slice(found.at(-1)?.length)) {
    found.push(clip(rest, LONGEST_PIECE));
  }
  return found;
}

/** The envelope of a returned file from the rows of its hidden sheet; null when it is none that we wrote. */
export function parseEnvelope(rows: readonly (readonly unknown[])[]): Envelope | null {
  const [first, second, ...rest] = rows;
  if (first?.[0] !== 'overgang' || String(first[1]) !== ENVELOPE_VERSION || second?.[0] !== 'list')
    return null;
  const list = jsonObject(second.slice(1));
  if (list === null || !isListHead(list)) return null;
  const handed = new Map<string, Readonly<Record<string, CellText>>>();
  for (const row of rest) {
    if (row.every(isBlank)) continue;
    const read = parseRow(row);
    if (read === null || handed.has(read.token)) return null;
    handed.set(read.token, read.values);
  }
  const { id, snapshotId, environment, asOf, columns } = list;
  const watermark = typeof list['watermark'] === 'string' ? list['watermark'] : null;
  return { id, snapshotId, environment, asOf, watermark, columns, rows: handed };
}

function parseRow([mark, token, ...cells]: readonly unknown[]): {
  readonly token: string;
  readonly values: Readonly<Record<string, CellText>>;
} | null {
  const values = jsonObject(cells);
  if (mark !== 'row' || typeof token !== 'string' || values === null) return null;
  return Object.values(values).every(isCellText)
    ? { token, values: values as Record<string, CellText> }
    : null;
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function isCellText(value: unknown): value is CellText {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

function jsonObject(cells: readonly unknown[]): Record<string, unknown> | null {
  const text = cells.filter((cell) => typeof cell === 'string').join('');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const KINDS = new Set<unknown>([
  'token',
  'group',
  'due',
  'fact',
  'answer',
] satisfies EnvelopeColumn['kind'][]);
const FORMATS = new Set<unknown>(['text', 'date', 'choice'] satisfies EnvelopeColumn['format'][]);

function isListHead(
  value: Record<string, unknown>,
): value is Record<string, unknown> & Omit<Envelope, 'rows' | 'watermark'> {
  return (
    ['id', 'snapshotId', 'environment', 'asOf'].every((key) => typeof value[key] === 'string') &&
    Array.isArray(value['columns']) &&
    value['columns'].every(isEnvelopeColumn)
  );
}

function isEnvelopeColumn(value: unknown): value is EnvelopeColumn {
  if (typeof value !== 'object' || value === null) return false;
  const { key, header, kind, format } = value as Record<string, unknown>;
  return typeof key === 'string' && typeof header === 'string' && KINDS.has(kind) && FORMATS.has(format);
}
