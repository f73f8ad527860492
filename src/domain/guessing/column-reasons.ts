import type { Field, FieldType, KindName } from '../kinds/kinds.ts';
import type { ListEvidence } from './column-evidence.ts';
import { DAY_CHAINS, type Pair } from './column-pairs.ts';
import { type HeaderEvidence, isOtherKommunHeader } from './header-evidence.ts';
import type { ColumnProposal, Reason, ReasonCode } from './proposal.ts';

/** How much of the header its word must explain for the header to be called clear; a kommun can be of three sorts. */
const clearHeader = (type: FieldType): number => (type === 'kommun' ? 0.95 : 0.6);

/** Sorts of value that no other column of a list has, so that they can show which column it is. */
const TELLING_TYPES: ReadonlySet<FieldType> = new Set(['person', 'kommun', 'hsa', 'term', 'id']);
/** Consent is given to several things (SIP, information, NPÖ), and its values do not say to which. */
const isTellingField = ({ type, terms }: Field): boolean => TELLING_TYPES.has(type) && terms !== 'consent';

export function proposalOf(
  pair: Pair,
  pairs: readonly Pair[],
  chosen: readonly Pair[],
  list: ListEvidence,
  kind: KindName,
): ColumnProposal {
  const { field, column, header } = pair;
  const competitors = pairs
    .filter((other) => competes(other, pair, chosen))
    .map((other) => other.column.header);
  const order = orderReason(pair, chosen, list, kind);
  const mayBeOther =
    field.type === 'kommun' && isOtherKommunHeader(column.header) && header.level !== 'known';
  const because: Reason[] = [headerReason(header), valuesReason(pair)];
  if (order !== null) because.push(order);
  if (pair.isLeftOver === true) because.push({ code: 'LEFT_OVER', detail: null });
  if (mayBeOther) because.push({ code: 'KOMMUN_MAY_BE_OTHER', detail: null });
  if (competitors.length > 0) because.push({ code: 'OTHER_COLUMN_COMPETES', detail: competitors.join(', ') });
  const isSure =
    isEvident(pair, competitors.length > 0) &&
    pair.isLeftOver !== true &&
    !mayBeOther &&
    order?.code !== 'VALUES_DISORDERED';
  return {
    field,
    index: column.index,
    header: column.header,
    confidence: isSure ? 'sure' : 'guess',
    because,
  };
}

/** A known header with its values; or a header and values that say one and the same, and no other column does. */
function isEvident({ field, header, fit }: Pair, hasCompetitors: boolean): boolean {
  if (header.level === 'known') return fit.verdict !== 'doubtful';
  if (hasCompetitors) return false;
  if (header.level === 'same-letters') return fit.verdict !== 'doubtful' && fit.verdict !== 'contradicts';
  const isClear = header.level === 'points' && header.coverage >= clearHeader(field.type);
  return isClear && fit.verdict === 'proves' && isTellingField(field);
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
