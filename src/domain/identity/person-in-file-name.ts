import { isLuhn } from './luhn.ts';

/** A number as people write it, also with what they put between its parts in names of files. */
const NUMBER =
  /(?<!\d)(?:(?:18|19|20)(?=\d))?(\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))[-+_ .]?(\d{4})(?!\d)/gu;
/** When a list was taken out: a day of these years, and a time. */
const MOMENT =
  /(?<!\d)20(?:2[4-9]|[3-9]\d)[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])[-_. T]{0,2}(?:[01]\d|2[0-3])[-_.]?[0-5]\d(?:[-_.]?[0-5]\d)?(?!\d)/gu;

/**
 * Whether the name of a file holds somebody's number: names of files stand in the log, in texts and in other names. Only
 * what has a right check digit is one, so that days and times are not.
 */
export function fileNameHoldsNumber(name: string): boolean {
  const plain = name.normalize('NFKC');
  // A day alone has eight: of most names nothing more is asked.
  if (plain.replace(/\D/gu, '').length < FEWEST_DIGITS) return false;
  return [...plain.replace(MOMENT, '|').matchAll(NUMBER)].some(([, six = '', four = '']) =>
    isLuhn(six + four),
  );
}

const FEWEST_DIGITS = 10;
