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

  it('that say different things stay apart', () => {
    expect(foldHeader('Samtycke SIP')).not.toBe(foldHeader('Samtycke'));
  });
});
