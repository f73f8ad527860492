import { isGone } from '../../domain/classification/case-state.ts';
import { sipRule } from '../../domain/classification/own-sip-rules.ts';
import type {
  Cell,
  ClosedBy,
  MessageCell,
  PatientCell,
  Place,
  SipCell,
} from '../../domain/readiness/cells.ts';
import { moveWindow, planOf, type Plan } from '../../domain/plan/plan.ts';
import { stepPlaces } from '../../domain/readiness/step-places.ts';
import { termLabel } from '../../domain/kinds/terms.ts';
import type { MessageSubject, SipSubject } from '../../domain/plan/subject.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { openClosedAs } from '../cases/closed-as.ts';
import { openClassifier } from '../cases/classifier.ts';
import { openStepAnswers, type StepAnswers } from '../cases/step-answers.ts';
import { collectSubjects } from '../cases/subjects.ts';
import { openLeftCells, type LeftCells } from './left-cells.ts';
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
 * The cells as of any day, every case classified on the spot and standing alone.
 *
 * @param totalsDay the day of the control totals, to tell which SIPs they are held against
 */
export function cellsOnTheSpot(
  register: Register,
  request: CellsRequest,
  totalsDay: string | null,
): readonly Cell[] {
  const { asOf, classifier } = request;
  const answers = openStepAnswers(register.db, asOf);
  const left = openLeftCells(answers);
  const latest = latestOf(register, asOf);
  const subjects = collectSubjects(register, asOf, undefined, classifier);
  const told: Told = { register, subjects, answers, left, latest, plan: planOf(register.profile) };
  return [
    ...sipCells(told, request, totalsDay),
    ...subjects.vardtillfallen.map((subject) =>
      vardtillfalleCell(subject, classifier, answers, left, told.plan, true),
    ),
    ...patientCells(told),
    ...messageCells(told),
    ...extraMessageCells(register, asOf, { isKept: false, isShown: true }),
    // Last: what none of the above has taken.
    ...left.rest(latest),
  ];
}

/** What the cells of every kind are made from. */
interface Told {
  readonly register: Register;
  readonly subjects: ReturnType<typeof collectSubjects>;
  readonly answers: StepAnswers;
  readonly left: LeftCells;
  readonly latest: ReturnType<typeof latestOf>;
  readonly plan: Plan;
}

function sipCells(
  { register, subjects, answers, left, latest, plan }: Told,
  { since, lost, classifier }: CellsRequest,
  totalsDay: string | null,
): readonly SipCell[] {
  const thenOf = since === null ? (): null => null : standingOn(register, since.day);
  const totalsOf = totalsDay === null ? (): null => null : ongoingOn(register, totalsDay);
  const window = moveWindow(register.profile);
  const closedAsOf = openClosedAs(register, classifier);
  return subjects.sips.map((sip): SipCell => {
    const isLost = lost.has(sip.reference);
    const subject = isLost ? { ...sip, lost: lostIn(latest) } : sip;
    const { item, classification, caseNo, kommun, unit } = subject;
    const { part, meeting_on: meetingOn } = item.facts;
    const closedBy = closedByOf(subject);
    const given = left.take(answers, 'sip', caseNo);
    return {
      kind: 'sip',
      kommun,
      part,
      unit,
      cases: 1,
      class: classification.class,
      closedBy,
      closedAs: closedAsOf({ row: item.facts as CaseRow<'sip'>, item, classification }),
      then: thenOf(caseNo),
      hasMeetingInWindow:
        window !== null && meetingOn !== null && window.from <= meetingOn && meetingOn <= window.to,
      inTotals: totalsOf(caseNo),
      isLost,
      steps: stepPlaces(
        subject,
        given,
        { lastSeenOn: item.lastSeenOn, isFinished: closedBy === 'list' },
        plan,
      ),
      isHeld: given !== undefined && hasHeld(given, 'sip'),
      shown: {
        reference: subject.reference,
        id: item.facts.sip_id,
        isProtected: subject.isProtected,
        why:
          sipRule(classification.rule, subject.context)?.reason(item, subject.context) ?? classification.rule,
      },
    };
  });
}

function closedByOf({ item, classification }: SipSubject): ClosedBy {
  if (classification.class !== 'closed') return 'nobody';
  return !isGone(item) && item.facts.status !== 'closed' ? 'word' : 'list';
}

function patientCells({ subjects, answers, left, plan }: Told): readonly PatientCell[] {
  return subjects.patients.map((subject): PatientCell => {
    const given = left.takePatient(answers, subject.facts !== null, subject.caseNo);
    const housing = subject.facts?.housing ?? null;
    const shown = {
      reference: subject.reference,
      id: null,
      isProtected: subject.isProtected,
      why: [
        subject.hasOpenSip ? 'har en öppen SIP' : null,
        housing === null ? null : termLabel('housing', housing).toLowerCase(),
      ]
        .filter((text) => text !== null)
        .join(', '),
    };
    return patientCell(subject, given, 1, plan, { shown, inTargetLists: subject.inTargetLists });
  });
}

/** Messages that somebody still owes an answer, also in cases that are closed or unknown. */
function messageCells({ subjects, answers, left, latest, plan }: Told): readonly MessageCell[] {
  const list = latest('meddelande');
  return subjects.messages.map((subject): MessageCell => {
    const { reference, kommun, unit, facts, isProtected, caseNo } = subject;
    const shown = { reference, id: facts.meddelande_id, isProtected, why: owedText(subject) };
    const place = { kommun, part: null, unit };
    return messageCell(place, subject, caseNo, 1, { answers, left, latest: list, plan, shown });
  });
}

function owedText({ facts, caseState }: MessageSubject): string {
  const since = facts.sent_at === null ? '' : ` sedan ${facts.sent_at.slice(0, 10)}`;
  const about = { open: '', closed: ', ärendet är avslutat', unknown: ', ärendet är okänt' }[caseState];
  return `okvitterat${since}${about}`;
}

/** How each SIP stood on an earlier day. */
function standingOn(register: Register, day: string): (caseNo: number) => 'open' | 'known' | null {
  const stood = new Map<number, 'open' | 'known'>();
  for (const { row, classification } of openClassifier(register, day).sips())
    stood.set(row.case_no, classification.class === 'closed' ? 'known' : 'open');
  return (caseNo) => stood.get(caseNo) ?? null;
}

/** The SIPs that the list of a day has ongoing, and where it counts them. */
function ongoingOn({ db }: Register, day: string): (caseNo: number) => Place | null {
  const coverage = coverageOf(db, 'sip', day);
  const places = new Map<number, Place>();
  for (const row of casesAsOf(db, 'sip', day)) {
    const { case_no: caseNo, status, kommun, part, unit } = row;
    if (coverage.isListed(row) && status !== 'closed') places.set(caseNo, { kommun, part, unit });
  }
  return (caseNo) => places.get(caseNo) ?? null;
}
