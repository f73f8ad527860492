import type { OpenedTable, RawRow } from './table.ts';

/**
 * Several sheets of one workbook as one list, one below the other. The rows are numbered on: those of the second sheet
 * begin after the last of the first.
 *
 * @param parts at least one, each with how many rows it has
 */
export function joinSheets(
  parts: readonly { readonly table: OpenedTable; readonly rows: number }[],
): OpenedTable {
  const [first] = parts;
  if (first === undefined) throw new Error('no sheets to join');
  const starts = parts.map((_, at) => parts.slice(0, at).reduce((sum, { rows }) => sum + rows, 0));
  const moved = parts.map((part, at) => ({ ...part, start: starts[at] ?? 0 }));

  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    for (const { table, start } of moved) {
      for await (const batch of table.batches()) {
        yield start === 0 ? batch : batch.map(({ row, cells }) => ({ row: row + start, cells }));
      }
    }
  }

  return {
    facts: {
      ...first.table.facts,
      sheet: parts.map(({ table }) => table.facts.sheet ?? '').join(', '),
      notes: moved.flatMap(({ table, start }) =>
        table.facts.notes.map((note) => ({ ...note, row: note.row === null ? null : note.row + start })),
      ),
    },
    batches,
  };
}
