import { addMonths } from './days.ts';

/** The same few thousand days come a million times over. */
const laterDays = new Map<string, string>();
let monthsOfLaterDays = 0;
/** Asked twice of most SIPs. */
let lastAsked = { day: '', later: '' };

/** The day that comes so many months after another; remembered, as an import asks it of every SIP. */
export function monthsAfter(day: string, months: number): string {
  if (day === lastAsked.day && months === monthsOfLaterDays) return lastAsked.later;
  if (months !== monthsOfLaterDays || laterDays.size > 20_000) {
    laterDays.clear();
    monthsOfLaterDays = months;
  }
  let later = laterDays.get(day);
  if (later === undefined) laterDays.set(day, (later = addMonths(day, months)));
  lastAsked = { day, later };
  return later;
}
