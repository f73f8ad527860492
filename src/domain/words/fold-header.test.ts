import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHeader } from './fold-header.ts';

describe('headers', () => {
  it.each([
    ['Senast ändrad', 'senast_andrad'],
    ['SIP-id', 'SIP\u2011id'],
    ['SIP-id', 'sip_id'],
    ['Samordningsansvar', 'Samordnings-\nansvar'],
    ['Senast ändrad', 'Senast\nändrad'],
    ['Samordningsansvarig enhet', 'Samordningsansvarig\u00a0enhet:'],
    ['Möte', 'Mo\u0308te *'],
  ])('%s is %s', (one, other) => {
    expect(foldHeader(other)).toBe(foldHeader(one));
  });

  it('of plain words is what every other way of writing them is', () => {
    const words = fc.stringMatching(/^[a-zA-Z\d]{1,6}(?: [a-zA-Z\d]{1,6}){0,3}$/u);
    fc.assert(
      fc.property(words, (text) => {
        expect(foldHeader(text)).toBe(foldHeader(`${text.replaceAll(' ', '_')}:`));
      }),
    );
  });

  it('that say different things stay apart', () => {
    expect(foldHeader('Samtycke SIP')).not.toBe(foldHeader('Samtycke'));
  });
});
