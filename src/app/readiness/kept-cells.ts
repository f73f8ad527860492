import { parseReferenceCode } from '../../domain/identity/reference-code.ts';
import type { Cell, ClosedBy, MessageCell, PatientCell, SipCell } from '../../domain/readiness/cells.ts';
import type { ClosingLog } from '../../domain/readiness/closing-words.ts';
import { stepPlaces } from '../../domain/readiness/step-places.ts';
import { moveWindow } from '../../domain/readiness/tables.ts';
import { KINDS, type FactsOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { MessageSubject, PatientSubject, SipSubject } from '../../domain/worklists/subject.ts';
import { messageGroups, patientGroups, sipGroups } from '../../register/cases/readiness-counts.ts';
import type { Register } from '../../register/file/register.ts';
import type { Classifier } from '../cases/classifier.ts';
import { openStepAnswers } from '../cases/step-answers.ts';
import { collectVardtillfallen } from '../cases/subjects.ts';
import { openLeftCells } from './left-cells.ts';
import {
  extraMessageCells,
  hasHeld,
  latestOf,
  lostIn,
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
    const subject = asSipSubject(group, classifier, isLost ? lostIn(latest) : null);
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
      steps: stepPlaces(subject, given, seen, profile),
      isHeld: given !== undefined && hasHeld(given, 'sip'),
      shown: null,
    };
  });

  const vardtillfallen = collectVardtillfallen(register, asOf, classifier).map((subject) =>
    vardtillfalleCell(subject, classifier, answers, left, profile, false),
  );

  const patients = patientGroups(db, {
    latest: latest('patient'),
    spokenPatients: answers.casesOf('patient'),
    spokenSips: answers.sipsOfPersons(),
  }).map((group): PatientCell => {
    const { kommun, housing, caseNo, cases, isListed } = group;
    const subject: PatientSubject = {
      ...NOBODY,
      kind: 'patient',
      kommun,
      isProtected: group.isProtected === 1,
      facts: isListed === 1 ? { ...NO_PATIENT, housing } : null,
      hasOpenSip: group.hasOpenSip === 1,
    };
    const given = caseNo === null ? undefined : left.takePatient(answers, isListed === 1, caseNo);
    return patientCell(subject, given, cases, profile, null);
  });

  const messageList = latest('meddelande');
  const messages =
    messageList === null
      ? []
      : messageGroups(db, { latest: messageList, spoken: answers.casesOf('meddelande') }).map(
          (group): MessageCell => {
            const { kommun, unit, caseNo, cases } = group;
            const subject: MessageSubject | null =
              group.isInOpenCase === 1
                ? {
                    ...NOBODY,
                    kind: 'meddelande',
                    kommun,
                    unit,
                    isProtected: group.isProtected === 1,
                    facts: { ...NO_MESSAGE, to_unit: unit },
                    caseReference: '',
                    receivedBy: null,
                  }
                : null;
            return messageCell({ kommun, part: null, unit }, subject, caseNo, cases, {
              answers,
              left,
              latest: messageList,
              profile,
              shown: null,
            });
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

// Cases that stand for a group of alike ones

const noFacts = <K extends KindName>(kind: K): FactsOf<K> =>
  Object.fromEntries(KINDS[kind].fields.map(({ name }) => [name, null])) as FactsOf<K>;
const NO_SIP = noFacts('sip');
const NO_PATIENT = noFacts('patient');
const NO_MESSAGE = noFacts('meddelande');
const NOBODY = {
  reference: '',
  caseNo: 0,
  name: null,
  personId: null,
  birthYear: null,
  unit: null,
  consent: null,
} as const;

/** Steps look at the class and at whose a SIP is; nothing else of a group is alike. */
function asSipSubject(
  group: {
    readonly kommun: string | null;
    readonly part: string | null;
    readonly unit: string | null;
    readonly class: string;
    readonly isProtected: 0 | 1;
  },
  { sipContext }: Classifier,
  lost: SipSubject['lost'],
): SipSubject {
  const { kommun, part, unit } = group;
  return {
    ...NOBODY,
    kind: 'sip',
    kommun,
    unit,
    isProtected: group.isProtected === 1,
    item: {
      facts: { ...NO_SIP, kommun, part: part, unit },
      identity: null,
      personKey: null,
      isConflicting: false,
      lastSeenOn: '',
      latestListOn: '',
      attestedClosedOn: null,
      decision: null,
      changedSinceDecision: [],
      reopened: null,
    },
    classification: { class: group.class as SipSubject['classification']['class'], rule: '', also: [] },
    context: sipContext,
    lost,
  };
}
