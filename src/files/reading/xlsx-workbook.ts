import { posix } from 'node:path';

import { UnreadableFile } from './unreadable-file.ts';
import type { XmlAttributes, XmlListener } from './xml-reader.ts';
import { XmlReader } from './xml-reader.ts';
import type { FormatHides, FormatWords, NumberStyle } from './xlsx-values.ts';
import { builtInStyle, decodeEscapes, hiddenByFormat, styleOfFormat, wordsOfFormat } from './xlsx-values.ts';
import type { WorkbookZip } from './workbook-zip.ts';
import { broken } from './workbook-zip.ts';

/** Far beyond the 32,767 characters that a cell can hold. */
export const LONGEST_TEXT = 1024 * 1024;

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly isShown: boolean; readonly part: string }[];
  /** Names of sheets that hold no cells: charts and dialogs. */
  readonly others: readonly string[];
  readonly is1904: boolean;
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
  /** Areas that have a name, and what it refers to. */
  readonly names: readonly { readonly name: string; readonly refersTo: string }[];
  /** The parts in which the workbook says what it is. */
  readonly aboutParts: readonly string[];
}

/** Where a workbook says what it is. */
const ABOUT = ['core-properties', 'custom-properties'];

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** What the workbook says of itself; names of sheets stay values and never become keys. */
export async function readWorkbook(zip: WorkbookZip): Promise<Workbook> {
  const root = await readRelations(zip, '');
  const part = [...root.values()].find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const relations = await readRelations(zip, part);
  const found: { name: string; isShown: boolean; id: string }[] = [];
  const names: { name: string; refersTo: string }[] = [];
  let is1904 = false;
  let isName = false;
  await readXml(zip, part, {
    open: (name, attributes) => {
      isName = name === 'definedName';
      if (isName) names.push({ name: attributes['name'] ?? '', refersTo: '' });
      if (name === 'workbookPr') is1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      found.push({
        name: decodeEscapes(attributes['name'] ?? ''),
        isShown: (attributes['state'] ?? 'visible') === 'visible',
        id: relationId(attributes),
      });
    },
    text: (text) => {
      const last = names.at(-1);
      if (isName && last !== undefined) last.refersTo += text;
    },
    close: () => {
      isName = false;
    },
  });
  const sheets = found.flatMap(({ id, ...sheet }) => {
    const relation = relations.get(id);
    // A chart or a dialog on a sheet of its own is no list.
    return relation?.type === 'worksheet' ? [{ ...sheet, part: relation.part }] : [];
  });
  const others = found.flatMap(({ id, name, isShown }) =>
    isShown && relations.get(id)?.type !== 'worksheet' ? [name] : [],
  );
  const partOf = (type: string): string | null =>
    [...relations.values()].find((one) => one.type === type)?.part ?? null;
  const aboutParts = [...root.values()].filter(({ type }) => ABOUT.includes(type)).map((one) => one.part);
  return {
    sheets,
    others,
    is1904,
    stylesPart: partOf('styles'),
    stringsPart: partOf('sharedStrings'),
    names,
    aboutParts,
  };
}

/** The sheet asked for, else the first that is shown. A missing sheet is never another one. */
export function chooseSheet({ sheets }: Workbook, wanted: string | null): Workbook['sheets'][number] {
  const same = (text: string): string => text.normalize('NFC').trim().toLowerCase();
  const chosen =
    wanted === null
      ? (sheets.find(({ isShown }) => isShown) ?? sheets[0])
      : (sheets.find(({ name }) => name === wanted) ??
        sheets.find(({ name }) => same(name) === same(wanted)));
  if (chosen !== undefined) return chosen;
  if (wanted === null) throw broken('no sheet');
  throw new UnreadableFile('SHEET_MISSING', {
    sheet: wanted,
    sheets: sheets.map(({ name }) => name).join(', '),
  });
}

export interface CellStyles {
  /** How each cell style shows numbers, by the style's number. */
  readonly numbers: readonly NumberStyle[];
  /** What each prints besides what stands in the cell; null where it prints nothing. */
  readonly words: readonly (FormatWords | null)[];
  /** Of which values each prints nothing; null where it shows all. */
  readonly hides: readonly (FormatHides | null)[];
  /** What formats that rules give to cells can print. */
  readonly ofRules: string;
}

export async function readStyles(zip: WorkbookZip, part: string | null): Promise<CellStyles> {
  const formats = new Map<number, string>();
  const numbers: NumberStyle[] = [];
  const words: (FormatWords | null)[] = [];
  const hides: (FormatHides | null)[] = [];
  let ofRules = '';
  let isInCellStyles = false;
  let isOfRules = false;
  if (part === null) return { numbers, words, hides, ofRules };
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (name === 'cellXfs') isInCellStyles = true;
      if (name === 'dxfs') isOfRules = true;
      if (name === 'numFmt') {
        const format = attributes['formatCode'] ?? '';
        if (isOfRules) ofRules += `${wordsOfFormat(format)?.number.join(' ') ?? ''} `;
        else formats.set(Number(attributes['numFmtId']), format);
      }
      if (name === 'xf' && isInCellStyles) {
        const id = Number(attributes['numFmtId'] ?? 0);
        const format = formats.get(id);
        numbers.push(format === undefined ? builtInStyle(id) : styleOfFormat(format));
        words.push(format === undefined ? null : wordsOfFormat(format));
        hides.push(format === undefined ? null : hiddenByFormat(format));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isInCellStyles = false;
      if (name === 'dxfs') isOfRules = false;
    },
  });
  return { numbers, words, hides, ofRules };
}

/** The strings that cells refer to by number. */
export interface SharedStrings {
  readonly texts: readonly string[];
  /** Those that have been struck through, in whole or in part. */
  readonly struck: ReadonlySet<number>;
  /** How some of them are to be read: kanji have it, and whatever somebody has put there. */
  readonly readings: ReadonlyMap<number, string>;
}

export async function readStrings(zip: WorkbookZip, part: string | null): Promise<SharedStrings> {
  const texts: string[] = [];
  const struck = new Set<number>();
  const readings = new Map<number, string>();
  if (part === null) return { texts, struck, readings };
  let text = '';
  let isText = false;
  let isReading = false;
  await readXml(zip, part, {
    open: (name, { val }) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isReading = true;
      if (name === 't') isText = true;
      // A bare <strike/> strikes.
      if (name === 'strike' && (val === undefined || isTrue(val))) struck.add(texts.length);
    },
    close: (name) => {
      if (name === 'si') texts.push(decodeEscapes(text));
      if (name === 'rPh') isReading = false;
      if (name === 't') isText = false;
    },
    text: (piece) => {
      if (!isText) return;
      if (isReading) {
        readings.set(texts.length, (readings.get(texts.length) ?? '') + piece);
        return;
      }
      text += piece;
      if (text.length > LONGEST_TEXT) throw broken('endless text');
    },
  });
  return { texts, struck, readings };
}

export function textOfPart(zip: WorkbookZip, name: string): AsyncIterable<string> {
  const part = zip.parts.get(name.toLowerCase());
  if (part === undefined) throw broken('part missing');
  return zip.textOf(part);
}

export function isTrue(written: string | undefined): boolean {
  return written === '1' || written === 'true';
}

export async function readXml(zip: WorkbookZip, part: string, listener: XmlListener): Promise<void> {
  const reader = new XmlReader(listener);
  for await (const piece of textOfPart(zip, part)) reader.push(piece);
  reader.finish();
}

/** What a part leads to, by the relation's id; nothing where it has no relations of its own. */
export async function readRelations(zip: WorkbookZip, source: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const folder = posix.dirname(source);
  const part = posix.join(folder, '_rels', `${posix.basename(source)}.rels`);
  const isSheet = source !== '' && !zip.parts.has(part.toLowerCase());
  if (isSheet) return relations;
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      // The type ends alike in both dialects of the format; targets are relative to the part or to the root.
      relations.set(attributes['Id'] ?? '', {
        type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
        part: posix.resolve('/', folder, attributes['Target'] ?? '').slice(1),
      });
    },
  });
  return relations;
}

/** The relation a sheet is behind: `r:id`, whatever the prefix. */
function relationId(attributes: XmlAttributes): string {
  const name = Object.keys(attributes).find((one) => /^(?:.*:)?id$/.test(one));
  return (name === undefined ? undefined : attributes[name]) ?? '';
}
