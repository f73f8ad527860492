import type { ColumnSource, Mapping } from '../mapping/mapping.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import type { ColumnEvidence, ListEvidence } from './column-evidence.ts';
import { plainWords } from './header-evidence.ts';
import { kommunInName } from './kommun-in-name.ts';
import type { KindProposal } from './proposal.ts';

/** What is known of the file beside its rows. */
export interface FileSeen {
  readonly name: string;
  /** What it seems to be written in, where its bytes do not show it for sure. */
  readonly uncertainEncoding: Mapping['encoding'] | null;
  /** Its sheets with the same headers, the one that was looked at first among them. */
  readonly alikeSheets: readonly string[];
}

/** How a list is to be read beyond which header leads where. None of it is ever sure. */
export type ReadingProposal =
  | { readonly code: 'DAY_ORDER'; readonly order: NonNullable<Mapping['dayOrder']> }
  | { readonly code: 'ENCODING'; readonly encoding: NonNullable<Mapping['encoding']> }
  | { readonly code: 'NOTHING'; readonly words: readonly string[] }
  | { readonly code: 'SHEETS'; readonly sheets: readonly string[] }
  | { readonly code: 'KOMMUN_FROM_NAME'; readonly from: 'sheet' | 'file' }
  | {
      readonly code: 'JOIN';
      readonly field: string;
      readonly label: string;
      readonly headers: readonly string[];
      readonly between: string;
    };

/** Words that people put where nothing is known, besides those that always mean it. */
const LIKE_NOTHING =
  /^(?:(?:ej|inte|icke|inget|ingen|inga|okänd|okänt|uppg|uppgift|saknas?|tom|tomt|vet|n\/?a)(?:[ .].*)?|[x?*.\-–—_/]+|0)$/iu;

const NEARLY_ALL = 0.9;

export function proposeReading(
  list: ListEvidence,
  proposal: KindProposal,
  { name, uncertainEncoding, alikeSheets }: FileSeen,
  profile: Profile,
): readonly ReadingProposal[] {
  const order = dayOrderOf(list);
  const words = wordsForNothing(proposal);
  return [
    ...joinedDays(list, proposal),
    ...joinedPerson(list, proposal),
    ...kommunOfName(proposal, name, alikeSheets, profile),
    ...(order === null ? [] : [{ code: 'DAY_ORDER', order } as const]),
    ...(words.length === 0 ? [] : [{ code: 'NOTHING', words } as const]),
    ...(alikeSheets.length < 2 ? [] : [{ code: 'SHEETS', sheets: alikeSheets } as const]),
    ...(uncertainEncoding === null || uncertainEncoding === undefined
      ? []
      : [{ code: 'ENCODING', encoding: uncertainEncoding } as const]),
  ];
}

/** Days that can be read in two ways, beside days of the same list that can only be read in one. */
function dayOrderOf({ columns }: ListEvidence): NonNullable<Mapping['dayOrder']> | null {
  const count = (trait: 'dayFirst' | 'monthFirst' | 'dayOrMonth'): number =>
    columns.reduce((sum, { shares, filled }) => sum + shares[trait] * filled, 0);
  if (count('dayOrMonth') === 0) return null;
  const [dayFirst, monthFirst] = [count('dayFirst'), count('monthFirst')];
  if (dayFirst > 0 && monthFirst === 0) return 'day-month';
  return monthFirst > 0 && dayFirst === 0 ? 'month-day' : null;
}

/** Texts of columns with a vocabulary that look as words for nothing. Of protection every word protects. */
function wordsForNothing({ notUnderstood, columns }: KindProposal): readonly string[] {
  const isProposed = (name: string): boolean => columns.some(({ field }) => field.name === name);
  const texts = notUnderstood.flatMap(({ field, text }) =>
    text !== null && field.name !== 'is_protected' && isProposed(field.name) && LIKE_NOTHING.test(text.trim())
      ? [text.trim()]
      : [],
  );
  return [...new Map(texts.map((text) => [fold(text), text])).values()];
}

/** A column of days with one of clock times beside it. */
function joinedDays(list: ListEvidence, { kind, columns }: KindProposal): readonly ReadingProposal[] {
  const fields = kindOf(kind).fields.filter(({ type }) => type === 'instant');
  return fields.flatMap((field) => {
    const chosen = columns.find((column) => column.field === field);
    const day = list.columns.find(({ index }) => index === chosen?.index);
    if (day === undefined || day.shares.clock > 0.1) return [];
    const time = list.columns.find(
      (other) =>
        other.shares.clockOnly >= NEARLY_ALL &&
        !columns.some(({ index }) => index === other.index) &&
        (other.index === day.index + 1 || beginsAlike(day, other)),
    );
    return time === undefined || time.header === ''
      ? []
      : [
          {
            code: 'JOIN',
            field: field.name,
            label: field.label,
            headers: [day.header, time.header],
            between: ' ',
          } as const,
        ];
  });
}

const beginsAlike = (one: ColumnEvidence, other: ColumnEvidence): boolean =>
  plainWords(one.header)[0] === plainWords(other.header)[0];

/** A day of birth with four figures beside it, where no column holds whole numbers of persons. */
function joinedPerson(list: ListEvidence, { kind, columns }: KindProposal): readonly ReadingProposal[] {
  const field = kindOf(kind).fields.find(({ type }) => type === 'person');
  const chosen = columns.find((column) => column.field === field);
  const evidence = list.columns.find(({ index }) => index === chosen?.index);
  if (field === undefined || (evidence !== undefined && evidence.shares.person >= 0.5)) return [];
  for (const [at, born] of list.columns.entries()) {
    const last = list.columns[at + 1];
    const isBirth = born.shares.birth >= NEARLY_ALL && born.header !== '';
    if (isBirth && last !== undefined && last.header !== '' && last.shares.fourDigits >= NEARLY_ALL)
      return [
        {
          code: 'JOIN',
          field: field.name,
          label: field.label,
          headers: [born.header, last.header],
          between: '-',
        },
      ];
  }
  return [];
}

function kommunOfName(
  { kind, columns, unclear }: KindProposal,
  name: string,
  sheets: readonly string[],
  profile: Profile,
): readonly ReadingProposal[] {
  const field = kindOf(kind).fields.find(({ type }) => type === 'kommun');
  const isFound =
    field === undefined ||
    columns.some((column) => column.field === field) ||
    unclear.some((entry) => entry.fields.includes(field));
  if (isFound) return [];
  const isNamed = (text: string): boolean => kommunInName(text, profile) !== null;
  if (sheets.length > 0 && sheets.every(isNamed)) return [{ code: 'KOMMUN_FROM_NAME', from: 'sheet' }];
  return isNamed(name) ? [{ code: 'KOMMUN_FROM_NAME', from: 'file' }] : [];
}

/** A mapping with what is proposed of the reading. */
export const withReading = (mapping: Mapping, reading: readonly ReadingProposal[]): Mapping =>
  reading.reduce(withOne, mapping);

function withOne(mapping: Mapping, one: ReadingProposal): Mapping {
  const withColumn = (name: string, source: ColumnSource): Mapping => ({
    ...mapping,
    columns: { ...mapping.columns, [name]: source },
  });
  switch (one.code) {
    case 'JOIN':
      return withColumn(one.field, {
        join: one.headers,
        ...(one.between === ' ' ? {} : { with: one.between }),
      });
    case 'KOMMUN_FROM_NAME':
      return withColumn('kommun', { from: one.from });
    case 'SHEETS':
      return { ...mapping, sheet: undefined, sheets: one.sheets };
    case 'DAY_ORDER':
      return { ...mapping, dayOrder: one.order };
    case 'NOTHING':
      return { ...mapping, nothing: one.words };
    case 'ENCODING':
      return { ...mapping, encoding: one.encoding };
  }
}
