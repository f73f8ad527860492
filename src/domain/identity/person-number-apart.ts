import { late } from '../words/late.ts';

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
].map((form) => late(() => new RegExp(`${NOT_IN_NUMBER}${form}(?!\\d)`, 'gu')));

/** At most three words between the date and the four digits. */
const AFTER = late(
  () =>
    /^(?<between>\p{L}{0,20}(?:[^\p{L}\p{N}]{1,5}\p{L}{1,20}){0,3}[^\p{L}\p{N}]{1,5})(?<four>\d{4})(?!\d|[-.:/]\d)/u,
);
const BEFORE = late(
  () =>
    /(?<!\d|\d[-.:/])(?<four>\d{4})(?<between>[^\p{L}\p{N}]{1,5}(?:\p{L}{1,20}[^\p{L}\p{N}]{1,5}){0,3})$/u,
);
/** With hardly anything between, whatever it is. */
const RIGHT_AFTER = late(() => /^(?<between>[^\p{N}]{1,4})(?<four>\d{4})(?!\d|[-.:/]\d)/u);
const RIGHT_BEFORE = late(() => /(?<!\d|\d[-.:/]|\p{L}-?)(?<four>\d{4})(?<between>[^\p{N}]{1,4})$/u);
/** The last four first, with what stands between the parts of a number: there a date would be the end of a longer one. */
const TURNED = late(
  () => /(?<!\d|\d[-.:/]|\p{L}-?)(?<four>\d{4}) ?[-./:] ?(?:\d\d)?(?<six>\d{6})(?!\d|[-.:/]\d)/gu,
);
const TIME_OF_DAY = /^(?:[01]\d|2[0-3])[0-5]\d$/u;
/** No longer is what these look at. */
const NEAR = 100;
/** What says that they are the end of the number of a person, whatever the check digit says. */
const ENDS_NUMBER = /SLUT|SISTA|SIFFR|NUMMER|NR/u;
/** Before four digits, the same; and of a date, that somebody was born on it. */
const ENDS_NUMBER_BEFORE = late(
  () => /(?:SLUT|SISTA|SIFFR)\p{L}*(?:[^\p{L}\p{N}]{1,3}\p{L}{1,20}){0,2}[^\p{L}\p{N}]{1,5}$/u,
);
const BORN = late(() => /(?:^|[^\p{L}])FÖD(?:D|ELSE\p{L}*)[^\p{L}\p{N}]{1,5}$/u);
/** After these words four digits are a time, a room, a telephone or a year. */
const OF_OTHER_THINGS = late(
  () =>
    /(?:^|[^\p{L}])(?:KL|KLOCKAN|RUM|SAL|AVD\p{L}*|ANKN\p{L}*|TEL\p{L}*|TFN|RING\p{L}*|VÄXEL\p{L}*|KOD\p{L}*|PORTKOD\p{L}*|LINJE|DOSA|ÅR|ÅRET|SEDAN|HÖSTEN|VÅREN|PLAN|HUS)[^\p{L}\p{N}]*$/u,
);
const YEAR_ALONE = /^(?:19|20)\d\d$/u;
/** What happens in a cut-over is of these years, and who is in it is not born in them. */
const OF_THE_CUT_OVER = 2020;

/**
 * Whether a text says the number of a person in two parts: a date of birth in any of the ways that people write dates, and
 * with up to three words between the last four digits, in either order. The check digit must say so too, or a word that
 * they are the last.
 *
 * @param plain in capitals, with single spaces and plain hyphens
 */
export const holdsNumberApart = (plain: string, isLuhn: (ten: string) => boolean): boolean =>
  isTurned(plain, isLuhn) ||
  isReserveApart(plain) ||
  datesIn(plain).some((date) => {
    const before = plain.slice(Math.max(0, date.from - NEAR), date.from);
    const after = plain.slice(date.to, date.to + NEAR);
    const isBirth = BORN().test(before);
    return [
      ...[AFTER(), RIGHT_AFTER()].map((form) => ({ part: form.exec(after), led: '' })),
      ...[BEFORE(), RIGHT_BEFORE()].map((form) => {
        const part = form.exec(before);
        return { part, led: part === null ? '' : before.slice(0, part.index) };
      }),
    ].some(({ part, led }) => {
      const { four = '', between = '' } = part?.groups ?? {};
      if (four === '' || OF_OTHER_THINGS().test(between)) return false;
      const isSaidToEnd = ENDS_NUMBER.test(between) || ENDS_NUMBER_BEFORE().test(led);
      if (date.year !== null && isSaidToEnd) return true;
      if (date.canBeNew && !isSaidToEnd && !isBirth && !isBeside(between, four, led)) return false;
      return !YEAR_ALONE.test(four) && isLuhn(date.six + four);
    });
  });

/** Whether four digits beside a date that can be one of the cut-over are near enough, and nothing that is called otherwise. */
const isBeside = (between: string, four: string, led: string): boolean =>
  !OF_OTHER_THINGS().test(led) &&
  !/\p{L}-?$/u.test(led) &&
  (between.match(/\p{L}/gu)?.length ?? 0) <= MOST_LETTERS &&
  (!TIME_OF_DAY.test(four) || /[(/]/u.test(between));

/** "och", "samt": no word that says what else it is. */
const MOST_LETTERS = 4;

const isTurned = (plain: string, isLuhn: (ten: string) => boolean): boolean =>
  [...plain.matchAll(TURNED())].some(({ index, groups: { four = '', six = '' } = {} }) => {
    const isDay = isDayOfBirth(Number(six.slice(4)), Number(six.slice(2, 4)));
    const isOther = OF_OTHER_THINGS().test(plain.slice(Math.max(0, index - NEAR), index));
    return isDay && !isOther && !YEAR_ALONE.test(four) && isLuhn(six + four);
  });

const datesIn = (plain: string): readonly WrittenDate[] =>
  FORMS.flatMap((form) =>
    [...plain.matchAll(form())].flatMap(({ 0: text, index, groups = {} }): readonly WrittenDate[] => {
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

/** The end of a reserve number (domain §8: `YYYYMMDDnnnR`), and a whole date of birth within three words of it. */
const RESERVE_END = /(?<![\p{L}\d])\d{3}R(?![\p{L}\d])/gu;
const FEW_WORDS = late(() => /^[^\p{L}\p{N}]{0,5}(?:\p{L}{1,20}[^\p{L}\p{N}]{1,5}){0,3}$/u);

const isReserveApart = (plain: string): boolean => {
  const ends = [...plain.matchAll(RESERVE_END)].map(({ 0: text, index }) => ({
    from: index,
    to: index + text.length,
  }));
  if (ends.length === 0) return false;
  return datesIn(plain).some(({ year, ...date }) =>
    ends.some((end) => {
      const [one, other] = end.from > date.from ? [date, end] : [end, date];
      const between = plain.slice(one.to, other.from);
      const led = plain.slice(Math.max(0, end.from - NEAR), end.from);
      return (
        year !== null && between.length <= NEAR && FEW_WORDS().test(between) && !OF_OTHER_THINGS().test(led)
      );
    }),
  );
};
