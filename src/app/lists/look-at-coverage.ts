import { isCovered, isWhole, type Scope } from '../../domain/coverage/coverage.ts';
import type { CoverageWord } from '../../domain/coverage/held-list.ts';
import {
  cutOf,
  looksChosen,
  type ChosenCase,
  type ListAsSeen,
  type MissingCell,
} from '../../domain/coverage/judge-coverage.ts';
import type { DefinitionPart } from '../../domain/coverage/list-definition.ts';
import { kindOf, type FieldType, type KindName } from '../../domain/kinds/kinds.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import {
  casesOfList,
  isListedSql,
  knownCasesOfDay,
  missingCases,
  newAtEnds,
  rowsInOrder,
  targetPersons,
  valuesBefore,
  type CountedPlace,
  type MissingCase,
} from '../../register/lists/coverage.ts';
import { countCases } from '../../register/rows/list-contents.ts';
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
  /** Cases that are gone and known to have been moved: seen in a list of the target system. */
  readonly moved: readonly number[];
}

/** What a list shows of its being the whole or a part, held against what was ongoing before it. */
export async function lookAtCoverage(
  register: Register,
  taken: TakenList,
  remembered: Scope | null,
  differsIn: readonly DefinitionPart[],
): Promise<Look> {
  const { db } = register;
  const { list, sourceNo, word } = taken;
  const { exportedOn } = list;
  const { kind } = list.columns;
  const scope = word?.covers ?? remembered;
  const rows = countCases(db, { sourceNo });
  const rowsInScope =
    scope === null || isWhole(scope)
      ? rows
      : sum(casesOfList(db, kind, sourceNo).filter((place) => isCovered(scope, place)));
  const known = {
    said: word,
    remembered,
    differsIn,
    rows,
    rowsInScope,
    ownCount: taken.ownCount,
    cases: taken.cases,
    hasHiddenRows: list.table.facts.notes.some(({ code }) => code === 'HIDDEN_ROWS'),
  };
  const absent = missingCases(db, kind, exportedOn, isListedSql(db, kind, 'c')).filter(
    (one) => scope === null || isCovered(scope, { ...one }),
  );
  if (word !== null || absent.length === 0)
    return { seen: { ...known, missing: [], isFiltered: false, cut: null }, moved: [] };
  const isMoved = kind === 'sip' ? openMoved(register, exportedOn) : (): boolean => false;
  const moved = absent.filter(isMoved);
  const movedNos = new Set(moved.map(({ caseNo }) => caseNo));
  const elsewhere = await taken.keysElsewhere();
  const missing = absent.filter(({ caseNo, key }) => !movedNos.has(caseNo) && !elsewhere.has(key));
  const inList = knownCasesOfDay(db, kind, exportedOn).filter(
    (place) => scope === null || isCovered(scope, { ...place }),
  );
  return {
    seen: {
      ...known,
      missing: cellsOf(missing, inList),
      isFiltered: LASTING.includes(kind) && looksChosen(chosenCases(register, kind, exportedOn, missing)),
      cut: cutIn(register, taken, missing),
    },
    moved: moved.map(({ caseNo }) => caseNo),
  };
}

const sum = (places: readonly { readonly cases: number }[]): number =>
  places.reduce((total, { cases }) => total + cases, 0);

/** Whether a person is known from the lists of the target system. */
export function openMoved(register: Register, day: string): (one: Pick<MissingCase, 'personKey'>) => boolean {
  const persons = targetPersons(register.db, day);
  if (persons.size === 0) return () => false;
  const pseudonymOf = openPseudonyms(register, 'read');
  return ({ personKey }) => personKey !== null && persons.has(pseudonymOf(personKey));
}

function cellsOf(missing: readonly MissingCase[], inList: readonly CountedPlace[]): readonly MissingCell[] {
  const cells = new Map<
    string,
    { kommun: string | null; part: string | null; open: number; inList: number }
  >();
  const add = (
    { kommun, part }: Pick<MissingCell, 'kommun' | 'part'>,
    open: number,
    ofThemInList: number,
  ): void => {
    const name = `${kommun ?? ''} ${part ?? ''}`;
    const cell = cells.get(name) ?? { kommun, part, open: 0, inList: 0 };
    cells.set(name, { ...cell, open: cell.open + open, inList: cell.inList + ofThemInList });
  };
  for (const place of missing) add(place, 1, 0);
  for (const { cases, ...place } of inList) add(place, cases, cases);
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** The columns that a list is chosen by, besides where its cases are. */
const CHOOSING: readonly FieldType[] = ['term', 'flag'];

function chosenCases(
  { db }: Register,
  kind: KindName,
  day: string,
  missing: readonly MissingCase[],
): readonly ChosenCase[] {
  const { fields } = kindOf(kind);
  const columns = fields.flatMap(({ name, type }) => (CHOOSING.includes(type) ? [name] : []));
  const began = fields.find(({ name }) => name === 'started_on' || name === 'created_on')?.name ?? null;
  const isMissing = new Set(missing.map(({ caseNo }) => caseNo));
  return valuesBefore(db, kind, { day, columns, began }).flatMap(({ caseNo, isSeen, values, beganOn }) =>
    isSeen || isMissing.has(caseNo) ? [{ isMissing: !isSeen, values, beganOn }] : [],
  );
}

/** Kinds whose cases do not end in the order in which they began. */
const LASTING: readonly KindName[] = ['sip', 'patient', 'lcsp_sip'];

/** Whether what is missing stands together at an end of the list that had most of it last. */
function cutIn(
  { db }: Register,
  { list, sourceNo }: TakenList,
  missing: readonly MissingCase[],
): ListAsSeen['cut'] {
  const lists = new Map<number, number>();
  for (const { lastSourceNo } of missing) lists.set(lastSourceNo, (lists.get(lastSourceNo) ?? 0) + 1);
  const before = [...lists].sort(([, a], [, b]) => b - a)[0]?.[0];
  if (before === undefined) return null;
  const isMissing = new Set(missing.map(({ caseNo }) => caseNo));
  const rows = rowsInOrder(db, list.columns.kind, before, list.exportedOn);
  // Those that are gone for a known reason say nothing of a cut.
  const order = rows.flatMap(({ caseNo, isSeen }) =>
    isMissing.has(caseNo) ? [true] : isSeen === 1 ? [false] : [],
  );
  const cut = cutOf(order, newAtEnds(db, sourceNo));
  // Stays and messages come to an end in the order in which they began.
  return cut === 'cut-at-start' && !LASTING.includes(list.columns.kind) ? null : cut;
}
