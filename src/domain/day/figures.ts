import type { GateResult, Readiness } from '../readiness/readiness.ts';
import type { DayPage, Figure } from '../readiness/day-page.ts';
import { capitalised } from '../words/capitalised.ts';

export interface NamedFigure {
  readonly label: string;
  readonly figure: Figure;
}

const keyOf = ({ cohort, scope: { kommun, part, unit, step } }: Figure): string =>
  JSON.stringify([cohort, kommun, part, unit, step].map((one) => (one === undefined ? '*' : one)));

/** A figure of the region that counts cases. */
export const ofRegion = (cohort: string, value: number): Figure => ({
  value,
  isFew: false,
  cohort,
  scope: {},
});

/** The cases that a gate counts. */
export const ofGate = ({ cohort, value, scope }: GateResult): Figure | null =>
  cohort === null || cohort === undefined || value === null
    ? null
    : { value, isFew: false, cohort, scope: scope ?? {} };

/** Every figure of the page that counts cases and is told, each once, in the order of the page. */
export function figuresOf(model: Readiness): readonly NamedFigure[] {
  const { day, gates, forecast } = model;
  if (day === null) return [];
  const found = new Map<string, NamedFigure>();
  const add = (label: string, figure: Figure | null): void => {
    if (figure === null || figure.isFew || figure.value === 0 || found.has(keyOf(figure))) return;
    found.set(keyOf(figure), { label, figure });
  };
  const [region] = forecast.scopes;
  if (region !== undefined) add('Öppna SIP:ar', ofRegion('sip-open', region.remaining));
  for (const { label, step, left } of day.behind) add(step === null ? label : `${label}: ${step}`, left);
  for (const { what, figure } of day.decisions) add(capitalised(what), figure);
  for (const { title, left } of daySteps(day)) add(`Kvar: ${title}`, left);
  for (const { label, figures } of day.heat.rows)
    figures.forEach((figure, at) => {
      add(`${label}: ${day.heat.columns[at]?.label ?? ''}`, figure);
    });
  for (const gate of gates) add(gate.title, ofGate(gate));
  return [...found.values()];
}

const daySteps = ({ today, next }: DayPage): DayPage['today'] => [...today, ...(next?.steps ?? [])];
/** Where the rows of a figure stand in the page; null where it has none there. */
export function placesOf(figures: readonly NamedFigure[]): (figure: Figure) => string | null {
  const places = new Map(figures.map(({ figure }, at) => [keyOf(figure), `r-${at + 1}`]));
  return (figure) => (figure.isFew ? null : (places.get(keyOf(figure)) ?? null));
}
