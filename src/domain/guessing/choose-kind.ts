import { isOfTarget, KIND_NAMES, kindOf, KINDS, type KindName } from '../kinds/kinds.ts';
import { guessKinds, resolveColumns, type Mapping, type ResolvedColumns } from '../mapping/mapping.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { foldHeader } from '../words/fold-header.ts';
import { isFreeTextHeader, speaksOfCase } from './header-evidence.ts';
import { isGainsaid, kindsOf, mirrorOf, targetItMayBe, type ListOrigin } from './list-origin.ts';
import { kindLabel } from '../profile/fill-text.ts';

/** Why it can not be told what a list is, or how it is read. Details are headers, labels and codes. */
export interface KindRefusal {
  readonly code:
    | 'KIND_NOT_FOUND'
    | 'KIND_UNCLEAR'
    | 'SYSTEM_UNCLEAR'
    | 'ID_COLUMN_MISSING'
    | 'MAPPING_FREE_TEXT'
    | 'HEADER_DUPLICATED';
  readonly detail: Readonly<Record<string, string>>;
}

/** Kinds whose rows are cases with a number of their own. */
const CASE_KINDS: readonly KindName[] = KIND_NAMES.filter(
  (kind) => KINDS[kind].identifiedBy.endsWith('_id') && KINDS[kind].identifiedBy !== 'person_id',
);

/**
 * The kind of a list and how its columns are read.
 *
 * @param said the kind that somebody has said; null to tell it from the headers
 * @param origin which system the list says that it is of
 * @param named the kinds that it calls itself by, for headers that several kinds have
 */
export function chooseKind(
  headers: readonly string[],
  said: KindName | null,
  mapping: Mapping | null,
  profile: Profile,
  origin: ListOrigin = 'unsaid',
  named: readonly KindName[] = [],
): ResolvedColumns | KindRefusal {
  const found =
    said === null
      ? guessedKind(headers, profile, origin, named)
      : resolveColumns(said, headers, profile, mapping);
  return 'code' in found ? found : (refusalOf(found, mapping) ?? found);
}

export const isRefusal = (chosen: ResolvedColumns | KindRefusal): chosen is KindRefusal => 'code' in chosen;

function guessedKind(
  headers: readonly string[],
  profile: Profile,
  origin: ListOrigin,
  named: readonly KindName[],
): ResolvedColumns | KindRefusal {
  const guesses = guessKinds(headers, profile, kindsOf(origin));
  const [best, second] = guesses;
  // Another kind that knows more of the headers but lacks its id is what the list really is: persons must not be
  // taken in as units because units too have a name.
  const nearest = [...guesses].sort((a, b) => b.resolved.columns.length - a.resolved.columns.length)[0];
  const isOther =
    best !== undefined &&
    nearest !== undefined &&
    nearest.resolved.columns.length > best.resolved.columns.length;
  const isTold = best?.resolved.columns.some(({ header }) => !TELLS_NOTHING.has(foldHeader(header))) === true;
  if (!isTold || !best.isIdentified || isOther || isAboutCases(best.resolved, headers, profile))
    return noKind(nearest?.resolved, headers, profile);
  if (second?.isIdentified === true && second.resolved.columns.length === best.resolved.columns.length)
    return calledSo(guesses, best, named);
  return systemUnclear(best.resolved, headers, profile, origin) ?? best.resolved;
}

/** No kind is found: the nearest and what it lacks; where not one header is known, what a list of SIPs would have. */
function noKind(
  nearest: ResolvedColumns | undefined,
  headers: readonly string[],
  profile: Profile,
): KindRefusal {
  const isNear = nearest !== undefined && nearest.columns.length > 0;
  const { missing, columns } = isNear ? nearest : resolveColumns('sip', headers, profile, null);
  return {
    code: 'KIND_NOT_FOUND',
    detail: {
      kind: isNear ? kindLabel(nearest.kind, profile) : '',
      missing: missing.map(({ label }) => label).join(', '),
      known: columns.map(({ header }) => header).join(', '),
    },
  };
}

/** Which of the two systems a list is of, where neither it nor its known headers say, or they say different things. */
function systemUnclear(
  { kind, columns }: ResolvedColumns,
  headers: readonly string[],
  profile: Profile,
  origin: ListOrigin,
): KindRefusal | null {
  const alike = kindOf(kind).mirrors ?? mirrorOf(kind);
  if (alike === undefined) return null;
  const read = new Set(columns.map(({ index }) => index));
  const beside = resolveColumns(alike, headers, profile, null)
    .columns.filter(({ index }) => !read.has(index))
    .map(({ field }) => field.name);
  if (isGainsaid(kind, beside, origin)) return ofEither(kind, alike, profile);
  const target = targetItMayBe(kind, beside, origin);
  return target === undefined ? null : ofEither(kind, target, profile);
}

/** The question whose list it is, with the kinds that answer it. */
export function ofEither(
  one: KindName,
  other: KindName,
  { source, target }: Pick<Profile, 'source' | 'target'>,
): KindRefusal {
  const [kind, alike] = isOfTarget(one) ? [other, one] : [one, other];
  return { code: 'SYSTEM_UNCLEAR', detail: { kind, alike, source, target } };
}

type Guess = ReturnType<typeof guessKinds>[number];

/** Of kinds that know as many of the headers, the one that the list calls itself by. */
function calledSo(
  guesses: readonly Guess[],
  best: Guess,
  named: readonly KindName[],
): ResolvedColumns | KindRefusal {
  const alike = guesses
    .filter(
      ({ isIdentified, resolved }) =>
        isIdentified && resolved.columns.length === best.resolved.columns.length,
    )
    .map(({ resolved }) => resolved);
  const [ofName, ...others] = alike.filter(({ kind }) => named.includes(kind));
  if (ofName !== undefined && others.length === 0) return ofName;
  const kinds = alike.map(({ kind }) => kind);
  return { code: 'KIND_UNCLEAR', detail: { kinds: kinds.join(', '), first: best.resolved.kind } };
}

/** Headers of any table in the world. */
const TELLS_NOTHING: ReadonlySet<string> = new Set(['name', 'namn', 'type', 'typ']);

/**
 * Persons and units are named in lists of cases too: a list with the number of a case is about those. In lists of the
 * target system the cases are known by their persons.
 */
function isAboutCases(
  { kind, columns }: ResolvedColumns,
  headers: readonly string[],
  profile: Profile,
): boolean {
  if (CASE_KINDS.includes(kind) || kindOf(kind).mirrors !== undefined) return false;
  return headers.some(
    (header) =>
      !columns.some((column) => column.header === header) &&
      CASE_KINDS.some((one) => speaksOfCase(one, header, profile)),
  );
}

/** What stops a list whose kind is known. */
function refusalOf(
  { kind, missing, columns, duplicated }: ResolvedColumns,
  mapping: Mapping | null,
): KindRefusal | null {
  const lacking = missing.find(({ name }) => name === kindOf(kind).identifiedBy);
  if (lacking !== undefined) return { code: 'ID_COLUMN_MISSING', detail: { column: lacking.label, kind } };
  // Goals, kartläggning and notes are not taken in, whatever a mapping says of them (data minimisation).
  const freeText = columns.find(({ header }) => mapping !== null && isFreeTextHeader(header));
  if (freeText !== undefined)
    return {
      code: 'MAPPING_FREE_TEXT',
      detail: { header: freeText.header, column: freeText.field.label },
    };
  if (duplicated.length > 0) return { code: 'HEADER_DUPLICATED', detail: { headers: duplicated.join(', ') } };
  return null;
}
