/** A date in a text, and where it stands. */
interface WrittenDate {
  readonly from: number;
  readonly to: number;
  /** YYMMDD, as a number of a person begins. */
  readonly six: string;
  /** Null where the text says two digits. */
  readonly year: number | null;
  /** By two digits it can be of these years too. */
  readonly canBeNew: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAJ', 'JUN', 'JUL', 'AUG', 'SEP', 'OKT', 'NOV', 'DEC'];
const YEAR = String.raw`(?<year>(?:18|19|20)\d\d)`;
const NOT_IN_NUMBER = String.raw`(?<!\d)(?<!\d[-./:])`;
/** Of a date of birth; of a samordningsnummer 60 is added to the day. */
const FORMS = [
  String.raw`${YEAR}(?<month>\d\d)(?<day>\d\d)`,
  String.raw`${YEAR}[-./ ](?<month>\d{1,2})[-./ ](?<day>\d{1,2})`,
  String.raw`(?<day>\d{1,2})[-./](?<month>\d{1,2})[-./, ]{1,2}${YEAR}`,
  String.raw`(?<day>\d{1,2})(?::?[AE])?\.? (?<name>${MONTHS.join('|')})\p{L}*\.?,? ${YEAR}`,
  String.raw`(?<short>\d\d)(?<month>\d\d)(?<day>\d\d)`,
  String.raw`(?<short>\d\d)-(?<month>\d\d)-(?<day>\d\d)`,
  String.raw`(?<day>\d{1,2})[/.](?<month>\d{1,2})[-/ ]{1,2}(?<short>\d\d)`,
].map((form) => new RegExp(`${NOT_IN_NUMBER}${form}(?!\\d)`, 'gu'));

/** At most three words between the date and the four digits. */
const AFTER =
  /^(?<between>\p{L}{0,20}(?:[^\p{L}\p{N}]{1,5}\p{L}{1,20}){0,3}[^\p{L}\p{N}]{1,5})(?<four>\d{4})(?!\d|[-.:/]\d)/u;
const BEFORE =
  /(?<!\d|\d[-.:/])(?<four>\d{4})(?<between>[^\p{L}\p{N}]{1,5}(?:\p{L}{1,20}[^\p{L}\p{N}]{1,5}){0,3})$/u;
/** No longer is what these look at. */
const NEAR = 100;
/** What says that they are the end of the number of a person, whatever the check digit says. */
const ENDS_NUMBER = /SLUT|SISTA|SIFFR|NUMMER|NR/u;
/** Before four digits, the same; and of a date, that somebody was born on it. */
const ENDS_NUMBER_BEFORE =
  /(?:SLUT|SISTA|SIFFR)\p{L}*(?:[^\p{L}\p{N}]{1,3}\p{L}{1,20}){0,2}[^\p{L}\p{N}]{1,5}$/u;
const BORN = /(?:^|[^\p{L}])FÖD(?:D|ELSE\p{L}*)[^\p{L}\p{N}]{1,5}$/u;
/** After these words four digits are a time, a room, a telephone or a year. */
const OF_OTHER_THINGS =
  /(?:^|[^\p{L}])(?:KL|KLOCKAN|RUM|SAL|AVD\p{L}*|ANKN\p{L}*|TEL\p{L}*|TFN|RING\p{L}*|VÄXEL\p{L}*|KOD\p{L}*|PORTKOD\p{L}*|LINJE|DOSA|ÅR|ÅRET|SEDAN|HÖSTEN|VÅREN|PLAN|HUS)[^\p{L}\p{N}]*$/u;
const YEAR_ALONE = /^(?:19|20)\d\d$/u;
/** What happens in a cut-over is of these years, and who is in it is not born in them. */
const OF_THE_CUT_OVER = 2020;

/**
 * Whether a text says the number of a person in two parts: a date of birth in any of the ways that people write dates, and
 * with up to three words between the last four digits. The check digit must say so too, or a word that they are the last.
 *
 * @param plain in capitals, with single spaces and plain hyphens
 */
export const holdsNumberApart = (plain: string, isLuhn: (ten: string) => boolean): boolean =>
  datesIn(plain).some((date) => {
    const before = plain.slice(Math.max(0, date.from - NEAR), date.from);
    const first = BEFORE.exec(before);
    const isBirth = BORN.test(before);
    const isLed = first !== null && ENDS_NUMBER_BEFORE.test(before.slice(0, first.index));
    return [AFTER.exec(plain.slice(date.to, date.to + NEAR)), first].some((part) => {
      const { four = '', between = '' } = part?.groups ?? {};
      if (four === '' || OF_OTHER_THINGS.test(between)) return false;
      const isSaidToEnd = ENDS_NUMBER.test(between) || (part === first && isLed);
      if (date.year !== null && isSaidToEnd) return true;
      if (date.canBeNew && !isSaidToEnd && !isBirth) return false;
      return !YEAR_ALONE.test(four) && isLuhn(date.six + four);
    });
  });

const datesIn = (plain: string): readonly WrittenDate[] =>
  FORMS.flatMap((form) =>
    [...plain.matchAll(form)].flatMap(({ 0: text, index, groups = {} }): readonly WrittenDate[] => {
      const { year, short = year?.slice(2) ?? '', name, month: number, day = '' } = groups;
      const month = name === undefined ? Number(number) : MONTHS.indexOf(name) + 1;
      if (!isDayOfBirth(Number(day), month) || Number(year ?? 0) >= OF_THE_CUT_OVER) return [];
      const six = `${short}${String(month).padStart(2, '0')}${day.padStart(2, '0')}`;
      const place = { from: index, to: index + text.length, six };
      return year === undefined
        ? [{ ...place, year: null, canBeNew: short.startsWith('2') }]
        : [{ ...place, year: Number(year), canBeNew: false }];
    }),
  );

const isDayOfBirth = (day: number, month: number): boolean =>
  day % 60 >= 1 && day % 60 <= 31 && day <= 91 && month >= 1 && month <= 12;
