import { describe, expect, it } from 'vitest';
import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { checkEnvironment, readTestNumbers, type EnvironmentCheck } from './environment-guard.ts';

const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);
const read = (...rows: readonly (readonly string[])[]) => readTestNumbers(rows, readIdentity);
/** Made up, with a right check digit. */
const ONE = '19270525-9964';
const TWO = '19401214-9813';
const THREE = '19121212-9801';

/** As for the numbers of Skatteverket's list that look like anybody's. */
const readAsOrdinary = (text: string) => ({ ...readIdentity(text), fitsTestPattern: false });

const check = (
  environment: EnvironmentCheck['environment'],
  persons: readonly (string | null)[],
  testNumbers: ReturnType<typeof read> | null,
  readPerson = readIdentity,
): EnvironmentCheck =>
  checkEnvironment(
    persons.map((personId, at) => ({ reference: `S${at + 1}`, personId })),
    environment,
    testNumbers,
    readPerson,
  );

describe('readTestNumbers', () => {
  it.each([
    ['a header and twelve digits', [['Testpersonnummer'], ['192705259964']]],
    ['no header, and a hyphen', [['19270525-9964']]],
    ['ten digits', [['Personnummer'], ['2705259964']]],
    ['ten digits and a hyphen', [['270525-9964']]],
    ['other columns and blank rows', [['Nr', 'Testnummer'], [], ['1', '192705259964'], ['']]],
  ])('reads %s', (_title, rows) => {
    const testNumbers = read(...rows);
    expect(testNumbers).toMatchObject({ numbers: 1, notUnderstood: 0 });
    expect(testNumbers.has(readIdentity(ONE))).toBe(true);
    expect(testNumbers.has(readIdentity(TWO))).toBe(false);
  });

  it('counts the rows it can not read, and takes no damaged number for a number', () => {
    expect(read(['Testnummer'], ['2,00E+11'], ['19270525-9965'], [ONE])).toMatchObject({
      numbers: 1,
      notUnderstood: 2,
    });
    expect(read(['Testnummer']).numbers).toBe(0);
  });

  it('does not let a person without a number pass for a test person', () => {
    const testNumbers = read([ONE]);
    expect(testNumbers.has(readIdentity(''))).toBe(false);
    expect(testNumbers.has(readIdentity('19350101123R'))).toBe(false);
  });
});

describe('checkEnvironment', () => {
  it('finds test persons in production by the list, also those who fit no pattern', () => {
    const testNumbers = read([ONE], [THREE]);
    expect(check('production', [ONE, TWO, THREE], testNumbers, readAsOrdinary)).toMatchObject({
      checkedBy: 'list',
      persons: 3,
      wrongPersons: 2,
      references: ['S1', 'S3'],
      testNumbers: 2,
    });
    expect(check('production', [TWO, null], testNumbers).wrongPersons).toBe(0);
  });

  it.each(['training', 'acceptance'] as const)(
    'finds everybody who is not in the list in %s',
    (environment) => {
      expect(check(environment, [ONE, TWO, null], read([ONE]))).toMatchObject({
        wrongPersons: 2,
        references: ['S2', 'S3'],
      });
      expect(check(environment, [ONE, ONE], read([ONE]))).toMatchObject({ persons: 1, wrongPersons: 0 });
    },
  );

  it('goes by the pattern without a list, and says so', () => {
    expect(check('production', [ONE, '19350101123R'], null)).toMatchObject({
      checkedBy: 'pattern',
      wrongPersons: 1,
      testNumbers: null,
    });
    expect(check('training', [ONE, '19350101123R'], null)).toMatchObject({
      checkedBy: 'pattern',
      wrongPersons: 1,
    });
  });

  it('counts a person with several cases once', () => {
    expect(check('production', [ONE, '192705259964', TWO], read([ONE]))).toMatchObject({
      persons: 2,
      wrongPersons: 1,
    });
  });
});
