import { isGone } from '../../domain/classification/case-state.ts';
import { ruleWithCode, type ClassRule } from '../../domain/classification/class-rule.ts';
import { SIP_RULES } from '../../domain/classification/sip-classes.ts';
import { trappedOn, VARDTILLFALLE_RULES } from '../../domain/classification/vardtillfalle-classes.ts';
import { parseReferenceCode, referenceCode } from '../../domain/identity/reference-code.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type {
  Cell,
  ClosedBy,
  ExtraMessageCell,
  MessageCell,
  PatientCell,
  Place,
  ShownCase,
  SipCell,
} from '../../domain/readiness/cells.ts';
import type { ClosingLog } from '../../domain/readiness/closing-words.ts';
import type { Since } from '../../domain/readiness/readiness.ts';
import { isSeenInSource, stepPlaces, type SeenInSource } from '../../domain/readiness/step-places.ts';
import { moveWindow } from '../../domain/readiness/tables.ts';
import { KINDS, type FactsOf, type KindName } from '../../domain/records/kinds.ts';
import { termLabel } from '../../domain/records/terms.ts';
import type { MarkName } from '../../domain/tracking/marks.ts';
import type { CountedExtraMessage } from '../../domain/tracking/extra-messages.ts';
import type { Tracked } from '../../domain/tracking/tracking.ts';
import type {
  MessageSubject,
  PatientSubject,
  SipSubject,
  VardtillfalleSubject,
} from '../../domain/worklists/subject.ts';
import { casesAsOf } from '../../register/cases.ts';
import { messageGroups, patientGroups, sipGroups } from '../../register/readiness-counts.ts';
import type { Register } from '../../register/register.ts';
import { latestListOn } from '../../register/sources.ts';
import { openClassifier, type Classifier } from '../cases/classifier.ts';
import { countExtraMessagesOf } from '../cases/count-extra-messages.ts';
import { openListedSips } from './take-burndown.ts';
import { openStepAnswers, type StepAnswers } from '../cases/step-answers.ts';
import { doKeptClassesHold } from '../cases/reclassify.ts';
import { collectSubjects, collectVardtillfallen } from '../cases/subjects.ts';

export interface CellsRequest {
  readonly asOf: string;
  readonly since: Since | null;
  /** References of SIPs that are lost between the systems. */
  readonly lost: ReadonlySet<string>;
  /** Of the day. */
  readonly classifier: Classifier;
}

/**
 * The cells as of a day: counted by the database where the kept classes hold, else from every case.
 *
 * @param closings what has been said of closings, where it is already read
 */
export function cellsAt(register: Register, request: CellsRequest, closings?: ClosingLog): readonly Cell[] {
  return doKeptClassesHold(register.db, request.asOf)
    ? cellsFromKept(register, request, closings ?? openListedSips(register).closings)
    : cellsOnTheSpot(register, request, null);
}

/**
 * The cells as of a day for which the kept classes hold: the database counts all that nobody has said anything of.
 */
function cellsFromKept(
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
    spokenSips: answers.casesOf('sip'),
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

/**
 * The cells as of any day, every case classified on the spot and standing alone.
 *
 * @param totalsDay the day of the control totals, to tell which SIPs they are held against
 */
export function cellsOnTheSpot(
  register: Register,
  { asOf, since, lost, classifier }: CellsRequest,
  totalsDay: string | null,
): readonly Cell[] {
  const { db, profile } = register;
  const answers = openStepAnswers(db, asOf);
  const left = openLeftCells(answers);
  const latest = latestOf(register, asOf);
  const subjects = collectSubjects(register, asOf, undefined, classifier);
  const thenOf = since === null ? (): null => null : standingOn(register, since.day);
  const totalsOf = totalsDay === null ? (): null => null : ongoingOn(register, totalsDay);
  const window = moveWindow(profile);

  const sips = subjects.sips.map((sip): SipCell => {
    const isLost = lost.has(sip.reference);
    const subject = isLost ? { ...sip, lost: lostIn(latest) } : sip;
    const { item, classification, caseNo, kommun, unit } = subject;
    const { part, status, meeting_on: meetingOn } = item.facts;
    const isListedOpen = !isGone(item) && status !== 'closed';
    const closedBy: ClosedBy = classification.class !== 'closed' ? 'nobody' : isListedOpen ? 'word' : 'list';
    const given = left.take(answers, 'sip', caseNo);
    return {
      kind: 'sip',
      kommun,
      part,
      unit,
      cases: 1,
      class: classification.class,
      closedBy,
      then: thenOf(caseNo),
      hasMeetingInWindow:
        window !== null && meetingOn !== null && window.from <= meetingOn && meetingOn <= window.to,
      inTotals: totalsOf(caseNo),
      isLost,
      steps: stepPlaces(
        subject,
        given,
        { lastSeenOn: latest('sip'), isFinished: closedBy === 'list' },
        profile,
      ),
      isHeld: given !== undefined && hasHeld(given, 'sip'),
      shown: {
        reference: subject.reference,
        id: item.facts.sip_id,
        isProtected: subject.isProtected,
        why: reasonOf(SIP_RULES, classification.rule, item, subject.context),
      },
    };
  });
  const vardtillfallen = subjects.vardtillfallen.map((subject) =>
    vardtillfalleCell(subject, classifier, answers, left, profile, true),
  );
  const patients = subjects.patients.map((subject): PatientCell => {
    const given = left.takePatient(answers, subject.facts !== null, subject.caseNo);
    const housing = subject.facts?.housing ?? null;
    return patientCell(subject, given, 1, profile, {
      reference: subject.reference,
      id: null,
      isProtected: subject.isProtected,
      why: [
        subject.hasOpenSip ? 'har en öppen SIP' : null,
        housing === null ? null : termLabel('housing', housing).toLowerCase(),
      ]
        .filter((text) => text !== null)
        .join(', '),
    });
  });

  const toAcknowledge = new Map(subjects.messages.map((subject) => [subject.caseNo, subject]));
  const aboutOf = new Map<string, SipSubject | VardtillfalleSubject>();
  for (const subject of [...subjects.sips, ...subjects.vardtillfallen]) {
    const id = subject.kind === 'sip' ? subject.item.facts.sip_id : subject.item.facts.vardtillfalle_id;
    if (id !== null) aboutOf.set(id, subject);
  }
  const messageList = latest('meddelande');
  const messages: MessageCell[] = [];
  for (const row of casesAsOf(db, 'meddelande', asOf)) {
    const isOwed =
      row.acknowledged_at === null && row.is_information_only !== 1 && row.last_seen_on === messageList;
    if (!isOwed) continue;
    const about = aboutOf.get(row.case_id ?? '');
    const place = { kommun: about?.kommun ?? null, part: null, unit: row.to_unit };
    messages.push(
      messageCell(place, toAcknowledge.get(row.case_no) ?? null, row.case_no, 1, {
        answers,
        left,
        latest: messageList,
        profile,
        shown: {
          reference: referenceCode('M', row.case_no),
          id: row.meddelande_id,
          isProtected: about?.isProtected ?? false,
          why: `okvitterat${row.sent_at === null ? '' : ` sedan ${row.sent_at.slice(0, 10)}`}${about === undefined ? ', ärendet är okänt' : about.classification.class === 'closed' ? ', ärendet är avslutat' : ''}`,
        },
      }),
    );
  }
  return [
    ...sips,
    ...vardtillfallen,
    ...patients,
    ...messages,
    ...extraMessageCells(register, asOf, { isKept: false, isShown: true }),
    ...left.rest(latest),
  ];
}

const numberOf = (reference: string): number => {
  const parsed = parseReferenceCode(reference);
  return parsed === null || parsed === 'wrong-check' ? 0 : parsed.number;
};

const latestOf = ({ db }: Register, asOf: string): ((kind: KindName) => string | null) => {
  const days = new Map<KindName, string | null>();
  return (kind) => {
    const known = days.get(kind);
    if (known !== undefined) return known;
    const day = latestListOn(db, kind, asOf);
    days.set(kind, day);
    return day;
  };
};

/** What says that a SIP is lost. */
const lostIn = (latest: (kind: KindName) => string | null): SipSubject['lost'] => ({
  lastSeenOn: '',
  sourceListOn: latest('sip') ?? '',
  targetListOn: latest('lcsp_sip') ?? '',
  attestedMovedOn: null,
});

/** How each SIP stood on an earlier day. */
function standingOn(register: Register, day: string): (caseNo: number) => 'open' | 'known' | null {
  const stood = new Map<number, 'open' | 'known'>();
  for (const { row, classification } of openClassifier(register, day).sips())
    stood.set(row.case_no, classification.class === 'closed' ? 'known' : 'open');
  return (caseNo) => stood.get(caseNo) ?? null;
}

/** The SIPs that the list of a day has ongoing, and where it counts them. */
function ongoingOn({ db }: Register, day: string): (caseNo: number) => Place | null {
  const latest = latestListOn(db, 'sip', day);
  const places = new Map<number, Place>();
  for (const { case_no: caseNo, last_seen_on: seenOn, status, kommun, part, unit } of casesAsOf(
    db,
    'sip',
    day,
  ))
    if (seenOn === latest && status !== 'closed') places.set(caseNo, { kommun, part, unit });
  return (caseNo) => places.get(caseNo) ?? null;
}

type Given = ReturnType<StepAnswers['of']>;

const hasHeld = (given: NonNullable<Given>, kind: 'sip' | 'patient'): boolean =>
  [...given.values()].some(({ isHeld, step }) => isHeld && isPatientStep(step) === (kind === 'patient'));
const isPatientStep = (step: string): boolean => step === '1' || step === 'skyddade-patienter';

function vardtillfalleCell(
  subject: VardtillfalleSubject,
  classifier: Classifier,
  answers: StepAnswers,
  left: LeftCells,
  profile: Profile,
  isShown: boolean,
): Cell {
  const { item, classification, context, kommun, unit, caseNo, reference, isProtected } = subject;
  const tracked = classifier.trackedOf('vardtillfalle', item.facts.vardtillfalle_id ?? '');
  const given = left.take(answers, 'vardtillfalle', caseNo, handMarks(tracked));
  const seen: SeenInSource = {
    lastSeenOn: item.lastSeenOn,
    isFinished: isGone(item) || item.facts.status === 'avslutad',
  };
  const turnsOn = trappedOn(item, context, classification);
  return {
    kind: 'vardtillfalle',
    kommun,
    part: null,
    unit,
    cases: 1,
    class: classification.class,
    willBeTrapped: turnsOn !== null,
    steps: stepPlaces(subject, given, seen, profile),
    isHeld: given !== undefined && [...given.values()].some(({ isHeld }) => isHeld),
    shown: isShown
      ? {
          reference,
          id: item.facts.vardtillfalle_id,
          isProtected,
          why: reasonOf(VARDTILLFALLE_RULES, classification.rule, item, context),
        }
      : null,
  };
}

/** What a mark by hand says of a step; those that several parties owe say nothing of one. */
const OF_ONE_PARTY: readonly MarkName[] = ['registered-in-lifecare', 'closed-in-prator'];

function handMarks({ attested }: Tracked): ReadonlyMap<MarkName, string> {
  return new Map(
    attested.flatMap(({ mark, on, answer }) =>
      answer === null && OF_ONE_PARTY.includes(mark) ? [[mark, on] as const] : [],
    ),
  );
}

function patientCell(
  subject: PatientSubject,
  given: Given,
  cases: number,
  profile: Profile,
  shown: ShownCase | null,
): PatientCell {
  return {
    kind: 'patient',
    kommun: subject.kommun,
    part: null,
    unit: null,
    cases,
    steps: stepPlaces(subject, given, { lastSeenOn: null, isFinished: false }, profile),
    isHeld: given !== undefined && hasHeld(given, 'patient'),
    shown,
  };
}

function extraMessageCells(
  register: Register,
  asOf: string,
  { isKept, isShown }: { readonly isKept: boolean; readonly isShown: boolean },
): readonly ExtraMessageCell[] {
  return countExtraMessagesOf(register, asOf, { isKept }).messages.map((message) => ({
    kind: 'extra',
    kommun: message.kommun,
    part: message.part,
    unit: message.unit,
    cases: 1,
    steps: [],
    isHeld: false,
    isAttestedSent: message.attestedSentOn !== null,
    isFound: message.foundOn !== null,
    isAcknowledged: message.foundOn !== null && message.owed === 0,
    shown: isShown
      ? {
          reference: message.reference,
          id: message.vardtillfalleId,
          isProtected: false,
          why: extraMessageText(message),
        }
      : null,
  }));
}

function extraMessageText({ step, attestedSentOn, foundOn, owed }: CountedExtraMessage): string {
  const state =
    foundOn !== null
      ? `skickat ${foundOn}, ${owed === 0 ? 'kvitterat av alla' : `${owed} ska kvittera`}`
      : attestedSentOn !== null
        ? `intygat skickat ${attestedSentOn}, finns inte i meddelandelistan`
        : 'inte skickat';
  return `steg ${step}: ${state}`;
}

function messageCell(
  place: Place,
  subject: MessageSubject | null,
  caseNo: number | null,
  cases: number,
  with_: {
    readonly answers: StepAnswers;
    readonly left: LeftCells;
    readonly latest: string | null;
    readonly profile: Profile;
    readonly shown: ShownCase | null;
  },
): MessageCell {
  const { answers, left, latest, profile, shown } = with_;
  const given = caseNo === null ? undefined : left.take(answers, 'meddelande', caseNo);
  return {
    kind: 'meddelande',
    ...place,
    cases,
    steps:
      subject === null ? [] : stepPlaces(subject, given, { lastSeenOn: latest, isFinished: false }, profile),
    isHeld: given !== undefined && [...given.values()].some(({ isHeld }) => isHeld),
    shown,
  };
}

function reasonOf<Item, Context, Class extends string>(
  rules: readonly ClassRule<Item, Context, Class>[],
  code: string,
  item: Item,
  context: Context,
): string {
  return ruleWithCode(rules, code)?.reason(item, context) ?? code;
}

// What no list has any more

/** Answers are given to the case that they are about; what is left belongs to cases that no list has any more. */
interface LeftCells {
  readonly take: (
    answers: StepAnswers,
    kind: KindName,
    caseNo: number,
    marks?: ReadonlyMap<MarkName, string>,
  ) => Given;
  /** A person known only from a SIP is answered about by the SIP's reference. */
  readonly takePatient: (answers: StepAnswers, isListed: boolean, caseNo: number) => Given;
  readonly rest: (latest: (kind: KindName) => string | null) => readonly Cell[];
}

function openLeftCells(answers: StepAnswers): LeftCells {
  const taken = new Set<string>();
  return {
    take(of, kind, caseNo, marks) {
      taken.add(`${kind} ${caseNo}`);
      return of.of(kind, caseNo, marks);
    },
    takePatient(of, isListed, caseNo) {
      taken.add(isListed ? `patient ${caseNo}` : `sip ${caseNo} patient`);
      return of.of(isListed ? 'patient' : 'sip', caseNo);
    },
    rest: (latest) =>
      [...answers.all()].flatMap(({ kind, caseNo, reference, answers: ofCase }): readonly Cell[] => {
        const isTaken = (step: string): boolean =>
          taken.has(`${kind} ${caseNo}${kind === 'sip' && isPatientStep(step) ? ' patient' : ''}`);
        const own = [...ofCase.values()].filter(({ step }) => !isTaken(step));
        if (own.length === 0) return [];
        const steps = own.flatMap(({ step, doneOn, owner }) => {
          if (doneOn === null) return [];
          const isConfirmed = isSeenInSource(step) && (latest(kind) ?? '') > doneOn;
          return [{ step, owner, state: isConfirmed ? ('confirmed' as const) : ('attested' as const) }];
        });
        const isHeld = own.some((answer) => answer.isHeld);
        if (steps.length === 0 && !isHeld) return [];
        const [first] = own;
        return [
          {
            kind: 'left',
            ...(first?.owner ?? { kommun: null, part: null, unit: null }),
            cases: 1,
            steps,
            isHeld,
            shown: {
              reference,
              id: null,
              isProtected: false,
              why: 'svarat på en arbetslista, finns inte längre på listorna',
            },
          },
        ];
      }),
  };
}

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
    isProtected: group.class === 'protected',
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
