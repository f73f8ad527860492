/** A whole number as Swedish writes it: 1 188. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/gu, '\u00a0');
}

/**
 * A number with its words, in the form that goes with it: 1 ny rad, 0 nya rader, 1 188 nya rader. Every text that says how
 * many there are of something is made here, so that none says "1 rader".
 *
 * @param one the words beside one, and `many` beside any other number
 */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** The nouns that texts count most, each by its form beside one. */
const NOUNS = {
  arbetsdag: 'arbetsdagar',
  cell: 'celler',
  dag: 'dagar',
  enhet: 'enheter',
  fil: 'filer',
  händelse: 'händelser',
  kontakt: 'kontakter',
  lapp: 'lappar',
  lista: 'listor',
  mapp: 'mappar',
  meddelande: 'meddelanden',
  namn: 'namn',
  månad: 'månader',
  person: 'personer',
  rad: 'rader',
  SIP: 'SIP:ar',
  summa: 'summor',
  svar: 'svar',
  vecka: 'veckor',
  ärende: 'ärenden',
} as const;

type Noun = keyof typeof NOUNS;
export const NOUN_NAMES = Object.keys(NOUNS) as readonly Noun[];
export const isNoun = (text: string): text is Noun => Object.hasOwn(NOUNS, text);

/** A number of something: 1 rad, 2 rader. A text stands for a number that is not known: ‹n› rader. */
export const some = (value: number | string, noun: Noun): string =>
  typeof value === 'number' ? counted(value, noun, NOUNS[noun]) : `${value} ${NOUNS[noun]}`;
