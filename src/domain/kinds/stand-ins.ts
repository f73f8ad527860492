/** What systems write where they have nothing to say: a word, or a day. It is no fact (domain §10). */
const WORDS: ReadonlySet<string> = new Set([
  ...[
    '-',
    '--',
    '---',
    '–',
    '—',
    '.',
    'null',
    '(null)',
    '<null>',
    '[null]',
    '\\n',
    'nil',
    'none',
    'n/a',
    'na',
    'nan',
    '<na>',
  ],
  ...[
    '(tom)',
    'tom',
    '(tomt)',
    'tomt',
    '(blank)',
    'blank',
    '(saknas)',
    'saknas',
    'uppgift saknas',
    'värde saknas',
  ],
  ...[
    'ej angivet',
    'ej angiven',
    'ej ifyllt',
    'ej ifylld',
    'ej registrerat',
    'inget',
    'ingen uppgift',
    'i.u.',
  ],
]);

const FIRST: ReadonlySet<number> = new Set(
  [...WORDS].flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]),
);
/** None of them is longer. */
const LONGEST = 20;

/** Whether a word says that there is nothing. */
export function isStandInWord(text: string): boolean {
  // Asked of every name: most begin as none of the words does, or are longer.
  return text.length <= LONGEST && FIRST.has(text.charCodeAt(0)) && WORDS.has(text.toLowerCase());
}

/** In a column of names or numbers: Tom and Na are somebody's name. */
export function isStandInName(text: string): boolean {
  return isStandInWord(text) && !/^\p{L}{2,5}$/u.test(text.replace(/^null$|^none$|^nil$/iu, '-'));
}

/** First and last days of databases and spreadsheets; a zero that a spreadsheet has made a day of. */
const DAYS: ReadonlySet<string> = new Set([
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1970-01-01',
  '2079-06-06',
  '9999-99-99',
]);
const FIRST_OR_LAST = /^(?<year>\d{4})-(?:00-00|01-01|12-31)$/u;
/** One figure from a day of our time: 1025 for 2025 is a slip, and no first day of anything. 1000-01-01 is MySQL's. */
const SLIP = /^[13]0(?!00)\d\d-/u;
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ]+\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?)?$/u;

/** Whether a day, in figures and year first, stands for none: 1900-01-01, 9999-12-31 and their like, with or without a time. */
export function isStandInDay(text: string): boolean {
  const day = TIME.exec(text)?.[1] ?? '';
  const year = Number(FIRST_OR_LAST.exec(day)?.groups?.['year'] ?? Number.NaN);
  return DAYS.has(day) || ((year <= 1901 || year >= 2078) && !SLIP.test(day));
}
