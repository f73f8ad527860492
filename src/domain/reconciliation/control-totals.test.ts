import { describe, expect, it } from 'vitest';
import { parseProfile } from '../profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import { hasLostNames, lineId, parseControlTotals, type ControlTotals } from './control-totals.ts';

const parsedProfile = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsedProfile) throw new Error('the shipped profile is faulty');
const { profile } = parsedProfile;

const grid = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line, at) => ({ row: at + 1, cells: line.trim().split(';') }));

function totalsOf(text: string): ControlTotals {
  const parsed = parseControlTotals(grid(text), profile);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.totals;
}

const faultOf = (text: string): string | null => {
  const parsed = parseControlTotals(grid(text), profile);
  return 'fault' in parsed ? parsed.fault : null;
};

describe('reading control totals', () => {
  it('finds parts and kommuner in any order and spelling, below title rows', () => {
    const totals = totalsOf(`
      Ongoing SIPs
      Uttag 2025-09-15;;
      Part;Övik;SUNDSVALLS KOMMUN;2260;Okänd kommun;Totalt
      psyk;1;2;3;0;6
      PV;4;5;6;0;15
      Summa;5;7;9;0;21`);
    expect(totals.rows.map(lineId)).toEqual(['psykiatri', 'primarvard', 'total']);
    expect(totals.columns.map(lineId)).toEqual(['2284', '2281', '2260', 'unknown', 'total']);
    expect(totals.values[1]).toEqual([4, 5, 6, 0, 15]);
  });

  it('finds kommuner down and parts across', () => {
    const totals = totalsOf(`
      Kommun;Kommun;Primärvård;Totalt
      Timrå;1;2;3
      Ånge;4;5;9
      Totalt;5;7;12`);
    expect(totals.rows.map(lineId)).toEqual(['kommun', 'primarvard', 'total']);
    expect(totals.columns.map(lineId)).toEqual(['2262', '2260', 'total']);
    expect(totals.values).toEqual([
      [1, 4, 5],
      [2, 5, 7],
      [3, 9, 12],
    ]);
  });

  it('takes kommunkoder for a header and not for numbers', () => {
    expect(totalsOf('Kommun;2281;2284\nKommun;1;2\nPrimärvård;3;4').columns.map(lineId)).toEqual([
      '2281',
      '2284',
    ]);
  });

  it.each([
    ['1 188', 1188],
    ['1\u00a0188', 1188],
    ['7.0', 7],
    ['?', null],
    ['–', null],
    ['', null],
    ['-3', null],
    ['1.188', null],
    ['7 6', null],
    ['12,5', null],
  ])('reads %j as %j', (cell, value) => {
    expect(totalsOf(`Part;Timrå;Ånge\nKommun;${cell};1\nPrimärvård;2;3`).values[0]?.[0]).toBe(value);
  });

  it('never gives a column a name that it does not have', () => {
    const totals = totalsOf('Part;kolumn 1;kolumn 2;Totalt\nKommun;1;2;3\nTotalt;1;2;3');
    expect(totals.columns.map(lineId)).toEqual(['kolumn 1', 'kolumn 2', 'total']);
    expect(hasLostNames(totals)).toBe(true);
  });

  it('calls what it does not know by its place, not by its text', () => {
    const totals = totalsOf('Part;Timrå;Anna Hägg\nKommun;1;2\nAnna Hägg;3;4');
    expect(JSON.stringify(totals)).not.toContain('Hägg');
    expect(totals.rows.map(lineId)).toEqual(['kommun', 'rad 3']);
    expect(hasLostNames(totals)).toBe(false);
  });

  it('takes shares and "varav" for no part and no kommun, and says where they stand', () => {
    const totals = totalsOf(
      'Part;Timrå;Ånge;Totalt;Andel\nKommun;1;2;3;30 %\nvarav barn;1;1;2;\nPrimärvård;3;4;7;70 %\nTotalt;4;6;10;100 %\nProcent;40 %;60 %;100 %;',
    );
    expect(totals.rows.map(lineId)).toEqual(['kommun', 'primarvard', 'total']);
    expect(totals.columns.map(lineId)).toEqual(['2262', '2260', 'total']);
    expect(totals.beside).toEqual(['rad 3', 'rad 6', 'kolumn 5']);
    const words = totalsOf('Part;Timrå;Ånge\nKommun;1;2\nTotalt;1;2;Andel');
    expect(words.columns).toHaveLength(2);
  });

  it('refuses a list of cases', () => {
    expect(faultOf('SIP-id;Kommun;Samordningsansvar\nSIP-1;Timrå;Kommun\nSIP-2;Ånge;Primärvård')).toBe(
      'TOTALS_NOT_A_TABLE',
    );
    expect(faultOf('a;b\n1;2')).toBe('TOTALS_NOT_A_TABLE');
  });

  it('refuses a part or kommun that stands twice', () => {
    expect(faultOf('Part;Timrå;Timrå kommun\nKommun;1;2')).toBe('TOTALS_LINE_TWICE');
    expect(faultOf('Part;Timrå;Ånge\nKommun;1;2\nkommunen;1;2')).toBe('TOTALS_LINE_TWICE');
    expect(faultOf('Part;Timrå;Ånge\nKommun;1;2')).toBeNull();
  });
});
