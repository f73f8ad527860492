import { kindOf, type KindName } from '../kinds/kinds.ts';
import type { Mapping, ResolvedColumns } from '../mapping/mapping.ts';
import { late } from '../words/late.ts';

/**
 * What a title, or the name of a sheet or file, says of the status of everybody below it. Where no column says it of each,
 * a list of closed cases would be read as one of ongoing ones. (Issue: unread is not absent.)
 */

/** Kinds of which a case can be over; of messages and units nothing is said so. */
const ENDING: readonly KindName[] = [
  'sip',
  'vardtillfalle',
  'patient',
  'lcsp_sip',
  'lcsp_vardtillfalle',
  'lcsp_patient',
];

/** Words that say of cases that they are over, in a title and in a name. */
const OVER = late(
  () =>
    /(?<!\p{L})(?:avslutade?|avslutat|stängda|arkiverade|historiska|inaktiva|utskrivna|avskrivna|makulerade|avlidna|ej aktuella|inte aktuella|closed|archived|discharged|ended|inactive)(?!\p{L})/giu,
);
/** Words that say it in a name, which is no sentence. */
const OVER_IN_NAME = late(
  () => /(?<!\p{L})(?:arkiv|historik|stängd|klara|utskriven|archive|history)(?!\p{L})/giu,
);
/** Just before such a word: those are what the list has not. */
const LEFT_OUT = late(
  () =>
    /(?<!\p{L})(?:ej|inte|icke|utan|inga|exkl\p{L}*\.?|förutom|undantaget|ännu|not|except)\s+(?:\p{L}+\s+)?$/iu,
);
const SAID_NO = late(
  () => /^[^:=;]*[:=]\s*(?:nej|no|false|0|visas ej|visas inte|ingår ej|ingår inte)(?!\p{L})/iu,
);
const NOT_THERE = late(() => /^[^.;]*(?:visas|ingår|är) (?:ej|inte)(?!\p{L})/iu);

/** Whether a title says that cases below it are over; a name is looked through for words as well. */
export function saysOver(text: string, isName: boolean): boolean {
  const plain = text
    .normalize('NFC')
    .replace(/[_\s-]+/gu, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  const words = [OVER(), ...(isName ? [OVER_IN_NAME()] : [])];
  return words.some((word) =>
    Array.from(plain.matchAll(word)).some(({ index, 0: found }) => {
      const after = plain.slice(index + found.length);
      return !LEFT_OUT().test(plain.slice(0, index)) && !SAID_NO().test(after) && !NOT_THERE().test(after);
    }),
  );
}

interface Named {
  /** How it is called where it stands: a title, a sheet, the file. */
  readonly where: string;
  readonly text: string;
  readonly isName: boolean;
}

/**
 * Which of the names and titles of a list says that cases are over, where the list has no column that could say it of
 * each, and no mapping file has spoken of one; null where none does.
 */
export function namedOver(
  { kind, columns }: Pick<ResolvedColumns, 'kind' | 'columns'>,
  mapping: Mapping | null,
  names: readonly Named[],
): Named | null {
  if (!ENDING.includes(kind) || mapping?.columns['status'] !== undefined) return null;
  const saying = ['status', 'discharged_at'].filter((name) =>
    kindOf(kind).fields.some((field) => field.name === name),
  );
  if (columns.some(({ field }) => saying.includes(field.name))) return null;
  return names.find(({ text, isName }) => saysOver(text, isName)) ?? null;
}
