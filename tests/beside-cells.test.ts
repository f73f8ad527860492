import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  emptyWorld,
  refusalOf,
  SIP_HEADERS,
  sipCells,
  sipsOf,
  takeIn,
  type Attempt,
  type Refusal,
} from './helpers/bad-input.ts';
import {
  after,
  type Book,
  bookOf,
  box,
  format,
  GUARDED,
  note,
  PERSONS,
  sheet,
  thread,
  WITHOUT,
} from './helpers/beside-book.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** What a workbook says otherwise than by its cells is read for protection, or told as not read. */
const NAME = 'sip-2025-09-15.xlsx';
let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

const taken = async (book: Book): Promise<Attempt> =>
  takeIn(bookOf(book), { name: NAME, world: await emptyWorld({ readerProcess }) });
const refused = async (book: Book): Promise<Refusal> =>
  refusalOf(bookOf(book), { name: NAME, world: await emptyWorld({ readerProcess }) });

const guarded = ({ world }: Attempt): readonly unknown[] =>
  sipsOf(world)
    .filter((sip) => sip.class === 'protected')
    .map(({ key }) => key);
const codes = ({ file }: Attempt): readonly string[] => file.findings.map(({ code }) => code);

const ON_A_ROW: readonly (readonly [string, Book])[] = [
  ['a note', { beside: { comments: note('C3', GUARDED) } }],
  ['a thread', { beside: { threadedComment: thread('B3', 'Obs: sekretessmarkerad!') } }],
  ['the tip of a link', after('<hyperlinks><hyperlink ref="A3" tooltip="Skyddad adress"/></hyperlinks>')],
  [
    'a word that the format of a number prints',
    {
      ...format('0" (skyddad)"'),
      headers: [...WITHOUT, 'Ordning'],
      change: (header, row) =>
        header === 'Ordning' && row === 3 ? { xml: '<c r="@" s="1"><v>7</v></c>' } : null,
    },
  ],
  [
    'a word that the format of a text prints',
    {
      ...format('General;General;General;@" – kvarskriven"'),
      change: (header, row) =>
        header === 'Namn' && row === 3
          ? { xml: '<c r="@" s="1" t="inlineStr"><is><t>Bo Ek</t></is></c>' }
          : null,
    },
  ],
  [
    'the reading of a text',
    {
      change: (header, row) =>
        header === 'Namn' && row === 3
          ? {
              xml: `<c r="@" t="inlineStr"><is><t>Bo Ek</t><rPh sb="0" eb="1"><t>${GUARDED}</t></rPh></is></c>`,
            }
          : null,
    },
  ],
];

describe('what people see of a cell of protection that says no', () => {
  const seen = (code: string, value: string): Book => ({
    ...format(code),
    headers: SIP_HEADERS,
    change: (header, row) =>
      header === 'Skyddade personuppgifter' && row === 3
        ? { xml: value.replace('<c', '<c r="@" s="1"') }
        : null,
  });
  const ZERO = '<c><v>0</v></c>';
  const NO = '<c t="inlineStr"><is><t>Nej</t></is></c>';

  it.each([
    ['"Nej";;"Ja"', ZERO],
    ['"0";;"1"', ZERO],
    [';;"✓"', ZERO],
    [';;+', ZERO],
    ['[=0]"Ja";"Nej"', ZERO],
    ['0" ?"', ZERO],
    [';;;"Ja"', NO],
  ])('protects, whatever its value says: %s', async (code, value) => {
    expect(guarded(await taken(seen(code, value)))).toEqual(['SIP-2']);
  });

  it.each([
    ['"Ja";;"Nej"', ZERO],
    ['0;-0;"–"', ZERO],
    ['0', ZERO],
    ['# ##0,00\\ "%"', ZERO],
    [';;;@', NO],
  ])('says no where that is what they see: %s', async (code, value) => {
    expect(guarded(await taken(seen(code, value)))).toEqual([]);
  });
});

describe('a word of protection beside a cell', () => {
  it.each(ON_A_ROW)('%s protects the person of the row, and no other', async (_what, book) => {
    const attempt = await taken(book);
    expect([attempt.code, guarded(attempt)]).toEqual([0, ['SIP-2']]);
    expect(attempt.file.findings).toContainEqual(
      expect.objectContaining({ code: 'PROTECTION_BESIDE_CELL', row: 3 }),
    );
  });

  it('a merged cell protects all rows that it covers', async () => {
    const attempt = await taken({
      headers: [...SIP_HEADERS],
      change: (header, row) => (header === 'Skyddade personuppgifter' ? (row === 3 ? 'Ja' : '') : null),
      ...after('<mergeCells><mergeCell ref="O3:O4"/></mergeCells>'),
    });
    expect([attempt.code, guarded(attempt)]).toEqual([0, ['SIP-2', 'SIP-3']]);
    expect(codes(attempt)).toContain('CELL_MERGED');
  });

  it('refuses a list that can not keep who is protected', async () => {
    const message: Readonly<Record<string, string>> = {
      Meddelandetyp: 'Inskrivningsmeddelande',
      Avsändare: 'Medicin',
      Mottagare: 'Granen',
      Skickat: '2025-09-14 09:00',
    };
    const { code } = await refusalOf(
      bookOf({
        headers: ['Meddelande-id', 'Ärende', ...Object.keys(message)],
        change: (header, row) => message[header] ?? `${header === 'Ärende' ? 'SIP' : 'M'}-${row}`,
        beside: { comments: note('C3', GUARDED) },
      }),
      { name: 'meddelanden-2025-09-15.xlsx', world: await emptyWorld({ readerProcess }) },
    );
    expect(code).toBe('LIST_WITH_PROTECTED');
  });

  it('on a sheet of several is on its own row', async () => {
    const rows = sheet(WITHOUT, () => null);
    const attempt = await taken({
      sheets: [
        { name: 'Timrå', rows },
        { name: 'Ånge', rows: rows.replaceAll(/SIP-(?=\d)/gu, 'SIP-9') },
      ],
      more: [
        {
          name: 'xl/worksheets/_rels/sheet2.xml.rels',
          data: '<Relationships><Relationship Id="c" Type="x/comments" Target="../c.xml"/></Relationships>',
        },
        { name: 'xl/c.xml', data: note('A4', GUARDED) },
      ],
    });
    // The same persons stand on both sheets: protection is a property of the person.
    expect(guarded(attempt)).toEqual(['SIP-3', 'SIP-93']);
    expect(attempt.file.findings.find(({ code }) => code === 'PROTECTION_BESIDE_CELL')?.row).toBe(9);
  });
});

const OF_NO_ROW: readonly (readonly [string, Book, string])[] = [
  ['a text box', { beside: { drawing: box(3, `Anna har ${GUARDED}`) } }, 'en textruta, rad 3'],
  [
    'a note on a header',
    { beside: { comments: note('C1', `* = ${GUARDED}`) } },
    'en anteckning vid Namn, rad 1',
  ],
  ['a note below the list', { beside: { comments: note('B40', GUARDED) } }, 'en anteckning vid Personnummer'],
  [
    'a prompt',
    after(`<dataValidations><dataValidation sqref="D2:D9" prompt="S = ${GUARDED}"/></dataValidations>`),
    'en hjälptext vid Kommun',
  ],
  [
    'the name of an area',
    {
      workbookExtra:
        '<definedNames><definedName name="Skyddade">Blad1!$A$3:$A$4</definedName></definedNames>',
    },
    'namnet på ett område vid SIP-id, rad 3–4',
  ],
  [
    'a row below the list',
    {
      rows: `${sheet(WITHOUT, () => null)}<row r="9"><c r="A9" t="inlineStr"><is><t>Bo har skyddade uppgifter</t></is></c></row>`,
    },
    'rad 9',
  ],
  [
    'a sheet that is no list',
    {
      sheets: [
        { name: 'Lista', rows: sheet(WITHOUT, () => null) },
        {
          name: 'Övrigt',
          rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>Rad 3 har ${GUARDED}</t></is></c></row>`,
        },
      ],
    },
    'bladet Övrigt',
  ],
];

/** A list that is hidden says in a column of its own that somebody is protected. */
const HIDDEN: Book = {
  sheets: [
    { name: 'Lista', rows: sheet(WITHOUT, () => null) },
    {
      name: 'Dold',
      state: 'hidden',
      rows: sheet(SIP_HEADERS, (header, row) =>
        header === 'Skyddade personuppgifter' && row === 3 ? 'Ja' : null,
      ),
    },
  ],
};
const RULE =
  '<xf numFmtId="0"/></cellXfs><dxfs><dxf><numFmt numFmtId="9" formatCode="&quot;skyddad&quot;"/></dxf></dxfs><cellXfs>';
const OF_THE_BOOK: readonly (readonly [string, Book, string])[] = [
  ['the column of a hidden list', HIDDEN, 'bladet Dold'],
  ['a format that a rule gives', { styles: RULE }, 'ett villkorsstyrt format'],
  ['the name of a table', { beside: { table: '<table displayName="Skyddade" ref="A1:O5"/>' } }, 'rad 1–5'],
  [
    'a control, whose markup is not XML',
    { beside: { vmlDrawing: `<xml><v:textbox><div>${GUARDED}<br></div></v:textbox></xml>` } },
    'en kontroll',
  ],
];

describe('a rule that gives cells a format', () => {
  const OLD = (areas: string): string =>
    `<conditionalFormatting sqref="${areas}"><cfRule type="expression" dxfId="0"><formula>$P2="X"</formula></cfRule></conditionalFormatting>`;
  const NEW =
    '<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule/><xm:sqref>A2:P99</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>';
  const ofRules = async (xml: string): Promise<readonly string[]> =>
    (await taken({ headers: [...SIP_HEADERS], ...after(xml) })).file.findings.flatMap(({ code, message }) =>
      code === 'TEXT_BESIDE_LIST' ? [message] : [],
    );
  it('is told once where it is over the column of protection', async () => {
    for (const xml of [OLD('O2:O99'), OLD('A2:B9 C1 A:P'), `${OLD('O2:O5')}${OLD('O6:O9')}`, NEW])
      expect(await ofRules(xml)).toEqual([
        expect.stringContaining('ett villkorsstyrt format över kolumnen om skydd (Skyddade personuppgifter)'),
      ]);
  });

  it('says nothing elsewhere', async () => {
    const validation =
      '<extLst><ext><x14:dataValidations><x14:dataValidation><xm:sqref>O2:O99</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>';
    for (const xml of [OLD('A2:N99'), validation]) expect(await ofRules(xml)).toEqual([]);
  });
});

describe('a word of protection that belongs to no row', () => {
  it.each(OF_THE_BOOK)('%s refuses the list', async (_what, book, where) => {
    const { code, message } = await refused(book);
    expect([code, message]).toEqual(['PROTECTION_UNPLACED', expect.stringContaining(where)]);
  });

  it('as the title of the workbook is a title of all', async () => {
    const book = new ExcelJS.Workbook();
    const cells = sipCells();
    const row = WITHOUT.map((header) => cells[(SIP_HEADERS as readonly string[]).indexOf(header)] ?? '');
    book.addWorksheet('Blad1').addRows([[...WITHOUT], row]);
    book.title = 'Personer med skyddade uppgifter';
    const content = new Uint8Array(await book.xlsx.writeBuffer());
    const attempt = await takeIn(content, { name: NAME, world: await emptyWorld({ readerProcess }) });
    expect([attempt.code, guarded(attempt)]).toEqual([0, ['SIP-1']]);
    expect(codes(attempt)).toContain('PROTECTION_OF_LIST');
  });

  it.each(OF_NO_ROW)('%s refuses the list, and says where', async (_what, book, where) => {
    const { code, message } = await refused(book);
    expect([code, message]).toEqual(['PROTECTION_UNPLACED', expect.stringContaining(where)]);
  });

  it('on the header of the column that says it, is no secret', async () => {
    const attempt = await taken({
      headers: [...SIP_HEADERS],
      beside: { comments: note('O1', `Ja = ${GUARDED}`) },
      ...after('<dataValidations><dataValidation sqref="O2:O99" prompt="Skyddad?"/></dataValidations>'),
    });
    expect([attempt.code, guarded(attempt)]).toEqual([0, []]);
  });

  it('in the head of a printed page, or in what the workbook says of itself, is a title of all', async () => {
    const page = await taken(
      after('<headerFooter><oddHeader>&amp;CPersoner med skyddade uppgifter</oddHeader></headerFooter>'),
    );
    expect(guarded(page)).toHaveLength(4);
    const stamp = await taken(
      after('<headerFooter><oddFooter>&amp;LSekretess &amp;P</oddFooter></headerFooter>'),
    );
    expect([guarded(stamp), codes(stamp)]).toEqual([[], expect.not.arrayContaining(['PROTECTION_OF_LIST'])]);
  });
});

describe('what else stands beside the cells', () => {
  it('is told by its place, as not read; what it says stands nowhere', async () => {
    const attempt = await taken({
      beside: { comments: note('C3', 'Ring Anna Ek'), drawing: box(8, 'Ring Anna Ek') },
      change: (header, row) => (header === 'Kommun' && row > 2 && row < 5 ? '' : null),
      ...after('<mergeCells><mergeCell ref="D2:D4"/><mergeCell ref="A1:B1"/></mergeCells>'),
    });
    expect(
      attempt.file.findings
        .filter(({ code }) => /^(?:TEXT_BESIDE|CELL_MERGED)/u.test(code))
        .map(({ code, row, column }) => [code, row, column]),
    ).toEqual(
      expect.arrayContaining([
        ['CELL_MERGED', 2, 'Kommun'],
        ['TEXT_BESIDE_CELL', 3, 'Namn'],
        ['TEXT_BESIDE_LIST', 8, null],
      ]),
    );
    expect(JSON.stringify(attempt.file)).not.toContain('Anna');
  });

  it('rows that are struck through are told', async () => {
    const struck = { xml: '<c r="@" t="inlineStr"><is><r><rPr><strike/></rPr><t>Bo Ek</t></r></is></c>' };
    const shared = await taken({
      strings: '<si><r><rPr><strike/></rPr><t>Bo Ek</t></r></si>',
      change: (header, row) =>
        header === 'Namn' && row === 3 ? { xml: '<c r="@" t="s"><v>0</v></c>' } : null,
    });
    expect(shared.file.findings).toContainEqual(expect.objectContaining({ code: 'ROW_STRUCK', row: 3 }));
    const inline = await taken({ change: (header, row) => (header === 'Namn' && row === 4 ? struck : null) });
    expect(inline.file.findings).toContainEqual(expect.objectContaining({ code: 'ROW_STRUCK', row: 4 }));
  });

  it('a number that is printed with a word is told by its column', async () => {
    const attempt = await taken({
      ...format('0" dagar"'),
      headers: [...WITHOUT, 'Väntetid'],
      change: (header) => (header === 'Väntetid' ? { xml: '<c r="@" s="1"><v>7</v></c>' } : null),
    });
    expect(attempt.file.findings.find(({ code }) => code === 'TEXT_BESIDE_CELL')).toMatchObject({
      column: 'Väntetid',
      message: expect.stringContaining('4 celler') as unknown,
    });
  });
});

describe('a row below the list that explains a sign of protection', () => {
  const text = (name: string): string =>
    [
      WITHOUT.join(';'),
      ...PERSONS.map((Personnummer, at) => {
        const cells = sipCells({ 'SIP-id': `SIP-${at + 1}`, Personnummer, Namn: at === 1 ? name : 'Åsa Ek' });
        return WITHOUT.map((header) => cells[(SIP_HEADERS as readonly string[]).indexOf(header)]).join(';');
      }),
      '* = skyddad identitet',
      '',
    ].join('\n');

  it('refuses the list where a row bears the sign, and says nothing where none does', async () => {
    expect((await refusalOf(text('Bo Ek*'))).code).toBe('PROTECTION_UNPLACED');
    expect((await takeIn(text('Bo Ek'))).code).toBe(0);
  });
});
