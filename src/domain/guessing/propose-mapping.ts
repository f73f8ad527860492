import { type Field, KIND_NAMES, type KindName, kindOf, PLAIN_KINDS } from '../kinds/kinds.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { byElimination } from './by-elimination.ts';
import { choose } from './choose-pairs.ts';
import type { ColumnEvidence, ListEvidence } from './column-evidence.ts';
import { type Pair, allPairs, isFreeText } from './column-pairs.ts';
import { proposalOf } from './column-reasons.ts';
import { isGainsaid, mirrorOf, targetItMayBe, type ListOrigin } from './list-origin.ts';
import { contradictions, daysOfWhat, unmappedOf, unnamed } from './left-open.ts';
import type { KindProposal, ProposalResult, ReasonCode } from './proposal.ts';
import { readTexts } from './shown-texts.ts';

/** Below this a pair is not worth proposing. */
const WORTH = 0.18;

/** No list of cases is wider; each column is weighed against every other. */
const MOST_COLUMNS = 200;

/**
 * Proposes how an unknown list's columns lead to canonical ones, from its headers and from its values.
 * A proposal is sure only where a known header agrees with its values, or where values that can be nothing else stand
 * under a header that says the same and no other column competes. All else is a guess, and equals are left open.
 *
 * @param asked the kind, when the user says it
 */
export function proposeMapping(
  whole: ListEvidence,
  profile: Profile,
  asked: KindName | null,
  kinds: readonly KindName[] = PLAIN_KINDS,
): ProposalResult {
  const list = { ...whole, columns: whole.columns.slice(0, MOST_COLUMNS) };
  if (asked !== null)
    return { proposal: { ...finished(proposeKind(list, profile, asked), true), kindIsSure: true } };
  const ranked = kinds.map((kind) => proposeKind(list, profile, kind)).sort((a, b) => b.score - a.score);
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
  // What a kind of the other system has too tells the systems apart no less.
  return KIND_NAMES.every(
    (other) =>
      other === kind ||
      kindOf(other).mirrors === kind ||
      kindOf(kind).mirrors === other ||
      !kindOf(other).fields.some((field) => field.name === name),
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
  const { chosen: best, unclear } = choose(pairs.filter(({ score }) => score >= WORTH));
  const chosen = [...best, ...byElimination(pairs, best, unclear, kind)];
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

/** How much of the list a kind explains. The order of days, and what is left over, say nothing of which it is. */
function kindScore(kind: KindName, chosen: readonly Pair[]): number {
  return chosen
    .filter(({ isByOrder, isLeftOver }) => !isByOrder && isLeftOver !== true)
    .reduce((sum, { field, score }) => sum + score * (isOwnField(kind, field) ? 1.5 : 1), 0);
}

/** A mapping names columns by their header: without one, or with one that stands twice, none can be named. */
function isNameable({ header }: ColumnEvidence, { columns }: ListEvidence): boolean {
  return header !== '' && columns.filter((other) => fold(other.header) === fold(header)).length === 1;
}

/**
 * The kind of the other system that a list of unknown headers may as well be of, as they would be read; see
 * {@link targetItMayBe} and {@link isGainsaid}.
 */
export function otherOfProposal(
  list: ListEvidence,
  kind: KindName,
  profile: Profile,
  origin: ListOrigin,
): KindName | undefined {
  const alike = kindOf(kind).mirrors ?? mirrorOf(kind);
  if (alike === undefined) return undefined;
  const read = proposeKind(list, profile, kind).columns;
  const beside = proposeKind(list, profile, alike).columns.filter(
    ({ index, because }) =>
      !read.some((column) => column.index === index) && because.some(({ code }) => TELLING.has(code)),
  );
  const names = beside.map(({ field }) => field.name);
  return isGainsaid(kind, names, origin) ? alike : targetItMayBe(kind, names, origin);
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
