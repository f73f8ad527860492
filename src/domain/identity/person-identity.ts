import { faultOfCell } from '../words/cell-fault.ts';
import { late } from '../words/late.ts';

type IdentityForm = 'personnummer' | 'samordningsnummer' | 'reservnummer' | 'unknown';

export type IdentityProblem =
  | 'missing'
  | 'damaged-by-excel'
  | 'check-digit'
  | 'impossible-date'
  | 'century-guessed'
  | 'unknown-form'
  | 'ambiguous'
  | 'control-characters';

/** What one identity cell says: a key to meet other rows by, and everything that is doubtful about it. */
export interface PersonIdentity {
  /**
   * The key two rows of one person share: 12 digits for personnummer and samordningsnummer
   * ('193508099813'), the upper-case number without hyphen for reservnummer. An unknown form is kept as
   * '?' + the trimmed upper-case text, so that it never merges with a known form.
   * Null where nothing may be keyed: missing, or damaged by Excel.
   */
  readonly key: string | null;
  readonly form: IdentityForm;
  /** Names of the reserve-number rules that fit, in profile order; more than one is 'ambiguous'. */
  readonly reserveRules: readonly string[];
  readonly problems: readonly IdentityProblem[];
  /** Null where the text does not say it, or says an impossible date. */
  readonly birthYear: number | null;
  /**
   * Whether the number follows the pattern of Skatteverket's test numbers (birth number 238, 239 or
   * 980-999). Only a pattern, never proof: about 5 % of the published test numbers look ordinary.
   */
  readonly fitsTestPattern: boolean;
  /** A number that is written as numbers are not, and can be nothing else: with other signs between its parts, or other digits. */
  readonly isOddlyWritten?: true;
}

/** One way a region writes a reservnummer. Data of the region profile; see RESERVE_NUMBER_RULES. */
export interface ReserveNumberRule {
  /** Stable name, [a-z-]. */
  readonly name: string;
  /** What people read, in Swedish. */
  readonly label: string;
  /** JavaScript regex source, anchored. It sees upper-case text without the hyphen before the last four. */
  readonly pattern: string;
  /** 'luhn-5-11': position 12 is the Luhn digit of positions 5-11. */
  readonly check?: 'none' | 'luhn-5-11';
  readonly birthYearFrom?: 'first4' | 'none';
  /** One sentence: where the format is published. */
  readonly source: string;
}

/**
 * Builds the reader of identity cells.
 *
 * In: the region's reserve-number rules, in order of preference, and the year in which the file is read
 * (it settles the century of ten-digit numbers, and no one is born after it).
 * Out: a function that turns any text into a PersonIdentity. It never throws and never repairs: what it
 * cannot read is kept under its own key or refused a key, with the reason in `problems`.
 * Throws SyntaxError if a rule's pattern is not a regular expression.
 *
 * Source: domain §8; Skatteverket SKV 704 (personnummer) and SKV 707 (samordningsnummer);
 * folkbokföringslagen (1991:481) 18 and 18 a §§.
 */
export function createIdentityReader(
  rules: readonly ReserveNumberRule[],
  asOfYear: number,
): (raw: string) => PersonIdentity {
  const matchers = rules.map(toMatcher);
  return (raw) => readFlawlessNumber(raw, asOfYear) ?? readCarefully(raw, asOfYear, matchers);
}

/**
 * Whether rows may be joined and worklists sent on the strength of this identity.
 * A guessed century or an ambiguous reserve rule is reported but does not stop the row.
 */
export function isUsable(identity: PersonIdentity): boolean {
  return identity.key !== null && !identity.problems.some((problem) => STOPS_USE[problem]);
}

const STOPS_USE: Readonly<Record<IdentityProblem, boolean>> = {
  missing: true,
  'damaged-by-excel': true,
  'check-digit': true,
  'impossible-date': true,
  'century-guessed': false,
  'unknown-form': true,
  ambiguous: false,
  'control-characters': true,
};

// --- The common path: a flawless twelve-digit number. Called for every row: char codes only. ---

const HYPHEN = 45;
const ZERO = 48;
const NO_RULES: readonly string[] = [];
const NO_PROBLEMS: readonly IdentityProblem[] = [];

/** The identity of `YYYYMMDD-NNNN` or `YYYYMMDDNNNN` when nothing at all is wrong with it, else null. */
function readFlawlessNumber(raw: string, asOfYear: number): PersonIdentity | null {
  const isHyphenated = raw.length === 13 && raw.charCodeAt(8) === HYPHEN;
  if (raw.length !== 12 && !isHyphenated) return null;
  const serialAt = isHyphenated ? 9 : 8;

  const century = pairAt(raw, 0);
  const yy = pairAt(raw, 2);
  const month = pairAt(raw, 4);
  const day = pairAt(raw, 6);
  const serial = pairAt(raw, serialAt);
  const last = pairAt(raw, serialAt + 2);
  if ((century | yy | month | day | serial | last) < 0) return null;

  if ((luhnOf(yy) + luhnOf(month) + luhnOf(day) + luhnOf(serial) + luhnOf(last)) % 10 !== 0) return null;
  const year = century * 100 + yy;
  if (!isPossibleBirth(year, month, day, asOfYear)) return null;

  return {
    key: isHyphenated ? raw.slice(0, 8) + raw.slice(9) : raw,
    form: formOf(day),
    reserveRules: NO_RULES,
    problems: NO_PROBLEMS,
    birthYear: year,
    fitsTestPattern: isTestSerial(serial, last),
  };
}

/** The two digits at an index as 0-99, or -1 if they are not two digits. */
function pairAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - ZERO;
  const units = text.charCodeAt(index + 1) - ZERO;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1;
}

/** What a pair adds to the Luhn sum: the tens digit counts double, digits summed. */
function luhnOf(pair: number): number {
  const tens = (pair / 10) | 0;
  return pair - tens * 10 + (tens < 5 ? tens * 2 : tens * 2 - 9);
}

const SAMORDNING_OFFSET = 60;

function formOf(day: number): 'personnummer' | 'samordningsnummer' {
  return day >= SAMORDNING_OFFSET ? 'samordningsnummer' : 'personnummer';
}

/** A samordningsnummer may say that the day (60) or the month (00) is unknown; a personnummer may not. */
function isPossibleBirth(year: number, month: number, day: number, asOfYear: number): boolean {
  if (!isPersonnummerCentury(year) || year > asOfYear || month > 12) return false;
  if (day < SAMORDNING_OFFSET) return month > 0 && day > 0 && day <= daysIn(year, month);
  return day - SAMORDNING_OFFSET <= (month === 0 ? 31 : daysIn(year, month));
}

/** Skatteverket stores 18, 19 or 20 before the ten digits (SKV 704, SKV 707). */
function isPersonnummerCentury(year: number): boolean {
  return year >= 1800 && year < 2100;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Birth number 238, 239 or 980-999, from the four last digits as two pairs. */
function isTestSerial(serial: number, last: number): boolean {
  return serial >= 98 || (serial === 23 && last >= 80);
}

// --- Everything else: other ways of writing, reserve numbers, damage. ---

const MISSING = unkeyed('missing');
const DAMAGED = unkeyed('damaged-by-excel');

function readCarefully(raw: string, asOfYear: number, matchers: readonly ReserveMatcher[]): PersonIdentity {
  // Spreadsheets write an apostrophe before a number that is to stay text.
  const text = raw.normalize('NFC').trim().replace(/^'/, '').toUpperCase();
  if (!PLAIN.test(text) && INVISIBLE().test(text))
    return unknown(escapeInvisible(text), 'control-characters');

  // With figures hidden a number points at anybody born that day: no two rows may meet by it.
  if (MASKED.test(text)) return unkeyed('unknown-form');
  const plain = withPlainSpacing(text);
  if (plain === '' || ONLY_HYPHENS.test(plain)) return MISSING;
  if (EXCEL_DAMAGE.some((shape) => shape.test(plain)) || faultOfCell(raw.trim()) !== null) return DAMAGED;

  const number = readNumber(plain, asOfYear);
  if (number !== null && isUsable(number)) return number;
  return (
    readReserveNumber(plain, matchers) ??
    readOddlyWritten(text, asOfYear) ??
    number ??
    unknown(text, 'unknown-form')
  );
}

/** Nearly every number, and every header that is asked whether it is one. */
const PLAIN = /^[ -~]*$/;
/** Control, format (bidi, zero-width) and lone surrogate characters. */
const INVISIBLE = late(() => /[\p{Cc}\p{Cf}\p{Cs}]/u);
const MASKED = /[*•]|X{2,}$/;
const ONLY_HYPHENS = /^[- ]+$/;

/** So that a key or a message built on the text can be shown: U+202D becomes '\u202d'. */
function escapeInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (found) => {
    const code = (found.codePointAt(0) ?? 0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}

/** Every dash and minus as '-', every run of spaces as one, none around a hyphen. */
function withPlainSpacing(text: string): string {
  const hyphened = PLAIN.test(text) ? text : text.replace(/[\p{Pd}\u2212]/gu, '-');
  return hyphened.replace(/\s+/g, ' ').replace(/ ?- ?/g, '-');
}

/** The shapes a spreadsheet leaves behind. Never repaired: two persons can become one text. */
const EXCEL_DAMAGE: readonly RegExp[] = [
  /^[-+]?\d(?:[.,]\d+)?E[-+]?\d{1,3}$/, // 2,00E+11; a reserve number with E has eight digits before it
  /^\d+[.,]0*$/, // 193508099813.0
  /^\d{1,3}(?:[ .,]\d{3})+(?:[.,]0*)?$/, // 193 508 099 813
  /^(?:\d{5}|\d{7})[-+ ]?\d{4}$/, // 9 or 11 digits: a leading zero is lost
  /^#/, // ######## and the error cells
];

const NUMBER_SHAPE = /^(\d{2})?(\d{6})([-+ ]?)(\d{4})$/;

/** No one whom a plus makes so old is alive, nor has a test number: the sign is wrong, or the year. */
const OLDEST = 150;

/** A personnummer or samordningsnummer with its problems; null if the text does not have that shape. */
function readNumber(plain: string, asOfYear: number): PersonIdentity | null {
  const [, century, date = '', sign, tail = ''] = NUMBER_SHAPE.exec(plain) ?? [];
  if (sign === undefined) return null;
  const digits = (century ?? centuryOf(date, sign, asOfYear)) + date + tail;
  const year = Number(digits.slice(0, 4));
  if (!isPersonnummerCentury(year)) return null;

  const day = pairAt(digits, 6);
  const isTooOld = century === undefined && asOfYear - year >= OLDEST;
  const isPossible = !isTooOld && isPossibleBirth(year, pairAt(digits, 4), day, asOfYear);
  const isGuessed = century === undefined && sign !== '-' && sign !== '+';
  const problems: IdentityProblem[] = [];
  if (!isLuhn(digits, 2)) problems.push('check-digit');
  if (!isPossible) problems.push('impossible-date');
  if (isGuessed) problems.push('century-guessed');
  return {
    key: digits,
    form: formOf(day),
    reserveRules: NO_RULES,
    problems,
    birthYear: isPossible ? year : null,
    fitsTestPattern: isTestSerial(pairAt(digits, 8), pairAt(digits, 10)),
  };
}

/** What can stand between the parts of a number. */
const BETWEEN = String.raw`[-./_:\s]`;
const IN_PARTS = new RegExp(`^(\\d{4})${BETWEEN}*(\\d{2})${BETWEEN}*(\\d{2})[+]?${BETWEEN}*(\\d{4})$`, 'u');
const IN_TWO_PARTS = new RegExp(`^(\\d{6})(${BETWEEN}{0,3})(\\d{4})$`, 'u');
/** With a point alone it can be a number with decimals. */
const DECIMAL = /^\d+\.\d+$/u;
/** No number is longer, whatever stands between its parts. */
const LONGEST = 30;

/**
 * A number in parts (`1929-05-05-NNNN`), or in digits of another width: read where its day and its check digit are right, so
 * that it can be nothing else. Years of two digits between separators can be days: those are left.
 */
function readOddlyWritten(text: string, asOfYear: number): PersonIdentity | null {
  if (text.length > LONGEST || DECIMAL.test(text)) return null;
  const plain = withPlainSpacing(text.normalize('NFKC'));
  const [, year, month = '', day = '', four = ''] = IN_PARTS.exec(plain) ?? [];
  const [, six = '', between = '', last = ''] = IN_TWO_PARTS.exec(plain) ?? [];
  const compact =
    year === undefined ? `${six}${between === '-' ? '-' : ''}${last}` : `${year}${month}${day}-${four}`;
  const number = readNumber(compact, asOfYear);
  return number !== null && isUsable(number) ? { ...number, isOddlyWritten: true } : null;
}

/** The latest year that fits and is not in the future; '+' says the year one turns 100 has begun. */
function centuryOf(date: string, sign: string, asOfYear: number): string {
  const yy = pairAt(date, 0);
  const latest = asOfYear - ((((asOfYear - yy) % 100) + 100) % 100);
  return String(Math.floor((sign === '+' ? latest - 100 : latest) / 100));
}

/** Whether the digits from an even index to the end, check digit included, satisfy Luhn. */
function isLuhn(text: string, from: number): boolean {
  let sum = 0;
  for (let index = from; index < text.length; index += 2) {
    const pair = pairAt(text, index);
    if (pair < 0) return false;
    sum += luhnOf(pair);
  }
  return sum % 10 === 0;
}

interface ReserveMatcher {
  readonly rule: ReserveNumberRule;
  readonly fits: (compact: string) => boolean;
}

function toMatcher(rule: ReserveNumberRule): ReserveMatcher {
  const shape = new RegExp(`^(?:${rule.pattern})$`);
  const hasCheck = rule.check === 'luhn-5-11';
  return { rule, fits: (compact) => shape.test(compact) && (!hasCheck || isLuhn(compact, 4)) };
}

function readReserveNumber(plain: string, matchers: readonly ReserveMatcher[]): PersonIdentity | null {
  const compact = plain.replace(/[- ](?=.{4}$)/, '');
  const fitting = matchers.filter(({ fits }) => fits(compact)).map(({ rule }) => rule);
  if (fitting.length === 0) return null;
  const saysBirthYear = fitting.every(({ birthYearFrom }) => birthYearFrom === 'first4');
  return {
    key: compact,
    form: 'reservnummer',
    reserveRules: fitting.map(({ name }) => name),
    problems: fitting.length > 1 ? ['ambiguous'] : NO_PROBLEMS,
    birthYear: saysBirthYear ? Number(compact.slice(0, 4)) : null,
    fitsTestPattern: false,
  };
}

function unknown(text: string, problem: IdentityProblem): PersonIdentity {
  return { ...unkeyed(problem), key: `?${text}` };
}

function unkeyed(problem: IdentityProblem): PersonIdentity {
  return {
    key: null,
    form: 'unknown',
    reserveRules: NO_RULES,
    problems: [problem],
    birthYear: null,
    fitsTestPattern: false,
  };
}
