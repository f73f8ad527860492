import { describe, expect, it } from 'vitest';
import type { Paint } from './paint.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap } from './table.ts';

const plain = (text: string): string => text;
const PLAIN: Paint = { bold: plain, dim: plain, good: plain, bad: plain, notice: plain };
const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const COLOURED: Paint = { bold: red, dim: red, good: red, bad: red, notice: red };
// oxlint-disable-next-line no-control-regex -- the codes of colour begin with a control character
const uncoloured = (text: string): string => text.replaceAll(/\u001b\[\d+m/gu, '');

const COLUMNS = [
  { header: 'Kommun', align: 'left' },
  { header: 'Antal', align: 'right' },
] as const;

describe('a table', () => {
  it('is as wide as its widest cells, numbers to the right, the total under a rule of its own', () => {
    const rows = [
      { cells: ['Örnsköldsvik', '7'] },
      { cells: ['Ånge', '120'] },
      { cells: ['Totalt', '127'], isTotal: true },
    ];
    expect(textTable(COLUMNS, rows, PLAIN).split('\n')).toEqual([
      'Kommun        Antal',
      '────────────  ─────',
      'Örnsköldsvik      7',
      'Ånge            120',
      '────────────  ─────',
      'Totalt          127',
    ]);
  });

  it('counts a letter with a loose accent as one', () => {
    const [, rule] = textTable(COLUMNS, [{ cells: ['A\u030angermanland', '1'] }], PLAIN).split('\n');
    expect(rule).toBe(`${'─'.repeat(12)}  ─────`);
  });

  it('lets a text longer than its column go on below itself, the numbers beside its first line', () => {
    const columns = [{ ...COLUMNS[0], widest: 16 }, COLUMNS[1]];
    const rows = [
      { cells: ['Steg 6 – Flytta aktuella SIP:ar', '851'] },
      { cells: ['Totalt', '851'], isTotal: true },
    ];
    expect(textTable(columns, rows, PLAIN).split('\n')).toEqual([
      'Kommun      Antal',
      '──────────  ─────',
      'Steg 6 –      851',
      '  Flytta',
      '  aktuella',
      '  SIP:ar',
      '──────────  ─────',
      'Totalt        851',
    ]);
  });

  it('has the same shape in colour', () => {
    const rows = (paint: Paint) => [
      { cells: ['Sundsvall', paint.dim('449')] },
      { cells: ['Totalt', '449'], isTotal: true },
    ];
    const found = textTable(COLUMNS, rows(COLOURED), COLOURED);
    expect(found).not.toBe(uncoloured(found));
    expect(uncoloured(found)).toBe(textTable(COLUMNS, rows(PLAIN), PLAIN));
  });
});

describe('wrap', () => {
  it('breaks at spaces, never beyond the width, and indents what follows', () => {
    expect(wrap('ett två tre fyra', 8, '  ')).toBe('ett två\n  tre fyra');
    expect(wrap('ettlångtord två', 4)).toBe('ettlångtord\ntvå');
    expect(wrap('', 10)).toBe('');
  });

  it('breaks in colour where it breaks without', () => {
    const words = ['ett', red('två'), 'tre', red('fyra')];
    expect(uncoloured(wrap(words.join(' '), 8))).toBe(wrap(uncoloured(words.join(' ')), 8));
  });

  it('keeps a number together', () => {
    expect(wrap(`alla ${count(1188)} SIP`, 8)).toBe('alla\n1\u00a0188\nSIP');
  });
});

describe('a number', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1188, '1\u00a0188'],
    [1234567, '1\u00a0234\u00a0567'],
  ])('%i is %s', (value, text) => {
    expect(count(value)).toBe(text);
  });
});
