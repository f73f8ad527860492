import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, counted, isNoun, NOUN_NAMES, some } from './counted.ts';

/** What the tables have beside one, found another way: by the endings of the language. */
const PLURAL_END = /(?:ar|er|or|en|:ar)$/u;
/** The same beside one and beside many. */
const INVARIANT: readonly string[] = ['svar', 'namn', 'ärende', 'meddelande'];
/** One and many are the same word. */
const NEUTER: readonly string[] = ['svar', 'namn'];

describe('count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_188, '1\u00a0188'],
    [1_234_567, '1\u00a0234\u00a0567'],
  ])('writes %i as Swedish does', (value, text) => {
    expect(count(value)).toBe(text);
  });
});

describe('counted', () => {
  it.each([
    [0, '0 nya rader'],
    [1, '1 ny rad'],
    [2, '2 nya rader'],
    [1_001, '1\u00a0001 nya rader'],
  ])('says %i in the form that goes with it', (value, text) => {
    expect(counted(value, 'ny rad', 'nya rader')).toBe(text);
  });
});

describe('some', () => {
  it.each(NOUN_NAMES)('has %s alone beside one, and never beside another number', (noun) => {
    expect(some(1, noun)).toBe(`1 ${noun}`);
    const many = some(2, noun).slice(2);
    expect(some(0, noun)).toBe(`0 ${many}`);
    expect(many).toMatch(NEUTER.includes(noun) ? new RegExp(`^${noun}$`, 'u') : PLURAL_END);
    if (!INVARIANT.includes(noun)) expect(many).not.toBe(noun);
    fc.assert(
      fc.property(
        fc.nat().filter((value) => value !== 1),
        (value) => {
          expect(some(value, noun)).toBe(`${count(value)} ${many}`);
        },
      ),
    );
  });

  it('says of a number that is not known what it would be of', () => {
    expect(some('‹n›', 'rad')).toBe('‹n› rader');
  });

  it('knows its nouns, and nothing else by their names', () => {
    for (const noun of NOUN_NAMES) expect(isNoun(noun)).toBe(true);
    for (const other of ['word', 'rader', 'toString', 'constructor', '']) expect(isNoun(other)).toBe(false);
  });
});
