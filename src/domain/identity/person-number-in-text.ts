import { late } from '../words/late.ts';
import { isLuhn } from './luhn.ts';
import { holdsNumberApart } from './person-number-apart.ts';
import { RESERVE_NUMBER_RULES } from './reserve-number-rules.ts';

/** What people put between the digits of a number. A colon stands in times alone. */
const BETWEEN = String.raw`[ .\-+/_·–]{0,3}`;
const DATE_OF_BIRTH = String.raw`\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])`;
const TWELVE = new RegExp(String.raw`^(?:18|19|20|21)${DATE_OF_BIRTH}\d{4}$`, 'u');
const TEN = new RegExp(String.raw`^${DATE_OF_BIRTH}\d{4}$`, 'u');
const RESERVE = RESERVE_NUMBER_RULES.map(({ pattern }) => new RegExp(pattern, 'u'));
/** Letters and digits with no more between them than belongs to one number. */
const CHAIN = new RegExp(`[A-Z0-9](?:${BETWEEN}[A-Z0-9])*`, 'gu');
/** Digits with anything but words between them: a number only if the check digit says so. */
const LOOSE_CHAIN = late(() => /\d(?:[^\p{L}\p{N}]{0,4}\d)*/gu);
/** As lists write it: six or eight digits and four, whatever date they say. */
const PLAIN_FORM = /(?<!\d)(?:\d{2})?\d{6} ?[-+]? ?\d{4}(?!\d)/u;
const MOMENT = /(?<!\d)20\d\d-\d\d-\d\d,?[ T](?:KL\.? ?)?(?:[01]\d|2[0-3])[.:]?[0-5]\d(?!\d)/gu;
const DAY_BEFORE_DAY = /(?<!\d)20\d\d-\d\d-\d\d(?=\D+20\d\d-\d\d-\d\d(?!\d))/gu;

/** A date may have four, and the end of a number has four. */
const FEWEST_DIGITS = 8;

interface Sign {
  readonly text: string;
  /** Nothing stands between it and the one before. */
  readonly isJoined: boolean;
}

/**
 * Whether a text holds the number of a person, however it is spelled: personnummer and samordningsnummer with ten or
 * twelve digits, also in two parts with words between, and the reserve numbers of domain §8. Where a text can mean both, it is taken for a number, but for
 * moments ("2025-10-03 08.15") and telephone numbers, which are that unless the check digit says otherwise.
 */
export function holdsPersonNumber(text: string): boolean {
  if (!hasDigitsOfNumber(text)) return false;
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/\p{Nd}/gu, asciiDigit)
    .toUpperCase()
    // As it is mistyped, or half masked.
    .replace(/(?<=\d[ -]?)O(?=[ -]?\d)/gu, '0')
    .replace(/(?<=\d)(?:[X*]{1,3}|[X*] ?[X*])(?=\d{4}(?!\d))/gu, '-');
  if (PLAIN_FORM.test(plain) || holdsNumberApart(plain, isLuhn)) return true;
  const withoutMoments = plain
    .replace(MOMENT, (moment) => (isLuhn(moment.replace(/\D/gu, '').slice(2)) ? moment : '|'))
    .replace(DAY_BEFORE_DAY, '|');
  return (
    [...withoutMoments.matchAll(CHAIN)].some(([chain]) => holdsNumber(signsOf(chain))) ||
    [...withoutMoments.matchAll(LOOSE_CHAIN())].some(([chain]) => holdsChecked(signsOf(chain)))
  );
}

/** Whether a text has as many digits as a number: of most nothing more is asked. */
export const hasDigitsOfNumber = (text: string): boolean =>
  (text.match(/\p{N}/gu)?.length ?? 0) >= FEWEST_DIGITS;

/** The digits of a script lie in a row, from nought to nine. */
function asciiDigit(digit: string): string {
  const at = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value += 1;
  return String(value);
}

function signsOf(chain: string): readonly Sign[] {
  return [...chain.matchAll(/[A-Z0-9]/gu)].map(({ 0: text, index }) => ({
    text,
    isJoined: index > 0 && /[A-Z0-9]/u.test(chain[index - 1] ?? ''),
  }));
}

const holdsNumber = (signs: readonly Sign[]): boolean =>
  windowsOf(signs, 12).some((twelve) => TWELVE.test(twelve) || RESERVE.some((form) => form.test(twelve))) ||
  windowsOf(signs, 10).some((ten) => TEN.test(ten) && isLuhn(ten));

const holdsChecked = (signs: readonly Sign[]): boolean =>
  windowsOf(signs, 12).some((twelve) => TWELVE.test(twelve) && isLuhn(twelve.slice(2))) ||
  windowsOf(signs, 10).some((ten) => TEN.test(ten) && isLuhn(ten));

/** So many signs after each other: a number begins and ends where a digit does not simply go on. */
function windowsOf(signs: readonly Sign[], length: number): readonly string[] {
  const isEdge = (at: number): boolean => {
    const sign = signs[at];
    const before = signs[at - 1];
    if (sign === undefined || before === undefined) return true;
    return !sign.isJoined || !(/\d/u.test(sign.text) && /\d/u.test(before.text));
  };
  return signs.flatMap((_, at) =>
    at + length <= signs.length && isEdge(at) && isEdge(at + length)
      ? [
          signs
            .slice(at, at + length)
            .map(({ text }) => text)
            .join(''),
        ]
      : [],
  );
}

/** A text without the numbers of persons in it, as lists write them; null where another spelling of one is left. */
export function withoutPersonNumber(text: string): string | null {
  const rest = text
    .replace(/[([]?(?<!\d)(?:\d{2})?\d{6}\s?[-+\p{Pd}]?\s?\d{4}(?!\d)[)\]]?/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:/–-]+|[\s,;:/–-]+$/gu, '');
  return holdsPersonNumber(rest) ? null : rest;
}
