import { columnLetters } from '../../src/files/reading/table.ts';
import { workbook, type WorkbookParts } from '../../src/files/reading/zip-file.test-help.ts';
import { SIP_HEADERS, sipCells } from './bad-input.ts';

/** Workbooks that say something otherwise than by their cells. */
export const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819', '19550607-9820'];
export const GUARDED = 'Skyddad identitet';
/** Lists without the column, and with it. */
export const WITHOUT = SIP_HEADERS.filter((header) => header !== 'Skyddade personuppgifter');

type Cell = string | { readonly xml: string };
const cell = (place: string, value: Cell): string =>
  typeof value === 'string'
    ? value === ''
      ? ''
      : `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
    : value.xml.replace('@', place);

export function sheet(
  headers: readonly string[],
  change: (header: string, row: number) => Cell | null,
): string {
  const rows = PERSONS.map((Personnummer, at) => {
    const cells = sipCells({ 'SIP-id': `SIP-${at + 1}`, Personnummer });
    return headers.map(
      (header) => change(header, at + 2) ?? cells[(SIP_HEADERS as readonly string[]).indexOf(header)] ?? '',
    );
  });
  return [headers, ...rows]
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((value, index) => cell(`${columnLetters(index + 1)}${at + 1}`, value)).join('')}</row>`,
    )
    .join('');
}

export interface Book extends WorkbookParts {
  readonly headers?: readonly string[];
  readonly change?: (header: string, row: number) => Cell | null;
  /** Parts that the sheet leads to, by the type of the relation. */
  readonly beside?: Readonly<Record<string, string>>;
}

export function bookOf({
  headers = WITHOUT,
  change = () => null,
  beside = {},
  more = [],
  ...parts
}: Book): Uint8Array {
  const named = Object.entries(beside).map(([type, data]) => ({ type, name: `xl/${type}.xml`, data }));
  const relations = named.map(
    ({ type }) => `<Relationship Id="${type}" Type="x/${type}" Target="../${type}.xml"/>`,
  );
  const rels = {
    name: 'xl/worksheets/_rels/sheet1.xml.rels',
    data: `<Relationships>${relations.join('')}</Relationships>`,
  };
  return workbook({
    rows: sheet(headers, change),
    ...parts,
    more: [...(named.length > 0 ? [rels, ...named] : []), ...more],
  });
}

export const note = (ref: string, text: string): string =>
  `<comments><commentList><comment ref="${ref}"><text><r><t>Eva: </t></r><r><t>${text}</t></r></text></comment></commentList></comments>`;
export const thread = (ref: string, text: string): string =>
  `<ThreadedComments><threadedComment ref="${ref}"><text>${text}</text></threadedComment></ThreadedComments>`;
export const box = (row: number, text: string): string =>
  `<d:wsDr xmlns:d="d" xmlns:a="a"><d:twoCellAnchor><d:from><d:col>3</d:col><d:row>${row - 1}</d:row></d:from><d:to><d:row>9</d:row></d:to><d:sp><d:nvSpPr><d:cNvPr id="2" name="Textruta"/></d:nvSpPr><d:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></d:txBody></d:sp></d:twoCellAnchor></d:wsDr>`;
export const after = (xml: string): Pick<Book, 'afterRows'> => ({ afterRows: xml });
export const format = (code: string): Pick<Book, 'formats' | 'styles'> => ({
  formats: `<numFmt numFmtId="164" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  styles: '<xf numFmtId="0"/><xf numFmtId="164"/>',
});
