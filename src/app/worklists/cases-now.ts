import { factsToday } from '../../domain/returned/facts-today.ts';
import type { CaseNow } from '../../domain/returned/returned-row.ts';
import type { Step } from '../../domain/plan/plan.ts';
import type { Register } from '../../register/file/register.ts';
import { unacknowledgedByCase } from '../../register/cases/cases.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { IssuedRow, IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { openCaseIds } from '../../register/cases/case-ids.ts';
import { NO_STANDING, openStandings } from '../cases/case-standing.ts';
import { collectSubjects, subjectsOfKind } from '../cases/subjects.ts';

/** How the cases of a list stand when it comes back, by the key of their row. */
export function casesNow(
  register: Register,
  list: IssuedWorklist,
  issued: ReadonlyMap<string, IssuedRow>,
  stepOf: (row: IssuedRow) => Step,
  asOf: string,
): ReadonlyMap<string, CaseNow> {
  const { db } = register;
  const caseIdOf = openCaseIds(db);
  const standingOf = openStandings(db, asOf);
  const owed = unacknowledgedByCase(db, asOf);
  const factsOf = list.asksFor === 'work' ? openFactsToday(register, list, issued, stepOf, asOf) : () => null;
  return new Map(
    [...issued].map(([token, row]) => {
      const caseId = caseIdOf(row);
      // A person can have been registered before the SIP began that the row is known by.
      const standing = stepOf(row).kind === 'patient' ? NO_STANDING : standingOf(row);
      const messages = owed.get(caseId);
      const messagesOwed = messages === undefined ? 0 : messages.owed + messages.unread;
      return [token, { caseId, ...standing, messagesOwed, factsToday: factsOf(row) }];
    }),
  );
}

/** Only new lists change facts: where none has come since, nothing is looked up. */
function openFactsToday(
  register: Register,
  list: IssuedWorklist,
  issued: ReadonlyMap<string, IssuedRow>,
  stepOf: (row: IssuedRow) => Step,
  asOf: string,
): (row: IssuedRow) => CaseNow['factsToday'] {
  const { db, profile } = register;
  const [first] = issued.values();
  if (first === undefined) return () => null;
  if (!eventsOfType(db, 'imported').some(({ seq }) => seq > list.eventSeq)) return () => null;
  const step = stepOf(first);
  const handed = { kommun: list.kommun, showsPersonnummer: Object.hasOwn(first.cells, 'personnummer') };
  const now = new Map(
    subjectsOfKind(collectSubjects(register, asOf), step.kind).map((subject) => [subject.reference, subject]),
  );
  return ({ token }) => {
    const subject = now.get(token);
    // Gone from the lists: its facts are the last ones known.
    return subject === undefined ? null : factsToday(step, handed, subject, profile);
  };
}
