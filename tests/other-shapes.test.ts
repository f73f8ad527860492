import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusalOf, sipsOf, sipText, takeIn } from './helpers/bad-input.ts';

const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819', '19550607-9820'];
const LIST = sipText(PERSONS.map((Personnummer) => ({ Personnummer })));
const ROWS = LIST.trim()
  .split('\n')
  .map((line) => line.split(';'));
const text = (rows: readonly (readonly string[])[], delimiter: string): string =>
  rows.map((cells) => `${cells.join(delimiter)}\n`).join('');
const totals = readFileSync('fixtures/totals/titles-and-a-source.csv', 'utf8');

describe('a list in another shape is refused for what it is, with the way on', () => {
  it.each([
    [
      'columns of a fixed width',
      text(
        ROWS.map((row) => row.map((cell) => cell.padEnd(30))),
        '',
      ),
      'FIXED_WIDTH',
    ],
    ['an unknown delimiter', text(ROWS, '~'), 'DELIMITER_UNKNOWN'],
    [
      'texts as formulas',
      text(
        ROWS.map((row) => row.map((cell) => `="${cell}"`)),
        ';',
      ),
      'FORMULA_TEXTS',
    ],
    [
      'rows and columns changed',
      text(
        (ROWS[0] ?? []).map((_, at) => ROWS.map((row) => row[at] ?? '')),
        ';',
      ),
      'LIST_TRANSPOSED',
    ],
    [
      'a pivot table of persons',
      'Radetiketter;Antal av SIP-id;Min av Startad\n19250628-9822;1;2025-01-01\nTotalsumma;1;\n',
      'LIST_PIVOTED',
    ],
    ['a pivot table of units', 'Enhet;Antal av SIP-id\nHC Nord;5\nTotalsumma;5\n', 'LIST_PIVOTED'],
    [
      'a pivot table under what it is filtered by',
      'Pågående\nStatus;Alla\n\nRadetiketter;Antal av SIP-id\nHC Nord;5\nTotalsumma;5\n',
      'LIST_PIVOTED',
    ],
    [
      'a list of something else with a pivot table below it',
      'Kategori;Fråga;Svar\nA;1;x\nB;2;y\n\nRadetiketter;Antal av Svar;\nA;1;\nTotalsumma;2;\n',
      'KIND_NOT_FOUND',
    ],
    [
      'a Rättningslista without its title rows',
      text(
        ROWS.map((row, at) => (at === 0 ? ['Rad', 'Att rätta', ...row] : [String(at + 1), 'Fel', ...row])),
        ';',
      ),
      'MENDING_WITHOUT_TITLE',
    ],
    ['control totals', totals, 'TOTALS_GIVEN'],
    ['rows without a header', text(ROWS.slice(1), ';'), 'HEADER_ABSENT'],
    ['rows of nothing but numbers', '1;2;3\n2,5;4;6\n3;6;9\n', 'HEADER_ABSENT'],
    ['a text of blank rows', '\n;;\n\n', 'HEADER_MISSING'],
    [
      'columns held apart by spaces, few of them filled',
      'Grupp\nDSUM                 35\nDVAR          #######\nV8    >10       <16\nGETPIVOT        57\n',
      'FIXED_WIDTH',
    ],
    ['a text in one column', 'Notering\nTa bort de här\nSe över   sedan\nKlart\nKvar\n', 'KIND_NOT_FOUND'],
  ])('%s', async (_, content, code) => {
    expect((await refusalOf(content)).code).toBe(code);
  });

  it('names what helps: the sign, the flag, or map', async () => {
    expect((await refusalOf(text(ROWS, '~'))).remedy).toContain('sep=~');
    expect((await refusalOf(totals)).remedy).toContain('reconcile --totals sip-2025-09-15.csv');
    expect((await refusalOf(text(ROWS.slice(1), ';'))).remedy).toContain('overgang map');
  });

  it('names the kind that is nearest, and what it lacks, only where a header is known', async () => {
    const some = (await refusalOf('Personnummer;Fas;Färg\n19250628-9822;Kallelse;röd\n')).remedy;
    expect(some).toMatch(/^Närmast ligger SIP, där dessa kolumner saknas: SIP-id, /u);
    const none = (await refusalOf('Färg;Form;Vikt\nröd;rund;12 kg\n')).remedy;
    expect(none).toMatch(/^Ingen av dem är känd\./u);
    expect(none).not.toContain('Närmast');
  });

  it('with the sign said in its first line it is read', async () => {
    const { file } = await takeIn(`sep=~\n${text(ROWS, '~')}`);
    expect(file.fates['new']).toBe(PERSONS.length);
  });

  it('one of thousands of columns is no list, and that is soon seen', async () => {
    const cells = Array.from({ length: 4_000 }, (_, at) => `kolumn ${at}`);
    const rows = Array.from({ length: 20 }, (_, at) => cells.map((_cell, column) => `x${at * column}`));
    expect((await refusalOf(text([cells, ...rows], ';'))).code).toBe('KIND_NOT_FOUND');
  });
});

describe('a list with headers over two rows, as merged cells are', () => {
  const [header = [], ...data] = ROWS;
  const protectedAt = header.indexOf('Skyddade personuppgifter');

  it.each([
    ['above', (at: number) => (at >= protectedAt - 1 ? ['above', ''] : ['', 'below'])],
    ['above and below', (at: number) => (at % 2 === 1 ? ['above', ''] : ['', 'below'])],
    [
      'under group headings',
      (at: number) => (at === 0 || at === protectedAt ? ['above', ''] : ['group', 'below']),
    ],
  ])('reads those that stand %s: no protected person is taken for one who is not', async (_, placeOf) => {
    const cellOf = (place: string, at: number): string =>
      place === '' ? '' : place === 'group' ? 'Grupp' : (header[at] ?? '');
    const two = [0, 1].map((row) => header.map((_cell, at) => cellOf(placeOf(at)[row] ?? '', at)));
    const list = data.map((cells, row) =>
      cells.map((cell, at) => (at === protectedAt ? (row === 1 ? 'Ja' : 'Nej') : cell)),
    );
    const { file, world } = await takeIn(text([...two, ...list], ';'));
    expect(file.fates).toMatchObject({ new: data.length, title: 2 });
    expect(sipsOf(world).map((sip) => sip['is_protected'])).toEqual(
      data.map((_cells, row) => (row === 1 ? 1 : 0)),
    );
  });
});

describe('sums that Excel has put between the rows', () => {
  it('are no cases', async () => {
    const [header = [], ...data] = ROWS;
    const sum = (label: string, number: string): string[] => [
      number,
      label,
      ...header.slice(2).map(() => ''),
    ];
    const { file } = await takeIn(
      text(
        [header, ...data.slice(0, 2), sum('Timrå Summa', '2'), ...data.slice(2), sum('Totalsumma', '4')],
        ';',
      ),
    );
    expect(file.fates).toMatchObject({ new: data.length });
  });
});
