import { shownText } from '../../domain/words/shown-text.ts';
import type { CellText, WorklistColumn, WorklistModel, WorklistRow } from './worklist-model.ts';
import { CHECK_HEADER, DUE_HEADER, TOKEN_HEADER } from '../../domain/worklists/list-headers.ts';

/** A column as it is set out: those of the model, and the three that every list can have. */
export interface LaidColumn {
  readonly role: 'token' | 'group' | 'due' | 'fact' | 'check' | 'answer';
  readonly column: WorklistColumn;
}

const OWN_WIDTH = { token: 14, group: 22, due: 17, check: 10 } as const;

function ownColumn(
  role: keyof typeof OWN_WIDTH,
  header: string,
  more: Partial<WorklistColumn> = {},
): LaidColumn {
  const column: WorklistColumn = {
    key: `_${role}`,
    header,
    width: OWN_WIDTH[role],
    kind: 'fact',
    format: 'text',
    ...more,
  };
  return { role, column };
}

/**
 * Token, group, facts, due date, answers. The group is a column and not a heading between the rows: a heading
 * row would be sorted and filtered away from the rows it stands for.
 */
export function laidColumns(model: WorklistModel): readonly LaidColumn[] {
  const laid: LaidColumn[] = [ownColumn('token', TOKEN_HEADER)];
  if (model.rows.some((row) => row.group !== null)) {
    laid.push(ownColumn('group', model.groupHeader, { wrap: true, pinned: true }));
  }
  for (const column of model.columns) laid.push({ role: column.kind, column });
  if (model.rows.some((row) => row.dueOn !== null)) {
    const firstAnswer = laid.findIndex(({ role }) => role === 'answer');
    laid.splice(
      firstAnswer < 0 ? laid.length : firstAnswer,
      0,
      ownColumn('due', DUE_HEADER, { format: 'date' }),
    );
  }
  refuseTwins(
    'header',
    laid.map(({ column }) => shownText(column.header)),
  );
  refuseTwins(
    'key',
    laid.map(({ column }) => column.key),
  );
  refuseTwins(
    'token',
    model.rows.map((row) => row.token),
  );
  return laid;
}

/**
 * With the row's key once more, first among the cells that a sheet lets people write in: whoever sorts, pastes or moves
 * these takes it along, so that it is seen that the answers stand on another row than their own.
 */
export function withCheck(laid: readonly LaidColumn[]): readonly LaidColumn[] {
  const at = laid.findIndex(({ role }) => role === 'answer');
  if (at < 0) return laid;
  return [...laid.slice(0, at), ownColumn('check', CHECK_HEADER, { wrap: true }), ...laid.slice(at)];
}

/** A list with two columns or rows of one name could not be read back: that is our mistake, not the user's. */
function refuseTwins(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const folded = name.normalize('NFC').toLowerCase();
    if (seen.has(folded)) throw new Error(`worklist has two of one ${what}: ${JSON.stringify(name)}`);
    seen.add(folded);
  }
}

/** What the cell says when handed out, and so what a returned cell is compared with. Dates stay ISO text. */
export function handedOut(row: WorklistRow, { role, column }: LaidColumn): CellText {
  const value = rawValue(row, role, column.key);
  if (value === null || value === '') return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return shownText(String(value));
}

function rawValue(row: WorklistRow, role: LaidColumn['role'], key: string): CellText {
  switch (role) {
    case 'token':
    case 'check':
      return row.token;
    case 'group':
      return row.group;
    case 'due':
      return row.dueOn;
    case 'fact':
    case 'answer':
      return Object.hasOwn(row.cells, key) ? (row.cells[key] ?? null) : null;
  }
}
