import { beforeAll, describe, expect, it } from 'vitest';
import { columnLetters } from '../src/files/reading/table.ts';
import { workbook } from '../src/files/reading/zip-file.test-help.ts';
import {
  emptyWorld,
  SIP_HEADERS,
  sipCells,
  sipsOf,
  sipText,
  takeIn,
  type Attempt,
} from './helpers/bad-input.ts';
import { rowsOf } from './helpers/database.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/**
 * What a spreadsheet could not work out, and what a merged cell covers, is unread and never absent: every class rule that
 * rests on it leaves its case to people, and protection fails closed.
 */
let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

const VT_HEADERS =
  'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Vårdform;Inskriven;Utskrivningsklar;Utskriven;Avliden;Status;Samtycke;Hälsocentral;Skyddade personuppgifter'.split(
    ';',
  );
const VT_CELLS =
  'VT88000;19250628-9822;Åsa Öberg;Härnösand;Medicin 1;Somatik;2025-09-10 10:00;;;;Inskriven;Ja;Hälsocentralen Ängen;Nej'.split(
    ';',
  );
/** A cell as the XML of a sheet, with `@` for its place, or as a text. */
const ERROR = '<c r="@" t="e"><v>#N/A</v></c>';
const FORMULA = '<c r="@"><f>A1</f></c>';

/** Rows as a workbook; those of `merged` are one cell each. */
function book(rows: readonly (readonly string[])[], merged: readonly string[] = []): Uint8Array {
  const cell = (text: string, place: string): string =>
    text.startsWith('<')
      ? text.replace('@', place)
      : text === ''
        ? ''
        : `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const xml = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((text, index) => cell(text, `${columnLetters(index + 1)}${at + 1}`)).join('')}</row>`,
  );
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return workbook({
    rows: xml.join(''),
    ...(merges === '' ? {} : { afterRows: `<mergeCells>${merges}</mergeCells>` }),
  });
}

const inBook = async (name: string, content: Uint8Array): Promise<Attempt> =>
  takeIn(content, { name, world: await emptyWorld({ readerProcess }) });
const ofStays = async (content: string | Uint8Array, name: string) => {
  const { world } = await takeIn(content, { name, world: await emptyWorld({ readerProcess }) });
  return rowsOf<{ class: string }>(world, 'SELECT class FROM vardtillfalle ORDER BY key').map(
    (row) => row.class,
  );
};
const classes = ({ world }: Attempt): readonly (string | null)[] => sipsOf(world).map((sip) => sip.class);
const sips = (...changes: readonly Parameters<typeof sipCells>[0][]): readonly (readonly string[])[] => [
  [...SIP_HEADERS],
  ...changes.map((change, at) =>
    sipCells({ 'SIP-id': `SIP-${at + 1}`, Personnummer: PERSONS[at] ?? '', ...change }),
  ),
];
const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819', '19550607-9820'];

describe('in a SIP', () => {
  it.each([
    ['Skyddade personuppgifter', 'protected'],
    ...['Kommun', 'Samordningsansvar', 'Planform', 'Status', 'Fas', 'Samtycke'].map(
      (header) => [header, 'needs-decision'] as const,
    ),
  ] as const)('%s', async (header, expected) => {
    for (const xml of [ERROR, FORMULA])
      expect(classes(await inBook('sip-2025-09-15.xlsx', book(sips({ [header]: xml }))))).toEqual([expected]);
    expect(classes(await takeIn(sipText([{ [header]: '#SAKNAS!' }])))).toEqual([expected]);
  });

  it('a unit is none that such a word names, and it is told', async () => {
    const attempt = await takeIn(sipText([{ 'Samordningsansvarig enhet': '#VÄRDEFEL!' }]));
    expect(sipsOf(attempt.world)).toMatchObject([{ unit: null, class: 'needs-decision' }]);
    expect(attempt.file.findings).toContainEqual(
      expect.objectContaining({ code: 'ERROR_CELL', row: 2, column: 'Samordningsansvarig enhet' }),
    );
  });

  it('rows that a merged cell covers are left to people, and protected', async () => {
    const column = (header: (typeof SIP_HEADERS)[number]): string =>
      columnLetters(SIP_HEADERS.indexOf(header) + 1);
    const merged = (header: (typeof SIP_HEADERS)[number], text: string): Uint8Array =>
      book(sips({ [header]: text }, { [header]: '' }, { [header]: '' }), [
        `${column(header)}2:${column(header)}3`,
      ]);
    const status = await inBook('sip-2025-09-15.xlsx', merged('Status', 'Avslutad'));
    expect(classes(status)).toEqual(['closed', 'needs-decision', 'move-outside-vardtillfalle']);
    expect(sipsOf(status.world)[1]?.not_understood).toBe('{"status":"(sammanslagen med en annan cell)"}');
    const told = status.file.findings.filter(({ row }) => row === 3);
    expect(told).toMatchObject([{ code: 'CELL_COVERED', column: 'Status' }]);
    const guarded = await inBook('sip-2025-09-15.xlsx', merged('Skyddade personuppgifter', 'Ja'));
    expect(classes(guarded)).toEqual(['protected', 'protected', 'move-outside-vardtillfalle']);
  });
});

describe('in a vårdtillfälle', () => {
  it.each(['Utskrivningsklar', 'Utskriven', 'Avliden', 'Status', 'Kommun'])('%s', async (header) => {
    const cells = (text: string) => VT_CELLS.map((cell, at) => (VT_HEADERS[at] === header ? text : cell));
    for (const xml of [ERROR, FORMULA])
      expect(await ofStays(book([VT_HEADERS, cells(xml)]), 'vt-2025-09-15.xlsx')).toEqual(['needs-decision']);
    const text = [VT_HEADERS, cells('#REF!')].map((row) => `${row.join(';')}\n`).join('');
    expect(await ofStays(text, 'vt-2025-09-15.csv')).toEqual(['needs-decision']);
  });

  it('a day in a merged cell is of its first row, and of the others nobody knows', async () => {
    const rows = PERSONS.slice(0, 3).map((person, at) =>
      VT_CELLS.with(0, `VT8800${at}`)
        .with(1, person)
        .with(7, at === 0 ? '2025-09-12' : ''),
    );
    expect(await ofStays(book([VT_HEADERS, ...rows], ['H2:H3']), 'vt-2025-09-15.xlsx')).toEqual([
      'finish-in-prator',
      'needs-decision',
      'start-in-lifecare',
    ]);
  });
});
