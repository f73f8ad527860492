import { faultOfCell, UNKNOWN_ERROR, WITHOUT_VALUE } from '../../domain/words/cell-fault.ts';
import { inspectCell, refuseBrokenText } from './cell-checks.ts';
import type { RawRow } from './table.ts';
import { columnLetters, columnNumber, TableNotes } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';
import type { XmlAttributes } from './xml-reader.ts';
import { XmlReader } from './xml-reader.ts';
import type { CellText, FormatHides, FormatWords, NumberStyle } from './xlsx-values.ts';
import { dateText, decimalText, decodeEscapes, isoDateText } from './xlsx-values.ts';
import { addMerged, type CellLook, CellMarks, type Looks } from './xlsx-marks.ts';
import { RuleMarks } from './xlsx-rules.ts';
import { AfterCells, BesideTexts } from './xlsx-besides.ts';
import { isTrue, LONGEST_TEXT, type CellStyles, type SharedStrings } from './xlsx-workbook.ts';
import { broken } from './workbook-zip.ts';

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Cells, the empty ones before a filled one among them: a million rows of twenty. */
const MAX_CELLS = 20_000_000;
/** Characters in all. */
const MAX_CHARACTERS = 256 * 1024 * 1024;
/** A small file can name one long string a million times; in lists the texts are shorter than what names them. */
const FEW_CHARACTERS = 16 * 1024 * 1024;
const MOST_TIMES = 20;
const mostCharacters = (read: number): number => Math.min(MAX_CHARACTERS, FEW_CHARACTERS + read * MOST_TIMES);
/** A number this long was an identity once, and may have lost its zeros or its last digits. */
const LONGEST_COUNT = 9;

export interface SheetContext {
  readonly strings: SharedStrings;
  readonly styles: CellStyles;
  readonly is1904: boolean;
  readonly maxCellLength: number;
  readonly looks: SheetLooks;
}

interface SheetLooks extends Looks {
  /** Colours that say nothing: those that the list came with. Null where nobody asks for colours. */
  readonly knownFills: ReadonlySet<string> | null;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: NumberStyle;
  readonly words: FormatWords | null;
  readonly hides: FormatHides | null;
  readonly look: CellLook | null;
  value: string | null;
  hasFormula: boolean;
}

/**
 * Turns the XML of one sheet into rows of text, piece by piece, and gathers what its cells and what follows them say
 * otherwise. Hidden and filtered rows are rows.
 */
export class SheetReader {
  readonly notes = new TableNotes();
  readonly marks = new CellMarks();
  readonly besides = new BesideTexts();
  readonly #after = new AfterCells(this.besides);
  readonly #rules: RuleMarks;
  readonly #context: SheetContext;
  readonly #xml: XmlReader;
  #rows: RawRow[] = [];
  #state: 'before' | 'cells' | 'after' = 'before';
  #row = 0;
  #cells: string[] = [];
  #column = 0;
  #cell: OpenCell | null = null;
  #isValue = false;
  #isPhonetic = false;
  #hiddenRows = 0;
  #cellCount = 0;
  #characters = 0;
  #read = 0;

  constructor(context: SheetContext) {
    this.#context = context;
    this.#rules = new RuleMarks(context.looks, this.marks);
    this.#xml = new XmlReader({
      open: (name, attributes) => {
        this.#open(name, attributes);
      },
      close: (name) => {
        this.#close(name);
      },
      text: (text) => {
        this.#text(text);
      },
    });
  }

  /** The filled rows that are complete with this piece; the blank ones between them are left out. */
  push(piece: string): RawRow[] {
    this.#read += piece.length;
    this.#xml.push(piece);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  finish(): void {
    if (this.#state !== 'after') throw broken('sheet cut off');
    if (this.#hiddenRows > 0) this.notes.add('HIDDEN_ROWS', null, null, String(this.#hiddenRows));
  }

  #open(name: string, attributes: XmlAttributes): void {
    if (name === 'sheetData' && this.#state === 'before') this.#state = 'cells';
    if (this.#state === 'cells') this.#openInCells(name, attributes);
    else if (this.#state === 'after') {
      this.#after.open(name, attributes);
      this.#rules.open(name, attributes);
      if (name === 'mergeCell') addMerged(attributes['ref'] ?? '', this.marks);
      // A picture behind all cells.
      if (name === 'picture') this.marks.add({ kind: 'drawing', row: 1, column: 1 });
    }
  }

  #openInCells(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'row':
        this.#openRow(attributes);
        return;
      case 'c':
        this.#openCell(attributes);
        return;
      case 'f':
        if (this.#cell !== null) this.#cell.hasFormula = true;
        return;
      case 'rPh':
        this.#isPhonetic = true;
        return;
      case 'strike':
        // A bare <strike/> strikes.
        if (attributes['val'] === undefined || isTrue(attributes['val']))
          this.marks.add({ kind: 'struck', row: this.#row, column: this.#column });
        return;
      case 'v':
      case 't':
        this.#isValue = this.#cell !== null && !this.#isPhonetic;
        if (this.#isValue && this.#cell !== null) this.#cell.value ??= '';
    }
  }

  #close(name: string): void {
    if (this.#state === 'after') {
      this.#after.close(name);
      this.#rules.close(name);
    }
    if (this.#state !== 'cells') return;
    switch (name) {
      case 'sheetData':
        this.#state = 'after';
        return;
      case 'row':
        this.#closeRow();
        return;
      case 'c':
        this.#closeCell();
        return;
      case 'rPh':
        this.#isPhonetic = false;
        return;
      case 'v':
      case 't':
        this.#isValue = false;
    }
  }

  #text(text: string): void {
    if (this.#state === 'after') {
      this.#after.text(text);
      this.#rules.text(text);
    }
    if (this.#isPhonetic && this.#cell !== null) this.#tellBeside('reading', text);
    if (!this.#isValue || this.#cell === null) return;
    this.#cell.value = (this.#cell.value ?? '') + text;
    if (this.#cell.value.length > LONGEST_TEXT) throw broken('endless text');
  }

  #openRow(attributes: XmlAttributes): void {
    const row = Number(attributes['r'] ?? this.#row + 1);
    if (!Number.isInteger(row) || row <= this.#row || row > LAST_ROW) throw broken('bad row number');
    if (isTrue(attributes['hidden'])) this.#hiddenRows++;
    this.#row = row;
    this.#column = 0;
    this.#cells = [];
  }

  #openCell(attributes: XmlAttributes): void {
    const place = attributes['r'];
    const column = place === undefined ? this.#column + 1 : columnNumber(place.replace(/\d+$/, ''));
    // Two cells in one place: neither is the right one.
    if (!(column > this.#column && column <= LAST_COLUMN)) throw broken('bad cell place');
    this.#column = column;
    const { styles, looks } = this.#context;
    const style = Number(attributes['s'] ?? 0);
    this.#cell = {
      column,
      type: attributes['t'] ?? 'n',
      style: styles.numbers[style] ?? 'number',
      words: styles.words[style] ?? null,
      hides: styles.hides[style] ?? null,
      look: looks.styles[style] ?? null,
      value: null,
      hasFormula: false,
    };
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (cell === null) return;
    this.#cell = null;
    const text = this.#cellText(cell);
    refuseBrokenText(text, this.#row);
    inspectCell(text, this.#row, cell.column, this.#context.maxCellLength, this.notes);
    this.#mark(cell, text);
    this.#lookBeside(cell, text);
    if (text === '') return;
    this.#cellCount += cell.column - this.#cells.length;
    this.#characters += text.length;
    if (this.#cellCount > MAX_CELLS || this.#characters > mostCharacters(this.#read)) {
      throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { row: this.#row });
    }
    while (this.#cells.length < cell.column - 1) this.#cells.push('');
    this.#cells.push(text.slice(0, this.#context.maxCellLength));
  }

  #mark({ column, look, hides, type, value }: OpenCell, text: string): void {
    const { looks, strings } = this.#context;
    const at = { row: this.#row, column };
    const isStruck = look?.isStruck === true || (type === 's' && strings.struck.has(Number(value)));
    if (text !== '' && isStruck) this.marks.add({ kind: 'struck', ...at });
    if (text !== '' && (look?.isInvisible === true || isHiddenBy(hides, type, value)))
      this.marks.add({ kind: 'hidden', ...at });
    const fill = look?.fill ?? null;
    if (fill !== null && looks.knownFills?.has(fill) === false) this.marks.add({ kind: 'coloured', ...at });
  }

  #lookBeside({ column, type, value, words }: OpenCell, text: string): void {
    const { readings } = this.#context.strings;
    const reading = readings.size > 0 && type === 's' ? readings.get(Number(value)) : undefined;
    if (reading !== undefined) this.#tellBeside('reading', reading);
    const printed =
      words === null || text === '' ? '' : printedWith(words, type === 'n' ? Number(value) : NaN);
    if (printed !== '') this.besides.addFormat(this.#row, column, printed);
  }

  #tellBeside(kind: 'reading', text: string): void {
    const area = { row: this.#row, lastRow: this.#row, column: this.#column, lastColumn: this.#column };
    this.besides.add(kind, area, text);
  }

  #closeRow(): void {
    if (this.#cells.length > 0) this.#rows.push({ row: this.#row, cells: this.#cells });
    this.#cells = [];
  }

  #cellText(cell: OpenCell): string {
    const note = (code: Parameters<TableNotes['add']>[0], detail = ''): void => {
      this.notes.add(code, this.#row, columnLetters(cell.column), detail);
    };
    if (cell.hasFormula) note(hasValue(cell) ? 'FORMULA_CELL' : 'FORMULA_WITHOUT_VALUE');
    if (cell.hasFormula && !hasValue(cell)) return WITHOUT_VALUE;
    const value = cell.value ?? '';
    switch (cell.type) {
      case 's':
        return cell.value === null ? '' : this.#sharedString(value);
      case 'str':
      case 'inlineStr':
        return decodeEscapes(value);
      case 'b':
        return booleanText(value.trim());
      case 'e':
        return this.#errorText(value.trim(), note);
      case 'd':
        return noted(isoDateText(value), note);
      case 'n':
        return noted(this.#numberText(value.trim(), cell.style, note), note);
      default:
        throw broken('unknown kind of cell');
    }
  }

  /** The error as it stands: what a text is read as that says no more. */
  #errorText(value: string, note: (code: 'ERROR_CELL', detail: string) => void): string {
    const text = faultOfCell(value) === 'ERROR_CELL' ? value : UNKNOWN_ERROR;
    note('ERROR_CELL', text);
    return text;
  }

  #sharedString(value: string): string {
    const text = this.#context.strings.texts[Number(value.trim() === '' ? NaN : value)];
    if (text === undefined) throw broken('unknown string');
    return text;
  }

  #numberText(
    value: string,
    style: NumberStyle,
    note: (code: 'NUMBER_CELL', detail: string) => void,
  ): CellText {
    const text = decimalText(value);
    if (text === null) return { text: value };
    if (style !== 'number') return dateText(Number(value), style, this.#context.is1904);
    const digits = text.replace(/^-/, '').replace(/\..*$/, '').length;
    if (digits > LONGEST_COUNT) note('NUMBER_CELL', String(digits));
    return { text };
  }
}

function noted({ text, note: code }: CellText, note: (code: NonNullable<CellText['note']>) => void): string {
  if (code !== undefined) note(code);
  return text;
}

function printedWith({ number: [above, below, zero], text }: FormatWords, number: number): string {
  if (Number.isNaN(number)) return text;
  if (number === 0) return zero;
  return number > 0 ? above : below;
}

function isHiddenBy(hides: FormatHides | null, type: string, value: string | null): boolean {
  if (hides === null) return false;
  const { number, text } = hides;
  const as = type === 'n' || type === 'd' ? Number(value) : NaN;
  if (Number.isNaN(as)) return type === 'd' ? number[0] : text;
  return number[as > 0 ? 0 : as < 0 ? 1 : 2];
}

function booleanText(value: string): string {
  if (value === '') return '';
  return isTrue(value) ? 'TRUE' : 'FALSE';
}

/** An empty text is a value; an empty number is none, as programs write it that calculate nothing. */
const hasValue = ({ type, value }: Pick<OpenCell, 'type' | 'value'>): boolean =>
  value !== null && (type === 'str' || value.trim() !== '');
