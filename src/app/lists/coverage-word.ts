import {
  hadOfScope,
  isOfOtherPlaces,
  isWhole,
  UNKNOWN_PLACE,
  widened,
  type HadOfScope,
  type NamedPlace,
  type Scope,
  type ScopeColumn,
} from '../../domain/coverage/coverage.ts';
import {
  PLAIN_HOLD,
  waysForScope,
  type CoverageWord,
  type HeldList,
} from '../../domain/coverage/held-list.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import { termLabel } from '../../domain/kinds/terms.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { atOnce } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { casesPerKommun, isListedSql } from '../../register/lists/coverage.ts';
import type { AddedCases } from '../../register/rows/added-cases.ts';
import {
  isSaidAlready,
  coversOf,
  layWordOn,
  listsOfDay,
  otherWholesOfDay,
  rememberedWords,
  setCovers,
} from '../../register/lists/coverage-words.ts';
import { sourceWithNumber } from '../../register/lists/sources.ts';
import { placesOfList } from '../../register/rows/list-contents.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { reclassify } from '../cases/reclassify.ts';
import { COVERAGE_SAID } from './find-source.ts';
import type { ImportReport } from './import-report.ts';
import { goneBy, NONE_GONE, type Gone } from './lacking-places.ts';

/** Lists of one kind and day, which are the whole together. */
export interface DayGroup {
  readonly kind: KindName;
  readonly sourceNos: readonly number[];
}

/** The lists of a call, by kind and day. */
export function groupsOf(
  reports: readonly Pick<ImportReport, 'kind' | 'exportedOn' | 'sourceNo' | 'mending'>[],
): readonly DayGroup[] {
  const groups = new Map<string, { kind: KindName; sourceNos: number[] }>();
  for (const { kind, exportedOn, sourceNo, mending } of reports) {
    if (mending !== null || exportedOn === null) continue;
    const name = `${kind} ${exportedOn}`;
    const group = groups.get(name) ?? { kind, sourceNos: [] };
    // The same file can be named twice.
    if (!group.sourceNos.includes(sourceNo)) group.sourceNos.push(sourceNo);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/**
 * Lays somebody's word on lists that are in already, in one transaction.
 *
 * @returns what is gone by it
 */
export function layWords(
  register: Register,
  groups: readonly DayGroup[],
  word: CoverageWord,
  { asOf, writer }: { readonly asOf: string; readonly writer: Writer },
): Gone {
  const { db } = register;
  const news = groups.filter(({ sourceNos }) => !isSaidAlready(db, sourceNos, word.covers));
  if (news.length === 0) return NONE_GONE;
  // Lists that somebody has set aside meanwhile are no longer there to be spoken of.
  const areThere = (): boolean =>
    groups.every(({ sourceNos }) => sourceNos.every((no) => sourceWithNumber(db, no) !== undefined));
  return atOnce(
    db,
    () => {
      const gone = news.map((group) => layWord(register, group, word.covers));
      for (const { sourceNos } of news) {
        const exportedOn = sourceWithNumber(db, sourceNos[0] ?? 0)?.exportedOn ?? asOf;
        logWord(register, word, sourceNos, { effectiveOn: exportedOn, writer });
      }
      reclassify(register, null, eventWriter(db, writer));
      return {
        cases: gone.reduce((sum, { cases }) => sum + cases, 0),
        unexplained: gone.flatMap(({ unexplained }) => unexplained),
      };
    },
    areThere,
  );
}

/**
 * Lays a word on the lists of one kind and day, within the caller's transaction, and remembers it for their
 * definitions: of several together. Lists of one day that share no case, and are all called whole, are so together.
 *
 * @returns what is gone by it
 */
export function layWord(register: Register, { kind, sourceNos }: DayGroup, covers: Scope): Gone {
  const { db } = register;
  const before = isListedSql(db, kind, 'c');
  const [first = 0] = sourceNos;
  const now = coversOf(db, first);
  const wider = sourceNos.length === 1 ? widened(now.covers, covers) : null;
  if (wider !== null) {
    // The same content under another name: what is remembered is of the file that came first.
    setCovers(db, first, wider, now.wordNo);
    return goneBy(register, kind, sourceWithNumber(db, first)?.exportedOn ?? '', before);
  }
  const others = isWhole(covers) && sourceNos.length === 1 ? othersOfDay(db, kind, first) : [];
  layWordOn(db, sourceNos, covers);
  // What was said of the list alone stands again if one of the others is set aside.
  if (others.length > 0) layWordOn(db, [...new Set([...others, ...sourceNos])], covers);
  return goneBy(register, kind, sourceWithNumber(db, first)?.exportedOn ?? '', before);
}

/** The lists of its day that a list is the whole with: called so before together, or one by one. */
function othersOfDay(db: Engine, kind: KindName, sourceNo: number): readonly number[] {
  const day = sourceWithNumber(db, sourceNo)?.exportedOn ?? '';
  const ofDay = listsOfDay(db, kind, day);
  const own = ofDay.find((list) => list.sourceNo === sourceNo)?.definition ?? null;
  const together = rememberedWords(db).find(({ definition }) => definition === own)?.together ?? [];
  return [
    ...otherWholesOfDay(db, kind, { sourceNo, day }),
    ...ofDay.flatMap((list) => (together.includes(list.definition ?? '') ? [list.sourceNo] : [])),
  ];
}

/** What lists have of that which they are said to cover, where the word is not of them; null where it is. */
export function coverNothing(
  { db }: Register,
  { kind, sourceNos }: DayGroup,
  { covers, isWhole: isSaidWhole }: CoverageWord,
): HadOfScope | null {
  const places = sourceNos.flatMap((sourceNo) => {
    const source = sourceWithNumber(db, sourceNo);
    return source === undefined ? [] : placesOfList(db, kind, source);
  });
  const had = hadOfScope(
    kind,
    covers,
    places.map((place) => ({ ...place })),
  );
  const isEmpty = places.length === 0;
  return isOfOtherPlaces(covers, had, { isEmpty, isSaidWhole }) ? had : null;
}

/** A list that is not of what it is said to cover: in which named places it has no case, and what can be done. */
export function heldByScope(
  { profile }: Pick<Register, 'profile'>,
  kind: KindName,
  had: HadOfScope,
): HeldList {
  const detail = had.has === 'cannot' ? null : ` (${namedPlaces(profile, had.lacks)})`;
  return { ...PLAIN_HOLD, code: 'COVERS_NOTHING', detail, ways: waysForScope(kind, had) };
}

/** Places that are named in a scope, as people write them. */
export const namedPlaces = (profile: Profile, places: readonly NamedPlace[]): string =>
  places.map(({ column, value }) => `${column}=${placeName(profile, column, value)}`).join(', ');

function placeName(profile: Profile, column: ScopeColumn, value: string | null): string {
  if (value === null) return UNKNOWN_PLACE;
  if (column === 'kommun') return kommunName(profile, value);
  return column === 'part' ? termLabel('part', value) : value;
}

export function logWord(
  { db }: Register,
  { covers, by, reason }: CoverageWord,
  sourceNos: readonly number[],
  { effectiveOn, writer }: { readonly effectiveOn: string; readonly writer: Writer },
): void {
  eventWriter(db, { ...writer, by })({
    type: COVERAGE_SAID,
    effectiveOn,
    data: { sourceNos, covers, reason },
  });
}

/**
 * The cases of a list by kommun, in the order of the profile; those without last.
 *
 * @param added those that it has added just now, counted as they came
 */
export function perKommunOf(
  { db, profile }: Register,
  kind: KindName,
  sourceNo: number,
  added: AddedCases | null = null,
): ImportReport['perKommun'] {
  if (!kindOf(kind).isDated || !kindOf(kind).fields.some(({ name }) => name === 'kommun')) return [];
  const kommuner = [...profile.kommuner.map(({ code }) => code), null];
  const counts = casesPerKommun(db, kind, { sourceNo, upTo: added?.lastBefore ?? null }, kommuner);
  return kommuner.flatMap((kommun, at) => {
    const cases = (counts[at] ?? 0) + (added?.perKommun.get(kommun) ?? 0);
    return cases === 0 ? [] : [{ kommun, cases }];
  });
}
