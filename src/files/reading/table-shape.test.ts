import { describe, expect, it } from 'vitest';

import type { RawRow } from './table.ts';
import { findHeader, headersAt, isFooter, isSubtotal } from './table-shape.ts';

function rows(...lines: string[]): RawRow[] {
  return lines.map((line, index) => ({ row: index + 1, cells: line.split(';') }));
}

const known = (text: string): boolean => ['sip id', 'personnummer', 'namn', 'andrad'].includes(text);

describe('findHeader', () => {
  it('takes the row with most known headers and lists the title rows above it', () => {
    const list = rows(
      'Prator - Pågående SIP',
      'Uttag 2025-09-15 07:32;;;',
      '',
      'SIP-id;Personnummer;Namn',
      '1;2;3',
    );
    expect(findHeader(list, known)).toEqual({ headerRow: 4, titleRows: [1, 2] });
  });

  it('knows a header in any case, with space around it, in any Unicode form', () => {
    expect(findHeader(rows('x;y', ' SIP-ID ;a\u0308ndrad'), known)).toEqual({ headerRow: 2, titleRows: [1] });
  });

  it('does not take a row for the header because of a single known cell', () => {
    expect(findHeader(rows('a;b', 'Namn;x', '1;2'), known)).toEqual({ headerRow: 1, titleRows: [] });
  });

  it('takes the first row as wide as most when no header is known', () => {
    expect(findHeader(rows('Titel', 'A;B;C', '1;2;3', '4;;6', '7;8;9'), known)).toEqual({
      headerRow: 2,
      titleRows: [1],
    });
  });

  it('finds none in rows without text', () => {
    expect(findHeader(rows('', ';;'), known)).toBeNull();
    expect(findHeader([], known)).toBeNull();
  });
});

describe('a header over two rows', () => {
  const isHeader = (text: string): boolean => known(text.toLowerCase());

  it('is the lower one where both are, and goes on above it', () => {
    const list = rows('Ärende;Patient;;Skydd', 'SIP-id;Personnummer;Namn;', '1;2;3;4');
    expect(findHeader(list, known)).toEqual({ headerRow: 2, titleRows: [1] });
    expect(headersAt(list, 2, isHeader)).toEqual(['SIP-id', 'Personnummer', 'Namn', 'Skydd']);
  });

  it('goes on below where a group has headers of its own', () => {
    const list = rows('SIP-id;Patient;;Ändrad', ';Personnummer;Namn', '1;2;3;4');
    expect(findHeader(list, known)).toEqual({ headerRow: 2, titleRows: [1] });
    expect(headersAt(list, 2, isHeader)).toEqual(['SIP-id', 'Personnummer', 'Namn', 'Ändrad']);
  });

  it.each([
    ['a title', ['Uttag 2025-09-15', ';Namn;Personnummer', '1;2;3'], ['', 'Namn', 'Personnummer']],
    ['nothing', ['Titel;a', '', 'SIP-id;Namn', '1;2'], ['SIP-id', 'Namn']],
    ['data', ['SIP-id;Namn;x', '1;;Åsa', ';Namn;'], ['SIP-id', 'Namn', 'x']],
    ['the header again', ['SIP-id;Namn', 'SIP-id;Namn', '1;2'], ['SIP-id', 'Namn']],
  ])('is one row where the other is %s', (_what, lines, headers) => {
    const list = rows(...lines).filter(({ cells }) => cells.some((cell) => cell !== ''));
    expect(headersAt(list, findHeader(list, known)?.headerRow ?? 0, isHeader)).toEqual(headers);
  });
});

describe('isSubtotal', () => {
  it.each(['Sundsvall Summa;3;', 'Totalsumma;12', ';Timrå Antal;4', 'Totalsumma;;', 'Grand Total;7'])(
    'is %s',
    (line) => {
      expect(rows(line).map(isSubtotal)).toEqual([true]);
    },
  );

  it.each(['Sundsvall;3', 'Summa Ek;S-1', 'Ek Total;S-1', 'Total AB;1;2', 'A Summa;1;Timrå', ''])(
    'is not %s',
    (line) => {
      expect(rows(line).map(isSubtotal)).toEqual([false]);
    },
  );
});

describe('isFooter', () => {
  it.each([
    ['Antal poster: 1188', 1188],
    ['Antal: 5;;;', 5],
    [';Totalt 1188;', 1188],
    ['Antal rader 1 188', 1188],
    ['Totalt antal poster: 12', 12],
    ['Totalt;12;;', 12],
    ['Summa', null],
  ])('reads %s', (line, count) => {
    expect(rows(line).map((row) => isFooter(row, 16))).toEqual([{ count }]);
  });

  it.each([
    'SIP-1;a;b',
    'Totalförsvaret',
    'Antal poster: 3;x',
    'Summa;a;b',
    ';;',
    '1188',
    'Totalt 3 av 5 klara',
  ])('leaves %s among the data', (line) => {
    expect(rows(line).map((row) => isFooter(row, 16))).toEqual([null]);
  });

  it('leaves a row as wide as the list among the data: a control total has a row called Totalt', () => {
    expect(rows('Totalt;1188').map((row) => isFooter(row, 2))).toEqual([null]);
  });
});
