import { isCalendarDay } from '../calendar/days.ts';

/** The day a list was taken out, and the time of day where it says one. */
export interface UttagDay {
  readonly on: string;
  readonly at: string | null;
}

/** The day that a list counts from; null where nothing says it. */
export type ListDay = {
  readonly day: UttagDay;
  /** Why nobody can tell its day. */
  readonly unclear: string | null;
  /** What the list itself says of its day, where somebody has said another. */
  readonly otherwise: string | null;
} | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** Days as lists write them: 2025-09-15, 2025/09/15, 20250915, 15.9.2025, "den 15 september 2025". */
const DAY_FORMS = new RegExp(
  [
    String.raw`(?<!\d)(?<y1>\d{4})(?<sep>[-/.])(?<m1>\d{1,2})\k<sep>(?<d1>\d{1,2})(?!\d)`,
    String.raw`(?<!\d)(?<y2>20\d{2})(?<m2>\d{2})(?<d2>\d{2})(?!\d)`,
    String.raw`(?<!\d)(?<d3>\d{1,2})[./](?<m3>\d{1,2})[./](?<y3>\d{4})(?!\d)`,
    String.raw`(?<!\d)(?<d4>\d{1,2})(?:\.|:e)?[\s_-]+(?<m4>${MONTHS.join('|')})[a-z]*\.?[\s_-]+(?<y4>\d{4})(?!\d)`,
  ].join('|'),
  'giu',
);

interface FoundDay extends UttagDay {
  readonly start: number;
  readonly end: number;
  readonly isCriterion: boolean;
}

/** What stands before a day that says what was selected, and not when. */
const SELECTS_BEFORE =
  /(?:efter|före|fore|innan|sedan|mellan|senast|tidigast|from|till|fr[åa]n|(?:fr|t)\.?\s?o\.?\s?m\.?|och\s+med|och\s+framåt|[<>=]+)[\s_:-]*(?:den[\s_]+|och[\s_]+med[\s_]+(?:den[\s_]+)?)?$/iu;
const SELECTS_AFTER =
  /^[\s_-]*(?:(?:och|eller)[\s_]+(?:senare|tidigare|framåt|framat|äldre|nyare)|(?:fr|t)\.?\s?o\.?\s?m\b|(?:eller|och)[\s_]+med\b)/iu;
/** How all that they know ends or begins: of most days nothing more is asked. */
const MAY_SELECT_BEFORE = /[delmnrtDELMNRT.<>=][\s_:-]*$/u;
const MAY_SELECT_AFTER = /^[\s_-]*[eoftEOFT]/u;
/** Words of a clause that speaks of the cases, in small letters. */
const SELECTS =
  /urval|period|intervall|begräns|filter|filtre|kriteri|criteri|startad|påbörjad|född|inskriv|ändrad|avslut/u;
/** Words of a clause that speaks of the list, in small letters. */
const TAKEN_OUT = /uttag|utdrag|export|hämtad|utskriv(?:en|et)|rapport(?:dag|datum)|skapad/u;
const BETWEEN_TWO = /^[\s_]*(?:-|–|—|till|t\.?\s?o\.?\s?m\.?|och)[\s_]*$/iu;
const CLAUSE_ENDS = /[,;|()]/u;

function daysIn(text: string): readonly FoundDay[] {
  const found = [...text.matchAll(DAY_FORMS)].flatMap((match): Omit<FoundDay, 'isCriterion'>[] => {
    const on = dayOfMatch(match);
    const end = match.index + match[0].length;
    return on === null ? [] : [{ on, at: timeAfter(text.slice(end)), start: match.index, end }];
  });
  return found.map((day, at) => ({
    ...day,
    isCriterion:
      isCriterion(text, day) || isOfPeriod(text, found[at - 1], day) || isOfPeriod(text, day, found[at + 1]),
  }));
}

function dayOfMatch({ groups = {} }: RegExpMatchArray): string | null {
  const part = (name: string): string | undefined =>
    [1, 2, 3, 4].map((form) => groups[`${name}${form}`]).find((text) => text !== undefined);
  const named = groups['m4'];
  const year = Number(part('y'));
  const month = named === undefined ? Number(part('m')) : MONTHS.indexOf(named.toLowerCase()) + 1;
  const day = Number(part('d'));
  // 3/4/2025 is a day in April to some and in March to others.
  if (groups['d3'] !== undefined && day <= 12 && day !== month) return null;
  if (!isCalendarDay(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function timeAfter(rest: string): string | null {
  if (!/\d/u.test(rest)) return null;
  const match =
    /^(?:[\s,]*(?:kl\.?\s*)?|[\s]*[T_-]\s*)(\d{1,2})[:.](\d{2})(?!\d)/iu.exec(rest) ??
    /^[T_](\d{2})(\d{2})/iu.exec(rest);
  if (match === null) return null;
  const [, hour = '', minute = ''] = match;
  return Number(hour) > 23 || Number(minute) > 59 ? null : `${hour.padStart(2, '0')}:${minute}`;
}

/** "startade efter 2025-01-01", "född 1940-01-01 eller tidigare": of the cases, not of the list. */
function isCriterion(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const before = text.slice(0, start).split(CLAUSE_ENDS).at(-1) ?? '';
  if (MAY_SELECT_BEFORE.test(before) && SELECTS_BEFORE.test(before)) return true;
  const after = text.slice(end);
  if (MAY_SELECT_AFTER.test(after) && SELECTS_AFTER.test(after)) return true;
  const clause = before.toLowerCase();
  const selectsAt = lastOf(SELECTS, clause);
  return selectsAt >= 0 && selectsAt > lastOf(TAKEN_OUT, clause);
}

function lastOf(words: RegExp, text: string): number {
  return [...text.matchAll(new RegExp(words, 'gu'))].at(-1)?.index ?? -1;
}

function isOfPeriod(
  text: string,
  one: { readonly end: number } | undefined,
  other: { readonly start: number } | undefined,
): boolean {
  return one !== undefined && other !== undefined && BETWEEN_TWO.test(text.slice(one.end, other.start));
}

/**
 * The day a list was taken out, as its title rows say ("Uttag 2025-09-15 07:32"): a row that speaks of it goes before
 * one that names some other day. Null when there is no day, or two.
 */
export function uttagDayOfTitle(titles: readonly string[]): UttagDay | null {
  return onlyDay(titles.filter((text) => TAKEN_OUT.test(text.toLowerCase()))) ?? onlyDay(titles);
}

/** The day in a file's name ("prator-sip-2025-09-15.csv"); null when it has none, or two. */
export function uttagDayOfFile(name: string): UttagDay | null {
  return onlyDay([name.split(/[\\/]/).at(-1) ?? '']);
}

function onlyDay(texts: readonly string[]): UttagDay | null {
  const days = texts.flatMap(daysIn).filter(({ isCriterion: isOfCases }) => !isOfCases);
  const [day] = days;
  // Two different days: a period perhaps. Guessing would date every fact of the list.
  if (day === undefined || days.some(({ on }) => on !== day.on)) return null;
  return { on: day.on, at: days.find(({ at }) => at !== null)?.at ?? null };
}

/** A text without the days and times when lists were taken out; a criterion's days stay. */
export function withoutUttagDays(text: string): string {
  return daysIn(text)
    .toReversed()
    .reduce(
      (rest, { start, end, isCriterion: isOfCases }) =>
        isOfCases
          ? rest
          : rest.slice(0, start) +
            rest.slice(end).replace(/^(?:[\sT,_-]|kl\.?)*\d{1,2}[:.]?\d{2}(?:[:.]?\d{2})?(?!\d)/iu, ' '),
      text,
    );
}

/**
 * The day a list counts from: the one that somebody says, else the one that its title and its file's name agree on.
 *
 * @returns null where nothing says it
 */
export function listDayOf(given: string | null, title: UttagDay | null, file: UttagDay | null): ListDay {
  const own = [
    title === null ? null : `titeln säger ${title.on}`,
    file === null ? null : `filnamnet säger ${file.on}`,
  ];
  if (given !== null) {
    const said = own.filter((text, at) => text !== null && [title, file][at]?.on !== given);
    const at = [title, file].find((day) => day?.on === given && day.at !== null)?.at ?? null;
    return {
      day: { on: given, at },
      unclear: null,
      otherwise: said.length === 0 ? null : said.join(' och '),
    };
  }
  const day = title ?? file;
  if (day === null) return null;
  const isUnclear = title !== null && file !== null && title.on !== file.on;
  return { day, unclear: isUnclear ? own.join(', ') : null, otherwise: null };
}
