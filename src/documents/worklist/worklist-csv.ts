import { CSV_ID_HEADERS } from '../../domain/worklists/list-headers.ts';
import { handedOut, laidColumns } from './worklist-layout.ts';
import { shownText } from '../../domain/words/shown-text.ts';
import type { CellText, WorklistModel } from './worklist-model.ts';

/**
 * For Swedish Excel: `;`, CRLF, UTF-8 with BOM. Every field is quoted and text that a spreadsheet could take
 * for a formula gets a leading apostrophe, as OWASP advises against CSV injection; `withoutApostrophe` takes
 * it off again. A tab would be less seen, but spreadsheets drop it when they save.
 */
export function writeWorklistCsv(model: WorklistModel): string {
  const laid = laidColumns(model);
  // A CSV has no pages to mark: what it is stands in every row.
  const marked =
    model.watermark === null ? model.environmentText : `${model.watermark} – ${model.environmentText}`;
  const ids = [model.id, model.snapshotId, marked];
  const lines = [
    [...CSV_ID_HEADERS, ...laid.map(({ column }) => column.header)],
    ...model.rows.map((row) => [...ids, ...laid.map((one) => handedOut(row, one))]),
  ];
  return '\ufeff' + lines.map((cells) => cells.map(csvField).join(';') + '\r\n').join('');
}

/** OWASP's list, and the full-width signs that some spreadsheets read alike. */
const COMMANDING = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function csvField(value: CellText): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const shown = shownText(value);
  const held = COMMANDING.test(shown) || isHeld(shown) ? `'${shown}` : shown;
  return `"${held.replace(/"/g, '""')}"`;
}

function isHeld(text: string): boolean {
  return /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text);
}

export function withoutApostrophe(field: string): string {
  return isHeld(field) ? field.slice(1) : field;
}
