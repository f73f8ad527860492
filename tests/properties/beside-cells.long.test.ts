import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnLetters } from '../../src/files/reading/table.ts';
import {
  after,
  type Book,
  bookOf,
  box,
  format,
  note,
  sheet,
  thread,
  WITHOUT,
} from '../helpers/beside-book.ts';
import { emptyWorld, SIP_HEADERS, sipsOf } from '../helpers/bad-input.ts';
import { overgang } from '../helpers/cli.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runs } from '../helpers/memory.ts';
import { workbookReader } from '../helpers/workbook-reader.ts';

/** Wherever beside the cells of a workbook a word of protection stands, it protects, refuses the list, or is told. */
const WORDS = [
  'Skyddad identitet',
  'Sekretessmarkering',
  'skyddad folkbokföring',
  'Fingerade personuppgifter',
  'Kvarskriven',
  'hemlig adress',
] as const;

interface Where {
  /** Of the list, its header or the blank cells around it. */
  readonly row: number;
  readonly column: number;
  readonly word: string;
}

const cellAt = ({ row, column }: Where): string => `${columnLetters(column)}${row}`;
const inline = (text: string): string => `<is>${text}</is>`;
/** Changes the cell of a random column of one of the list's rows. */
const inCell = ({ row, column }: Where, xml: (text: string) => string): Pick<Book, 'change'> => {
  const header = WITHOUT[2 + (column % (WITHOUT.length - 2))] ?? 'Namn';
  const at = 2 + (row % 4);
  return {
    change: (one, place) => (one === header && place === at ? { xml: xml('Anna Ek') } : null),
  };
};
const part = (type: string, data: string): Pick<Book, 'beside'> => ({ beside: { [type]: data } });
const chart = (title: string): string =>
  `<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>${title}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>`;
const picture = (word: string): string =>
  `<d:wsDr xmlns:d="d"><d:oneCellAnchor><d:from><d:row>2</d:row></d:from><d:pic><d:nvPicPr><d:cNvPr id="1" name="Bild" descr="${word}"/></d:nvPicPr></d:pic></d:oneCellAnchor></d:wsDr>`;
const withDrawingOf = (type: string, data: string): Pick<Book, 'beside' | 'more'> => ({
  beside: {
    drawing: `<d:wsDr xmlns:d="d" xmlns:r="r"><d:twoCellAnchor><d:from><d:row>2</d:row></d:from><d:graphicFrame><x r:id="g"/></d:graphicFrame></d:twoCellAnchor></d:wsDr>`,
  },
  more: [
    {
      name: 'xl/_rels/drawing.xml.rels',
      data: `<Relationships><Relationship Id="g" Type="x/${type}" Target="parts/${type}.xml"/></Relationships>`,
    },
    { name: `xl/parts/${type}.xml`, data },
  ],
});
const hidden = (state: string, { word, row }: Where): Pick<Book, 'sheets'> => ({
  sheets: [
    { name: 'Lista', rows: sheet(WITHOUT, () => null) },
    {
      name: 'Dold',
      state,
      rows: sheet([...SIP_HEADERS], (header, at) =>
        header === 'Skyddade personuppgifter' ? (at === 2 + (row % 4) ? word : 'Nej') : null,
      ),
    },
  ],
});
const about = (part: string, element: string, word: string): Pick<Book, 'more'> => ({
  more: [
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/><Relationship Id="p" Type="x/${part}-properties" Target="docProps/${part}.xml"/></Relationships>`,
    },
    { name: `docProps/${part}.xml`, data: `<x><${element}>Personer med ${word}</${element}></x>` },
  ],
});

const PLACES: Readonly<Record<string, (where: Where) => Book>> = {
  note: (where) => part('comments', note(cellAt(where), where.word)),
  thread: (where) => part('threadedComment', thread(cellAt(where), `Obs! ${where.word}`)),
  'tip of a link': (where) =>
    after(`<hyperlinks><hyperlink ref="${cellAt(where)}" tooltip="${where.word}"/></hyperlinks>`),
  prompt: (where) =>
    after(
      `<dataValidations><dataValidation sqref="${cellAt(where)}:D40" promptTitle="S" prompt="${where.word}"/></dataValidations>`,
    ),
  'message of a fault': (where) =>
    after(
      `<dataValidations><dataValidation sqref="${cellAt(where)}" errorTitle="${where.word}"/></dataValidations>`,
    ),
  'format of a number': (where) => ({
    ...format(`0" ${where.word}"`),
    headers: [...WITHOUT, 'Ordning'],
    change: (header, row) =>
      header === 'Ordning' && row === 2 + (where.row % 4) ? { xml: '<c r="@" s="1"><v>7</v></c>' } : null,
  }),
  'format of a text': (where) => ({
    ...format(`General;General;General;@" ${where.word}"`),
    ...inCell(where, (text) => `<c r="@" s="1" t="inlineStr">${inline(`<t>${text}</t>`)}</c>`),
  }),
  'reading of a text': (where) =>
    inCell(
      where,
      (text) =>
        `<c r="@" t="inlineStr">${inline(`<t>${text}</t><rPh sb="0" eb="1"><t>${where.word}</t></rPh>`)}</c>`,
    ),
  'reading of a shared text': (where) => ({
    strings: `<si><t>Anna Ek</t><rPh sb="0" eb="1"><t>${where.word}</t></rPh></si>`,
    ...inCell(where, () => '<c r="@" t="s"><v>0</v></c>'),
  }),
  'text box': (where) => part('drawing', box(where.row, where.word)),
  'picture that is described': (where) => part('drawing', picture(where.word)),
  'title of a chart': (where) => withDrawingOf('chart', chart(where.word)),
  'drawing with a text of its own': (where) =>
    withDrawingOf(
      'diagramData',
      `<d:dataModel xmlns:d="d"><a:t xmlns:a="a">${where.word}</a:t></d:dataModel>`,
    ),
  control: (where) => part('vmlDrawing', `<xml><v:textbox><div>${where.word}<br></div></v:textbox></xml>`),
  'head of a page': (where) =>
    after(`<headerFooter><oddHeader>&amp;CPersoner: ${where.word}</oddHeader></headerFooter>`),
  'foot of a first page': (where) =>
    after(`<headerFooter><firstFooter>&amp;LPersoner: ${where.word}</firstFooter></headerFooter>`),
  'title of the workbook': (where) => about('core', 'title', where.word),
  'remark on the workbook': (where) => about('core', 'description', where.word),
  'property of the workbook': (where) => about('custom', 'lpwstr', where.word),
  'name of an area': (where) => ({
    workbookExtra: `<definedNames><definedName name="${where.word.replaceAll(' ', '_')}">Blad1!$A$${where.row}</definedName></definedNames>`,
  }),
  'name that stands for a text': (where) => ({
    workbookExtra: `<definedNames><definedName name="Info">"${where.word}"</definedName></definedNames>`,
  }),
  'name of a table': (where) =>
    part('table', `<table displayName="${where.word.replaceAll(' ', '_')}" ref="A1:O5"/>`),
  'format that a rule gives': (where) => ({
    styles: `<xf numFmtId="0"/></cellXfs><dxfs><dxf><numFmt numFmtId="9" formatCode="&quot;${where.word}&quot;"/></dxf></dxfs><cellXfs>`,
  }),
  'hidden list': (where) => hidden('hidden', where),
  'list that is hidden more': (where) => hidden('veryHidden', where),
  'sheet that is no list': (where) => ({
    sheets: [
      { name: 'Lista', rows: sheet(WITHOUT, () => null) },
      {
        name: 'Övrigt',
        rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>Rad ${where.row} har ${where.word}</t></is></c></row>`,
      },
    ],
  }),
  'cell beyond the last column': (where) => ({
    headers: [...WITHOUT, ''],
    change: (header, row) => (header === '' && row === 2 + (where.row % 4) ? where.word : null),
  }),
  'row below the list': (where) => ({
    rows: `${sheet(WITHOUT, () => null)}<row r="${8 + where.row}"><c r="${columnLetters(where.column)}${8 + where.row}" t="inlineStr"><is><t>Bo Ek har ${where.word}</t></is></c></row>`,
  }),
  'merged cell of the column': (where) => ({
    headers: [...SIP_HEADERS],
    change: (header, row) =>
      header === 'Skyddade personuppgifter' ? (row === 2 + (where.row % 3) ? where.word : '') : null,
    ...after(
      `<mergeCells><mergeCell ref="${columnLetters(SIP_HEADERS.indexOf('Skyddade personuppgifter') + 1)}${2 + (where.row % 3)}:${columnLetters(SIP_HEADERS.indexOf('Skyddade personuppgifter') + 1)}5"/></mergeCells>`,
    ),
  }),
};

let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

interface Answer {
  readonly code: number;
  readonly said: readonly string[];
  readonly guarded: number;
}

/** What came of a workbook: the codes that were told, by row, and how many are protected. */
async function answerTo(book: Book): Promise<Answer> {
  const world = await emptyWorld({ readerProcess });
  const name = 'sip-2025-09-15.xlsx';
  writeFileSync(join(world.cwd, name), bookOf(book));
  const { code, stdout } = await overgang(['import', name, '--as-of', '2025-09-29', '--json'], world);
  if (code > 1) return { code, said: [], guarded: 0 };
  const { files } = JSON.parse(stdout) as {
    files: readonly { findings: readonly { code: string; row: number | null; message: string }[] }[];
  };
  return {
    code,
    said: (files[0]?.findings ?? []).map(({ code: one, message }) => `${one} ${message}`),
    guarded: sipsOf(world).filter((sip) => sip.class === 'protected').length,
  };
}

const where = fc.record({
  row: fc.integer({ min: 1, max: 9 }),
  column: fc.integer({ min: 1, max: WITHOUT.length + 2 }),
  word: fc.constantFrom(...WORDS),
});

describe('a word of protection at a random place beside the cells of a list', () => {
  it.each(Object.entries(PLACES))('%s: protects, refuses the list, or is told', async (_what, make) => {
    await fc.assert(
      fc.asyncProperty(where, async (place) => {
        const { code, said, guarded } = await answerTo(make(place));
        const without = await answerTo(make({ ...place, word: 'Ring i morgon' }));
        const isTold = said.some((one) => !without.said.includes(one));
        expect([code > 0 || guarded > 0 || isTold, code, said]).toEqual([true, code, said]);
      }),
      { numRuns: runs(4) },
    );
  });
});
