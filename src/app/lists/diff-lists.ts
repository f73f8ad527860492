import { kindOf, type FactValue, type Field, type KindName } from '../../domain/kinds/kinds.ts';
import type { ChangedField, ComparedList, ListDiff, NamedCase } from '../../domain/fates/list-diff.ts';
import {
  asMended,
  casesOnlyIn,
  casesReplacedBetween,
  countCases,
  isBefore,
  openFactsAt,
  wholeList,
  type ListedCase,
} from '../../register/rows/list-contents.ts';
import type { Register } from '../../register/file/register.ts';
import { allSources, type Source } from '../../register/lists/sources.ts';
import { openProtection, type PersonRow } from '../../register/cases/protected-persons.ts';
import { UserError } from '../../text/errors.ts';
import { factText, HIDDEN_COLUMNS } from '../cases/fact-text.ts';
import { dayOfList, sourceLine, sourcesMeant, unknownSource } from './find-source.ts';
import { nameOfCase } from '../cases/named-case.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';

export interface DiffRequest {
  /** A source's number, file name or export date; null = the list before `to`. */
  readonly from: string | null;
  /** Null = the newest list of the kind. */
  readonly to: string | null;
  /** Null = the kind of the lists that are named, else SIP. */
  readonly kind: KindName | null;
}

/**
 * What two lists of one kind differ in, however many came between them: from the register alone.
 *
 * @throws UserError where a list is unknown, or the two are of different kinds
 */
export function diffLists({ db, profile }: Register, request: DiffRequest): ListDiff {
  const { kind, ...chosen } = chooseLists(allSources(db), request, profile);
  const [from, to] = [wholeList(db, chosen.from), wholeList(db, chosen.to)];
  const named = ({ caseNo, key, row }: ListedCase): NamedCase => ({
    caseNo,
    ...nameOfCase(kind, caseNo, key),
    row,
  });
  const added = casesOnlyIn(db, kind, to, from);
  const factsAt = openFactsAt(db, kind);
  const isProtected = openProtection(db);
  const changed = casesReplacedBetween(db, kind, from, to).flatMap((listed) => {
    const before = factsAt(listed.caseNo, asMended(from));
    const after = factsAt(listed.caseNo, asMended(to));
    if (before === undefined || after === undefined) return [];
    const fields = changedFields(kind, before, after, profile, isProtected);
    return fields.length === 0 ? [] : [{ ...named(listed), fields }];
  });
  const cases = countCases(db, to);
  return {
    kind,
    from: compared(chosen.from, countCases(db, from)),
    to: compared(chosen.to, cases),
    new: added.filter(({ wasListedBefore }) => wasListedBefore === 0).map(named),
    changed,
    gone: casesOnlyIn(db, kind, from, to).map(named),
    back: added.filter(({ wasListedBefore }) => wasListedBefore === 1).map(named),
    unchanged: cases - added.length - changed.length,
  };
}

function compared({ sourceNo, fileName, exportedOn }: Source, cases: number): ComparedList {
  return { sourceNo, file: fileName, exportedOn: dayOfList(exportedOn), cases };
}

/** A list that mends another is a part of it, and is not compared by itself. */
const isWhole = ({ mends }: Source): boolean => mends === null;

function chooseLists(
  sources: readonly Source[],
  request: DiffRequest,
  names: Pick<Profile, 'source' | 'target'>,
): { readonly kind: KindName; readonly from: Source; readonly to: Source } {
  const kind = request.kind ?? kindMeant(sources, request);
  const lists = sources.filter((source) => source.kind === kind && isWhole(source));
  const from = listsMeant(sources, request.from, kind).at(-1);
  const to = listsMeant(sources, request.to, kind).at(-1) ?? lists.at(-1);
  const before = from ?? lists.findLast((list) => to !== undefined && isBefore(list, to));
  if (to === undefined || before === undefined) {
    throw new UserError('TOO_FEW_LISTS', {
      kind: kindLabel(kind, names),
      known: sources.length === 0 ? ' inga' : `\n${sources.map(sourceLine).join('\n')}`,
    });
  }
  return { kind, from: before, to };
}

/** The lists of a kind that somebody named; of a list that mends another, that one. */
function listsMeant(
  sources: readonly Source[],
  written: string | null,
  kind: KindName | null,
): readonly Source[] {
  if (written === null) return [];
  const found = sourcesMeant(sources, written)
    .map((source) => sources.find(({ sourceNo }) => sourceNo === source.mends) ?? source)
    .filter((source) => kind === null || source.kind === kind);
  if (found.length === 0) throw unknownSource(written, sources, kind);
  return found;
}

/** The kind of the lists that are named: a date can be that of several kinds, a number or a file is of one. */
function kindMeant(sources: readonly Source[], { from, to }: DiffRequest): KindName {
  const kindsOf = (written: string | null): readonly KindName[] => [
    ...new Set(listsMeant(sources, written, null).map(({ kind }) => kind)),
  ];
  const candidates = [kindsOf(from), kindsOf(to)].filter((kinds) => kinds.length > 0);
  const shared = candidates[0]?.filter((kind) => candidates.every((kinds) => kinds.includes(kind))) ?? [];
  if (candidates.length > 0 && shared.length === 0)
    throw new UserError('SOURCES_OF_TWO_KINDS', { from: from ?? '', to: to ?? '' });
  return shared.includes('sip') ? 'sip' : (shared[0] ?? 'sip');
}

type Facts = Readonly<Record<string, FactValue>>;

/** Beyond who it is about, an address is not shown either. */

const isHidden = ({ type, name }: Field): boolean =>
  type === 'person' || type === 'name' || type === 'units' || HIDDEN_COLUMNS.includes(name);

/**
 * The fields that differ, in the order of the kind. Of a protected person no value is shown.
 *
 * @param isProtectedPerson whether any list says so of the person
 */
export function changedFields(
  kind: KindName,
  before: object,
  after: object,
  profile: Profile,
  isProtectedPerson: (row: PersonRow) => boolean,
): readonly ChangedField[] {
  const from = before as Facts;
  const to = after as Facts;
  const isProtected = [before, after].some((facts) => isProtectedPerson(facts as PersonRow));
  const unread = [from, to].map(unreadOf);
  return kindOf(kind).fields.flatMap((field): readonly ChangedField[] => {
    const { name: column, label } = field;
    const [was, is] = [from[column] ?? null, to[column] ?? null];
    const isOtherwiseUnread = unread[0]?.[column] !== unread[1]?.[column];
    if (was === is && !isOtherwiseUnread) return [];
    if (isProtected || isHidden(field) || was === is) {
      return [{ column, label, from: null, to: null, fromText: '', toText: '', isHidden: true }];
    }
    const text = (value: FactValue, unreadable: string | undefined): string =>
      unreadable === undefined ? factText(field, value, profile) : 'gick inte att läsa';
    return [
      {
        column,
        label,
        from: was,
        to: is,
        fromText: text(was, unread[0]?.[column]),
        toText: text(is, unread[1]?.[column]),
        isHidden: false,
      },
    ];
  });
}

/** Texts of a row that could not be understood. */
function unreadOf(facts: Facts): Readonly<Partial<Record<string, string>>> {
  const texts = facts['not_understood'];
  return typeof texts === 'string' ? (JSON.parse(texts) as Record<string, string>) : {};
}
