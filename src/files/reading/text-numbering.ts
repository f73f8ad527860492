/** As many different texts of a column are known: days of some years, units, all that is chosen from a list. */
const MOST_KNOWN = 1_024;
/** A column whose texts come again less often than this is of numbers or names. */
const LEAST_OFTEN = 4;
/** Numbers texts that come again and again. */
export interface Numbering {
  /** Text → number; null where looking them up has not paid. */
  numbers: Map<string, number> | null;
  met: number;
  /** Of many columns nearly every text is the one before. */
  last: string;
  lastNumber: number;
}

/** @param enter makes a text known that is met for the first time, and gives its number; @returns -1 for one that is not known */
export function numberIn(
  numbering: Numbering,
  text: string,
  enter: () => readonly [text: string, number: number],
): number {
  if (numbering.numbers === null) return -1;
  numbering.met += 1;
  if (text === numbering.last) return numbering.lastNumber;
  const number = numbering.numbers.get(text);
  if (number !== undefined) {
    numbering.last = text;
    numbering.lastNumber = number;
    return number;
  }
  if (numbering.numbers.size === MOST_KNOWN) {
    if (numbering.met < MOST_KNOWN * LEAST_OFTEN) numbering.numbers = null;
    return -1;
  }
  const [own, next] = enter();
  numbering.numbers.set(own, next);
  return next;
}

export const newNumbering = (): Numbering => ({ numbers: new Map(), met: 0, last: '', lastNumber: -1 });
