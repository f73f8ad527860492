import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { ListedExplanation } from '../../domain/tracking/explanation.ts';
import { confirmAttested } from '../../domain/tracking/confirmation.ts';
import { kvittensOf } from '../../domain/tracking/kvittens.ts';
import { attestation } from '../../domain/tracking/tracking.ts';
import { whyMessage, whyPatient } from '../../domain/tracking/why-listed.ts';
import { isPatientStep } from '../../domain/plan/plans.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { Subject } from '../../domain/plan/subject.ts';
import { unreadColumns, type CaseRow } from '../../register/cases/cases.ts';
import { casesOfPatient } from '../../register/cases/person-cases.ts';
import type { Register } from '../../register/file/register.ts';
import { worklistsOfCase } from '../../register/hand-outs/worklists.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { eventsOfCase } from '../../register/log/events.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { answerCells } from './answered-case.ts';
import { listsOfCase, toldEvents } from './case-history.ts';
import { openNamesOfPersons } from './person-places.ts';
import { explainPerson } from './persons-attested.ts';
import { collectSubjects } from './subjects.ts';
import { openTargetLists } from './target-evidence.ts';

/** Everything the register knows of a patient, as of a day: the lists, why, and what is attested on them. */
export function explainPatient(register: Register, row: CaseRow<'patient'>, asOf: string): ListedExplanation {
  const { db, profile } = register;
  const reference = referenceCode('P', row.case_no);
  const subject = collectSubjects(register, asOf).patients.find((one) => one.reference === reference) ?? null;
  const listOn = coverageOf(db, 'patient', asOf).coveredOn(row);
  const lists = listsOf(register, subject);
  const events = openNamesOfPersons(db)({ kind: 'patient', caseId: reference })
    .flatMap(({ kind, caseId }) => eventsOfCase(db, kind, caseId))
    // Under a SIP's reference stand what is said of the SIP, and what is said of the person.
    .filter(({ kind, data }) => kind === 'patient' || isPatientStep(stepOfEvent(data)))
    .sort((a, b) => a.seq - b.seq);
  return {
    kind: 'patient',
    id: reference,
    reference,
    asOf,
    lock: lockOfRegister(db),
    lists,
    reasons: whyPatient(subject, { listOn, isTaken: lists.length > 0 }, profile),
    cases: casesOfPatient(db, row.case_no),
    ...listsOfCase(register, 'patient', row, asOf),
    events: toldEvents(db, events, asOf),
    ...explainPerson(register, { kind: 'patient', ...row }, asOf, openTargetLists(register, asOf)),
    worklists: worklistsOfCase(db, 'patient', row.case_no),
  };
}

const stepOfEvent = (data: string): string => (JSON.parse(data) as { readonly step?: string }).step ?? '';

/** Everything the register knows of a message, as of a day. */
export function explainMessage(
  register: Register,
  row: CaseRow<'meddelande'>,
  asOf: string,
): ListedExplanation {
  const { db, profile } = register;
  const reference = referenceCode('M', row.case_no);
  const subject = collectSubjects(register, asOf).messages.find((one) => one.reference === reference) ?? null;
  const coverage = coverageOf(db, 'meddelande', asOf);
  const kvittens = kvittensOf(row, unreadColumns(row.not_understood));
  const newest = { isListed: coverage.isListed(row), listOn: coverage.coveredOn(row) };
  const attested = [...answerCells(db).values()].flatMap((cell) => {
    const said = cell.token === reference && cell.held === null ? attestation(cell) : null;
    return said === null || said.on > asOf ? [] : [said];
  });
  return {
    kind: 'meddelande',
    id: row.key,
    reference,
    asOf,
    lock: lockOfRegister(db),
    lists: listsOf(register, subject),
    reasons: whyMessage(subject, { ...row, kvittens }, newest, profile),
    cases: row.case_id === null ? [] : [row.case_id],
    ...listsOfCase(register, 'meddelande', row, asOf),
    events: toldEvents(db, eventsOfCase(db, 'meddelande', row.key), asOf),
    attested: confirmAttested(
      { attested },
      {
        lastSeenOn: row.last_seen_on,
        latestListOn: newest.listOn,
        isClosedInList: false,
        messages: {
          listOn: newest.listOn,
          owed: subject === null || kvittens === 'doubted' ? 0 : 1,
          doubted: kvittens === 'doubted' ? 1 : 0,
        },
        extraMessageOn: new Map(),
        inTargetLists: null,
      },
      profile,
    ),
    inTarget: null,
    worklists: worklistsOfCase(db, 'meddelande', row.case_no),
  };
}

/** The lists that something stands on by the plan, and whose they are. */
function listsOf({ profile }: Register, subject: Subject | null): ListedExplanation['lists'] {
  if (subject === null) return [];
  return planOf(profile)
    .steps.filter(({ takes }) => takes(subject))
    .map((step) => ({
      step: step.id,
      title: step.title,
      owner: step.owner(subject).name,
      source: step.source,
    }));
}
