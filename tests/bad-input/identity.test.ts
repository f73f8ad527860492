import { describe, expect, it } from 'vitest';
import { csvText, messageOf, sipsOf, sipText, takeIn, told } from '../helpers/bad-input.ts';
import type { FindingCode } from '../../src/domain/validation/finding-catalogue.ts';

/** Takes a list in with one identity; what is said of it, and what is kept. */
async function taken(number: string) {
  const attempt = await takeIn(sipText([{ Personnummer: number }]));
  expect(attempt.file.fates.new).toBe(1);
  const [sip] = sipsOf(attempt.world);
  return {
    attempt,
    codes: told(attempt).map(([code, row, column]) => {
      // Words that stand for nothing are told once a column, all else by its row.
      expect([row, column]).toEqual([code === 'STAND_IN_WORDS' ? null : 2, 'Personnummer']);
      return code;
    }),
    raw: sip?.person_id ?? null,
    key: sip?.person_key ?? null,
    identity: sip?.identity ?? null,
  };
}

describe('forms that are sound', () => {
  it.each([
    ['twelve digits with hyphen', '19250628-9822', '192506289822'],
    ['twelve digits', '192506289822', '192506289822'],
    ['ten digits with hyphen: not yet a hundred years old', '640430-9848', '196404309848'],
    ['ten digits with plus: a hundred years or more', '250628+9822', '192506289822'],
    ['with spaces, hard ones too, and another hyphen', ' 19250628\u00a0–\u00a09822 ', '192506289822'],
    ['samordningsnummer: day + 60', '19850177-2385', '198501772385'],
    ['samordningsnummer with an unknown day: day 60', '19640460-9800', '196404609800'],
  ])('%s', async (_form, number, key) => {
    const { codes, identity, ...found } = await taken(withCheckDigit(number));
    expect([codes, identity]).toEqual([[], 'ok']);
    expect(found.key).toBe(withCheckDigit(key));
    expect(found.raw?.replaceAll(/\D/gu, '')).toBe(withCheckDigit(number).replaceAll(/\D/gu, ''));
  });

  it('ten digits alone: the century is a guess, and is marked as one', async () => {
    expect(await taken('6404309848')).toMatchObject({
      codes: ['PERSON_CENTURY_GUESSED'],
      key: '196404309848',
    });
  });
});

describe('reservnummer', () => {
  it.each([
    ['Västernorrland', '19640430123R'],
    ['national', '25640430AB12'],
    ['Stockholm: its check digit stands over positions 5–11', `99008765430${luhnDigit('8765430')}`],
    ['Västra Götaland', '19640430K123'],
  ])('of %s are lawful, and pass for no personnummer', async (_region, number) => {
    const { codes, key, identity } = await taken(number);
    expect(['reserve', 'ambiguous']).toContain(identity);
    expect(codes.filter((code) => code !== 'PERSON_AMBIGUOUS')).toEqual([]);
    expect(key).toBe(number);
  });

  it('that fit the forms of several regions are listed with all of them', async () => {
    const { codes, attempt } = await taken('19640430R123');
    expect(codes).toEqual(['PERSON_AMBIGUOUS']);
    expect(messageOf(attempt, 'PERSON_AMBIGUOUS')).toMatch(/vasterbotten, dalarna/u);
  });
});

describe('faults', () => {
  it.each<readonly [string, string, FindingCode]>([
    ['a wrong check digit', '19250628-9823', 'PERSON_CHECK_DIGIT'],
    ['a day that is not', '19250230-9828', 'PERSON_IMPOSSIBLE_DATE'],
    ['a birth in the future', '20990101-9805', 'PERSON_IMPOSSIBLE_DATE'],
    ['nothing', '', 'PERSON_MISSING'],
    ['an unknown form', 'OKÄND-77', 'PERSON_UNKNOWN_FORM'],
    ['a word', 'vet ej', 'PERSON_UNKNOWN_FORM'],
  ])('%s is remarked on, and the row is taken in', async (_what, number, code) => {
    expect((await taken(number)).codes).toContain(code);
  });

  it.each([
    ['a lone hyphen', '-'],
    ['a word that stands for nothing', 'uppgift saknas'],
  ])('%s is remarked on as a missing number, told once a column, and keys nobody', async (_what, number) => {
    expect(await taken(number)).toMatchObject({
      codes: ['STAND_IN_WORDS', 'PERSON_MISSING'],
      raw: null,
      key: null,
      identity: 'missing',
    });
  });

  it('invisible characters are remarked on, and make no other person', async () => {
    const attempt = await takeIn(sipText([{ Personnummer: '19250628\u200d-9822' }]));
    expect(told(attempt).map(([code]) => code)).toContain('PERSON_CONTROL_CHARACTERS');
    expect(sipsOf(attempt.world)[0]?.person_key).toMatch(/^\?[ -~]+$/u);
  });
});

describe('damage by Excel', () => {
  it.each([
    ['scientific notation', '1,92506E+11'],
    ['scientific notation with a point', '2.00E+11'],
    ['a lost leading zero of ten digits', '406289822'],
    ['a lost leading zero with hyphen', '40628-9822'],
    ['eleven digits', '92506289822'],
    ['a decimal', '192506289822.0'],
    ['thousands apart', '192 506 289 822'],
    ['a column too narrow', '############'],
    ['an error', '#NAMN?'],
  ])('%s is found, never mended, and keys nobody', async (_what, number) => {
    expect(await taken(number)).toMatchObject({
      codes: ['PERSON_DAMAGED_BY_EXCEL'],
      raw: number,
      key: null,
      identity: 'damaged-by-excel',
    });
  });
});

describe('persons are never merged on a doubt', () => {
  it('unknown forms that differ are kept apart, and apart from every known form', async () => {
    const { world } = await takeIn(
      sipText([
        { Personnummer: 'OKÄND-77' },
        { Personnummer: 'OKÄND-78' },
        { Personnummer: '1,92506E+11' },
        { Personnummer: '1,92506E+11' },
        {},
      ]),
    );
    const keys = sipsOf(world).map(({ person_key: key }) => key);
    expect(keys).toEqual(['?OKÄND-77', '?OKÄND-78', null, null, '192506289822']);
  });

  it('two identities that may be one person are told of and left apart', async () => {
    const patients = csvText([
      ['Personnummer', 'Namn', 'Kommun', 'Boendeform'],
      ['19640430-9848', 'Åsa Öberg', 'Timrå', 'Ordinärt boende'],
      ['19640430123R', 'Åsa Öberg', 'Timrå', 'Ordinärt boende'],
    ]);
    const attempt = await takeIn(patients, { name: 'patienter-2025-09-15.csv', args: ['--as', 'patient'] });
    expect(told(attempt)).toContainEqual(['PERSON_MAYBE_SAME', 3, 'Personnummer']);
    expect(attempt.file.fates.new).toBe(2);
  });

  it('the pattern of test numbers is told of as a count and as no proof', async () => {
    const attempt = await takeIn(sipText([{}, { Personnummer: '19640430-1238' }, {}]));
    expect(messageOf(attempt, 'PERSONS_FIT_TEST_PATTERN')).toMatch(
      /^2 av 2 personnummer .*bara ett mönster/u,
    );
  });
});

/** With the last digit as it should be. */
function withCheckDigit(number: string): string {
  return number.replace(/\d(?=\D*$)/u, luhnDigit(number.replaceAll(/\D/gu, '').slice(-10, -1)));
}

function luhnDigit(digits: string): string {
  const sum = Array.from(digits, Number).reduce((total, digit, at) => {
    const product = at % 2 === 0 ? digit * 2 : digit;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
