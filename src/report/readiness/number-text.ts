import { count } from '../table.ts';

/** A whole number with its sign: 1 188, −3. */
export function shownCount(value: number): string {
  return value < 0 ? `−${count(-value)}` : count(value);
}

/** With one decimal where it says something: 146, 9,4. */
export function shownPace(value: number): string {
  const [whole = '0', tenth = '0'] = value.toFixed(1).split('.');
  return tenth === '0' ? count(Number(whole)) : `${count(Number(whole))},${tenth}`;
}

/** A share of a whole in whole per cent; never 100 % while something is left, nor 0 % once something is done. */
export function shownShare(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const percent = Math.round((part / whole) * 100);
  const told = part < whole && percent >= 100 ? 99 : part > 0 && percent <= 0 ? 1 : percent;
  return `${count(told)} %`;
}

/** The noun in the number: 1 SIP är, 2 SIP:ar är. */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
