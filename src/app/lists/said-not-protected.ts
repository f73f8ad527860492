import { changedUnderDecision, type DecisionBasis } from '../../domain/classification/decision-facts.ts';
import { PROTECTION_DECIDED, trackCases } from '../../domain/tracking/tracking.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import { findCase } from '../../register/cases/cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { sourceWithNumber } from '../../register/lists/sources.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { openFactsAt } from '../../register/rows/list-contents.ts';

const ALWAYS = '9999-12-31';

/**
 * The persons of whom somebody has said that they are not the protected one who is called the same. The word counts as long
 * as the case that it was given of is of the same number, name and kommun.
 */
export function saidNotProtected(db: Engine): readonly string[] {
  const events = eventsOfType(db, PROTECTION_DECIDED, UNDONE);
  const saidOf = trackCases(events, ALWAYS);
  const persons = new Set<string>();
  for (const { type, kind, caseId } of events) {
    if (type !== PROTECTION_DECIDED || caseId === null || (kind !== 'sip' && kind !== 'vardtillfalle'))
      continue;
    const { notProtectedBasis: basis } = saidOf(kind, caseId);
    const row = findCase(db, kind, caseId);
    const person = row?.person_key ?? null;
    const list = basis === null ? undefined : sourceWithNumber(db, basis.sourceNo);
    if (basis === null || row === undefined || person === null || list === undefined) continue;
    const then = openFactsAt(db, kind)(row.case_no, list);
    if (then !== undefined && isSameWho(basis, then, row)) persons.add(person);
  }
  return [...persons];
}

/** Facts of either kind, as far as they tell who it is. */
const isSameWho = (basis: DecisionBasis, then: object, now: object): boolean =>
  changedUnderDecision(basis, { ...then }, { ...now }).length === 0;
