import { fold } from '../words/fold.ts';
import type { KindName } from '../kinds/kinds.ts';
import { withoutUttagDays } from './uttag-day.ts';

/** What two lists of the same search have in common: what somebody's word on a list is remembered for. */
export interface ListDefinition {
  readonly kind: KindName;
  readonly headers: string;
  readonly title: string;
  readonly sheets: string;
  readonly file: string;
}

const PARTS = ['headers', 'title', 'sheets', 'file'] as const;
export type DefinitionPart = (typeof PARTS)[number];

/** What a list is known by the next time, without the days and counts that differ each time. */
export function definitionOf({
  kind,
  headers,
  titles,
  sheets,
  file,
}: {
  readonly kind: KindName;
  readonly headers: readonly string[];
  readonly titles: readonly string[];
  readonly sheets: readonly string[];
  readonly file: string;
}): ListDefinition {
  const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('|');
  return {
    kind,
    // The same columns in another order are the same search.
    headers: joined(headers.map((header) => fold(header)).sort()),
    title: joined(titles.map(lasting)),
    // Sheets are as many as they are, also where a day is all that they are called.
    sheets: sheets.map(lasting).join('|'),
    file: lasting(file.replace(/\.\w+$/u, '').replace(/\s*\(\d+\)|[\s_-]*kopia$/giu, '')),
  };
}

/**
 * "1 188 poster", "Antal: 1188", "vecka 40", and counters that programs put in a file's name. Not "sida 1", "del 2" or
 * "1 av 3": what tells one part of a whole from another stays.
 */
const PASSING: readonly ((text: string) => RegExp | null)[] = [
  () => /(?:antal|totalt|summa)[^\d\n|]{0,20}\d[\d\s]*/giu,
  () => /\d[\d\s]*(?:poster|rader|ärenden|st\b)/giu,
  // Most texts name no week, and need not know what a letter is.
  (text) => (/[vV]\D*\d/u.test(text) ? /(?<!\p{L})(?:vecka|v\.?)\s*\d{1,2}(?!\d)/giu : null),
  () => /\d{9,}/gu,
];

/** A text without what differs each time. Other numbers stay: that of a kommun or unit is a criterion. */
function lasting(text: string): string {
  const undated = withoutUttagDays(text);
  // All that passes is numbers: most texts have none besides the day.
  const passing = /\d/u.test(undated) ? PASSING : [];
  const kept = passing.reduce((rest, passingIn) => {
    const found = passingIn(rest);
    return found === null ? rest : rest.replaceAll(found, ' ');
  }, undated);
  return fold(kept.replaceAll(/[\s_.,;:-]+/gu, ' '));
}

export function definitionKey(definition: ListDefinition): string {
  return JSON.stringify(definition);
}

export function readDefinitionKey(key: string): ListDefinition {
  return JSON.parse(key) as ListDefinition;
}

/** In what a list differs from the one of the others that it is most like; nothing where there is no other of its kind. */
export function differenceOf(
  definition: ListDefinition,
  others: readonly ListDefinition[],
): readonly DefinitionPart[] {
  const differences = others
    .filter(({ kind }) => kind === definition.kind)
    .map((other) => PARTS.filter((part) => other[part] !== definition[part]));
  return differences.sort((a, b) => a.length - b.length)[0] ?? [];
}
