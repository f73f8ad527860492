import { expect, it } from 'vitest';
import { namesSip } from './sip-words.ts';

it.each([
  'sip',
  'sip utanför vårdtillfälle',
  'erbjud sip',
  'skapa en sip utanför vårdtillfälle',
  'sip inom sluten vård',
])('a SIP is understood, wherever it is made: %s', (text) => {
  expect(namesSip(text)).toBe(true);
});

it.each([
  'inte sip',
  'ej sip',
  'sip?',
  'sip utkast',
  'sip i utkast',
  'sip för mall',
  'vårdplan',
  'x1',
  '',
  'sip/vårdplan',
  'sip eller vårdplan',
])('what says that it is none, or is not understood, is no SIP: “%s”', (text) => {
  expect(namesSip(text)).toBe(false);
});
