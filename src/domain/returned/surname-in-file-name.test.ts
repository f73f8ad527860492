import { expect, it } from 'vitest';
import { openSurnamesInFileName } from './surname-in-file-name.ts';

const KNOWN = ['Timrå', 'Prator'];

it.each(['sip-2025-09-15.csv', 'Kopia SIP-lista (2).xlsx', 'timrå maj.csv', 'Timrås SIPar.csv', '1.csv'])(
  'of a file whose name can be nobody’s no row is asked: %s',
  (file) => {
    expect(openSurnamesInFileName(file, KNOWN)).toBeNull();
  },
);

it.each([
  ['sip-nyström.csv', 'Björn Nyström', true],
  ['sipNystroms.csv', 'Nyström, Björn', true],
  ['sip-nyström.csv', 'Nyström Ek', true],
  ['sip-åsa.csv', 'Åsa Ek', false],
  ['timrå-nyström.csv', 'Åsa Timrå', false],
])('%s and %s: %s', (file, name, isNamed) => {
  expect(openSurnamesInFileName(file, KNOWN)?.(name)).toBe(isNamed);
});
