import { WHOLE } from '../../domain/coverage/coverage.ts';
import { SIGN_TEXTS, WAYS_FOR_EMPTY, WAYS_FOR_PART, type HeldList } from '../../domain/coverage/held-list.ts';
import { judgeCoverage, type Judgement } from '../../domain/coverage/judge-coverage.ts';
import {
  definitionKey,
  definitionOf,
  differenceOf,
  readDefinitionKey,
  type ListDefinition,
} from '../../domain/coverage/list-definition.ts';
import { membershipOf } from '../../domain/coverage/together.ts';
import { toldCells } from '../../domain/coverage/told-places.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import { doubtsText } from '../../domain/target/target-row.ts';
import type { Register } from '../../register/file/register.ts';
import { isListedSql, noteAbsences } from '../../register/lists/coverage.ts';
import {
  definitionOfSource,
  hasOwnWord,
  listsOfDay,
  openSharesCase,
  rememberedWords,
  setCovers,
  setDefinition,
  type RememberedWord,
} from '../../register/lists/coverage-words.ts';
import type { Source } from '../../register/lists/sources.ts';
import { listHasCases } from '../../register/rows/list-contents.ts';
import { heldByScope, layWord } from './coverage-word.ts';
import { goneBy, NONE_GONE, type Gone } from './lacking-places.ts';
import { lookAtCoverage, type Look, type TakenList } from './look-at-coverage.ts';

export interface Settled {
  readonly gone: Gone;
  readonly held: HeldList | null;
  /** How many other lists of the day must come before this one is the whole with them. */
  readonly waitsFor: number;
}

export const NOTHING_GONE: Settled = { gone: NONE_GONE, held: null, waitsFor: 0 };

/**
 * Decides what a list covers, once its rows are taken in and before anything is classified anew: what is said of it,
 * what was said before of lists of its definition, or its own cases alone.
 */
export async function settleCoverage(register: Register, taken: TakenList): Promise<Settled> {
  const { db } = register;
  const { list, sourceNo } = taken;
  const { kind } = list.columns;
  if (!kindOf(kind).isDated) {
    setCovers(db, sourceNo, WHOLE, null);
    return NOTHING_GONE;
  }
  // A Rättningslista holds a part of a list: what is not in it is not gone.
  if (list.mending !== null) return NOTHING_GONE;
  const definition = definitionOf({
    kind,
    headers: list.headers,
    titles: list.titleTexts,
    sheets: shownSheets(list),
    file: taken.file,
  });
  setDefinition(db, sourceNo, definitionKey(definition));
  if (taken.isWordForSeveral) return NOTHING_GONE;
  return settleBy(register, taken, definition);
}

/** A sheet that has been hidden since is not read: the list is another. */
const shownSheets = ({ table: { facts } }: TakenList['list']): readonly string[] =>
  facts.sheets.filter((name) => !facts.hiddenSheets.includes(name));

async function settleBy(register: Register, taken: TakenList, definition: ListDefinition): Promise<Settled> {
  const { db } = register;
  const { list, sourceNo, word } = taken;
  const { kind } = list.columns;
  const key = definitionKey(definition);
  const known = rememberedWords(db);
  const remembered = known.find((one) => one.definition === key) ?? null;
  const others = known.map((one) => readDefinitionKey(one.definition));
  const differsIn = remembered === null ? differenceOf(definition, others) : [];
  const day = word === null ? membersOfDay(register, kind, list.exportedOn, remembered) : ALONE;
  // One without a case is asked about at once, whatever the others of the day say.
  if (day.waitsFor > 0 && taken.cases > 0) return { ...NOTHING_GONE, waitsFor: day.waitsFor };
  const look = await lookAtCoverage(register, taken, remembered, differsIn);
  const judgement = judgeCoverage(look.seen);
  if (judgement.hold !== null)
    return { ...NOTHING_GONE, held: heldOf(register, taken, look, judgement.hold) };
  const { covers } = judgement;
  if (word !== null)
    return { ...NOTHING_GONE, gone: layWord(register, { kind, sourceNos: [sourceNo] }, word.covers) };
  const before = isListedSql(db, kind, 'c');
  for (const no of day.members ?? [sourceNo]) setCovers(db, no, covers, remembered?.wordNo ?? null);
  if (covers === null) noteAbsences(db, sourceNo, look.moved);
  return { ...NOTHING_GONE, gone: goneBy(register, kind, list.exportedOn, before) };
}

interface MembersOfDay {
  /** The lists that are the whole together; null for one that is so by itself. */
  readonly members: readonly number[] | null;
  readonly waitsFor: number;
}

const ALONE: MembersOfDay = { members: null, waitsFor: 0 };

/** Where lists of this definition are the whole only with others: which of them the day has. */
function membersOfDay(
  { db }: Register,
  kind: KindName,
  day: string,
  remembered: RememberedWord | null,
): MembersOfDay {
  const together = remembered?.together ?? null;
  if (together === null) return ALONE;
  return membershipOf(together, listsOfDay(db, kind, day), openSharesCase(db));
}

/**
 * How many others of its day a list waits for, of those that are in; null where it is not asked: somebody has said what
 * it is the whole of itself.
 */
export function othersWaitedFor(register: Register, { kind, sourceNo, exportedOn }: Source): number | null {
  const { db } = register;
  const definition = definitionOfSource(db, sourceNo);
  if (hasOwnWord(db, sourceNo) || !listHasCases(db, sourceNo)) return null;
  const remembered = rememberedWords(db).find((one) => one.definition === definition) ?? null;
  return membersOfDay(register, kind, exportedOn, remembered).waitsFor;
}

const WAYS = {
  LIST_MAYBE_PART: WAYS_FOR_PART,
  LIST_SHARES_NOTHING: WAYS_FOR_PART,
  LIST_EMPTY: WAYS_FOR_EMPTY,
} as const;

function heldOf(
  register: Register,
  { ownCount, list }: TakenList,
  { places, unsure, seen }: Look,
  { code, signs }: NonNullable<Judgement['hold']>,
): HeldList {
  if (code === 'COVERS_NOTHING') return heldByScope(register, list.columns.kind, seen.had);
  const { target } = register.profile;
  const cases = places.reduce((sum, { open, inList }) => sum + open - inList, 0);
  // Why a row of the target does not say where one of them is.
  const inTarget =
    unsure.cases === 0
      ? ''
      : `; ${unsure.cases} av dem är av personer med rader i ${target} som inte räknas (${doubtsText(unsure.why)})`;
  const why = signs.map((sign) => SIGN_TEXTS[sign]).join('; ');
  const ofCode = {
    LIST_MAYBE_PART: `${cases} saknas; ${why === '' ? 'ingen har sagt att listor av det här slaget är hela' : why}${inTarget}`,
    LIST_SHARES_NOTHING: `alla ${cases} saknas${inTarget}`,
    LIST_EMPTY: ownCount === 0 ? ', och säger själv Antal: 0' : '',
  };
  return {
    code,
    detail: ofCode[code],
    missing: toldCells(places),
    signs,
    ways: WAYS[code],
    lock: null,
  };
}
