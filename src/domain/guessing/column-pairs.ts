import { type Field, type FieldType, type KindName, kindOf } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { ColumnEvidence, ListEvidence } from './column-evidence.ts';
import { type Fit, columnFit } from './column-fit.ts';
import {
  beginsName,
  type HeaderEvidence,
  headerEvidence,
  isFreeTextHeader,
  isOtherKommunHeader,
} from './header-evidence.ts';

/** What a column is worth when the header says nothing and only its values speak. */
const VALUES_ALONE: Readonly<Partial<Record<FieldType, number>>> = {
  person: 0.5,
  hsa: 0.5,
  kommun: 0.45,
  term: 0.4,
  text: 0.35,
  id: 0.3,
};

/** Days in the order in which they happen; the first is known for every case. */
export const DAY_CHAINS: Readonly<Partial<Record<KindName, readonly string[]>>> = {
  sip: ['started_on', 'changed_on'],
  vardtillfalle: ['admitted_at', 'ready_at', 'discharged_at'],
  meddelande: ['sent_at', 'acknowledged_at'],
  lcsp_sip: ['created_on'],
};

export interface Pair {
  readonly field: Field;
  readonly column: ColumnEvidence;
  readonly header: HeaderEvidence;
  readonly fit: Fit;
  readonly score: number;
  readonly isByOrder: boolean;
  /** Nothing but that all other columns have found theirs leads here. */
  readonly isLeftOver?: true;
}

/** Goals, kartläggning and notes: by the header, or by long texts under a header nobody knows. */
export function isFreeText(column: ColumnEvidence, kind: KindName, profile: Profile): boolean {
  if (
    kindOf(kind).fields.some((field) => headerEvidence(kind, field, column.header, profile).level === 'known')
  )
    return false;
  return isFreeTextHeader(column.header) || column.shares.long >= 0.3;
}

export function allPairs(
  list: ListEvidence,
  columns: readonly ColumnEvidence[],
  fields: readonly Field[],
  kind: KindName,
  profile: Profile,
): readonly Pair[] {
  const isKnown = ({ header }: ColumnEvidence): boolean =>
    fields.some((field) => headerEvidence(kind, field, header, profile).level === 'known');
  const known = new Set(columns.filter(isKnown));
  const pairs = fields.flatMap((field) =>
    columns.map((column): Pair => {
      const header = headerEvidence(kind, field, column.header, profile);
      const fit = columnFit(column, kind, field, profile);
      const isByOrder = header.level === 'none' && isDayByOrder(list, columns, column, kind, field);
      // What a known header says of a column, its values alone do not overrule.
      const isOther = header.level === 'none' && known.has(column);
      const score = isOther ? 0 : scoreOf(field, column, header, fit, isByOrder);
      return { field, column, header, fit, isByOrder, score };
    }),
  );
  return pairs.map((pair) => {
    if (isOfOtherTerms(pair, pairs) || isOfOtherIds(pair, fields, kind, profile))
      return { ...pair, score: 0 };
    return isToldApart(pair, pairs) ? pair : { ...pair, score: pair.score * 0.6 };
  });
}

/** A word that three headers share is what the list is about, and tells none of them from the others. */
const SHARED_BY = 3;

/** Whether a header says more of its column than other headers of the list say by the same words. */
function isToldApart({ field, column, header, fit }: Pair, pairs: readonly Pair[]): boolean {
  if (header.level !== 'points' || fit.verdict === 'proves') return true;
  const alike = pairs.filter(
    (other) =>
      other.field === field &&
      other.column !== column &&
      other.score > 0 &&
      (other.header.level === 'points' || other.header.level === 'known') &&
      header.by.split(' ').every((word) => other.header.by.includes(word)),
  );
  return alike.length < SHARED_BY - 1;
}

/** Ids that begin with what another number of the kind is called: VT88001 is no number of a SIP. */
function isOfOtherIds(
  { field, column, header }: Pair,
  fields: readonly Field[],
  kind: KindName,
  profile: Profile,
): boolean {
  if (field.type !== 'id' || header.level === 'known' || column.idWords.length === 0) return false;
  const isCalledSo = (one: Field): boolean =>
    column.idWords.every((word) => word.length > 1 && beginsName(kind, one, word, profile));
  return !isCalledSo(field) && fields.some((other) => other.type === 'id' && isCalledSo(other));
}

/** A column whose texts are the codes of another field: "Läge" can be a status or a phase, and its texts say which. */
function isOfOtherTerms({ field, column, header, fit }: Pair, pairs: readonly Pair[]): boolean {
  if (field.type !== 'term' || header.level === 'known') return false;
  return pairs.some(
    (other) => other.column === column && other.fit.verdict === 'proves' && other.fit.share > fit.share + 0.3,
  );
}

function scoreOf(
  field: Field,
  column: ColumnEvidence,
  header: HeaderEvidence,
  fit: Fit,
  isByOrder: boolean,
): number {
  if (fit.verdict === 'contradicts') return 0;
  if (header.level === 'none') return isByOrder ? 0.25 : valuesAlone(field, column, fit);
  if (header.level === 'known') return 1;
  const values = {
    proves: 1,
    fits: 0.6 + 0.3 * fit.share,
    empty: 0.4,
    doubtful: 0.1 + 0.3 * fit.share,
    contradicts: 0,
  }[fit.verdict];
  const score = header.score * 0.7 + values * 0.28;
  return field.type === 'kommun' && isOtherKommunHeader(column.header) ? score * 0.85 : score;
}

function valuesAlone(field: Field, column: ColumnEvidence, { verdict, share, isNearlyTelling }: Fit): number {
  if (field.type === 'name') return share >= 0.8 && column.distinctShare >= 0.5 ? 0.32 : 0;
  if (field.type === 'unit') return share >= 0.8 && verdict !== 'doubtful' ? 0.28 : 0;
  if (isNearlyTelling === true) return 0.3;
  return verdict === 'proves' ? (VALUES_ALONE[field.type] ?? 0) : 0;
}

/** With silent headers, the first (or last) day of a case can show by its order: in no row after (before) another. */
function isDayByOrder(
  list: ListEvidence,
  columns: readonly ColumnEvidence[],
  column: ColumnEvidence,
  kind: KindName,
  { name }: Field,
): boolean {
  const chain = DAY_CHAINS[kind] ?? [];
  const others = columns.filter(
    (other) => other !== column && other.shares.day >= 0.9 && other.shares.oldDay < 0.5,
  );
  if (!chain.includes(name) || column.shares.day < 0.9 || others.length === 0) return false;
  const orders = others.map((other) => list.dayOrder(column.index, other.index));
  const isFirst = orders.every(({ before, after }) => before > 0 && after <= before * 0.02);
  const isLast = orders.every(({ before, after }) => after > 0 && before <= after * 0.02);
  if (name === chain[0]) return isFirst && column.filled >= column.rows * 0.95;
  return chain.length === 2 && others.length === 1 && isLast;
}
