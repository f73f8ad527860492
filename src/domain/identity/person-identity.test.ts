import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdentityReader, isUsable, type ReserveNumberRule } from './person-identity.ts';
import { RESERVE_NUMBER_RULES } from './reserve-number-rules.ts';

const read = createIdentityReader(RESERVE_NUMBER_RULES, 2025);

/** An independent Luhn digit over nine digits, written the textbook way. */
function checkDigit(nine: string): string {
  const sum = Array.from(nine, (digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1)).reduce(
    (total, product) => total + Math.floor(product / 10) + (product % 10),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

/** A fictitious number of the test series: only birth numbers 238, 239 and 980-999. */
function testNumber(date: string, birthNumber: number): string {
  const digits = date + String(birthNumber);
  return digits + checkDigit(digits.slice(2));
}

const testBirthNumber = fc.oneof(fc.constantFrom(238, 239), fc.integer({ min: 980, max: 999 }));
const birthDate = fc
  .tuple(
    fc.integer({ min: 1926, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''));
const testIdentity = fc.tuple(birthDate, testBirthNumber).map(([date, number]) => testNumber(date, number));

describe('personnummer', () => {
  it('twelve digits are their own key', () => {
    expect(read('193508099813')).toEqual({
      key: '193508099813',
      form: 'personnummer',
      reserveRules: [],
      problems: [],
      birthYear: 1935,
      fitsTestPattern: true,
    });
  });

  it.each([
    ['a hyphen', '19350809-9813'],
    ['a space', '19350809 9813'],
    ['surrounding spaces and NBSP', ' \u00a019350809-9813\t'],
    ['spaces around the hyphen', '19350809 - 9813'],
    ['a non-breaking hyphen', '19350809\u20119813'],
    ['an en dash', '19350809–9813'],
    ['a minus sign', '19350809\u22129813'],
    ['ten digits with hyphen', '350809-9813'],
  ])('written with %s it is the same person', (_, raw) => {
    expect(read(raw)).toEqual(read('193508099813'));
  });

  it('a hyphen before the last four means less than 100 years', () => {
    expect(
      read(
        testNumber('20250809', 981)
          .slice(2)
          .replace(/(?=.{4}$)/, '-'),
      ).birthYear,
    ).toBe(2025);
    expect(
      read(
        testNumber('19260809', 981)
          .slice(2)
          .replace(/(?=.{4}$)/, '-'),
      ).birthYear,
    ).toBe(1926);
  });

  it('a plus before the last four means 100 years or more', () => {
    expect(
      read(
        testNumber('19250809', 981)
          .slice(2)
          .replace(/(?=.{4}$)/, '+'),
      ).birthYear,
    ).toBe(1925);
    expect(
      read(
        testNumber('19120809', 981)
          .slice(2)
          .replace(/(?=.{4}$)/, '+'),
      ).birthYear,
    ).toBe(1912);
    expect(
      read(
        testNumber('18990809', 981)
          .slice(2)
          .replace(/(?=.{4}$)/, '+'),
      ).birthYear,
    ).toBe(1899);
  });

  it('a plus that makes somebody older than anybody says nothing of who it is', () => {
    const plus = testNumber('19280809', 981)
      .slice(2)
      .replace(/(?=.{4}$)/, '+');
    expect(read(plus)).toMatchObject({ problems: ['impossible-date'], birthYear: null });
  });

  it('ten bare digits are keyed and usable, but their century is a guess', () => {
    const identity = read('3508099813');
    expect(identity).toMatchObject({ key: '193508099813', problems: ['century-guessed'], birthYear: 1935 });
    expect(isUsable(identity)).toBe(true);
  });

  it('a wrong check digit is kept, keyed and not usable', () => {
    const identity = read('19350809-9814');
    expect(identity).toMatchObject({
      key: '193508099814',
      form: 'personnummer',
      problems: ['check-digit'],
      birthYear: 1935,
    });
    expect(isUsable(identity)).toBe(false);
  });

  it.each(['19990231', '20230229', '19000229', '19991301', '19990431', '19990500', '19990545', '20260101'])(
    'the date %s is impossible',
    (date) => {
      const identity = read(testNumber(date, 982));
      expect(identity.problems).toEqual(['impossible-date']);
      expect(identity).toMatchObject({ birthYear: null, key: testNumber(date, 982) });
      expect(isUsable(identity)).toBe(false);
    },
  );

  it.each(['20240229', '20000229', '18991231', '20250131'])('the date %s is possible', (date) => {
    expect(read(testNumber(date, 982)).problems).toEqual([]);
  });

  it('every wrong thing is reported, not only the first', () => {
    const tenDigits = testNumber('19990231', 982).slice(2);
    const wrong = tenDigits.slice(0, 9) + String((Number(tenDigits[9]) + 1) % 10);
    expect(read(wrong).problems).toEqual(['check-digit', 'impossible-date', 'century-guessed']);
  });

  it('all ways of writing one number give one key', () => {
    fc.assert(
      fc.property(testIdentity, (digits) => {
        const [date, tail] = [digits.slice(0, 8), digits.slice(8)];
        const ways = [
          digits,
          `${date}-${tail}`,
          `${date.slice(2)}-${tail}`,
          digits.slice(2),
          ` ${date}–${tail} `,
        ];
        expect(new Set(ways.map((way) => read(way).key))).toEqual(new Set([digits]));
        expect(ways.every((way) => isUsable(read(way)))).toBe(true);
      }),
    );
  });

  it('any signs between its parts, and digits of any width, give the same key, and it is told', () => {
    const between = fc.array(fc.constantFrom('-', '.', '/', ' ', ':', '_', '–', '\u2011', '\u00a0'), {
      maxLength: 2,
    });
    const wide = (text: string): string =>
      text.replaceAll(/\d/gu, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    fc.assert(
      fc.property(between, between, between, fc.boolean(), (one, two, three, isWide) => {
        const parts = ['1935', one.join(''), '08', two.join(''), '09', three.join(''), '9813'].join('');
        // A number with decimals, perhaps.
        fc.pre(!/^\d+\.\d+$/u.test(parts));
        const { key, problems } = read(isWide ? wide(parts) : parts);
        expect([key, problems]).toEqual(['193508099813', []]);
      }),
    );
    const told = ['1935-08-09-9813', '1935.08.09-9813', wide('19350809-9813'), '350809/9813'].map(
      (text) => read(text).isOddlyWritten,
    );
    expect(told).toEqual([true, true, true, true]);
    const plain = ['19350809-9813', '193508099813', '19350809 9813', '350809-9813', "'350809-9813"];
    expect(plain.map((text) => read(text).isOddlyWritten)).toEqual(plain.map(() => undefined));
  });

  it('is of no form where its check digit or day is wrong, or a year of two digits stands between signs', () => {
    for (const text of ['1935-08-09-9814', '1935.13.09-9813', '35-08-09-9813', '1935-08-09-98133'])
      expect(read(text)).toMatchObject({ form: 'unknown', problems: ['unknown-form'] });
  });

  it('every single-digit error in the last ten is noticed', () => {
    fc.assert(
      fc.property(
        testIdentity,
        fc.integer({ min: 2, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, add) => {
          const changed = (Number(digits[at]) + add) % 10;
          const identity = read(digits.slice(0, at) + String(changed) + digits.slice(at + 1));
          expect(identity.problems).toContain('check-digit');
        },
      ),
    );
  });
});

describe('samordningsnummer', () => {
  it.each(['19700161', '19700191', '19701063', '20240289'])(
    'day + 60 in %s is a samordningsnummer',
    (date) => {
      expect(read(testNumber(date, 238))).toMatchObject({ form: 'samordningsnummer', problems: [] });
    },
  );

  it.each(['19700160', '19700060', '19700061', '19700091'])(
    'an unknown day or month in %s is accepted',
    (date) => {
      expect(read(testNumber(date, 238))).toMatchObject({
        form: 'samordningsnummer',
        problems: [],
        birthYear: 1970,
      });
    },
  );

  it.each(['19700192', '19700491', '19700290', '19701360'])('day + 60 in %s is impossible', (date) => {
    expect(read(testNumber(date, 238))).toMatchObject({
      form: 'samordningsnummer',
      problems: ['impossible-date'],
    });
  });

  it('a day below 60 is a personnummer', () => {
    expect(read(testNumber('19701003', 239)).form).toBe('personnummer');
  });
});

describe('test numbers', () => {
  it.each([238, 239, 980, 999])('birth number %i follows the test pattern', (birthNumber) => {
    expect(read(testNumber('19350809', birthNumber)).fitsTestPattern).toBe(true);
  });

  // Wrong check digits on purpose: outside the test series no valid number is written here.
  it.each(['2370', '2400', '9790', '0980'])('the last four %s do not', (tail) => {
    const wrong = checkDigit(`350809${tail.slice(0, 3)}`) === tail[3] ? `${tail.slice(0, 3)}1` : tail;
    expect(read(`19350809${wrong}`).fitsTestPattern).toBe(false);
  });
});

describe('damage', () => {
  it.each([
    '2,00E+11',
    '1.93508E+11',
    '1,93508099813E+11',
    '1.93508e+11',
    '50812-9801',
    '508129801',
    '93508099813',
    '9350809-9813',
    '193508099813.0',
    '193508099813,00',
    '193 508 099 813',
    '193\u00a0508\u00a0099\u00a0813',
    '########',
    '#VALUE!',
  ])('%s is damage by Excel: no key, never repaired', (raw) => {
    const identity = read(raw);
    expect(identity).toMatchObject({
      key: null,
      form: 'unknown',
      problems: ['damaged-by-excel'],
      birthYear: null,
    });
    expect(isUsable(identity)).toBe(false);
  });

  it('a reserve number with E is not scientific notation', () => {
    expect(read('19350809E123')).toMatchObject({ key: '19350809E123', form: 'reservnummer' });
  });

  it.each(['', ' ', '\u00a0\t', '-', ' – ', '--'])('%j is missing', (raw) => {
    const identity = read(raw);
    expect(identity).toMatchObject({ key: null, form: 'unknown', problems: ['missing'] });
    expect(isUsable(identity)).toBe(false);
  });

  it.each([
    ['a bidi override', '\u202d19350809-9813\u202c', '?\\u202d19350809-9813\\u202c'],
    ['a zero-width space', '19350809\u200b9813', '?19350809\\u200b9813'],
    ['NUL', '19350809-9813\u0000', '?19350809-9813\\u0000'],
    ['an escape sequence', '\u001b[31m19350809R', '?\\u001b[31M19350809R'],
    ['a lone surrogate', '19350809\ud8009813', '?19350809\\ud8009813'],
  ])('%s is named, shown escaped and not usable', (_, raw, key) => {
    const identity = read(raw);
    expect(identity).toMatchObject({ key, form: 'unknown', problems: ['control-characters'] });
    expect(isUsable(identity)).toBe(false);
  });

  it.each([
    '1935-08-09',
    '350809',
    '19350809',
    'okänd',
    '19350809.9813',
    '123-456',
    '992004920010x',
    '293508099813',
  ])('%s is of an unknown form: kept under its own text', (raw) => {
    const identity = read(` ${raw} `);
    expect(identity).toMatchObject({
      key: `?${raw.toUpperCase()}`,
      form: 'unknown',
      problems: ['unknown-form'],
      birthYear: null,
    });
    expect(isUsable(identity)).toBe(false);
  });

  it('any text gives an identity, and what is not a known form has no key or one that begins with ?', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const identity = read(raw);
        expect(identity.form !== 'unknown' || identity.key === null || identity.key.startsWith('?')).toBe(
          true,
        );
        expect(isUsable(identity) && identity.form === 'unknown').toBe(false);
      }),
    );
  });

  it('a number cell of Excel never passes for an identity', () => {
    fc.assert(
      fc.property(testIdentity, (digits) => {
        const number = Number(digits);
        for (const raw of [number.toExponential(5), number.toExponential(), number.toFixed(1)]) {
          expect(read(raw)).toMatchObject({ key: null, problems: ['damaged-by-excel'] });
        }
      }),
    );
  });
});

describe('reservnummer', () => {
  it('is keyed in upper case without hyphen, with the year its rule says', () => {
    for (const raw of ['19350809123R', '19350809-123r', ' 19350809 123R ']) {
      expect(read(raw)).toEqual({
        key: '19350809123R',
        form: 'reservnummer',
        reserveRules: ['vasternorrland'],
        problems: [],
        birthYear: 1935,
        fitsTestPattern: false,
      });
    }
    expect(isUsable(read('19350809123R'))).toBe(true);
  });

  it('that fits several rules names them all in profile order and chooses none', () => {
    const identity = read('19350809K123');
    expect(identity).toMatchObject({
      key: '19350809K123',
      reserveRules: ['vastra-gotaland', 'vasterbotten', 'dalarna'],
      problems: ['ambiguous'],
    });
    expect(isUsable(identity)).toBe(true);
  });

  const digitsOnly: ReserveNumberRule = {
    name: 'digits',
    label: 'Påhittad',
    pattern: String.raw`\d{12}`,
    birthYearFrom: 'none',
    source: 'Invented for this test.',
  };

  it('is never what a valid personnummer is called', () => {
    const readDigits = createIdentityReader([digitsOnly], 2025);
    fc.assert(
      fc.property(testIdentity, (digits) => {
        expect(readDigits(digits)).toMatchObject({ form: 'personnummer', reserveRules: [], problems: [] });
        expect(readDigits(`${digits.slice(2, 8)}-${digits.slice(8)}`).form).toBe('personnummer');
      }),
    );
  });

  it('is what a number that is no valid personnummer is called, if a rule fits', () => {
    expect(createIdentityReader([digitsOnly], 2025)('193508099814')).toMatchObject({
      form: 'reservnummer',
      reserveRules: ['digits'],
      problems: [],
    });
  });

  it('fits a rule only as a whole, even if the pattern forgot its anchors', () => {
    const readShort = createIdentityReader([{ ...digitsOnly, pattern: String.raw`\d{3}R` }], 2025);
    expect(readShort('123R').form).toBe('reservnummer');
    expect(readShort('X123R').form).toBe('unknown');
  });

  it('has a birth year only if every rule that fits says so', () => {
    const saying: ReserveNumberRule = { ...digitsOnly, name: 'saying', birthYearFrom: 'first4' };
    expect(createIdentityReader([saying], 2025)('193508099814').birthYear).toBe(1935);
    expect(createIdentityReader([saying, digitsOnly], 2025)('193508099814').birthYear).toBeNull();
  });
});
