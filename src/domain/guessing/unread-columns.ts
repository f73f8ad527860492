import { kindOf, PLAIN_KINDS, type Field, type KindName } from '../kinds/kinds.ts';
import { headersOf, isJoined, type Mapping, type ResolvedColumns } from '../mapping/mapping.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { ListEvidence } from './column-evidence.ts';
import type { ColumnProposal, ReasonCode } from './proposal.ts';
import { proposeMapping } from './propose-mapping.ts';

/** A column of the list that nothing leads to, beside a canonical column that the list lacks. */
export interface UnreadColumn {
  readonly header: string;
  readonly field: Field;
  /** Sure: it is read. Likely: nobody should go on without saying. Else it is told. */
  readonly standing: 'sure' | 'likely' | 'perhaps';
}

/** A header that says it, or values that can be nothing else. */
const LIKELY: ReadonlySet<ReasonCode> = new Set([
  'HEADER_SAME_LETTERS',
  'HEADER_NEAR',
  'HEADER_POINTS',
  'VALUES_PROVE',
]);
/** What speaks against it, whatever else speaks for it. */
const DOUBTFUL: ReadonlySet<ReasonCode> = new Set(['VALUES_DOUBTFUL', 'COLUMN_EMPTY', 'KOMMUN_MAY_BE_OTHER']);

/** Whether every column of a list is read, also those of rows that are wider than its header. */
export function isReadWhole(
  { unused, nameless, width }: Pick<ResolvedColumns, 'unused' | 'nameless' | 'width'>,
  rows: readonly (readonly string[])[],
): boolean {
  return unused.length === 0 && nameless.length === 0 && rows.every((cells) => cells.length <= width);
}

/**
 * The columns of a list that look needed and are not read, as the proposing of a mapping sees them. A column that a
 * mapping file has spoken of, also to say that there is none, is settled.
 */
export function unreadColumns(
  list: ListEvidence,
  columns: ResolvedColumns,
  mapping: Mapping | null,
  profile: Profile,
): readonly UnreadColumn[] {
  const lacking = columns.missing.filter(({ name }) => mapping?.columns[name] === undefined);
  const unused = new Set(columns.unused.map(({ index }) => index));
  if (lacking.length === 0 || unused.size === 0) return [];
  const result = proposeMapping(list, profile, columns.kind);
  const isLacking = ({ name }: Field): boolean => lacking.some((field) => field.name === name);
  const { columns: proposed, unclear } =
    'proposal' in result ? result.proposal : { columns: [], unclear: [] };
  const found = [
    ...proposed
      .filter((column) => unused.has(column.index) && isLacking(column.field) && looksNeeded(column))
      .map((column) => ({ header: column.header, field: column.field, standing: standingOf(column) })),
    ...ofPersons(list, lacking, unused),
    ...unclear.flatMap(({ fields, headers }) => {
      const field = fields.find(isLacking);
      const isUnused = (header: string): boolean => columns.unused.some((one) => one.header === header);
      return field === undefined
        ? []
        : headers.filter(isUnused).map((header) => ({ header, field, standing: 'perhaps' as const }));
    }),
  ];
  return found.filter(({ header }, at) => found.findIndex((other) => other.header === header) === at);
}

/**
 * The kind that a mapping would be proposed for, where that and the column that names its cases are sure; else null.
 *
 * @param said the kind that somebody has said
 * @param kinds those that it can be, where nobody has
 */
export function sureKind(
  list: ListEvidence,
  profile: Profile,
  said: KindName | null,
  kinds: readonly KindName[] = PLAIN_KINDS,
): KindName | null {
  const result = proposeMapping(list, profile, said, kinds);
  if (!('proposal' in result) || !result.proposal.kindIsSure) return null;
  const { kind, columns } = result.proposal;
  const isSure = columns.some(
    ({ field, confidence }) => field.name === kindOf(kind).identifiedBy && confidence === 'sure',
  );
  return isSure ? kind : null;
}

/** Numbers of persons are known by themselves, whatever else competes for them. */
function ofPersons(
  { columns }: ListEvidence,
  lacking: readonly Field[],
  unused: ReadonlySet<number>,
): readonly UnreadColumn[] {
  const field = lacking.find(({ type }) => type === 'person');
  if (field === undefined) return [];
  return columns
    .filter(({ index, shares, filled }) => unused.has(index) && filled > 0 && shares.person >= SURELY_PERSONS)
    .map(({ header }) => ({ header, field, standing: 'likely' }));
}

/** A day that nothing names is told of; of other values left over most are of columns that nobody needs. */
const looksNeeded = ({ field, because }: ColumnProposal): boolean =>
  field.type === 'date' || field.type === 'instant' || because.every(({ code }) => code !== 'LEFT_OVER');

const SURELY_PERSONS = 0.5;

function standingOf({ confidence, because }: ColumnProposal): UnreadColumn['standing'] {
  if (confidence === 'sure') return 'sure';
  const codes = because.map(({ code }) => code);
  return codes.some((code) => LIKELY.has(code)) && !codes.some((code) => DOUBTFUL.has(code))
    ? 'likely'
    : 'perhaps';
}

/** A mapping that reads the sure ones, too. */
export function withSureColumns(
  mapping: Mapping | null,
  { kind }: ResolvedColumns,
  unread: readonly UnreadColumn[],
): Mapping | null {
  const sure = unread.filter(({ standing }) => standing === 'sure');
  if (sure.length === 0) return mapping;
  const columns = Object.fromEntries(sure.map(({ field, header }) => [field.name, header]));
  return { ...mapping, kind, values: mapping?.values ?? {}, columns: { ...mapping?.columns, ...columns } };
}

/** Positions of columns that have no header and hold something; a numbering of the rows is none. */
export function namelessColumns(
  { columns }: ListEvidence,
  rows: readonly (readonly string[])[],
): readonly number[] {
  return columns
    .filter(({ header, filled, index }) => header === '' && filled > 0 && !isNumbering(rows, index))
    .map(({ index }) => index);
}

function isNumbering(rows: readonly (readonly string[])[], index: number): boolean {
  const numbers = rows.map((cells) => (cells[index] ?? '').trim());
  return numbers.every((text, at) => /^\d+$/u.test(text) && Number(text) === Number(numbers[0]) + at);
}

/** Headers that a mapping file names for a column and that the list does not have. */
export function absentHeaders(columns: ResolvedColumns, mapping: Mapping | null): readonly string[] {
  const lacking = new Set(columns.missing.map(({ name }) => name));
  return Object.entries(mapping?.columns ?? {})
    .filter(([name, source]) => lacking.has(name) && headersOf(source).length > 0)
    .filter(([name]) => kindOf(columns.kind).fields.some((field) => field.name === name))
    .map(([, source]) => headersOf(source).join(isJoined(source) ? ' och ' : ' eller '));
}
