import { count } from '../../domain/words/counted.ts';

/** A whole number with its sign: 1 188, −3. */
export function shownCount(value: number): string {
  return value < 0 ? `−${count(-value)}` : count(value);
}

/** With one decimal below a hundred (14,0; 9,4), whole above (146); what is little is not told as nought. */
export function shownPace(value: number): string {
  if (value > -0.05 && value <= 0) return '0';
  if (value > 0 && value < 0.05) return 'under 0,1';
  return Math.abs(value) >= 100
    ? shownCount(Math.round(value))
    : value.toFixed(1).replace('.', ',').replace('-', '−');
}

/** A share of a whole in whole per cent; never 100 % while something is left, nor 0 % once something is done. */
export function shownShare(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const percent = Math.round((part / whole) * 100);
  const told = part < whole && percent >= 100 ? 99 : part > 0 && percent <= 0 ? 1 : percent;
  return `${count(told)} %`;
}
