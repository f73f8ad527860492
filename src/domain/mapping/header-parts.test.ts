import { describe, expect, it } from 'vitest';
import { isPartOfHeaders, withProtectionAbove } from './header-parts.ts';

const KNOWN = new Set(['sipid', 'kommun', 'status', 'namn']);
const isKnown = (folded: string): boolean => KNOWN.has(folded.replaceAll(/[^a-zåäö]/gu, ''));
const joined = (headers: readonly string[], ...above: readonly (readonly string[])[]): readonly string[] =>
  withProtectionAbove(headers, above, isKnown);

describe('the words above a header', () => {
  it.each([
    ['Skyddade', 'personuppgifter'],
    ['Skyddad', 'identitet'],
    ['Sekretess', 'markering'],
    ['Skydd', 'Ja/Nej'],
    ['Skyddade person-', 'uppgifter'],
    ['Sk', 'personuppg.'],
  ])('are a part of it where they speak of protection: %s over %s', (over, under) => {
    expect(joined(['SIP-id', 'Kommun', under], ['', '', over])).toEqual([
      'SIP-id',
      'Kommun',
      `${over} ${under}`,
    ]);
    expect(joined(['SIP-id', 'enhet', under], ['', 'Ansvarig', over])).toEqual([
      'SIP-id',
      'enhet',
      `${over} ${under}`,
    ]);
  });

  it('are so over several rows, too', () => {
    expect(joined(['SIP-id', 'Ja/Nej'], ['', 'Skyddade'], ['', 'uppgifter'])[1]).toBe(
      'Skyddade uppgifter Ja/Nej',
    );
  });

  it('are none where they speak of something else, or its own header is known and stands alone', () => {
    expect(joined(['SIP-id', 'enhet'], ['', 'Ansvarig'])).toEqual(['SIP-id', 'enhet']);
    expect(joined(['SIP-id', 'Namn'], ['Grupp', 'Skyddade'])).toEqual(['SIP-id', 'Namn']);
    expect(joined(['SIP-id', 'Status', 'Status'], ['', '', 'Sekretess'])[2]).toBe('Sekretess Status');
  });

  it('are a title where they are alone above the first column, or many', () => {
    expect(joined(['Löpnr', 'SIP-id'], ['Sekretess', ''])).toEqual(['Löpnr', 'SIP-id']);
    expect(joined(['SIP-id', 'Löpnr'], ['', 'Omfattas av sekretess enligt OSL'])).toEqual([
      'SIP-id',
      'Löpnr',
    ]);
  });
});

describe('a row above the header', () => {
  it('is no title where all of it is a part of headers', () => {
    const headers = ['SIP-id', 'enhet', 'Skyddade personuppgifter'];
    expect(isPartOfHeaders(['', '', 'Skyddade'], headers)).toBe(true);
    expect(isPartOfHeaders(['Skyddade', '', ''], headers)).toBe(false);
    expect(isPartOfHeaders(['', '', 'Skydd'], headers)).toBe(false);
  });
});
