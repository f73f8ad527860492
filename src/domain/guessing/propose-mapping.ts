import type { Profile } from '../profile/profile-schema.ts';
import type { ColumnEvidence, ListEvidence } from './column-evidence.ts';
import { columnFit, type Fit } from './column-fit.ts';
import { fold } from '../words/fold.ts';
import {
  headerEvidence,
  isFreeTextHeader,
  isOtherKommunHeader,
  type HeaderEvidence,
} from './header-evidence.ts';
import { KIND_NAMES, kindOf, type Field, type FieldType, type KindName } from '../kinds/kinds.ts';
import type { Mapping } from '../mapping/mapping.ts';

/**
 * Proposes how an unknown list's columns lead to canonical ones, from its headers and from its values.
 * A proposal is sure only where a known header agrees with its values, or where values that can be nothing else stand
 * under a header that says the same and no other column competes. All else is a guess, and equals are left open.
 */
type Confidence = 'sure' | 'guess';

export type ReasonCode =
  | 'HEADER_KNOWN'
  | 'HEADER_SAME_LETTERS'
  | 'HEADER_NEAR'
  | 'HEADER_POINTS'
  | 'HEADER_HINTS'
  | 'HEADER_SILENT'
  | 'VALUES_PROVE'
  | 'VALUES_FIT'
  | 'VALUES_DOUBTFUL'
  | 'VALUES_ORDERED'
  | 'VALUES_DISORDERED'
  | 'COLUMN_EMPTY'
  | 'OTHER_COLUMN_COMPETES'
  | 'KOMMUN_MAY_BE_OTHER'
  | 'KIND_NOT_SURE';

export interface Reason {
  readonly code: ReasonCode;
  /** A share in per cent, or other headers. Never a cell's content. */
  readonly detail: string | null;
}

export interface ColumnProposal {
  readonly field: Field;
  readonly index: number;
  readonly header: string;
  readonly confidence: Confidence;
  readonly because: readonly Reason[];
}

interface ValueProposal {
  readonly field: Field;
  readonly text: string;
  readonly code: string;
  readonly rows: number;
}

/** A text of a column with a vocabulary that nothing leads to. */
export interface TextNotUnderstood {
  readonly field: Field;
  /** Null where it may say who somebody is. */
  readonly text: string | null;
  readonly rows: number;
}

export type UnclearReason =
  'columns-equal' | 'fields-equal' | 'day-of-what' | 'values-contradict' | 'header-twice' | 'header-missing';

export interface Unclear {
  readonly reason: UnclearReason;
  /** Canonical columns that may be meant. */
  readonly fields: readonly Field[];
  readonly headers: readonly string[];
}

export type UnmappedReason = 'free-text' | 'person-of-another' | 'not-needed';

export interface KindProposal {
  readonly kind: KindName;
  readonly isIdentified: boolean;
  readonly score: number;
  readonly columns: readonly ColumnProposal[];
  readonly values: readonly ValueProposal[];
  readonly notUnderstood: readonly TextNotUnderstood[];
  readonly unclear: readonly Unclear[];
  readonly unmapped: readonly { readonly header: string; readonly reason: UnmappedReason }[];
  readonly missing: readonly Field[];
}

export interface MappingProposal extends KindProposal {
  readonly kindIsSure: boolean;
}

export type ProposalResult =
  | { readonly proposal: MappingProposal }
  /** Several kinds fit as well; someone must say which. */
  | { readonly kinds: readonly KindName[] }
  /** No kind fits. */
  | { readonly nearest: KindProposal };

/** Scores nearer each other than this are equal. */
const EQUAL = 0.035;
/** Below this a pair is not worth proposing. */
const WORTH = 0.18;
/** How much of the header its word must explain for the header to be called clear; a kommun can be of three sorts. */
const clearHeader = (type: FieldType): number => (type === 'kommun' ? 0.95 : 0.6);

/** Sorts of value that no other column of a list has, so that they can show which column it is. */
const TELLING_TYPES: ReadonlySet<FieldType> = new Set(['person', 'kommun', 'hsa', 'term', 'id']);
/** Consent is given to several things (SIP, information, NPÖ), and its values do not say to which. */
const isTellingField = ({ type, terms }: Field): boolean => TELLING_TYPES.has(type) && terms !== 'consent';

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
const DAY_CHAINS: Readonly<Partial<Record<KindName, readonly string[]>>> = {
  sip: ['started_on', 'changed_on'],
  vardtillfalle: ['admitted_at', 'ready_at', 'discharged_at'],
  meddelande: ['sent_at', 'acknowledged_at'],
  lcsp_sip: ['created_on'],
};

interface Pair {
  readonly field: Field;
  readonly column: ColumnEvidence;
  readonly header: HeaderEvidence;
  readonly fit: Fit;
  readonly score: number;
  readonly isByOrder: boolean;
}

/**
 * Proposes a mapping.
 *
 * @param asked the kind, when the user says it
 */
export function proposeMapping(list: ListEvidence, profile: Profile, asked: KindName | null): ProposalResult {
  if (asked !== null)
    return { proposal: { ...finished(proposeKind(list, profile, asked), true), kindIsSure: true } };
  const ranked = KIND_NAMES.map((kind) => proposeKind(list, profile, kind)).sort((a, b) => b.score - a.score);
  const top = ranked[0]?.score ?? 0;
  const [best, second] = [...ranked].sort(
    (a, b) => Number(isInPlay(b, top)) - Number(isInPlay(a, top)) || b.score - a.score,
  );
  if (best === undefined || best.columns.length < 2)
    return { nearest: finished(best ?? proposeKind(list, profile, 'sip'), false) };
  if (second?.isIdentified === true && best.isIdentified && second.score >= best.score * 0.93) {
    return { kinds: [best.kind, second.kind] };
  }
  const kindIsSure = isKindSure(
    best,
    ranked.filter(({ kind }) => kind !== best.kind),
  );
  return { proposal: { ...finished(best, kindIsSure), kindIsSure } };
}

/** A kind whose identifying column was found goes before one that explains little more of the list. */
const isInPlay = ({ isIdentified, score }: KindProposal, top: number): boolean =>
  isIdentified && score >= top * 0.8;

/** Sure of the kind: a header says the identifying column, columns that only it has are there, and no kind is near. */
function isKindSure(best: KindProposal, others: readonly KindProposal[]): boolean {
  const nearest = Math.max(0, ...others.map(({ score }) => score));
  const own = best.columns.filter(
    ({ field, because }) => isOwnField(best.kind, field) && because.some(({ code }) => TELLING.has(code)),
  );
  const isAllKnown =
    best.columns.length > 2 &&
    best.columns.every(({ because }) => because.some(({ code }) => code === 'HEADER_KNOWN'));
  const identifying = best.columns.find(({ field }) => field.name === kindOf(best.kind).identifiedBy);
  const isIdSaid = identifying?.because.every(({ code }) => code !== 'HEADER_SILENT') === true;
  return isIdSaid && best.score >= nearest * 1.25 && (own.length >= 2 || isAllKnown);
}

const TELLING: ReadonlySet<ReasonCode> = new Set([
  'HEADER_KNOWN',
  'HEADER_SAME_LETTERS',
  'HEADER_NEAR',
  'HEADER_POINTS',
  'VALUES_PROVE',
]);

/** Whether a column speaks for its kind: it is the id of the kind's cases, or no other kind has it. */
function isOwnField(kind: KindName, { name, type }: Field): boolean {
  if (type === 'id') return name === kindOf(kind).identifiedBy;
  return KIND_NAMES.every(
    (other) => other === kind || !kindOf(other).fields.some((field) => field.name === name),
  );
}

/** When the kind itself is a guess, so is every column of it. */
function finished<P extends KindProposal>(proposal: P, kindIsSure: boolean): P {
  if (kindIsSure) return proposal;
  const columns = proposal.columns.map((column) => ({
    ...column,
    confidence: 'guess' as const,
    because:
      column.confidence === 'sure'
        ? [...column.because, { code: 'KIND_NOT_SURE' as const, detail: null }]
        : column.because,
  }));
  return { ...proposal, columns };
}

function proposeKind(list: ListEvidence, profile: Profile, kind: KindName): KindProposal {
  const { fields, identifiedBy } = kindOf(kind);
  const usable = list.columns.filter(
    (column) => isNameable(column, list) && !isFreeText(column, kind, profile),
  );
  const pairs = allPairs(list, usable, fields, kind, profile);
  const { chosen, unclear } = choose(pairs.filter(({ score }) => score >= WORTH));
  const columns = chosen
    .map((pair) => proposalOf(pair, pairs, chosen, list, kind))
    .sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
  const all = [
    ...unclear,
    ...contradictions(pairs, chosen, unclear),
    ...unnamed(list),
    ...daysOfWhat(usable, chosen, unclear, fields, pairs),
  ];
  const settled = new Set([...columns.map(({ field }) => field), ...all.flatMap((entry) => entry.fields)]);
  return {
    kind,
    isIdentified: columns.some(({ field }) => field.name === identifiedBy),
    score: kindScore(kind, chosen),
    columns,
    ...readTexts(chosen),
    unclear: all,
    unmapped: unmappedOf(list, columns, all, kind, profile),
    missing: fields.filter((field) => !settled.has(field)),
  };
}

/** How much of the list a kind explains. The order of days is the same in every kind, and says nothing of which. */
function kindScore(kind: KindName, chosen: readonly Pair[]): number {
  return chosen
    .filter(({ isByOrder }) => !isByOrder)
    .reduce((sum, { field, score }) => sum + score * (isOwnField(kind, field) ? 1.5 : 1), 0);
}

/** A mapping names columns by their header: without one, or with one that stands twice, none can be named. */
function isNameable({ header }: ColumnEvidence, { columns }: ListEvidence): boolean {
  return header !== '' && columns.filter((other) => fold(other.header) === fold(header)).length === 1;
}

/** Goals, kartläggning and notes: by the header, or by long texts under a header nobody knows. */
function isFreeText(column: ColumnEvidence, kind: KindName, profile: Profile): boolean {
  if (
    kindOf(kind).fields.some((field) => headerEvidence(kind, field, column.header, profile).level === 'known')
  )
    return false;
  return isFreeTextHeader(column.header) || column.shares.long >= 0.3;
}

function allPairs(
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
  return pairs.map((pair) => (isOfOtherTerms(pair, pairs) ? { ...pair, score: 0 } : pair));
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
  if (field.type === 'unit') return share >= 0.8 ? 0.28 : 0;
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

interface Choice {
  readonly chosen: readonly Pair[];
  readonly unclear: readonly Unclear[];
}

/** The best pair first; a field two columns want alike, or a column two fields want alike, is left open. */
function choose(pairs: readonly Pair[]): Choice {
  const chosen: Pair[] = [];
  const unclear: Unclear[] = [];
  let open = [...pairs].sort((a, b) => b.score - a.score);
  for (let best = open[0]; best !== undefined; best = open[0]) {
    const { field, column, score } = best;
    const isEqual = (pair: Pair): boolean =>
      pair !== best && pair.score >= score - EQUAL && !isWantedMore(pair, open);
    const columns = open.filter((pair) => pair.field === field && isEqual(pair));
    const fields = open.filter(
      (pair) => pair.column === column && isEqual(pair) && pair.header.level !== 'known',
    );
    const taken = [best, ...columns, ...fields];
    if (columns.length > 0)
      unclear.push({
        reason: 'columns-equal',
        fields: [field],
        headers: [best, ...columns].map((pair) => pair.column.header),
      });
    else if (fields.length > 0 && best.header.level !== 'known') {
      unclear.push({
        reason: 'fields-equal',
        fields: [best, ...fields].map((pair) => pair.field),
        headers: [column.header],
      });
    } else {
      chosen.push(best);
      taken.splice(1);
    }
    open = open.filter(
      (pair) => !taken.some((closed) => closed.column === pair.column || closed.field === pair.field),
    );
  }
  return { chosen, unclear };
}

/** Whether the pair's column fits another open field better, or its field another open column. */
function isWantedMore(pair: Pair, open: readonly Pair[]): boolean {
  return open.some(
    (other) =>
      other.score > pair.score + EQUAL &&
      ((other.column === pair.column && other.field !== pair.field) ||
        (other.field === pair.field && other.column !== pair.column)) &&
      other.score > 0.5,
  );
}

function proposalOf(
  pair: Pair,
  pairs: readonly Pair[],
  chosen: readonly Pair[],
  list: ListEvidence,
  kind: KindName,
): ColumnProposal {
  const { field, column, header, fit } = pair;
  const competitors = pairs
    .filter((other) => competes(other, pair, chosen))
    .map((other) => other.column.header);
  const order = orderReason(pair, chosen, list, kind);
  const mayBeOther =
    field.type === 'kommun' && isOtherKommunHeader(column.header) && header.level !== 'known';
  const because: Reason[] = [headerReason(header), valuesReason(pair)];
  if (order !== null) because.push(order);
  if (mayBeOther) because.push({ code: 'KOMMUN_MAY_BE_OTHER', detail: null });
  if (competitors.length > 0) because.push({ code: 'OTHER_COLUMN_COMPETES', detail: competitors.join(', ') });
  const isKnown = header.level === 'known' && fit.verdict !== 'doubtful';
  const isClear = header.level === 'points' && header.coverage >= clearHeader(field.type);
  const isProven = fit.verdict === 'proves' && isTellingField(field) && isClear && competitors.length === 0;
  const isSameLetters =
    header.level === 'same-letters' &&
    (fit.verdict === 'proves' || fit.verdict === 'fits') &&
    competitors.length === 0;
  const isSure = (isKnown || isProven || isSameLetters) && !mayBeOther && order?.code !== 'VALUES_DISORDERED';
  return {
    field,
    index: column.index,
    header: column.header,
    confidence: isSure ? 'sure' : 'guess',
    because,
  };
}

/** Another column, not known to be something else, that could as well be this one. */
function competes(other: Pair, { field, column, header }: Pair, chosen: readonly Pair[]): boolean {
  if (other.field !== field || other.column === column || other.fit.verdict === 'contradicts') return false;
  const taken = chosen.find((pair) => pair.column === other.column);
  if (taken !== undefined && taken.header.score > 0.5 && taken.score > other.score) return false;
  if (header.level === 'known') return other.header.level === 'known';
  return other.fit.verdict === 'proves' || (other.header.score > 0.5 && other.fit.verdict !== 'empty');
}

const HEADER_REASONS: Readonly<Record<HeaderEvidence['level'], ReasonCode>> = {
  known: 'HEADER_KNOWN',
  'same-letters': 'HEADER_SAME_LETTERS',
  near: 'HEADER_NEAR',
  points: 'HEADER_POINTS',
  hints: 'HEADER_HINTS',
  none: 'HEADER_SILENT',
};

const headerReason = ({ level }: HeaderEvidence): Reason => ({ code: HEADER_REASONS[level], detail: null });

function valuesReason({ fit: { verdict, share }, field }: Pair): Reason {
  const percent =
    field.type === 'text' || field.type === 'unit' || field.type === 'name'
      ? null
      : String(Math.floor(share * 100));
  const codes = {
    proves: 'VALUES_PROVE',
    fits: 'VALUES_FIT',
    empty: 'COLUMN_EMPTY',
    doubtful: 'VALUES_DOUBTFUL',
    contradicts: 'VALUES_DOUBTFUL',
  } as const;
  return { code: codes[verdict], detail: verdict === 'empty' ? null : percent };
}

/** Whether the days of a chain come in the order in which they happen. */
function orderReason(
  { field, column, isByOrder }: Pair,
  chosen: readonly Pair[],
  list: ListEvidence,
  kind: KindName,
): Reason | null {
  const chain = DAY_CHAINS[kind] ?? [];
  const at = chain.indexOf(field.name);
  if (at < 0) return null;
  const neighbours = chosen.filter((pair) => pair.field !== field && chain.includes(pair.field.name));
  const isDisordered = neighbours.some((pair) => {
    const { before, same, after } = list.dayOrder(column.index, pair.column.index);
    return (at < chain.indexOf(pair.field.name) ? after : before) > (before + same + after) * 0.2;
  });
  if (isDisordered) return { code: 'VALUES_DISORDERED', detail: null };
  return isByOrder ? { code: 'VALUES_ORDERED', detail: null } : null;
}

/** A known header over values of another sort: said, and not proposed. */
function contradictions(
  pairs: readonly Pair[],
  chosen: readonly Pair[],
  unclear: readonly Unclear[],
): readonly Unclear[] {
  return pairs
    .filter(({ header, fit, column, field }) => {
      const isSettled =
        chosen.some((pair) => pair.column === column || pair.field === field) ||
        unclear.some(({ headers }) => headers.includes(column.header));
      return header.level === 'known' && fit.verdict === 'contradicts' && !isSettled;
    })
    .map(({ field, column }) => ({ reason: 'values-contradict', fields: [field], headers: [column.header] }));
}

function unnamed(list: ListEvidence): readonly Unclear[] {
  const twice = new Map<string, string>();
  for (const { header } of list.columns) {
    if (header !== '' && list.columns.filter((other) => fold(other.header) === fold(header)).length > 1)
      twice.set(fold(header), header);
  }
  const without = list.columns.filter(({ header, filled }) => header === '' && filled > 0);
  return [
    ...[...twice.values()].map((header) => ({
      reason: 'header-twice' as const,
      fields: [],
      headers: [header],
    })),
    ...without.map(({ index }) => ({
      reason: 'header-missing' as const,
      fields: [],
      headers: [`kolumn ${index + 1}`],
    })),
  ];
}

/** Columns of days that no header and no order tells apart. */
function daysOfWhat(
  columns: readonly ColumnEvidence[],
  chosen: readonly Pair[],
  unclear: readonly Unclear[],
  fields: readonly Field[],
  pairs: readonly Pair[],
): readonly Unclear[] {
  const days = columns.filter(
    (column) =>
      column.shares.day >= 0.8 &&
      column.shares.oldDay < 0.5 &&
      !chosen.some((pair) => pair.column === column) &&
      !unclear.some(({ headers }) => headers.includes(column.header)) &&
      pairs
        .filter((pair) => pair.column === column)
        .every(({ header }) => header.level === 'none' || header.level === 'hints'),
  );
  const open = fields.filter(
    (field) =>
      (field.type === 'date' || field.type === 'instant') &&
      !chosen.some((pair) => pair.field === field) &&
      !unclear.some((entry) => entry.fields.includes(field)),
  );
  return days.length === 0 || open.length === 0
    ? []
    : [{ reason: 'day-of-what', fields: open, headers: days.map(({ header }) => header) }];
}

function unmappedOf(
  list: ListEvidence,
  columns: readonly ColumnProposal[],
  unclear: readonly Unclear[],
  kind: KindName,
  profile: Profile,
): KindProposal['unmapped'] {
  return list.columns
    .filter(
      ({ index, header }) =>
        header !== '' &&
        !columns.some((column) => column.index === index) &&
        !unclear.some(({ headers }) => headers.includes(header)),
    )
    .map((column) => ({ header: column.header, reason: unmappedReason(column, kind, profile) }));
}

function unmappedReason(column: ColumnEvidence, kind: KindName, profile: Profile): UnmappedReason {
  if (isFreeText(column, kind, profile)) return 'free-text';
  return column.shares.person >= 0.5 ? 'person-of-another' : 'not-needed';
}

/** Texts longer than this, or of which more kinds than this, are not shown. */
const SHOWN_LENGTH = 40;
const MAY_IDENTIFY = /\d{5}|@|\p{Lu}\p{Ll}+,? +\p{Lu}\p{Ll}+(?! ?kommun)/u;

/** A text that can be shown without saying who somebody is. */
const isShowable = (text: string): boolean => text.length <= SHOWN_LENGTH && !MAY_IDENTIFY.test(text);

function readTexts(chosen: readonly Pair[]): Pick<KindProposal, 'values' | 'notUnderstood'> {
  const texts = chosen.flatMap(({ field, fit, header }) => {
    // A column of which nothing is understood, under a header that hardly says it, may hold anything.
    const isVocabulary = header.score > 0.5 || fit.texts.some(({ code, near }) => (code ?? near) !== null);
    return fit.texts
      .filter(({ code }) => code === null)
      .map((reading) => ({ field, ...reading, isShown: isVocabulary && isShowable(reading.text) }));
  });
  return {
    values: texts.flatMap(({ field, text, rows, near, isShown }) =>
      near !== null && isShown ? [{ field, text, rows, code: near }] : [],
    ),
    notUnderstood: texts
      .filter(({ near, isShown }) => near === null || !isShown)
      .map(({ field, text, rows, isShown }) => ({ field, text: isShown ? text : null, rows })),
  };
}

/** The proposal as a mapping file's content. */
export function mappingOf({ kind, columns, values }: KindProposal, sheet: string | null): Mapping {
  const codes: Record<string, Record<string, string>> = {};
  for (const { field, text, code } of values) codes[field.name] = { ...codes[field.name], [text]: code };
  return {
    kind,
    columns: Object.fromEntries(columns.map(({ field, header }) => [field.name, header])),
    values: codes,
    ...(sheet === null ? {} : { sheet }),
  };
}
