import { foldHeader } from '../words/fold-header.ts';
import { KINDS, KIND_NAMES, kindOf, PLAIN_KINDS, type Field, type KindName } from '../kinds/kinds.ts';
import { isProtectionHeader } from '../kinds/protection.ts';
import type { Profile } from '../profile/profile-schema.ts';

/**
 * How a list's own headers lead to canonical columns. The product never depends on a header: what the built-in
 * spellings and the profile do not know, a mapping file says.
 */
export interface Mapping {
  readonly kind: KindName;
  readonly columns: Readonly<Record<string, ColumnSource>>;
  /** Canonical column → text in the list → code. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly sheet?: string | undefined;
  /** Sheets that are read as one list. */
  readonly sheets?: readonly string[] | undefined;
  /** Words that say that there is nothing, in any column but that of protection. */
  readonly nothing?: readonly string[] | undefined;
  /** Which comes first where the year comes last: without it, 03/04/2025 is not read. */
  readonly dayOrder?: DayOrder | undefined;
  /** What the file is written in, where it can not be told from its bytes. */
  readonly encoding?: MappedEncoding | undefined;
}

export const DAY_ORDERS = ['day-month', 'month-day'] as const;
type DayOrder = (typeof DAY_ORDERS)[number];

export const MAPPED_ENCODINGS = [
  'utf-8',
  'windows-1252',
  'cp850',
  'macroman',
  'utf-16le',
  'utf-16be',
] as const;
export type MappedEncoding = (typeof MAPPED_ENCODINGS)[number];

/**
 * Where a column's text comes from: a header, or the first of several that the list has (none says that the list has no
 * such column); several columns put together; the same for every row; or the name of the sheet or the file.
 */
export type ColumnSource = string | readonly string[] | Joined | { readonly constant: string } | FromName;

interface Joined {
  readonly join: readonly string[];
  /** What stands between them; a space where nothing is said. */
  readonly with?: string | undefined;
}

export interface FromName {
  readonly from: 'sheet' | 'file';
}

/** How a column's text is made where it is no cell of the row. */
export type MadeText =
  { readonly parts: readonly number[]; readonly between: string } | { readonly constant: string } | FromName;

interface MappedColumn {
  readonly field: Field;
  /** Position in the row, from 0; of the first part where several are put together, and -1 where it stands in none. */
  readonly index: number;
  readonly header: string;
  readonly made?: MadeText | undefined;
}

const isList = (source: ColumnSource): source is readonly string[] => Array.isArray(source);

/** The headers that a source names. */
export function headersOf(source: ColumnSource): readonly string[] {
  if (typeof source === 'string') return [source];
  if (isList(source)) return source;
  return 'join' in source ? source.join : [];
}

/** Whether a source puts several columns together. */
export const isJoined = (source: ColumnSource): source is Joined =>
  typeof source === 'object' && !isList(source) && 'join' in source;

/** What people read where a header would stand, of a text that stands in no column. */
const NAMES = { sheet: 'bladets namn', file: 'filens namn' } as const;

interface SecondHeader {
  readonly index: number;
  readonly header: string;
}

interface AlikeColumn extends SecondHeader {
  /** The canonical column, and the header of the one that holds. */
  readonly name: string;
  readonly readAs: string;
}

export interface ResolvedColumns {
  readonly kind: KindName;
  readonly columns: readonly MappedColumn[];
  /** Canonical columns the list does not have. */
  readonly missing: readonly Field[];
  /** Columns besides the first that may say that a person is protected: known ones, and any whose header smells of it. */
  readonly alsoProtecting: readonly SecondHeader[];
  /** Columns that mean what another column that is read means already. */
  readonly alike: readonly AlikeColumn[];
  /** Headers that lead nowhere: not taken in (minimisation). */
  readonly unused: readonly { readonly index: number; readonly header: string }[];
  /** Positions of columns without a header. */
  readonly nameless: readonly number[];
  /** How many columns the header row has: a row can have more. */
  readonly width: number;
  readonly duplicated: readonly string[];
}

/** Whether any column of a list says of each row that its person is protected. */
export const saysProtection = ({ columns, alsoProtecting }: ResolvedColumns): boolean =>
  alsoProtecting.length > 0 || columns.some(({ field }) => field.name === 'is_protected');

/** Which headers lead to a column of a kind: the mapping file's, else the built-in and the profile's. */
function spellingsOfField(
  kind: KindName,
  field: Field,
  profile: Profile,
  mapping: Mapping | null,
): readonly string[] {
  const mapped = mapping?.columns[field.name];
  if (mapped !== undefined) return headersOf(mapped);
  return [...field.headers, field.label, field.name, ...(profile.headers[kind]?.[field.name] ?? [])];
}

/**
 * Lays a header row on the canonical columns of a kind. A header serves one column, the first that claims it
 * (the mapping file's columns before the others); where two spellings of one column stand in the list, the earlier spelling
 * wins. A column of protection is found by any word that smells of it: it is never missed for want of a spelling.
 */
export function resolveColumns(
  kind: KindName,
  headers: readonly string[],
  profile: Profile,
  mapping: Mapping | null,
): ResolvedColumns {
  const folded = headers.map(foldHeader);
  const { fields } = kindOf(kind);
  const isMapped = (field: Field): boolean => mapping?.columns[field.name] !== undefined;
  const protection = fields.find(({ name }) => name === 'is_protected');
  const { claims, taken } = claimColumns(kind, headers, folded, { profile, mapping, protection });
  const columns = fields.flatMap((field) => claims.get(field) ?? []);
  const missing = fields.filter((field) => !claims.has(field));
  const duplicated = new Set(
    columns
      .flatMap(({ index, made }) => (made !== undefined && 'parts' in made ? made.parts : [index]))
      .filter((index) => index >= 0 && folded.lastIndexOf(folded[index] ?? '') !== index)
      .map((index) => (headers[index] ?? '').trim()),
  );
  const left = headers
    .map((header, index) => ({ index, header: header.trim() }))
    .filter(({ index, header }) => !taken.has(index) && header !== '');
  // A column that is there twice under one header is told of as such.
  const spelt = new Map<Field, ReadonlySet<string>>();
  const isSpelling = (field: Field, header: string): boolean => {
    let known = spelt.get(field);
    if (known === undefined) {
      known = new Set([...field.headers, ...spellingsOfField(kind, field, profile, mapping)].map(foldHeader));
      spelt.set(field, known);
    }
    return known.has(header);
  };
  const meaningOf = (index: number): MappedColumn | undefined =>
    columns.find(
      ({ field, index: first }) =>
        folded[first] !== folded[index] &&
        // Of what a person has pointed out, the rest is not asked about; but a refusal anywhere is one.
        (!isMapped(field) || field.whenColumnsDiffer === 'refusal') &&
        field.name !== 'is_protected' &&
        isSpelling(field, folded[index] ?? ''),
    );
  const alsoProtecting = left.filter(
    ({ header }) => isProtectionHeader(header) || isSpellingOf(kind, protection, header, profile, mapping),
  );
  const protecting = new Set(alsoProtecting.map(({ index }) => index));
  const alike = left.flatMap(({ index, header }) => {
    const first = protecting.has(index) ? undefined : meaningOf(index);
    return first === undefined ? [] : [{ index, header, readAs: first.header, name: first.field.name }];
  });
  const isRead = new Set([...protecting, ...alike.map(({ index }) => index)]);
  return {
    kind,
    columns,
    missing,
    alsoProtecting,
    alike,
    unused: left.filter(({ index }) => !isRead.has(index)),
    nameless: headers.flatMap((header, index) => (header.trim() === '' && !taken.has(index) ? [index] : [])),
    width: headers.length,
    duplicated: [...duplicated],
  };
}

interface Claims {
  readonly claims: ReadonlyMap<Field, MappedColumn>;
  readonly taken: ReadonlySet<number>;
}

/** Which column each field has. What a person says claims first, and wins over what a built-in spelling guesses. */
function claimColumns(
  kind: KindName,
  headers: readonly string[],
  folded: readonly string[],
  {
    profile,
    mapping,
    protection,
  }: { readonly profile: Profile; readonly mapping: Mapping | null; readonly protection: Field | undefined },
): Claims {
  const { fields } = kindOf(kind);
  const taken = new Set<number>();
  const claims = new Map<Field, MappedColumn>();
  const claim = (field: Field, index: number): void => {
    taken.add(index);
    claims.set(field, { field, index, header: (headers[index] ?? '').trim() });
  };
  const isMapped = ({ name }: Field): boolean => mapping?.columns[name] !== undefined;
  for (const field of [...fields.filter(isMapped), ...fields.filter((one) => !isMapped(one))]) {
    const source = mapping?.columns[field.name];
    if (source !== undefined && isMade(source)) {
      const column = madeColumn(field, source, headers, folded);
      if (column === null) continue;
      claims.set(field, column);
      if (column.made === undefined) taken.add(column.index);
      else if ('parts' in column.made) for (const at of column.made.parts) taken.add(at);
      continue;
    }
    const index = spellingsOfField(kind, field, profile, mapping)
      .map((spelling) => folded.indexOf(foldHeader(spelling)))
      .find((position) => position >= 0 && !taken.has(position));
    if (index !== undefined) claim(field, index);
  }
  const smelling = headers.findIndex((header, index) => !taken.has(index) && isProtectionHeader(header));
  if (protection !== undefined && !claims.has(protection) && smelling >= 0) claim(protection, smelling);
  return { claims, taken };
}

type MadeSource = Exclude<ColumnSource, string | readonly string[]>;

const isMade = (source: ColumnSource): source is MadeSource => typeof source === 'object' && !isList(source);

/** A column that is put together, or that stands in no cell; null where a part of it is not in the list. */
function madeColumn(
  field: Field,
  source: MadeSource,
  headers: readonly string[],
  folded: readonly string[],
): MappedColumn | null {
  if ('constant' in source) return { field, index: -1, header: field.label, made: source };
  if ('from' in source) {
    const header = `${field.label} (${NAMES[source.from]})`;
    // A list that was made of this one has the name in a column.
    const index = folded.indexOf(foldHeader(header));
    return index < 0 ? { field, index, header, made: source } : { field, index, header };
  }
  const parts = source.join.map((header) => folded.indexOf(foldHeader(header)));
  if (parts.some((index) => index < 0)) return null;
  return {
    field,
    index: parts[0] ?? -1,
    header: parts.map((index) => (headers[index] ?? '').trim()).join(' + '),
    made: { parts, between: source.with ?? ' ' },
  };
}

function isSpellingOf(
  kind: KindName,
  field: Field | undefined,
  header: string,
  profile: Profile,
  mapping: Mapping | null,
): boolean {
  if (field === undefined) return false;
  const spellings = [...field.headers, ...spellingsOfField(kind, field, profile, mapping)];
  return spellings.some((spelling) => foldHeader(spelling) === foldHeader(header));
}

/** Whether any kind or the profile knows the (folded) header; finds the header row among title rows. */
export function knownHeaders(profile: Profile, mapping: Mapping | null): (folded: string) => boolean {
  const known = new Set<string>();
  for (const kind of mapping === null ? KIND_NAMES : [mapping.kind]) {
    for (const field of kindOf(kind).fields) {
      for (const spelling of spellingsOfField(kind, field, profile, mapping)) known.add(foldHeader(spelling));
    }
  }
  return (folded) => known.has(folded);
}

export interface KindGuess {
  readonly resolved: ResolvedColumns;
  readonly isIdentified: boolean;
}

/**
 * Finds the kind a header row belongs to: the identifying column must be there, and most columns must be known.
 *
 * @returns the best fits, best first; more than one with the same number of columns means that nobody can tell
 */
export function guessKinds(
  headers: readonly string[],
  profile: Profile,
  kinds: readonly KindName[] = PLAIN_KINDS,
): readonly KindGuess[] {
  return kinds
    .map((kind) => {
      const resolved = resolveColumns(kind, headers, profile, null);
      const isIdentified = resolved.columns.some(({ field }) => field.name === KINDS[kind].identifiedBy);
      return { resolved, isIdentified };
    })
    .filter(({ resolved }) => resolved.columns.length >= 2)
    .sort(
      (a, b) =>
        Number(b.isIdentified) - Number(a.isIdentified) ||
        b.resolved.columns.length - a.resolved.columns.length,
    );
}
