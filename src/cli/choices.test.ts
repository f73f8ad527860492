import { describe, expect, it } from 'vitest';
import { ERRORS, UserError } from '../text/errors.ts';
import { closest, kindChoices, partChoices } from './choices.ts';
import { ANY_SYSTEMS } from '../domain/profile/fill-text.ts';
import { choiceOption, dayOption, unitOption } from './options.ts';

describe('what was likely meant', () => {
  it.each([
    ['Sundsval', ['Sundsvall', 'Sollefteå'], 'Sundsvall'],
    ['statsu', ['status', 'import'], 'status'],
    ['SIPP', ['sip', 'patient'], 'sip'],
    ['Göteborg', ['Sundsvall', 'Timrå'], null],
    ['x', [], null],
    ['9', ['1', '4a'], null],
  ])('%s among %j is %s', (written, words, meant) => {
    expect(closest(written, words)).toBe(meant);
  });
});

describe('a choice', () => {
  it('is taken by its code or its label, whatever the case', () => {
    expect(choiceOption('--part', 'Primärvård', partChoices)).toBe('primarvard');
    expect(choiceOption('--part', ' PRIMARVARD ', partChoices)).toBe('primarvard');
    expect(choiceOption('--as', 'SIP', kindChoices(ANY_SYSTEMS))).toBe('sip');
  });

  it('that is not there names those that are', () => {
    expect(() => choiceOption('--part', 'apotek', partChoices)).toThrow(UserError);
    expect(() => choiceOption('--part', 'apotek', partChoices)).toThrow('--part apotek finns inte.');
  });
});

describe('a unit', () => {
  const refusal = (units: readonly string[]): string => {
    try {
      return unitOption('Nord', units);
    } catch (error) {
      return error instanceof UserError ? error.hint : '';
    }
  };

  it('that is not there is said to be one of those there are, or of none', () => {
    expect(refusal(['HC Syd'])).toContain('enheten som finns i registret');
    expect(refusal([])).toContain('Möjliga värden: inga,');
  });
});

describe('a day', () => {
  it('is an ISO day', () => {
    expect(dayOption('--as-of', ' 2025-09-29 ')).toBe('2025-09-29');
    for (const value of ['2025-02-30', '29/9', '', 'i dag', '25-09-29']) {
      expect(() => dayOption('--as-of', value)).toThrow(`--as-of ${value} är ingen dag.`);
    }
  });
});

describe('the texts of errors', () => {
  it.each(Object.keys(ERRORS) as (keyof typeof ERRORS)[])(
    '%s says what and what to do, with every detail filled in',
    (code) => {
      const details = new Proxy({}, { get: () => 'xyz', has: () => true });
      const { message, hint } = ERRORS[code];
      for (const text of [message(details), hint(details)]) {
        expect(text).not.toMatch(/[{}]|undefined/u);
        if (code !== 'USAGE') expect(text.length).toBeGreaterThan(10);
      }
    },
  );
});
