import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { watchDitto } from './ditto-protection.ts';

const HEADERS = ['SIP-id', 'Skyddade personuppgifter'];
function found(values: readonly string[], headers = HEADERS): string | null {
  const watch = watchDitto(resolveColumns('sip', headers, PROFILE, null));
  for (const value of values) watch.look(['SIP-1', value]);
  return watch.found();
}

describe('a column of protection that says something on the first row of each group', () => {
  it('is told: whether its blanks mean the same nobody can know', () => {
    expect(found(['Ja', '', '', 'Nej', '', '', ''])).toBe('Skyddade personuppgifter');
    expect(found(['Nej', '', '', 'Ja', '', ''])).toBe('Skyddade personuppgifter');
  });

  it.each<readonly [string, readonly string[]]>([
    ['one word on one row', ['Ja', '', '', '', '']],
    ['the same word on row after row', ['Ja', 'Ja', '', 'Nej', '', '', '', '']],
    ['nothing on the first row', ['', 'Ja', '', 'Nej', '', '']],
    ['a word on nearly every row', ['Nej', 'Ja', 'Nej', 'Ja', '']],
    ['dashes', ['Ja', '-', '-', 'Nej', '-', '-']],
    ['nothing below a word that protects', ['Ja', 'Nej', '', '', '', '']],
  ])('is another than one with %s', (_what, values) => {
    expect(found(values)).toBeNull();
  });

  it('is none in a list without the column', () => {
    expect(found(['Ja', '', '', 'Nej', '', ''], ['SIP-id', 'Status'])).toBeNull();
  });
});
