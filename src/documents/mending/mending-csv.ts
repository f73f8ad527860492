import { heldText } from '../kit/held-text.ts';
import type { MendingModel, MendingRows } from './mending-model.ts';

/** For Swedish Excel: `;`, CRLF, UTF-8 with BOM, every field quoted. Piece by piece: a list can have a million faults. */
export async function* writeMendingCsv(model: MendingModel, rows: MendingRows): AsyncGenerator<string> {
  const head = [
    ...model.titles.map((title) => [title]),
    [model.rowHeader, model.adviceHeader, ...model.headers],
  ];
  yield `\ufeff${head.map(line).join('')}`;
  for await (const batch of rows) {
    yield batch.map(({ row, advice, cells }) => line([row, advice.join(' '), ...cells])).join('');
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(field).join(';')}\r\n`;
}

function field(text: string): string {
  return text === '' ? '' : `"${heldText(text).replaceAll('"', '""')}"`;
}
