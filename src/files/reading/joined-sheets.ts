import type { BesideText } from './xlsx-besides.ts';
import { columnLetters, columnNumber, type OpenedTable, type RawRow, type TableNote } from './table.ts';

export interface JoinedPart {
  readonly table: OpenedTable;
  readonly rows: number;
  readonly headerRow: number;
  /** Where the first sheet's columns stand in this one, from its header on; null where they stand as there. */
  readonly order: readonly number[] | null;
}

/**
 * Several sheets of one workbook as one list, one below the other. The rows are numbered on: those of the second sheet
 * begin after the last of the first.
 *
 * @param parts at least one
 */
export function joinSheets(parts: readonly JoinedPart[]): OpenedTable {
  const [first] = parts;
  if (first === undefined) throw new Error('no sheets to join');
  const starts = parts.map((_, at) => parts.slice(0, at).reduce((sum, { rows }) => sum + rows, 0));
  const moved = parts.map((part, at) => ({ ...part, start: starts[at] ?? 0 }));

  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    for (const part of moved) {
      for await (const batch of part.table.batches()) {
        yield part.start === 0 ? batch : batch.map((row) => movedRow(row, part));
      }
    }
  }

  return {
    facts: {
      ...first.table.facts,
      rows: parts.reduce((sum, { rows }) => sum + rows, 0),
      sheet: parts.map(({ table }) => table.facts.sheet ?? '').join(', '),
      notes: moved.flatMap((part) => part.table.facts.notes.map((note) => movedNote(note, part))),
      marks: moved.flatMap(({ table, start }) =>
        table.facts.marks.map((mark) => ({ ...mark, row: mark.row + start })),
      ),
      besides: moved.flatMap((part) => part.table.facts.besides.map((beside) => movedBeside(beside, part))),
    },
    batches,
  };
}

type MovedPart = JoinedPart & { readonly start: number };

function movedRow({ row, cells }: RawRow, { start, order, headerRow }: MovedPart): RawRow {
  if (order === null || row < headerRow) return { row: row + start, cells };
  // What stands to the right of the columns stays there.
  return { row: row + start, cells: [...order.map((at) => cells[at] ?? ''), ...cells.slice(order.length)] };
}

function movedNote(note: TableNote, { start, order }: MovedPart): TableNote {
  const at = note.column === null || order === null ? -1 : order.indexOf(columnNumber(note.column) - 1);
  return {
    ...note,
    row: note.row === null ? null : note.row + start,
    column: at < 0 ? note.column : columnLetters(at + 1),
  };
}

/**
 * An area that is not of one column stands somewhere among the columns of the first sheet: over all of them. A merged cell
 * says what stands in its first.
 */
function movedBeside(beside: BesideText, { start, order, rows }: MovedPart): BesideText {
  const { area } = beside;
  if (area === null) return beside;
  const at = order === null ? -1 : order.indexOf(area.column - 1) + 1;
  const columns =
    order === null
      ? {}
      : (area.column === area.lastColumn || beside.kind === 'merged') && at > 0
        ? { column: at, lastColumn: at }
        : { column: 1, lastColumn: LAST_COLUMN };
  return {
    ...beside,
    area: { ...area, ...columns, row: area.row + start, lastRow: Math.min(area.lastRow, rows) + start },
  };
}

const LAST_COLUMN = 16_384;
