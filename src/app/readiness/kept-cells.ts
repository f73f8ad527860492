import { parseReferenceCode } from '../../domain/identity/reference-code.ts';
import type { Cell, ClosedBy, MessageCell, PatientCell, SipCell } from '../../domain/readiness/cells.ts';
import type { ClosingLog } from '../../domain/readiness/closing-words.ts';
import type { Since } from '../../domain/readiness/readiness.ts';
import { stepPlaces } from '../../domain/readiness/step-places.ts';
import type { SipClass } from '../../domain/classification/classes.ts';
import { goLiveOn } from '../../domain/plan/go-live.ts';
import { moveWindow, planOf, type Plan } from '../../domain/plan/plan.ts';
import {
  messageGroups,
  patientGroups,
  perhapsRenewed,
  personsOfOpenSips,
  personsOfPatients,
  sipGroups,
  type PersonOfCase,
} from '../../register/cases/readiness-counts.ts';
import { caseAsOf } from '../../register/rows/list-contents.ts';
import { openClassifier, type Classifier } from '../cases/classifier.ts';
import type { TargetLists } from '../cases/target-evidence.ts';
import type { TargetEvidence } from '../../domain/classification/in-target.ts';
import type { Register } from '../../register/file/register.ts';
import { openStepAnswers, type StepAnswers } from '../cases/step-answers.ts';
import { collectVardtillfallen } from '../cases/subjects.ts';
import { unitsOf } from '../cases/units.ts';
import { openLeftCells, type LeftCells } from './left-cells.ts';
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
  request: CellsRequest,
  closings: ClosingLog,
): readonly Cell[] {
  const { asOf, classifier } = request;
  const answers = openStepAnswers(register.db, asOf);
  const left = openLeftCells(answers);
  const latest = latestOf(register, asOf);
  const units = unitsOf(register, asOf);
  const told: Told = { register, answers, left, latest, plan: planOf(register.profile) };
  return [
    ...sipCells(told, request, closings),
    ...collectVardtillfallen(register, asOf, classifier, units).map((subject) =>
      vardtillfalleCell(subject, classifier, answers, left, told.plan, false),
    ),
    ...patientCells(told, classifier),
    ...messageCells(told, classifier),
    ...extraMessageCells(register, asOf, { isKept: true, isShown: false, units }),
    // Last: what none of the above has taken.
    ...left.rest(latest),
  ];
}

/** What the cells of every kind are made from. */
interface Told {
  readonly register: Register;
  readonly answers: StepAnswers;
  readonly left: LeftCells;
  readonly latest: ReturnType<typeof latestOf>;
  readonly plan: Plan;
}

function sipCells(
  { register, answers, left, plan }: Told,
  { asOf, since, lost, classifier }: CellsRequest,
  closings: ClosingLog,
): readonly SipCell[] {
  const { db, profile } = register;
  const renewed = since === null ? NOBODY : standingOfRenewed(register, since);
  const lostNos = [...lost].map(numberOf);
  const lostSet = new Set(lostNos);
  const words =
    since === null ? null : { listOn: since.listOn, ...closings.closedOn(since.day, since.listOn) };
  return sipGroups(db, {
    asOf,
    then: words,
    window: moveWindow(profile),
    goLiveOn: goLiveOn(profile, 'sip'),
    spoken: [...answers.casesOf('sip'), ...lostNos, ...renewed.keys()],
    protectedPersons: classifier.protectedPersons,
  }).map((group): SipCell => {
    const { kommun, part, unit, caseNo, cases } = group;
    const isOpen = group.class !== 'closed';
    const closedBy: ClosedBy = isOpen ? 'nobody' : group.isListedOpen === 1 ? 'word' : 'list';
    const isLost = caseNo !== null && lostSet.has(caseNo);
    const isProtected = group.isProtected === 1;
    const given = caseNo === null ? undefined : left.take(answers, 'sip', caseNo);
    const seen = { lastSeenOn: group.lastSeenOn, isFinished: closedBy === 'list' };
    const isBegunLate = group.isBegunLate === 1;
    const counted = { class: group.class as SipClass, isProtected, isLost, isBegunLate, part, kommun, unit };
    return {
      kind: 'sip',
      kommun,
      part,
      unit,
      cases,
      class: group.class,
      closedBy,
      closedAs: group.closedAs,
      then: (caseNo === null ? undefined : renewed.get(caseNo)) ?? group.then,
      hasMeetingInWindow: group.hasMeeting === 1,
      inTotals: null,
      isLost,
      steps: stepPlaces({ kind: 'sip', counted }, given, seen, plan),
      isHeld: given !== undefined && hasHeld(given, 'sip'),
      shown: null,
    };
  });
}

type Then = NonNullable<SipCell['then']>;
const NOBODY: ReadonlyMap<number, Then> = new Map();

/** How those stood that the database takes for closed by the day that is compared with, and that may have been renewed. */
function standingOfRenewed(register: Register, { day, listOn }: Since): ReadonlyMap<number, Then> {
  const cases = perhapsRenewed(register.db, listOn);
  if (cases.length === 0) return NOBODY;
  const { classifySipRow } = openClassifier(register, day);
  return new Map(
    cases.flatMap((caseNo): readonly (readonly [number, Then])[] => {
      const row = caseAsOf(register.db, 'sip', caseNo, day);
      if (row === undefined) return [];
      return [[caseNo, classifySipRow(row).classification.class === 'closed' ? 'known' : 'open']];
    }),
  );
}

function patientCells(
  { register: { db }, answers, left, latest, plan }: Told,
  { targetLists, protectedPersons }: Classifier,
): readonly PatientCell[] {
  const listOn = latest('lcsp_patient');
  const evidence = listOn === null ? NOTHING_SAID : evidenceOfPersons(db, targetLists);
  const there = (of: ReadonlyMap<number, TargetEvidence>): readonly number[] =>
    [...of].flatMap(([caseNo, { wasThere }]) => (wasThere === true ? [caseNo] : []));
  return patientGroups(db, {
    spokenPatients: answers.casesOf('patient'),
    spokenSips: answers.sipsOfPersons(),
    therePatients: there(evidence.patients),
    thereSips: there(evidence.sips),
    protectedPersons,
  }).map((group): PatientCell => {
    const { kommun, housing, caseNo, cases } = group;
    const isListed = group.isListed === 1;
    const given = caseNo === null ? undefined : left.takePatient(answers, isListed, caseNo);
    const counted = {
      kommun,
      housing: isListed ? housing : null,
      isListed,
      hasOpenSip: group.hasOpenSip === 1,
      isProtected: group.isProtected === 1,
    };
    const ofCase = caseNo === null ? undefined : (isListed ? evidence.patients : evidence.sips).get(caseNo);
    const ofGroup: TargetEvidence | null =
      group.isThere === 1 && listOn !== null ? { listOn, isThere: true, wasThere: true } : null;
    const inTargetLists = ofCase ?? ofGroup;
    return patientCell({ kind: 'patient', counted }, given, cases, plan, { shown: null, inTargetLists });
  });
}

interface EvidenceOfPersons {
  readonly patients: ReadonlyMap<number, TargetEvidence>;
  /** Of persons known from an open SIP, by the first of them. */
  readonly sips: ReadonlyMap<number, TargetEvidence>;
}

const NOTHING_SAID: EvidenceOfPersons = { patients: new Map(), sips: new Map() };

function evidenceOfPersons(db: Register['db'], { patient }: TargetLists): EvidenceOfPersons {
  const of = (rows: Iterable<PersonOfCase>): ReadonlyMap<number, TargetEvidence> =>
    new Map(
      [...rows].flatMap((row) => {
        const { evidence } = patient(row);
        return evidence === null ? [] : [[row.case_no, evidence] as const];
      }),
    );
  return { patients: of(personsOfPatients(db)), sips: of(personsOfOpenSips(db)) };
}

function messageCells(
  { register: { db }, answers, left, latest, plan }: Told,
  { sipContext: { isUnknownUnit }, protectedPersons }: Classifier,
): readonly MessageCell[] {
  const list = latest('meddelande');
  if (list === null) return [];
  const spoken = answers.casesOf('meddelande');
  return messageGroups(db, { spoken, protectedPersons }).map((group): MessageCell => {
    const { kommun, unit, caseNo, cases } = group;
    const counted = {
      kommun,
      toUnit: unit,
      isUnitKnown: unit !== null && !isUnknownUnit(unit),
      isCaseOpen: group.isInOpenCase === 1,
      isProtected: group.isProtected === 1,
    };
    return messageCell({ kommun, part: null, unit }, { kind: 'meddelande', counted }, caseNo, cases, {
      answers,
      left,
      latest: list,
      plan,
      shown: null,
    });
  });
}

const numberOf = (reference: string): number => {
  const parsed = parseReferenceCode(reference);
  return parsed === null || parsed === 'wrong-check' ? 0 : parsed.number;
};
