import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { isFullName, openNamedInProtection } from './named-in-protection.ts';

const namedIn = openNamedInProtection(
  resolveColumns('sip', ['SIP-id', 'Skyddad', 'Sekretess'], PROFILE, null),
);
const texts = (...cells: readonly string[]): readonly string[] =>
  namedIn(['SIP-1', ...cells]).map(({ text }) => text);

describe('what a cell of protection may name', () => {
  it('is the id, number or name of another row, of every column of protection', () => {
    expect(texts('SIP-240005', 'Bo Ek; Åsa Öst')).toEqual(['sip-240005', 'bo ek', 'åsa öst']);
    expect(namedIn(['SIP-1', '19310412-9808']).map(({ isNumberOfPerson }) => isNumberOfPerson)).toEqual([
      true,
    ]);
  });

  it('is nothing where it says yes, no, a day or a word of protection', () => {
    for (const text of [
      '',
      'Ja',
      'Nej',
      '-',
      '2026-05-01',
      '20260501',
      'Skyddad folkbokföring',
      'Uppgiftsaknas',
    ])
      expect(texts(text)).toEqual([]);
  });

  it('is a name by its shape', () => {
    expect(['Bo Ek', 'Ek, Bo', 'Åsa von Öst'].map(isFullName)).toEqual([true, true, true]);
    expect(['Ja Nej', 'i morgon', 'kl 12', 'Okänd', '45930', 'Hälsocentralen Ängen'].map(isFullName)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });
});
