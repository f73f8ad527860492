import { columnNumber } from './table.ts';
import type { XmlAttributes } from './xml-reader.ts';
import type { WorkbookZip } from './workbook-zip.ts';
import { hidesAll, wordsOfFormat } from './xlsx-values.ts';
import { isTrue, readRelations, readXml, textOfPart } from './xlsx-workbook.ts';

/**
 * What people do to cells besides writing in them. It is no part of what a list says, and is looked for only where somebody
 * asks: of lists that people fill in.
 */
export interface CellMark {
  /**
   * `struck`: through its text, or crossed out by its border; `note`: a note or a thread on the cell; `drawing`: a box or a
   * picture with its corner there; `merged`: one cell with those down to `lastRow` and `lastColumn`; `words`: its number
   * format prints words; `hidden`: nobody sees what stands in it; `rule`: a rule strikes, prints words or hides from there.
   */
  readonly kind: 'struck' | 'coloured' | 'note' | 'drawing' | 'merged' | 'words' | 'hidden' | 'rule';
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
  /** What is written in it has the colour of its paper. */
  readonly isInvisible: boolean;
}

/** How cells look by their own styles, and by the formats that rules give them. */
export interface Looks {
  readonly styles: readonly CellLook[];
  readonly rules: readonly RuleLook[];
}

/** What a format that a rule gives says besides how it looks. */
interface RuleLook {
  readonly says: boolean;
}

const WHITE = 'FFFFFF';
/** The theme's paper, and the colour of paper by number. */
const PAPERS: readonly string[] = ['theme 0', 'indexed 9', 'indexed 65'];
const asSeen = (colour: string): string => (PAPERS.includes(colour) ? WHITE : colour);

/** Whether nobody sees what is written: it has the colour of what it is written on. */
export const isInkOfPaper = (ink: string | null, { fill }: Pick<CellLook, 'fill'>): boolean =>
  ink !== null && asSeen(ink) === asSeen(fill ?? WHITE);

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

/**
 * How each cell style looks, by the style's number, and each format that a rule can give.
 *
 * @param ownWords that the list's own rules print
 */
export async function readLooks(
  zip: WorkbookZip,
  part: string | null,
  ownWords: ReadonlySet<string>,
): Promise<Looks> {
  const struck: boolean[] = [];
  const inks: (string | null)[] = [];
  const crossed: boolean[] = [];
  const fills: (string | null)[] = [];
  const looks: CellLook[] = [];
  const rules: { says: boolean }[] = [];
  if (part === null) return { styles: looks, rules };
  let pattern = '';
  let isCrossing = false;
  const ofRule = (says: boolean): void => {
    const last = rules.at(-1);
    if (says && last !== undefined) last.says = true;
  };
  /** What is read of an element, by the part of the styles that it stands in. */
  const readers: Readonly<Record<string, Readonly<Record<string, (attributes: XmlAttributes) => void>>>> = {
    fonts: {
      font: () => {
        struck.push(false);
        inks.push(null);
      },
      strike: (attributes) => (struck[struck.length - 1] = isOn(attributes)),
      color: (attributes) => (inks[inks.length - 1] = colourOf(attributes)),
    },
    borders: {
      border: ({ diagonalUp, diagonalDown }) => {
        isCrossing = isTrue(diagonalUp) || isTrue(diagonalDown);
        crossed.push(false);
      },
      diagonal: ({ style = 'none' }) => (crossed[crossed.length - 1] = isCrossing && style !== 'none'),
    },
    fills: {
      fill: () => fills.push(null),
      patternFill: ({ patternType = 'none' }) => (pattern = patternType),
      fgColor: (attributes) => {
        if (pattern === 'solid') fills[fills.length - 1] = colourOf(attributes);
      },
    },
    cellXfs: {
      xf: ({ fontId, fillId, borderId }) => {
        const fill = fills[Number(fillId ?? 0)] ?? null;
        looks.push({
          isStruck: struck[Number(fontId ?? 0)] === true || crossed[Number(borderId ?? 0)] === true,
          fill,
          isInvisible: isInkOfPaper(inks[Number(fontId ?? 0)] ?? null, { fill }),
        });
      },
    },
    dxfs: {
      dxf: () => rules.push({ says: false }),
      strike: (attributes) => {
        ofRule(isOn(attributes));
      },
      numFmt: ({ formatCode = '' }) => {
        const words = wordsOfFormat(formatCode)?.number.join(' ').split(/\s+/u) ?? [];
        ofRule(words.some((word) => /\p{L}/u.test(word) && !ownWords.has(word)) || hidesAll(formatCode));
      },
    },
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
  return { styles: looks, rules };
}

/** A bare `<strike/>` strikes. */
export const isOn = ({ val }: XmlAttributes): boolean => val === undefined || isTrue(val);

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

const CONTROL = /<(?:\w+:)?ClientData[^>]*ObjectType="(?!Note")[^"]*"[^>]*>(.*?)<\/(?:\w+:)?ClientData>/gsu;
const CORNER = /<(?:\w+:)?Anchor>\s*(\d+)\s*,\s*\d+\s*,\s*(\d+)/u;

/** The cells where boxes to tick, buttons and the like begin, as Office draws them besides notes. */
export async function readControlMarks(zip: WorkbookZip, sheetPart: string, marks: CellMarks): Promise<void> {
  for (const { type, part } of (await readRelations(zip, sheetPart)).values()) {
    if (type !== 'vmlDrawing' || !zip.parts.has(part.toLowerCase())) continue;
    let markup = '';
    // Not all that Office writes there is XML.
    for await (const piece of textOfPart(zip, part)) markup += piece;
    for (const [, data = ''] of markup.matchAll(CONTROL)) {
      const [, column = '0', row = '0'] = CORNER.exec(data) ?? [];
      marks.add({ kind: 'drawing', row: Number(row) + 1, column: Number(column) + 1 });
    }
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

export function placeOf(ref: string): { readonly row: number; readonly column: number } | null {
  const [, letters = '', row = ''] = /^\$?([A-Z]+)\$?(\d+)$/u.exec(ref.trim().toUpperCase()) ?? [];
  const column = columnNumber(letters);
  return Number.isNaN(column) || row === '' ? null : { row: Number(row), column };
}
