import { isGone } from '../../domain/classification/case-state.ts';
import { reasonOf } from '../../domain/classification/class-rule.ts';
import type { TargetEvidence } from '../../domain/classification/in-target.ts';
import { trappedOn, VARDTILLFALLE_RULES } from '../../domain/classification/vardtillfalle-classes.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { CountedGroup } from '../../domain/plan/readings.ts';
import type {
  Cell,
  ExtraMessageCell,
  MessageCell,
  PatientCell,
  Place,
  ShownCase,
} from '../../domain/readiness/cells.ts';
import type { Since } from '../../domain/readiness/readiness.ts';
import { stepPlaces, type SeenInSource } from '../../domain/readiness/step-places.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { isAcknowledged, type CountedExtraMessage } from '../../domain/tracking/extra-messages.ts';
import type { MarkName } from '../../domain/answers/marks.ts';
import type { Tracked } from '../../domain/tracking/tracking.ts';
import type {
  MessageSubject,
  PatientSubject,
  SipSubject,
  VardtillfalleSubject,
} from '../../domain/plan/subject.ts';
import { isPatientStep } from '../../domain/plan/plans.ts';
import type { Register } from '../../register/file/register.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import type { Classifier } from '../cases/classifier.ts';
import { countExtraMessagesOf } from '../cases/count-extra-messages.ts';
import type { StepAnswers } from '../cases/step-answers.ts';
import type { Units } from '../cases/units.ts';
import type { Given, LeftCells } from './left-cells.ts';

export interface CellsRequest {
  readonly asOf: string;
  readonly since: Since | null;
  /** References of SIPs that are lost between the systems. */
  readonly lost: ReadonlySet<string>;
  /** Of the day. */
  readonly classifier: Classifier;
}

export const latestOf = ({ db }: Register, asOf: string): ((kind: KindName) => string | null) => {
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
export const lostIn = (latest: (kind: KindName) => string | null): SipSubject['lost'] => ({
  lastSeenOn: '',
  sourceListOn: latest('sip') ?? '',
  targetListOn: latest('lcsp_sip') ?? '',
  attestedMovedOn: null,
});

export const hasHeld = (given: NonNullable<Given>, kind: 'sip' | 'patient'): boolean =>
  [...given.values()].some(({ isHeld, step }) => isHeld && isPatientStep(step) === (kind === 'patient'));

export function vardtillfalleCell(
  subject: VardtillfalleSubject,
  classifier: Classifier,
  answers: StepAnswers,
  left: LeftCells,
  plan: Plan,
  isShown: boolean,
): Cell {
  const { item, classification, context, kommun, unit, caseNo, reference, isProtected } = subject;
  const tracked = classifier.trackedOf('vardtillfalle', item.facts.vardtillfalle_id ?? '');
  const given = left.take(answers, 'vardtillfalle', caseNo, handMarks(tracked));
  const seen: SeenInSource = {
    lastSeenOn: item.lastSeenOn,
    isFinished: isGone(item) || item.facts.status === 'avslutad',
    inTargetLists: item.inTargetLists,
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
    steps: stepPlaces(subject, given, seen, plan),
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

export function patientCell(
  of: PatientSubject | Extract<CountedGroup, { readonly kind: 'patient' }>,
  given: Given,
  cases: number,
  plan: Plan,
  {
    shown,
    inTargetLists,
  }: { readonly shown: ShownCase | null; readonly inTargetLists: TargetEvidence | null },
): PatientCell {
  return {
    kind: 'patient',
    kommun: 'counted' in of ? of.counted.kommun : of.kommun,
    part: null,
    unit: null,
    cases,
    steps: stepPlaces(of, given, { lastSeenOn: null, isFinished: false, inTargetLists }, plan),
    isHeld: given !== undefined && hasHeld(given, 'patient'),
    shown,
  };
}

export function extraMessageCells(
  register: Register,
  asOf: string,
  { isKept, isShown, units }: { readonly isKept: boolean; readonly isShown: boolean; readonly units?: Units },
): readonly ExtraMessageCell[] {
  const cells = countExtraMessagesOf(register, asOf, { isKept, units }).messages.map((message) => ({
    kind: 'extra' as const,
    kommun: message.kommun,
    part: message.part,
    unit: message.unit,
    cases: 1,
    steps: [],
    isHeld: false,
    isAttestedSent: message.attestedSentOn !== null,
    isFound: message.foundOn !== null,
    isAcknowledged: isAcknowledged(message),
    shown: isShown
      ? {
          reference: message.reference,
          id: message.vardtillfalleId,
          isProtected: false,
          why: extraMessageText(message),
        }
      : null,
  }));
  return isShown ? cells : alike(cells);
}

/** Where none is told of, those that stand alike are one. */
function alike(cells: readonly ExtraMessageCell[]): readonly ExtraMessageCell[] {
  const found = new Map<string, ExtraMessageCell & { cases: number }>();
  for (const cell of cells) {
    const { kommun, part, unit, isAttestedSent, isFound, isAcknowledged } = cell;
    const name = JSON.stringify([kommun, part, unit, isAttestedSent, isFound, isAcknowledged]);
    const known = found.get(name);
    if (known === undefined) found.set(name, { ...cell });
    else known.cases += cell.cases;
  }
  return [...found.values()];
}

function extraMessageText(message: CountedExtraMessage): string {
  const { step, attestedSentOn, foundOn, owed } = message;
  const waits = owed === 0 ? 'det är inte känt om alla har kvitterat' : `${owed} ska kvittera`;
  const state =
    foundOn !== null
      ? `skickat ${foundOn}, ${isAcknowledged(message) ? 'kvitterat av alla' : waits}`
      : attestedSentOn !== null
        ? `intygat skickat ${attestedSentOn}, finns inte i meddelandelistan`
        : 'inte skickat';
  return `steg ${step}: ${state}`;
}

export function messageCell(
  place: Place,
  of: MessageSubject | Extract<CountedGroup, { readonly kind: 'meddelande' }>,
  caseNo: number | null,
  cases: number,
  with_: {
    readonly answers: StepAnswers;
    readonly left: LeftCells;
    readonly latest: string | null;
    readonly plan: Plan;
    readonly shown: ShownCase | null;
  },
): MessageCell {
  const { answers, left, latest, plan, shown } = with_;
  const given = caseNo === null ? undefined : left.take(answers, 'meddelande', caseNo);
  return {
    kind: 'meddelande',
    ...place,
    cases,
    steps: stepPlaces(of, given, { lastSeenOn: latest, isFinished: false }, plan),
    isHeld: given !== undefined && [...given.values()].some(({ isHeld }) => isHeld),
    shown,
  };
}
