import { some } from '../words/counted.ts';
import { yearsWithoutHolidays } from '../calendar/working-days.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Certainty } from './forecast.ts';
import type { Interval } from './measured.ts';

/** A measurement older than so many working days is told of. */
const FRESH_DAYS = 3;

const plural = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

const CERTAINTY_WORDS = {
  low: 'Låg säkerhet',
  medium: 'Medelgod säkerhet',
  high: 'God säkerhet',
} as const satisfies Record<Exclude<Certainty, 'too-little-data'>, string>;

/** Why the certainty is what it is. */
export function certaintyText(known: {
  readonly certainty: Certainty;
  readonly intervals: readonly Interval[];
  readonly measuredOn: string | null;
  /** Working days since the last measured day. */
  readonly staleDays: number;
  readonly beforeWindow: boolean;
}): string {
  const { certainty, intervals, measuredOn, staleDays, beforeWindow } = known;
  if (measuredOn === null) return 'Inget uttag är inläst: det finns inget att räkna på.';
  if (intervals.length === 0)
    return 'För lite underlag: det finns bara en uppmätt dag, så ingen takt går att räkna.';
  const days = intervals.reduce((sum, { workingDays }) => sum + workingDays, 0);
  const basis = `${plural(intervals.length, 'mätperiod', 'mätperioder')} om sammanlagt ${plural(days, 'arbetsdag', 'arbetsdagar')}`;
  if (certainty === 'too-little-data')
    return `För lite underlag: ${basis}, men för få stängda eller för länge sedan för att säga något om takten nu.`;
  const attested = intervals.filter(({ isAttested }) => isAttested).length;
  return [
    `${CERTAINTY_WORDS[certainty]}: ${basis}.`,
    beforeWindow ? 'Flytten har inte börjat: takten före den säger lite om takten sedan.' : null,
    attested === 0 ? null : `Av dem vilar ${attested} på intyg som inget uttag har bekräftat än.`,
    staleDays > FRESH_DAYS
      ? `Senaste mätningen, ${measuredOn}, är ${some(staleDays, 'arbetsdag')} gammal; räkningen börjar där.`
      : null,
  ]
    .filter((text) => text !== null)
    .join(' ');
}

/** The method for somebody who leads the work; docs/forecast.md has the whole. */
export function methodTexts(profile: Profile, asOf: string, days: readonly string[]): readonly string[] {
  const all = [asOf, profile.deadlines.readOnly, ...days].toSorted();
  const unknown = yearsWithoutHolidays(all[0] ?? asOf, all.at(-1) ?? asOf);
  return [
    'Prognosen räknar på fyra sätt (takten ökar, håller, halveras, eller sjunker när de svåra är kvar) och väger dem efter hur väl de har stämt hittills, tillsammans med planens fönster.',
    'Regionen är klar när den sista kommunen är det, och procenten säger hur ofta ett sådant läge blev klart i tid när metoden prövades.',
    'Planens vikt är en tro, inte en mätning: 35 % innan fönstret öppnar, sedan en fjärdedel mindre för varje arbetsdag.',
    'Räkningen börjar arbetsdagen efter den senaste mätningen. Intyg räknas som en mätning när de visar minst hälften av vad takten i listorna lovar; annars har alla inte hunnit svara.',
    'Arbetsdagar är måndag till fredag utom allmänna helgdagar, midsommarafton, julafton och nyårsafton.',
    ...(unknown.length === 0
      ? []
      : [
          `Helgdagarna ${unknown.join(', ')} finns inte i tabellen: där räknas bara lördagar och söndagar bort.`,
        ]),
  ];
}
