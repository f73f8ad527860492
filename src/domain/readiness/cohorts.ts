import type { VardtillfalleClass } from '../classification/classes.ts';
import { PLANS } from '../plan/plans.ts';
import { isBegunLate, isListedForDecision, isTrapped, needsDecision } from './called-for.ts';
import { STEP_STATES } from './cells.ts';
import { stepsOfMilestone } from './milestones-of-step.ts';
import type {
  Cell,
  CellKind,
  ExtraMessageCell,
  Place,
  SipCell,
  StepPlace,
  StepState,
  VardtillfalleCell,
} from './cells.ts';

/**
 * The cohorts of the report: every figure is one of these within a scope. To add one: an entry here; a table or a gate
 * names it, and `overgang readiness --rows` lists it.
 */
export interface Cohort {
  readonly id: string;
  readonly label: string;
  /** The kind that it counts; null for several. */
  readonly kind: CellKind | null;
  /** Where a cell is counted; null where the cohort does not take it. */
  readonly takes: (cell: Cell, step: string | null) => Place | null;
  /** Cohorts about one worklist step, or one milestone of the plan: it must be said which. */
  readonly needsStep?: 'step' | 'milestone';
  /** Cohorts about one worklist step, which need not be told it. */
  readonly onStep?: string;
  /** Cohorts that compare with an earlier day: another day, other cases. */
  readonly comparesDays?: true;
}

const sips = (id: string, label: string, holds: (sip: SipCell) => boolean): Cohort => ({
  id,
  label,
  kind: 'sip',
  takes: (cell) => (cell.kind === 'sip' && holds(cell) ? cell : null),
});

const since = (id: string, label: string, holds: (sip: SipCell) => boolean): Cohort => ({
  ...sips(id, label, holds),
  comparesDays: true,
});

const vardtillfallen = (
  id: string,
  label: string,
  holds: (vardtillfalle: VardtillfalleCell) => boolean,
): Cohort => ({
  id,
  label,
  kind: 'vardtillfalle',
  takes: (cell) => (cell.kind === 'vardtillfalle' && holds(cell) ? cell : null),
});

const ofClass = (id: string, label: string, ...classes: readonly VardtillfalleClass[]): Cohort =>
  vardtillfallen(id, label, (cell) => (classes as readonly string[]).includes(cell.class));

const extras = (id: string, label: string, holds: (message: ExtraMessageCell) => boolean): Cohort => ({
  id,
  label,
  kind: 'extra',
  takes: (cell) => (cell.kind === 'extra' && holds(cell) ? cell : null),
});

const isOpen = ({ closedBy }: SipCell): boolean => closedBy === 'nobody';

const onStep = (id: string, label: string, states: readonly StepState[]): Cohort => ({
  id,
  label,
  kind: null,
  needsStep: 'step',
  takes: (cell, step) => (step === null ? null : (placeOn(cell, [step], states)?.owner ?? null)),
});

const withStanding = (
  id: string,
  label: string,
  standings: readonly NonNullable<StepPlace['standing']>[],
): Cohort => ({
  id,
  label,
  kind: null,
  needsStep: 'step',
  takes: (cell, step) =>
    cell.steps.find(
      ({ step: on, standing }) => on === step && standing !== undefined && standings.includes(standing),
    )?.owner ?? null,
});

const LEFT: readonly StepState[] = ['need-help', 'not-done'];

/** For each gate that counts what is left on the steps which name it: those cases, wherever they are. */
const LEFT_ON_STEPS: readonly Cohort[] = PLANS.flatMap(({ steps, gates }) =>
  gates.flatMap((gate): readonly Cohort[] => {
    if (!('left' in gate)) return [];
    const ids = steps.flatMap((step) => (step.gate === gate.id ? [step.id] : []));
    const [only, ...others] = ids;
    return [
      {
        ...gate.left,
        kind: null,
        ...(only !== undefined && others.length === 0 ? { onStep: only } : {}),
        takes: (cell) => placeOn(cell, ids, LEFT)?.owner ?? null,
      },
    ];
  }),
);

/** Asked thousands of times for one report: without a function made for each. */
function placeOn(
  { steps: places }: Cell,
  steps: readonly string[],
  states: readonly StepState[],
): StepPlace | undefined {
  for (const place of places) if (steps.includes(place.step) && states.includes(place.state)) return place;
  return undefined;
}

const isToAcknowledge = ({ steps }: Cell): boolean => steps.some(({ step }) => step === 'kvittera');

const OF_CASES = [
  sips('sip-open', 'Öppna SIP:ar', isOpen),
  sips(
    'sip-attested',
    'SIP:ar intygade avslutade, ännu inte bekräftade',
    ({ closedBy }) => closedBy === 'word',
  ),
  sips(
    'sip-confirmed',
    'SIP:ar som ett senare uttag bekräftar avslutade',
    ({ closedBy }) => closedBy === 'list',
  ),
  sips('sip-all', 'Alla SIP:ar', () => true),
  sips('sip-closed', 'Avslutade SIP:ar', (sip) => !isOpen(sip)),
  sips('sip-moved', 'Avslutade SIP:ar som är flyttade till {target}', ({ closedAs }) => closedAs === 'moved'),
  sips('sip-ended', 'SIP:ar avslutade utan att flyttas', ({ closedAs }) => closedAs === 'ended'),
  sips('sip-closed-unknown', 'SIP:ar inte kända som flyttade', ({ closedAs }) => closedAs === 'unknown'),
  since('sip-open-then', 'SIP:ar som var öppna då', ({ then }) => then === 'open'),
  since('sip-resolved', 'SIP:ar lösta sedan dess', (sip) => sip.then === 'open' && !isOpen(sip)),
  since('sip-persisting', 'SIP:ar öppna både då och nu', (sip) => sip.then === 'open' && isOpen(sip)),
  since('sip-new', 'Nya öppna SIP:ar', (sip) => sip.then === null && isOpen(sip)),
  since('sip-reopened', 'Återöppnade SIP:ar', (sip) => sip.then === 'known' && isOpen(sip)),
  sips(
    'sip-meeting',
    'Öppna SIP:ar med möte i flyttfönstret',
    (sip) => isOpen(sip) && sip.hasMeetingInWindow,
  ),
  sips('sip-lost', 'SIP:ar borttappade mellan systemen', ({ isLost }) => isLost),
  {
    id: 'sip-in-totals',
    label: 'SIP:ar som kontrollsummorna räknas mot',
    kind: 'sip',
    takes: (cell) => (cell.kind === 'sip' ? cell.inTotals : null),
  },
  vardtillfallen('vardtillfalle-open', 'Öppna vårdtillfällen', (cell) => cell.class !== 'closed'),
  ofClass('vardtillfalle-start', 'Vårdtillfällen som startas i {target}', 'start-in-lifecare'),
  ofClass('vardtillfalle-finish', 'Vårdtillfällen som avslutas i {source}', 'finish-in-prator'),
  ofClass('vardtillfalle-moved-back', 'Vårdtillfällen som har bytt system', 'moved-back'),
  ofClass('vardtillfalle-trapped', 'Instängda patienter', 'trapped'),
  vardtillfallen(
    'vardtillfalle-will-be-trapped',
    'Patienter som blir instängda',
    (cell) => cell.willBeTrapped,
  ),
  ofClass('vardtillfalle-awaiting', 'Vårdtillfällen som väntar på kvittens', 'awaiting-acknowledgement'),
  ofClass(
    'vardtillfalle-other',
    'Vårdtillfällen med beslut eller särskild hantering',
    'needs-decision',
    'in-both-systems',
    'protected',
  ),
  vardtillfallen('trapped-undecided', 'Patienter som är eller blir instängda, utan beslut', isTrapped),
  {
    id: 'begun-late',
    label: 'Ärenden begunna i {source} efter starten i {target}',
    kind: null,
    takes: (cell) => (isBegunLate(cell) ? cell : null),
  },
  {
    id: 'begun-late-sip',
    label: 'SIP:ar begunna i {source} efter starten i {target}',
    kind: 'sip',
    takes: (cell) => (cell.steps.some(({ step }) => step === 'fel-system-sip') ? cell : null),
  },
  {
    id: 'begun-late-vardtillfalle',
    label: 'Vårdtillfällen begunna i {source} efter starten i {target}',
    kind: 'vardtillfalle',
    takes: (cell) => (cell.steps.some(({ step }) => step === 'fel-system-vardtillfallen') ? cell : null),
  },
  {
    id: 'case-open',
    label: 'Öppna ärenden i {source}',
    kind: null,
    takes: (cell) =>
      (cell.kind === 'sip' && isOpen(cell)) || (cell.kind === 'vardtillfalle' && cell.class !== 'closed')
        ? cell
        : null,
  },
  {
    id: 'needs-decision',
    label: 'Ärenden som behöver beslut',
    kind: null,
    takes: (cell) => (needsDecision(cell) ? cell : null),
  },
  {
    id: 'listed-for-decision',
    label: 'Övriga på en lista för beslut',
    kind: null,
    takes: (cell) => (isListedForDecision(cell) ? cell : null),
  },
  {
    id: 'message-all',
    label: 'Okvitterade meddelanden',
    kind: 'meddelande',
    takes: (cell) => (cell.kind === 'meddelande' ? cell : null),
  },
  {
    id: 'message-to-acknowledge',
    label: 'Meddelanden att kvittera i öppna ärenden',
    kind: 'meddelande',
    takes: (cell) => (cell.kind === 'meddelande' && isToAcknowledge(cell) ? cell : null),
  },
  {
    id: 'message-other',
    label: 'Meddelanden i avslutade eller okända ärenden, eller med särskild hantering',
    kind: 'meddelande',
    takes: (cell) => (cell.kind === 'meddelande' && !isToAcknowledge(cell) ? cell : null),
  },
  extras('extra-expected', 'Extrameddelanden om flytten som ska skickas', () => true),
  extras(
    'extra-attested',
    'Extrameddelanden om flytten som är intygade skickade',
    ({ isAttestedSent }) => isAttestedSent,
  ),
  extras('extra-found', 'Extrameddelanden om flytten som finns i meddelandelistan', ({ isFound }) => isFound),
  extras(
    'extra-acknowledged',
    'Extrameddelanden om flytten som alla har kvitterat',
    ({ isAcknowledged }) => isAcknowledged,
  ),
  extras(
    'extra-left',
    'Extrameddelanden om flytten som ännu ska skickas eller kvitteras',
    ({ isAcknowledged }) => !isAcknowledged,
  ),
  {
    id: 'held-answers',
    label: 'Ärenden med svar som inte räknas än',
    kind: null,
    takes: (cell) => (cell.isHeld ? cell : null),
  },
] as const satisfies readonly Cohort[];

/** The cases of a milestone's steps, under the patient's kommun; the milestone stands where a step would. */
const onMilestone = (id: string, label: string, states: readonly StepState[]): Cohort => ({
  id,
  label,
  kind: null,
  needsStep: 'milestone',
  takes: (cell, milestone) =>
    placeOn(cell, stepsOfMilestone(milestone ?? ''), states) === undefined ? null : cell,
});

const OF_MILESTONES = [
  onMilestone('milestone-planned', 'Ärenden i planens steg, efter patientens kommun', STEP_STATES),
  onMilestone('milestone-left', 'Ärenden kvar i planens steg, efter patientens kommun', LEFT),
] as const satisfies readonly Cohort[];

const OF_STEPS = [
  onStep('step-planned', 'Ärenden i steget', ['attested', 'confirmed', 'need-help', 'not-done']),
  onStep('step-attested', 'Ärenden intygade klara i steget', ['attested']),
  onStep('step-confirmed', 'Ärenden klara i steget, bekräftade av uttag', ['confirmed']),
  onStep('step-need-help', 'Ärenden som behöver hjälp i steget', ['need-help']),
  onStep('step-not-done', 'Ärenden som inte är klara i steget', ['not-done']),
  onStep('step-left', 'Ärenden kvar i steget, med dem som behöver hjälp', LEFT),
  withStanding('step-target-attested', 'Ärenden intygade, som ingen lista från {target} har visat än', [
    'attested',
  ]),
  withStanding('step-target-confirmed', 'Ärenden intygade och bekräftade av en lista från {target}', [
    'confirmed',
  ]),
  withStanding(
    'step-target-listed',
    'Ärenden som finns i en lista från {target} utan att någon har intygat det',
    ['listed'],
  ),
  withStanding(
    'step-target-contradicted',
    'Ärenden intygade, fast en senare lista från {target} inte har dem',
    ['contradicted'],
  ),
] as const satisfies readonly Cohort[];

export type CohortId = Cohort['id'];

export const COHORTS: readonly Cohort[] = [...OF_CASES, ...LEFT_ON_STEPS, ...OF_MILESTONES, ...OF_STEPS];

const BY_ID: ReadonlyMap<string, Cohort> = new Map(COHORTS.map((cohort) => [cohort.id, cohort]));

export function cohortWithId(id: string): Cohort {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`no cohort: ${id}`);
  return found;
}
