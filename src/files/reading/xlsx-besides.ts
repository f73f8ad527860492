import type { Beside, BesideKind } from '../../domain/records/beside-cells.ts';
import { columnNumber } from './table.ts';
import type { CellMarks } from './xlsx-marks.ts';
import { partsOfPageText } from '../../domain/words/page-text.ts';
import { UnreadableFile } from './unreadable-file.ts';
import type { WorkbookZip } from './workbook-zip.ts';
import type { XmlAttributes } from './xml-reader.ts';
import { readRelations, readXml, textOfPart, type Workbook } from './xlsx-workbook.ts';

/**
 * What a workbook says otherwise than by the values of its cells. A list's cells are what is read of it; this is what
 * must not be passed over in silence.
 *
 * - `note`: a note, a thread or the tip of a link on a cell; `reading`: how a text in a cell is to be read
 * - `format`: words that a number format prints with what stands in a cell
 * - `prompt`: what is shown to who fills a cell in; `name`: the name of an area
 * - `merged`: one cell with those down to `lastRow` and `lastColumn`, which hold nothing themselves
 * - `box`: a text box; `picture`: one without text; `control`: what is written on boxes to tick and the like
 * - `page`: the head or foot of printed pages; `about`: what the workbook says of itself; `rule`: a format that a rule gives
 */
export type BesideText = Beside;

type Area = NonNullable<Beside['area']>;

/** More than any list has; one with more is not read, since what is left out may matter. */
const MOST_TEXTS = 100_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Gathers what one sheet carries. */
export class BesideTexts {
  readonly #texts: BesideText[] = [];
  /** Of each column and format, the last run of cells. */
  readonly #runs = new Map<string, { lastRow: number }>();
  #characters = 0;

  add(kind: BesideKind, area: Area | null, text: string): void {
    this.#put({ kind, area, text });
  }

  /** Words of a number format: cells below each other are one. */
  addFormat(row: number, column: number, text: string): void {
    const key = `${column} ${text}`;
    const run = this.#runs.get(key);
    if (run?.lastRow === row - 1) {
      run.lastRow = row;
      return;
    }
    const area = { row, lastRow: row, column, lastColumn: column };
    this.#runs.set(key, area);
    this.#put({ kind: 'format', area, text });
  }

  list(): readonly BesideText[] {
    return this.#texts;
  }

  #put(beside: BesideText): void {
    this.#characters += beside.text.length;
    this.#texts.push(beside);
    if (this.#texts.length > MOST_TEXTS || this.#characters > MOST_CHARACTERS)
      throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { texts: this.#texts.length });
  }
}

/** `B2`, `$B$2:$C$9`, `B:B`, `2:3`; null for anything else. */
function areaOf(ref: string): Area | null {
  const [first = '', last = first] = ref.trim().toUpperCase().replaceAll('$', '').split(':');
  const [one, other] = [first, last].map((part) => /^([A-Z]*)(\d*)$/u.exec(part));
  if (one?.[0] === '' || one === undefined || other === undefined || one === null || other === null)
    return null;
  const column = (letters: string | undefined, whenNone: number): number =>
    letters === undefined || letters === '' ? whenNone : columnNumber(letters);
  const row = (digits: string | undefined, whenNone: number): number =>
    digits === undefined || digits === '' ? whenNone : Number(digits);
  const rows = [row(one[2], 1), row(other[2], LAST_ROW)];
  const columns = [column(one[1], 1), column(other[1], LAST_COLUMN)];
  if (columns.some(Number.isNaN)) return null;
  // Either corner may be named first.
  return {
    row: Math.min(...rows),
    lastRow: Math.max(...rows),
    column: Math.min(...columns),
    lastColumn: Math.max(...columns),
  };
}

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

const PAGE_TEXTS = /^(?:odd|even|first)(?:Header|Footer)$/u;

const isOfSeveral = (area: Area | null): boolean =>
  area !== null && (area.lastRow > area.row || area.lastColumn > area.column);

/** Reads what stands after the cells of a sheet: merged cells, prompts, tips, heads and feet, and where rules give formats. */
export class AfterCells {
  readonly #besides: BesideTexts;
  #page: string | null = null;
  #isRule = false;
  /** The areas of the newer rules, which stand in an element of their own. */
  #areas: string | null = null;

  constructor(besides: BesideTexts) {
    this.#besides = besides;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (PAGE_TEXTS.test(name)) this.#page = '';
    if (name === 'mergeCell') this.#add('merged', attributes['ref'], '');
    if (name === 'hyperlink') this.#add('note', attributes['ref'], attributes['tooltip']);
    if (name === 'conditionalFormatting') {
      this.#isRule = true;
      this.#addRule(attributes['sqref'] ?? '');
    }
    if (name === 'sqref' && this.#isRule) this.#areas = '';
    if (name !== 'dataValidation') return;
    const { prompt, promptTitle, error, errorTitle, sqref = '' } = attributes;
    const text = [promptTitle, prompt, errorTitle, error].filter(Boolean).join('\n');
    for (const ref of sqref.split(/\s+/u)) this.#add('prompt', ref, text);
  }

  text(text: string): void {
    if (this.#page !== null) this.#page += text;
    if (this.#areas !== null) this.#areas += text;
  }

  close(name: string): void {
    if (name === 'conditionalFormatting') this.#isRule = false;
    if (name === 'sqref' && this.#areas !== null) {
      this.#addRule(this.#areas);
      this.#areas = null;
    }
    if (this.#page === null || !PAGE_TEXTS.test(name)) return;
    const text = partsOfPageText(this.#page).join('\n');
    if (text !== '') this.#besides.add('page', null, text);
    this.#page = null;
  }

  /** Which cells a rule holds for is not worked out; only where it may. */
  #addRule(areas: string): void {
    for (const ref of areas.trim().split(/\s+/u)) {
      const area = areaOf(ref);
      if (area !== null) this.#besides.add('rule', area, '');
    }
  }

  #add(kind: BesideKind, ref: string | undefined, text: string | undefined): void {
    const area = areaOf(ref ?? '');
    if (kind === 'merged' ? isOfSeveral(area) : text !== undefined && text !== '')
      this.#besides.add(kind, area, text ?? '');
  }
}

/** What a list that people fill in carries beside its cells: words that formats print, tips of links, and how texts are read. */
export function markBesides(besides: BesideTexts, marks: CellMarks): void {
  for (const { kind, area } of besides.list()) {
    if (area === null || (kind !== 'format' && kind !== 'note' && kind !== 'reading')) continue;
    const lastRow = kind === 'format' ? area.lastRow : area.row;
    for (let row = area.row; row <= lastRow; row += 1)
      marks.add({ kind: kind === 'format' ? 'words' : 'note', row, column: area.column });
  }
}

/** What the parts beside a sheet, and the workbook, say of it. */
export async function readBesides(
  zip: WorkbookZip,
  workbook: Workbook,
  sheet: { readonly name: string; readonly part: string },
  besides: BesideTexts,
): Promise<void> {
  const relations = [...(await readRelations(zip, sheet.part)).values()].filter(({ part }) =>
    zip.parts.has(part.toLowerCase()),
  );
  for (const { type, part } of relations) {
    if (type === 'comments' || type === 'threadedComment') await readNoteTexts(zip, part, besides);
    if (type === 'drawing') {
      await readBoxes(zip, part, besides);
      await readShapes(zip, part, besides);
    }
    if (type === 'table') await readTableName(zip, part, besides);
    if (type === 'vmlDrawing') await readControls(zip, part, besides);
  }
  addNames(workbook, sheet.name, besides);
  for (const part of workbook.aboutParts)
    if (zip.parts.has(part.toLowerCase())) await readAbout(zip, part, besides);
}

function addNames({ names }: Workbook, sheet: string, besides: BesideTexts): void {
  for (const { name, refersTo } of names) {
    const [, of = '', ref = ''] = /^'?(.*?)'?!([^!]*)$/u.exec(refersTo.trim()) ?? [];
    if (of.replaceAll("''", "'") === sheet) besides.add('name', areaOf(ref), name);
    // A name can stand for a text.
    for (const [, text = ''] of refersTo.matchAll(/"([^"]+)"/gu)) besides.add('name', null, text);
  }
}

async function readControls(zip: WorkbookZip, part: string, besides: BesideTexts): Promise<void> {
  let markup = '';
  // Not all that Office writes there is XML.
  for await (const piece of textOfPart(zip, part)) markup += piece;
  besides.add('control', null, markup.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' '));
}

async function readNoteTexts(zip: WorkbookZip, part: string, besides: BesideTexts): Promise<void> {
  let ref = '';
  let text = '';
  let isText = false;
  const isNote = (name: string): boolean => name === 'comment' || name === 'threadedComment';
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (isNote(name)) [ref, text] = [attributes['ref'] ?? '', ''];
      if (name === 'text') isText = true;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 'text') isText = false;
      if (isNote(name)) besides.add('note', areaOf(ref), text);
    },
  });
}

const ANCHORS = ['twoCellAnchor', 'oneCellAnchor', 'absoluteAnchor'];

async function readBoxes(zip: WorkbookZip, part: string, besides: BesideTexts): Promise<void> {
  let row = '';
  let text = '';
  let isFrom = false;
  let within = '';
  await readXml(zip, part, {
    open: (name, { descr = '', title = '' }) => {
      if (ANCHORS.includes(name)) [row, text] = ['', ''];
      if (name === 'from') isFrom = true;
      if (name === 'cNvPr') text += `${title} ${descr} `;
      within = name;
    },
    text: (piece) => {
      if (within === 't') text += piece;
      if (within === 'row' && isFrom) row += piece;
    },
    close: (name) => {
      within = '';
      if (name === 'from') isFrom = false;
      if (name === 'p') text += ' ';
      if (!ANCHORS.includes(name)) return;
      const at = (Number(row) || 0) + 1;
      const area = { row: at, lastRow: at, column: 1, lastColumn: LAST_COLUMN };
      besides.add(text.trim() === '' ? 'picture' : 'box', area, text);
    },
  });
}

/** What is written on charts and on drawings that have a part of their own. */
async function readShapes(zip: WorkbookZip, drawing: string, besides: BesideTexts): Promise<void> {
  for (const { part } of (await readRelations(zip, drawing)).values()) {
    if (!/\.xml$/iu.test(part) || !zip.parts.has(part.toLowerCase())) continue;
    let text = '';
    let isText = false;
    await readXml(zip, part, {
      open: (name) => {
        isText = name === 't';
      },
      text: (piece) => {
        if (isText) text += piece;
      },
      close: (name) => {
        isText = false;
        if (name === 'p') text += ' ';
      },
    });
    if (text.trim() !== '') besides.add('box', null, text);
  }
}

async function readTableName(zip: WorkbookZip, part: string, besides: BesideTexts): Promise<void> {
  await readXml(zip, part, {
    open: (name, { displayName, ref = '' }) => {
      if (name === 'table' && displayName !== undefined) besides.add('name', areaOf(ref), displayName);
    },
  });
}

/** Title, subject, keywords and remarks; who wrote it is beside the point. */
const ABOUT = ['title', 'subject', 'description', 'keywords', 'category', 'lpwstr', 'lpstr'];

async function readAbout(zip: WorkbookZip, part: string, besides: BesideTexts): Promise<void> {
  let text: string | null = null;
  await readXml(zip, part, {
    open: (name) => {
      text = ABOUT.includes(name) ? '' : null;
    },
    text: (piece) => {
      if (text !== null) text += piece;
    },
    close: () => {
      if (text !== null && text.trim() !== '') besides.add('about', null, text);
      text = null;
    },
  });
}
