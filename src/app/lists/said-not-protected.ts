import { changedUnderDecision, type DecisionBasis } from '../../domain/classification/decision-facts.ts';
import { bareName } from '../../domain/records/bare-name.ts';
import { openNamesakes, type Named } from '../../domain/records/namesakes.ts';
import {
  PROTECTION_DECIDED,
  trackCases,
  type NamesakeRows,
  type Tracked,
} from '../../domain/tracking/tracking.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import { findCase } from '../../register/cases/cases.ts';
import { caseOfRow, type Unplaced } from '../../register/cases/unplaced-protection.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { sourceWithNumber } from '../../register/lists/sources.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { openFactsAt } from '../../register/rows/list-contents.ts';
import type { IsSaid } from '../cases/classifier.ts';

const ALWAYS = '9999-12-31';

/**
 * The persons of whom somebody has said that they are not the protected one who is called the same. The word counts as long
 * as the case that it was given of is of the same number, name and kommun, and no other row has come to call somebody so: that
 * may be another protected person, of whom nobody has said anything.
 */
export function saidNotProtected(
  db: Engine,
  unplaced: readonly Unplaced[],
  isSaid: IsSaid,
): readonly string[] {
  const events = eventsOfType(db, PROTECTION_DECIDED, UNDONE).filter(({ seq }) => isSaid(seq));
  const saidOf = trackCases(events, ALWAYS);
  const persons = new Set<string>();
  for (const { kind, caseId } of events) {
    if (caseId === null || (kind !== 'sip' && kind !== 'vardtillfalle')) continue;
    const { notProtectedBasis: basis } = saidOf(kind, caseId);
    const person = basis === null ? null : personSaid(db, { kind, caseId, basis }, unplaced);
    if (person !== null) persons.add(person);
  }
  return [...persons];
}

interface Said {
  readonly kind: 'sip' | 'vardtillfalle';
  readonly caseId: string;
  readonly basis: NonNullable<Tracked['notProtectedBasis']>;
}

/** Whom a word is of, where it counts still. */
function personSaid(db: Engine, { kind, caseId, basis }: Said, unplaced: readonly Unplaced[]): string | null {
  const row = findCase(db, kind, caseId);
  const list = sourceWithNumber(db, basis.sourceNo);
  if (row === undefined || list === undefined) return null;
  if (!isSameWho(basis, openFactsAt(db, kind)(row.case_no, list), row)) return null;
  return isAnyOther(db, namesakesOf(unplaced, row), basis.namesakes) ? null : row.person_key;
}

/** Facts of either kind, as far as they tell who it is. */
const isSameWho = (basis: DecisionBasis, then: object | undefined, now: object): boolean =>
  changedUnderDecision(basis, { ...then }, { ...now }).length === 0;

/** Those of some whom nobody can tell from a person, by the name. */
export const namesakesOf = (unplaced: readonly Unplaced[], who: Named): readonly Unplaced[] =>
  unplaced.filter(({ name, kommun }) => {
    const bare = bareName(name);
    return bare !== null && openNamesakes([{ name: bare, kommun }])(who);
  });

/**
 * Whether any of them is another than those of some rows. The same list a week later has the same person on another row: of
 * a case by its id, and else by the kind of list, the kommun and what is left of the number, as often as before.
 */
function isAnyOther(db: Engine, some: readonly Unplaced[], known: NamesakeRows | undefined): boolean {
  if (known === undefined) return false;
  const cases = new Set(known.map(([sourceNo, row]) => caseOfRow(db, sourceNo, row)));
  const isKnown = ({ sourceNo, row }: Unplaced): boolean =>
    known.some(([no, at]) => no === sourceNo && at === row);
  const timesKnown = mostInOneList(some.filter(isKnown));
  return (
    [...mostInOneList(some)].some(([key, times]) => times > (timesKnown.get(key) ?? 0)) ||
    some.some(({ caseNo }) => caseNo !== null && !cases.has(caseNo))
  );
}

/** How many rows of one list say the same of who it is, at most. Cases are told by their ids. */
function mostInOneList(some: readonly Unplaced[]): ReadonlyMap<string, number> {
  const inList = new Map<string, number>();
  const most = new Map<string, number>();
  for (const { kind, sourceNo, caseNo, kommun, personKey } of some) {
    if (caseNo !== null) continue;
    const key = JSON.stringify([kind, kommun, personKey]);
    const place = JSON.stringify([key, sourceNo]);
    const times = (inList.get(place) ?? 0) + 1;
    inList.set(place, times);
    most.set(key, Math.max(times, most.get(key) ?? 0));
  }
  return most;
}
