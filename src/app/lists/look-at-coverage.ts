import { dayNumber } from '../../domain/calendar/days.ts';
import { hadOfScope, isCovered, isWhole, WHOLE } from '../../domain/coverage/coverage.ts';
import type { CoverageWord } from '../../domain/coverage/held-list.ts';
import { isOneSide, sortingColumnsOf } from '../../domain/coverage/chosen-cases.ts';
import {
  cutOf,
  looksChosen,
  type ChosenCase,
  type ListAsSeen,
} from '../../domain/coverage/judge-coverage.ts';
import type { DefinitionPart } from '../../domain/coverage/list-definition.ts';
import { isBeyondHistory } from '../../domain/coverage/losses.ts';
import type { GuardedCell } from '../../domain/coverage/told-places.ts';
import { isWhileMoving } from '../../domain/plan/go-live.ts';
import { isOfTarget, kindOf, type FieldType, type KindName } from '../../domain/kinds/kinds.ts';
import type { Register } from '../../register/file/register.ts';
import {
  isListedSql,
  knownCasesOfDay,
  newAtEnds,
  rowsInOrder,
  valuesBefore,
} from '../../register/lists/coverage.ts';
import {
  lossesBefore,
  missingCases,
  newestDayOf,
  type MissingCase,
} from '../../register/lists/lacking-cases.ts';
import type { RememberedWord } from '../../register/lists/coverage-words.ts';
import { listHasCases, placesOfList } from '../../register/rows/list-contents.ts';
import { lackingPlaces } from './lacking-places.ts';
import { NOTHING_SEEN, seenInTarget, type SeenInTarget } from './seen-in-target.ts';
import type { RecognisedList } from './recognise-list.ts';

/** A list whose rows have been taken in, and what is said of it. */
export interface TakenList {
  readonly list: RecognisedList;
  readonly file: string;
  readonly sourceNo: number;
  readonly word: CoverageWord | null;
  /** The word is of several files together: it counts once all of them are in. */
  readonly isWordForSeveral: boolean;
  /** Cases read, and the list's own count of them, where it has one. */
  readonly cases: number;
  readonly ownCount: number | null;
  /** Ids in the other files of the call that are of the same kind and day; asked for only when a case is missing. */
  readonly keysElsewhere: () => Promise<ReadonlySet<string>>;
}

export interface Look {
  readonly seen: ListAsSeen;
  /** Where what it lacks was, with how many of them are of protected persons. */
  readonly places: readonly GuardedCell[];
  /** Cases that are gone and known to have been moved: seen in a list of the target system. */
  readonly moved: readonly number[];
  readonly unsure: SeenInTarget['unsure'];
}

/** What a list shows of its being the whole or a part, held against what was ongoing before it. */
export async function lookAtCoverage(
  register: Register,
  taken: TakenList,
  remembered: Pick<RememberedWord, 'covers' | 'definition' | 'together'> | null,
  differsIn: readonly DefinitionPart[],
): Promise<Look> {
  const { db } = register;
  const { list, sourceNo, word } = taken;
  const { exportedOn } = list;
  const { kind } = list.columns;
  const scope = word?.covers ?? remembered?.covers ?? null;
  const isEmpty = !listHasCases(db, sourceNo);
  // Only what is said of a part is held against where the list's cases are.
  const listed = scope === null || isWhole(scope) ? [] : placesOfList(db, kind, { sourceNo, exportedOn });
  const known = {
    said: word,
    remembered: remembered?.covers ?? null,
    differsIn,
    isEmpty,
    had: hadOfScope(
      kind,
      scope ?? WHOLE,
      listed.map((place) => ({ ...place })),
    ),
    ownCount: taken.ownCount,
    cases: taken.cases,
    hasHiddenRows: list.table.facts.notes.some(({ code }) => code === 'HIDDEN_ROWS'),
  };
  const absent = missingCases(db, kind, exportedOn, isListedSql(db, kind, 'c')).filter(
    (one) => scope === null || isCovered(scope, { ...one }),
  );
  if (word !== null || absent.length === 0)
    return { seen: { ...known, ...NOTHING_MISSING }, places: [], moved: [], unsure: NOTHING_SEEN.unsure };
  const elsewhere = await taken.keysElsewhere();
  // What another file of the call has is not gone, and claims no row of the target.
  const lacked = absent.filter(({ key }) => !elsewhere.has(key));
  const { moved, unsure } = kind === 'sip' ? seenInTarget(register, exportedOn, lacked) : NOTHING_SEEN;
  const missing = lacked.filter(({ caseNo }) => !moved.has(caseNo));
  const inList = knownCasesOfDay(db, kind, exportedOn).filter(
    (place) => scope === null || isCovered(scope, { ...place }),
  );
  const places = lackingPlaces(register, kind, missing, inList);
  const order = orderBefore(register, taken, missing);
  return {
    seen: {
      ...known,
      missing: places,
      isFiltered: isFiltered(register, kind, exportedOn, missing, order),
      cut: cutIn(register, taken, order),
      isBeyondHistory: remembered !== null && isFarMoreGone(register, list, remembered, places),
    },
    places,
    moved: [...moved],
    unsure,
  };
}

const NOTHING_MISSING = { missing: [], isFiltered: false, cut: null, isBeyondHistory: false } as const;

/** The columns that a list is chosen by, besides where its cases are. */
const CHOOSING: readonly FieldType[] = ['term', 'flag'];

/** Whether what a list lacks looks chosen: by a value or a day, or by one side of any column that lists are sorted by. */
function isFiltered(
  { db }: Register,
  kind: KindName,
  day: string,
  missing: readonly MissingCase[],
  order: readonly boolean[],
): boolean {
  const { fields } = kindOf(kind);
  const isLasting = LASTING.includes(kind);
  const chosen = fields.flatMap(({ name, type }) => (CHOOSING.includes(type) ? [name] : []));
  const began = fields.find(({ name }) => name === 'started_on' || name === 'created_on')?.name ?? null;
  const sorting = sortingColumnsOf(fields, !isLasting);
  const columns = [...chosen, ...sorting.names];
  const isMissing = new Set(missing.map(({ caseNo }) => caseNo));
  const known = valuesBefore(db, kind, { day, columns, began }).filter(
    ({ caseNo, isSeen }) => isSeen || isMissing.has(caseNo),
  );
  const asChosen = ({ isSeen, values, beganOn }: (typeof known)[number]): ChosenCase => ({
    isMissing: !isSeen,
    values: values.slice(0, chosen.length),
    beganOn,
  });
  if (isLasting && looksChosen(known.map(asChosen))) return true;
  const sorted = known.map(({ isSeen, values, key, personKey }) => ({
    isMissing: !isSeen,
    // Of the target's persons there is a pseudonym alone.
    ...sorting.of(values.slice(chosen.length), key, isOfTarget(kind) ? null : personKey),
  }));
  return isOneSide(sorted, isLasting ? order : []);
}

/** Kinds whose cases do not end in the order in which they began. */
const LASTING: readonly KindName[] = ['sip', 'patient', 'lcsp_sip'];

/**
 * Whether far more is missing than lists of the definition ever lacked. Not while cases are moved: most of them go then.
 */
function isFarMoreGone(
  { db, profile }: Register,
  { columns: { kind }, exportedOn }: RecognisedList,
  { definition, together }: Pick<RememberedWord, 'definition' | 'together'>,
  places: readonly GuardedCell[],
): boolean {
  if (!LASTING.includes(kind) || isWhileMoving(profile, exportedOn)) return false;
  const definitions = together ?? [definition];
  const before = lossesBefore(db, kind, definitions, exportedOn);
  const last = newestDayOf(db, kind, definitions, exportedOn);
  if (last === null) return false;
  const daysFrom = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
  const cases = places.reduce((all, { open }) => all + open, 0);
  const left = places.reduce((all, { inList }) => all + inList, 0);
  return isBeyondHistory(
    { cases, gone: cases - left, days: daysFrom(last, exportedOn) },
    before.map(({ from, to, ...loss }) => ({ ...loss, days: daysFrom(from, to) })),
  );
}

/** The cases of the list that had most of what is missing last, in its order: whether they are missing. */
function orderBefore(
  { db }: Register,
  { list }: TakenList,
  missing: readonly MissingCase[],
): readonly boolean[] {
  const lists = new Map<number, number>();
  for (const { lastSourceNo } of missing) lists.set(lastSourceNo, (lists.get(lastSourceNo) ?? 0) + 1);
  const before = [...lists].sort(([, a], [, b]) => b - a)[0]?.[0];
  if (before === undefined) return [];
  const isMissing = new Set(missing.map(({ caseNo }) => caseNo));
  const rows = rowsInOrder(db, list.columns.kind, before, list.exportedOn);
  // Those that are gone for a known reason say nothing of a cut.
  return rows.flatMap(({ caseNo, isSeen }) => (isMissing.has(caseNo) ? [true] : isSeen === 1 ? [false] : []));
}

/** Whether what is missing stands together at an end of that list. */
function cutIn(
  { db }: Register,
  { list, sourceNo }: TakenList,
  order: readonly boolean[],
): ListAsSeen['cut'] {
  const cut = cutOf(order, newAtEnds(db, sourceNo));
  // Stays and messages come to an end in the order in which they began.
  return cut === 'cut-at-start' && !LASTING.includes(list.columns.kind) ? null : cut;
}
