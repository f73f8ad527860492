import type { Paint } from './paint.ts';

export interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  /** In characters: a longer text goes on below itself. */
  readonly widest?: number;
  /** Colours the cells once they are laid out. */
  readonly color?: (text: string) => string;
}

export interface TableRow {
  readonly cells: readonly string[];
  readonly isTotal?: boolean;
}

// oxlint-disable-next-line no-control-regex -- the codes of colour begin with a control character
const COLOR = /\u001b\[[\d;]*m/gu;

/** Width on a terminal: colour takes none, accents are composed, no wide characters occur in these reports. */
const widthOf = (text: string): number =>
  PLAIN.test(text) ? text.length : Array.from(text.replace(COLOR, '').normalize('NFC')).length;
/** One sign a place: nearly every cell. */
const PLAIN = /^[ -~\u00a0-\u00ff]*$/;

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}

const CONTINUED = '  ';

/** The lines that a row takes: as many as its longest cell, each with a cell for every column. */
function linesOf(columns: readonly Column[], cells: readonly string[]): readonly (readonly string[])[] {
  const broken = columns.map(({ widest }, at) => {
    const text = cells[at] ?? '';
    return widest === undefined || widthOf(text) <= widest
      ? [text]
      : wrap(text, widest - CONTINUED.length, CONTINUED).split('\n');
  });
  const height = Math.max(...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => broken.map((lines) => lines[line] ?? ''));
}

/** A plain table: header, rule, rows; a total stands under a rule of its own. */
export function textTable(columns: readonly Column[], rows: readonly TableRow[], paint: Paint): string {
  const laidOut = rows.map(({ cells, isTotal }) => ({ lines: linesOf(columns, cells), isTotal }));
  const widths = columns.map(({ header }, at) =>
    Math.max(
      widthOf(header),
      ...laidOut.flatMap(({ lines }) => lines.map((cells) => widthOf(cells[at] ?? ''))),
    ),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
      .join('  ')
      .trimEnd();
  const coloredLine = (cells: readonly string[]): string =>
    columns
      .map(({ align, color }, at) => {
        const cell = pad(cells[at] ?? '', widths[at] ?? 0, align);
        return color === undefined ? cell : color(cell.trimEnd());
      })
      .join('  ')
      .trimEnd();
  const rule = paint.dim(widths.map((width) => '─'.repeat(width)).join('  '));
  const lines = [paint.bold(line(columns.map(({ header }) => header))), rule];
  for (const { lines: ofRow, isTotal } of laidOut) {
    if (isTotal === true) lines.push(rule, ...ofRow.map((cells) => paint.bold(line(cells))));
    else lines.push(...ofRow.map(coloredLine));
  }
  return lines.join('\n');
}

/** Breaks a text into lines of at most `width` characters, at spaces. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}
