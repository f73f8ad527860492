import { columnNumber } from './table.ts';
import type { XmlAttributes } from './xml-reader.ts';
import type { WorkbookZip } from './workbook-zip.ts';
import { isTrue, readRelations, readXml } from './xlsx-workbook.ts';

/**
 * What people do to cells besides writing in them. It is no part of what a list says, and is looked for only where somebody
 * asks: of lists that people fill in.
 */
export interface CellMark {
  /** `note`: a note or a thread on the cell; `drawing`: a box or a picture with its corner there; `merged`: one cell with those down to `lastRow` and `lastColumn`; `words`: its number format prints words. */
  readonly kind: 'struck' | 'coloured' | 'note' | 'drawing' | 'merged' | 'words';
  readonly row: number;
  /** From 1. */
  readonly column: number;
  readonly lastRow?: number;
  readonly lastColumn?: number;
}

/** How a cell style looks, as far as it can say something. */
export interface CellLook {
  readonly isStruck: boolean;
  /** RRGGBB, or the theme's number; null where the cell has no colour. */
  readonly fill: string | null;
}

const MOST_MARKS = 50_000;

/** A sheet with a mark on every cell must not fill the memory. */
export class CellMarks {
  readonly #marks: CellMark[] = [];

  add(mark: CellMark): void {
    if (this.#marks.length < MOST_MARKS) this.#marks.push(mark);
  }

  list(): readonly CellMark[] {
    return this.#marks;
  }
}

/** How each cell style looks, by the style's number. */
export async function readLooks(zip: WorkbookZip, part: string | null): Promise<readonly CellLook[]> {
  const struck: boolean[] = [];
  const fills: (string | null)[] = [];
  const looks: CellLook[] = [];
  if (part === null) return looks;
  let pattern = '';
  /** What is read of an element, by the part of the styles that it stands in. */
  const readers: Readonly<Record<string, Readonly<Record<string, (attributes: XmlAttributes) => void>>>> = {
    fonts: {
      font: () => struck.push(false),
      strike: (attributes) => (struck[struck.length - 1] = isOn(attributes)),
    },
    fills: {
      fill: () => fills.push(null),
      patternFill: ({ patternType = 'none' }) => (pattern = patternType),
      fgColor: (attributes) => {
        if (pattern === 'solid') fills[fills.length - 1] = colourOf(attributes);
      },
    },
    cellXfs: {
      xf: ({ fontId, fillId }) =>
        looks.push({
          isStruck: struck[Number(fontId ?? 0)] ?? false,
          fill: fills[Number(fillId ?? 0)] ?? null,
        }),
    },
    dxfs: {},
  };
  let within = '';
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (Object.hasOwn(readers, name)) within = name;
      const found = readers[within];
      if (found !== undefined && Object.hasOwn(found, name)) found[name]?.(attributes);
    },
    close: (name) => {
      if (name === within) within = '';
    },
  });
  return looks;
}

/** A bare `<strike/>` strikes. */
const isOn = ({ val }: XmlAttributes): boolean => val === undefined || isTrue(val);

function colourOf({ rgb, theme, indexed }: XmlAttributes): string {
  if (rgb !== undefined) return rgb.slice(-6).toUpperCase();
  return theme === undefined ? `indexed ${indexed ?? ''}` : `theme ${theme}`;
}

const ANCHORS = ['twoCellAnchor', 'oneCellAnchor', 'absoluteAnchor'];
const OF_NOTES = ['comments', 'threadedComment'];

/** The cells that have a note or a thread. */
export async function readNotes(zip: WorkbookZip, sheetPart: string, marks: CellMarks): Promise<void> {
  const seen = new Set<string>();
  for (const { type, part } of (await readRelations(zip, sheetPart)).values()) {
    if (!OF_NOTES.includes(type) || !zip.parts.has(part.toLowerCase())) continue;
    await readXml(zip, part, {
      open: (name, { ref = '' }) => {
        if ((name !== 'comment' && name !== 'threadedComment') || seen.has(ref)) return;
        seen.add(ref);
        const at = placeOf(ref);
        if (at !== null) marks.add({ kind: 'note', ...at });
      },
    });
  }
}

/** The cells where boxes with text, pictures and shapes begin. */
export async function readDrawings(zip: WorkbookZip, sheetPart: string, marks: CellMarks): Promise<void> {
  for (const { type, part } of (await readRelations(zip, sheetPart)).values()) {
    if (type !== 'drawing' || !zip.parts.has(part.toLowerCase())) continue;
    const corner = { row: '', col: '' };
    let isCorner = false;
    let field: keyof typeof corner | null = null;
    await readXml(zip, part, {
      open: (name) => {
        if (ANCHORS.includes(name)) Object.assign(corner, { row: '', col: '' });
        if (name === 'from') isCorner = true;
        field = isCorner && (name === 'row' || name === 'col') ? name : null;
      },
      text: (text) => {
        if (field !== null) corner[field] += text;
      },
      close: (name) => {
        field = null;
        if (name === 'from') isCorner = false;
        if (!ANCHORS.includes(name)) return;
        const [row, column] = [corner.row, corner.col].map((text) => (Number(text) || 0) + 1);
        marks.add({ kind: 'drawing', row: row ?? 1, column: column ?? 1 });
      },
    });
  }
}

/** Cells that are one over several rows: of the others nobody sees what they say. */
export function addMerged(ref: string, marks: CellMarks): void {
  const [first, last] = ref.split(':').map(placeOf);
  if (first === undefined || last === undefined || first === null || last === null) return;
  if (last.row <= first.row) return;
  marks.add({ kind: 'merged', ...first, lastRow: last.row, lastColumn: last.column });
}

function placeOf(ref: string): { readonly row: number; readonly column: number } | null {
  const [, letters = '', row = ''] = /^\$?([A-Z]+)\$?(\d+)$/u.exec(ref.trim().toUpperCase()) ?? [];
  const column = columnNumber(letters);
  return Number.isNaN(column) || row === '' ? null : { row: Number(row), column };
}
