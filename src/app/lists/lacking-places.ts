import { toldCells, type GuardedCell, type ToldCell } from '../../domain/coverage/told-places.ts';
import { isOfTarget, type KindName } from '../../domain/kinds/kinds.ts';
import { openProtection, protectedPersons } from '../../register/cases/protected-persons.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { isCovered } from '../../domain/coverage/coverage.ts';
import {
  countGone,
  isListedSql,
  knownCasesOfDay,
  waitingScope,
  type CountedPlace,
} from '../../register/lists/coverage.ts';
import { NOTHING_SEEN, seenInTarget } from './seen-in-target.ts';
import { goneCases, missingCases, type MissingCase } from '../../register/lists/lacking-cases.ts';

/** Cases that are lacking by kommun and part, beside those that are not. */
export function lackingPlaces(
  register: Register,
  kind: KindName,
  missing: readonly MissingCase[],
  inList: readonly CountedPlace[],
): readonly GuardedCell[] {
  const isProtected = openProtectionOf(register, kind);
  const cells = new Map<string, GuardedCell>();
  const add = (
    { kommun, part }: Pick<GuardedCell, 'kommun' | 'part'>,
    counts: Pick<GuardedCell, 'open' | 'inList' | 'guarded'>,
  ): void => {
    const name = `${kommun ?? ''} ${part ?? ''}`;
    const { open, inList: there, guarded } = cells.get(name) ?? { open: 0, inList: 0, guarded: 0 };
    cells.set(name, {
      kommun,
      part,
      open: open + counts.open,
      inList: there + counts.inList,
      guarded: guarded + counts.guarded,
    });
  };
  for (const one of missing) add(one, { open: 1, inList: 0, guarded: isProtected(one) ? 1 : 0 });
  for (const { cases, ...place } of inList) add(place, { open: cases, inList: cases, guarded: 0 });
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** What lists took away that was there before. */
export interface Gone {
  readonly cases: number;
  /** Where those were that nothing explains but the lists themselves, as it may be told. */
  readonly unexplained: readonly ToldCell[];
}

export const NONE_GONE: Gone = { cases: 0, unexplained: [] };

/**
 * What is gone by lists of a day, once it is written down what they cover, and before anything is classified anew.
 *
 * @param isListedBefore how `isListedSql` put it before
 */
export function goneBy(register: Register, kind: KindName, day: string, isListedBefore: string): Gone {
  const { db } = register;
  const cases = countGone(db, kind, isListedBefore);
  if (cases === 0) return NONE_GONE;
  const gone = goneCases(db, kind, isListedBefore);
  const { moved } = kind === 'sip' ? seenInTarget(register, day, gone) : NOTHING_SEEN;
  const lacking = gone.filter(({ caseNo }) => !moved.has(caseNo));
  const left = knownCasesOfDay(db, kind, day);
  return { cases, unexplained: toldCells(lackingPlaces(register, kind, lacking, left)) };
}

/** Whether a case is of a person who is protected by any list; lists of the target know persons by pseudonyms. */
function openProtectionOf(register: Register, kind: KindName): (one: MissingCase) => boolean {
  const { db } = register;
  const persons = protectedPersons(db);
  const keys =
    isOfTarget(kind) && persons.size > 0
      ? new Set([...persons].map(openPseudonyms(register, 'read')))
      : persons;
  const isProtected = openProtection(db, keys);
  return ({ personKey, isProtected: ofItself }) =>
    isProtected({ person_key: personKey, is_protected: ofItself });
}

/** How many cases a list of a part lacks that may be in the file of those whose place nobody knows, which is still to come. */
export function casesThatWait({ db }: Register, kind: KindName, sourceNo: number, day: string): number {
  const scope = waitingScope(db, kind, sourceNo);
  return scope === null
    ? 0
    : missingCases(db, kind, day, isListedSql(db, kind, 'c')).filter((one) => isCovered(scope, { ...one }))
        .length;
}
