import type { Field, KindName } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import type { ColumnEvidence, ListEvidence } from './column-evidence.ts';
import { type Pair, isFreeText } from './column-pairs.ts';
import type { ColumnProposal, KindProposal, Unclear, UnmappedReason } from './proposal.ts';

/** A known header over values of another sort: said, and not proposed. */
export function contradictions(
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

export function unnamed(list: ListEvidence): readonly Unclear[] {
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
export function daysOfWhat(
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

export function unmappedOf(
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
