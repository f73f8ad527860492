import { isUsable, type PersonIdentity } from '../identity/person-identity.ts';
import type { Profile } from '../profile/profile-schema.ts';

/**
 * Production holds real patients only, training and acceptance test fictitious ones only (seed 000, Lifecares olika
 * miljöer). No pattern decides who is real: about 5 % of Skatteverket's test numbers look ordinary, so only a list that
 * the user supplies can refuse a hand-out; without one the guard goes by the pattern, and can but warn.
 */

/** Test numbers that the user supplied: looked up in, never kept. */
export interface TestNumbers {
  readonly numbers: number;
  /** Rows, besides a header, in which no number could be read. */
  readonly notUnderstood: number;
  readonly has: (person: PersonIdentity) => boolean;
}

type ReadIdentity = (text: string) => PersonIdentity;

/**
 * The numbers of a list as Skatteverket publishes it: one a row, with or without header and hyphen, ten or twelve
 * digits.
 */
export function readTestNumbers(rows: Iterable<readonly string[]>, readIdentity: ReadIdentity): TestNumbers {
  const whole = new Set<string>();
  /** Without a century, ten digits are all that can be compared. */
  const tenDigits = new Set<string>();
  let notUnderstood = 0;
  let isFirst = true;
  for (const cells of rows) {
    const written = cells.filter((cell) => cell.trim() !== '');
    if (written.length === 0) continue;
    const found = written.flatMap((cell) => {
      const identity = readIdentity(cell);
      return identity.key !== null && isNumber(identity) && isUsable(identity)
        ? [{ key: identity.key, digits: cell.replace(/\D/gu, '').length }]
        : [];
    });
    for (const { key, digits } of found) {
      if (digits === 10) tenDigits.add(key.slice(2));
      else whole.add(key);
    }
    if (found.length === 0 && !isFirst) notUnderstood += 1;
    isFirst = false;
  }
  return {
    numbers: whole.size + tenDigits.size,
    notUnderstood,
    has: ({ key }) => key !== null && (whole.has(key) || tenDigits.has(key.slice(2))),
  };
}

const isNumber = ({ form }: PersonIdentity): boolean =>
  form === 'personnummer' || form === 'samordningsnummer';

interface Listed {
  readonly reference: string;
  readonly personId: string | null;
}

/** What the guard has seen of the persons on some lists. */
export interface EnvironmentCheck {
  readonly environment: Profile['environment'];
  readonly checkedBy: 'list' | 'pattern';
  readonly persons: number;
  /** Of the class that the environment must not hold; by the pattern only a suspicion. */
  readonly wrongPersons: number;
  /** One a wrong person, in order. */
  readonly references: readonly string[];
  readonly testNumbers: number | null;
  readonly notUnderstood: number;
}

/** Counts the persons of the wrong class for the environment. One without a number that can be looked up is no test person. */
export function checkEnvironment(
  listed: Iterable<Listed>,
  environment: Profile['environment'],
  testNumbers: TestNumbers | null,
  readIdentity: ReadIdentity,
): EnvironmentCheck {
  const wantsTestPersons = environment !== 'production';
  const seen = new Map<string, { readonly isTest: boolean; readonly reference: string }>();
  for (const { reference, personId } of listed) {
    const identity = readIdentity(personId ?? '');
    const person = identity.key ?? reference;
    if (seen.has(person)) continue;
    const isTest = testNumbers === null ? identity.fitsTestPattern : testNumbers.has(identity);
    seen.set(person, { isTest, reference });
  }
  const wrong = [...seen.values()].filter(({ isTest }) => isTest !== wantsTestPersons);
  return {
    environment,
    checkedBy: testNumbers === null ? 'pattern' : 'list',
    persons: seen.size,
    wrongPersons: wrong.length,
    references: wrong.map(({ reference }) => reference),
    testNumbers: testNumbers?.numbers ?? null,
    notUnderstood: testNumbers?.notUnderstood ?? 0,
  };
}
