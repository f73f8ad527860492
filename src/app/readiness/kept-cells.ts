import { parseReferenceCode } from '../../domain/identity/reference-code.ts';
import type { Cell, ClosedBy, MessageCell, PatientCell, SipCell } from '../../domain/readiness/cells.ts';
import type { ClosingLog } from '../../domain/readiness/closing-words.ts';
import { stepPlaces } from '../../domain/readiness/step-places.ts';
import type { SipClass } from '../../domain/classification/classes.ts';
import { moveWindow, planOf } from '../../domain/plan/plan.ts';
import { messageGroups, patientGroups, sipGroups } from '../../register/cases/readiness-counts.ts';
import type { Register } from '../../register/file/register.ts';
import { openStepAnswers } from '../cases/step-answers.ts';
import { collectVardtillfallen } from '../cases/subjects.ts';
import { openLeftCells } from './left-cells.ts';
import {
  extraMessageCells,
  hasHeld,
  latestOf,
  messageCell,
  patientCell,
  vardtillfalleCell,
  type CellsRequest,
} from './one-cell.ts';

/**
 * The cells as of a day for which the kept classes hold: the database counts all that nobody has said anything of.
 */
export function cellsFromKept(
  register: Register,
  { asOf, since, lost, classifier }: CellsRequest,
  closings: ClosingLog,
): readonly Cell[] {
  const { db, profile } = register;
  const plan = planOf(profile);
  const answers = openStepAnswers(db, asOf);
  const left = openLeftCells(answers);
  const latest = latestOf(register, asOf);
  const lostNos = [...lost].map(numberOf);
  const lostSet = new Set(lostNos);
  const words =
    since === null
      ? null
      : {
          listOn: since.listOn,
          ...closings.closedOn(since.day, since.listOn),
        };

  const sips = sipGroups(db, {
    asOf,
    latest: latest('sip') ?? '',
    then: words,
    window: moveWindow(profile),
    spoken: [...answers.casesOf('sip'), ...lostNos],
  }).map((group): SipCell => {
    const { kommun, part, unit, caseNo, cases } = group;
    const isOpen = group.class !== 'closed';
    const closedBy: ClosedBy = isOpen ? 'nobody' : group.isListedOpen === 1 ? 'word' : 'list';
    const isLost = caseNo !== null && lostSet.has(caseNo);
    const isProtected = group.isProtected === 1;
    const given = caseNo === null ? undefined : left.take(answers, 'sip', caseNo);
    const seen = { lastSeenOn: latest('sip'), isFinished: closedBy === 'list' };
    return {
      kind: 'sip',
      kommun,
      part,
      unit,
      cases,
      class: group.class,
      closedBy,
      then: group.then,
      hasMeetingInWindow: group.hasMeeting === 1,
      inTotals: null,
      isLost,
      steps: stepPlaces(
        {
          kind: 'sip',
          counted: { class: group.class as SipClass, isProtected, isLost, part, kommun, unit },
        },
        given,
        seen,
        plan,
      ),
      isHeld: given !== undefined && hasHeld(given, 'sip'),
      shown: null,
    };
  });

  const vardtillfallen = collectVardtillfallen(register, asOf, classifier).map((subject) =>
    vardtillfalleCell(subject, classifier, answers, left, plan, false),
  );

  const patients = patientGroups(db, {
    latest: latest('patient'),
    spokenPatients: answers.casesOf('patient'),
    spokenSips: answers.sipsOfPersons(),
  }).map((group): PatientCell => {
    const { kommun, housing, caseNo, cases } = group;
    const isListed = group.isListed === 1;
    const given = caseNo === null ? undefined : left.takePatient(answers, isListed, caseNo);
    return patientCell(
      {
        kind: 'patient',
        counted: {
          kommun,
          housing: isListed ? housing : null,
          isListed,
          hasOpenSip: group.hasOpenSip === 1,
          isProtected: group.isProtected === 1,
        },
      },
      given,
      cases,
      plan,
      null,
    );
  });

  const messageList = latest('meddelande');
  const messages =
    messageList === null
      ? []
      : messageGroups(db, { latest: messageList, spoken: answers.casesOf('meddelande') }).map(
          (group): MessageCell => {
            const { kommun, unit, caseNo, cases } = group;
            const inOpenCase = {
              kind: 'meddelande' as const,
              counted: { kommun, toUnit: unit, isProtected: group.isProtected === 1 },
            };
            return messageCell(
              { kommun, part: null, unit },
              group.isInOpenCase === 1 ? inOpenCase : null,
              caseNo,
              cases,
              {
                answers,
                left,
                latest: messageList,
                plan,
                shown: null,
              },
            );
          },
        );
  return [
    ...sips,
    ...vardtillfallen,
    ...patients,
    ...messages,
    ...extraMessageCells(register, asOf, { isKept: true, isShown: false }),
    ...left.rest(latest),
  ];
}

const numberOf = (reference: string): number => {
  const parsed = parseReferenceCode(reference);
  return parsed === null || parsed === 'wrong-check' ? 0 : parsed.number;
};
