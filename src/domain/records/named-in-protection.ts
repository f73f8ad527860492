import { isSilentOnProtection, speaksOfProtection } from '../kinds/protection.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';
import { holdsUnitWord } from './place-columns.ts';

/**
 * What cells of a column of protection may name, instead of saying something of their own rows: the id, number or name of
 * another row ("Skyddade:" above a few ids, beside the list). Read as words they would protect the wrong persons.
 */
export interface NamedInProtection {
  readonly text: string;
  readonly isNumberOfPerson: boolean;
}

/** Opens the looking; what is named stands in a few cells, and each of most columns says yes or no. */
export function openNamedInProtection({
  columns,
  alsoProtecting,
}: ResolvedColumns): (cells: readonly string[]) => readonly NamedInProtection[] {
  const own = columns.find(({ field }) => field.name === 'is_protected');
  const places = [...(own === undefined ? [] : [own.index]), ...alsoProtecting.map(({ index }) => index)];
  return (cells) => {
    let found: NamedInProtection[] | null = null;
    for (const index of places) {
      const cell = cells[index];
      if (cell === undefined || cell.length < LEAST_OF_NAME || !/[\d ]/u.test(cell)) continue;
      for (const text of cell.split(/[,;/\n]/u).map(fold)) {
        if (text.length < LEAST_OF_NAME || DAY.test(text)) continue;
        if (isSilentOnProtection(text) || speaksOfProtection(text)) continue;
        (found ??= []).push({ text, isNumberOfPerson: PERSON_NUMBER.test(text) });
      }
    }
    return found ?? [];
  };
}

/** Whether a text is somebody's name, as far as its shape goes: what is written by mistake in two columns is none. */
export const isFullName = (text: string): boolean =>
  FULL_NAME().test(text) && !YES_OR_NO.test(text) && !holdsUnitWord(text);

const FULL_NAME = late(() => /^\s*\p{Lu}[\p{L}.'’-]+,?\s(?:\p{L}+\s)*\p{Lu}\p{L}/u);
const YES_OR_NO = /(?<![a-zåäö])(?:ja|nej)(?![a-zåäö])/iu;
const LEAST_OF_NAME = 4;
const DAY = /^\d{4}-?\d{2}-?\d{2}(?:[ t].*)?$/iu;
const PERSON_NUMBER = /(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)/u;
