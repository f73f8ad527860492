import type { Profile } from '../profile/profile-schema.ts';
import { dayOf } from '../calendar/days.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import { isAttestedClosed, isGone, type CaseState } from './case-state.ts';
import { classify, type ClassRule, type Classification } from './class-rule.ts';
import type { VardtillfalleClass } from './classes.ts';
import { rulesOfEitherKind } from './shared-rules.ts';

/** Where a patient in hospital is finished, going by one list alone. */
export type Disposition = 'source' | 'target' | 'discharged';

export interface EarlierDisposition {
  readonly listOn: string;
  readonly disposition: Disposition;
}

export interface VardtillfalleCase extends CaseState {
  readonly facts: FactsOf<'vardtillfalle'>;
  readonly notUnderstood: Readonly<Record<string, string>> | null;
  /** What earlier lists said, oldest first. */
  readonly earlier: readonly EarlierDisposition[];
}

export interface VardtillfalleContext {
  readonly asOf: string;
  readonly profile: Profile;
  readonly hasMessageList: boolean;
  /** Messages of the case that somebody owes a kvittens. */
  readonly unacknowledgedOf: (vardtillfalleId: string) => number;
}

type VardtillfalleRule = ClassRule<VardtillfalleCase, VardtillfalleContext, VardtillfalleClass>;

/**
 * Where the patient is finished: utskrivningsklar up to and including the profile's last day → the source system.
 * Seed 000, Ärendegång 3 a: "datum kan sättas fram tom den 29/9. Alla som blir utskrivningsklara efter det ska
 * hanteras i Lifecare SP."
 */
export function dispositionOf(facts: FactsOf<'vardtillfalle'>, asOf: string, profile: Profile): Disposition {
  if (hasLeft(facts, asOf)) return 'discharged';
  return isFinishedInSource(facts, profile) ? 'source' : 'target';
}

const UNREADABLE_MATTERS = ['ready_at', 'discharged_at', 'deceased_on'];

/** Whether a date that decides where the patient is finished could not be read. */
export function isDispositionUnreadable(notUnderstood: Readonly<Record<string, string>> | null): boolean {
  return notUnderstood !== null && UNREADABLE_MATTERS.some((column) => notUnderstood[column] !== undefined);
}

function hasLeft(facts: FactsOf<'vardtillfalle'>, asOf: string): boolean {
  return [facts.discharged_at, facts.deceased_on].some((left) => left !== null && dayOf(left) <= asOf);
}

function isFinishedInSource({ ready_at: readyAt }: FactsOf<'vardtillfalle'>, profile: Profile): boolean {
  return readyAt !== null && dayOf(readyAt) <= profile.deadlines.lastReadyInSource;
}

function isDischarged(item: VardtillfalleCase, { asOf }: VardtillfalleContext): boolean {
  return hasLeft(item.facts, asOf) || isAttestedClosed(item);
}

/** In hospital, and not gone from or closed in the source system: a remark must hold on its own. */
function isStillInSource(item: VardtillfalleCase, context: VardtillfalleContext): boolean {
  return !isDischarged(item, context) && isOpenInSource(item);
}

/** In the newest list, and not closed by it or since: what needs telling of a case that is still there. */
function isOpenInSource(item: VardtillfalleCase): boolean {
  return !isGone(item) && item.facts.status !== 'avslutad' && !isAttestedClosed(item);
}

/** The list that last said the other system, when that counts as a move. */
function listBeforeMove(
  item: VardtillfalleCase,
  { profile }: VardtillfalleContext,
): EarlierDisposition | undefined {
  const now: Disposition = isFinishedInSource(item.facts, profile) ? 'source' : 'target';
  return item.earlier.findLast(
    ({ listOn, disposition }) =>
      disposition !== now &&
      disposition !== 'discharged' &&
      // Before the cut-over everybody not yet utskrivningsklar looks like a move to the target; becoming ready in
      // time is no change of plan. From the last day on it is.
      (now === 'target' || listOn >= profile.deadlines.lastReadyInSource),
  );
}

const readyDay = (item: VardtillfalleCase): string => dayOf(item.facts.ready_at ?? '');
const CUT_OFF =
  '000, Ärendegång 3 a: ”datum kan sättas fram tom den 29/9. Alla som blir utskrivningsklara efter det ska hanteras i Lifecare”';
const MUST_ACKNOWLEDGE =
  '000, Kvittera: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”';
const MAY_MOVE =
  '000, Ärendegång 3 b: ”Om utskrivningsdatumet flyttas kan patienten dock behöva flyttas över till Lifecare SP”';

export const VARDTILLFALLE_RULES: readonly VardtillfalleRule[] = [
  {
    code: 'VT_GONE',
    class: 'closed',
    holds: isGone,
    reason: (item, { profile }) =>
      `Fanns i uttaget ${item.lastSeenOn} men inte i uttaget ${item.latestListOn}: har försvunnit ur ${profile.source}s översikt.`,
    restsOn: [],
    source: '000, Steg 5: ”Försvinner sedan automatiskt från översikten när alla kvitterat klart”',
  },
  {
    code: 'VT_CLOSED_IN_LIST',
    class: 'closed',
    holds: (item) => item.facts.status === 'avslutad' && item.facts.is_protected !== 1,
    reason: () => 'Listan anger att vårdtillfället är avslutat.',
    restsOn: ['status'],
    source: '000, Steg 5',
  },
  ...rulesOfEitherKind<VardtillfalleCase, VardtillfalleContext, VardtillfalleClass>({
    prefix: 'VT',
    kind: 'vardtillfalle',
    theCase: 'Vårdtillfället',
    isOpenInSource,
  }),
  {
    code: 'VT_CONFLICT',
    isRemark: true,
    class: 'needs-decision',
    holds: (item) => item.isConflicting,
    reason: (item) => `Uttaget ${item.lastSeenOn} har vårdtillfället på flera rader som säger olika.`,
    restsOn: ['vardtillfalle_id'],
    source: 'contract: same id with other content in the same file, neither wins',
  },
  {
    code: 'VT_DATE_UNREADABLE',
    isRemark: true,
    class: 'needs-decision',
    holds: (item) => isDispositionUnreadable(item.notUnderstood),
    reason: () => 'Ett datum som avgör var patienten avslutas går inte att läsa.',
    restsOn: UNREADABLE_MATTERS,
    source: 'inferred: nothing is guessed',
  },
  {
    code: 'VT_STATUS_CONTRADICTS',
    class: 'needs-decision',
    holds: (item, context) => item.facts.status === 'utskriven' && !isDischarged(item, context),
    reason: () => 'Listan säger utskriven men har inget utskrivningsdatum till och med idag.',
    restsOn: ['status', 'discharged_at'],
    source: 'inferred: nothing is guessed',
  },
  {
    code: 'VT_PERSON_MISSING',
    isRemark: true,
    class: 'needs-decision',
    // Only who is to be registered in the target system must be known by number.
    holds: (item, context) =>
      item.personKey === null &&
      !isDischarged(item, context) &&
      !isFinishedInSource(item.facts, context.profile),
    reason: (_item, { profile }) =>
      `Personnumret saknas eller är skadat: patienten kan inte läggas upp i ${profile.target}.`,
    restsOn: ['person_id'],
    source: 'inferred: nothing is guessed',
  },
  {
    code: 'VT_UNACKNOWLEDGED',
    class: 'awaiting-acknowledgement',
    holds: (item, context) =>
      isDischarged(item, context) && context.unacknowledgedOf(item.facts.vardtillfalle_id ?? '') > 0,
    reason: (item, context) =>
      `Patienten har lämnat sjukhuset men ${context.unacknowledgedOf(item.facts.vardtillfalle_id ?? '')} meddelanden är inte kvitterade: vårdtillfället kan inte avslutas ännu.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  },
  {
    code: 'VT_MESSAGES_UNKNOWN',
    class: 'awaiting-acknowledgement',
    holds: (item, context) => isDischarged(item, context) && !context.hasMessageList,
    reason: (_item, { profile }) =>
      `Patienten har lämnat sjukhuset och vårdtillfället ligger kvar i ${profile.source}; ingen meddelandelista är inläst som visar att allt är kvitterat.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  },
  {
    code: 'VT_DISCHARGED',
    class: 'closed',
    holds: isDischarged,
    reason: () => 'Patienten har lämnat sjukhuset och alla meddelanden är kvitterade.',
    restsOn: ['discharged_at', 'deceased_on'],
    source:
      '000, Steg 5: ”ligger kvar i översikten till dess att alla har kvitterat … försvinner sedan automatiskt”',
  },
  {
    code: 'VT_TRAPPED',
    isRemark: true,
    class: 'trapped',
    holds: (item, context) =>
      isFinishedInSource(item.facts, context.profile) &&
      context.asOf >= context.profile.rules.trappedFrom &&
      isStillInSource(item, context),
    reason: (item, { profile }) =>
      `Utskrivningsklar ${readyDay(item)} och ska stå kvar i ${profile.source} för faktureringen, men är kvar på sjukhus när läsläget ${profile.deadlines.readOnly} närmar sig. Projektledaren beslutar.`,
    restsOn: ['ready_at', 'discharged_at'],
    source: 'inferred (domain §3, The trap cohort); the source gives no answer',
  },
  {
    code: 'VT_MOVED_TO_SOURCE',
    isRemark: true,
    class: 'moved-back',
    holds: (item, context) =>
      isFinishedInSource(item.facts, context.profile) && listBeforeMove(item, context) !== undefined,
    reason: (item, context) =>
      `Skulle startas i ${context.profile.target} enligt uttaget ${listBeforeMove(item, context)?.listOn ?? ''}, men är utskrivningsklar ${readyDay(item)} och hör till ${context.profile.source}.`,
    restsOn: ['ready_at'],
    source: CUT_OFF,
  },
  {
    code: 'VT_MOVED_TO_TARGET',
    class: 'moved-back',
    holds: (item, context) =>
      !isFinishedInSource(item.facts, context.profile) && listBeforeMove(item, context) !== undefined,
    reason: (item, context) =>
      `Skulle avslutas i ${context.profile.source} enligt uttaget ${listBeforeMove(item, context)?.listOn ?? ''}, men utskrivningsklar är ${item.facts.ready_at === null ? 'makulerad' : `flyttad till ${readyDay(item)}`}: flyttas till ${context.profile.target}.`,
    restsOn: ['ready_at'],
    source: MAY_MOVE,
  },
  {
    code: 'VT_READY_IN_TIME',
    class: 'finish-in-prator',
    holds: (item, { profile }) => isFinishedInSource(item.facts, profile),
    reason: (item, { profile }) =>
      `Utskrivningsklar ${readyDay(item)}, senast ${profile.deadlines.lastReadyInSource}: hör till ${profile.source} och står kvar där för faktureringen.`,
    restsOn: ['ready_at'],
    source: CUT_OFF,
  },
  {
    code: 'VT_READY_LATER',
    class: 'start-in-lifecare',
    holds: (item) => item.facts.ready_at !== null,
    reason: (item, { profile }) =>
      `Utskrivningsklar ${readyDay(item)}, efter ${profile.deadlines.lastReadyInSource}: hanteras i ${profile.target}.`,
    restsOn: ['ready_at'],
    source: CUT_OFF,
  },
  {
    code: 'VT_NOT_READY',
    class: 'start-in-lifecare',
    holds: () => true,
    reason: (_item, { profile }) =>
      `Inneliggande och inte utskrivningsklar: startas upp i ${profile.target}.`,
    restsOn: ['ready_at', 'discharged_at'],
    source:
      '000, Ärendegång 2: ”Inneliggande patienter som ej är utskrivningsklara startas upp i Lifecare SP”',
  },
];

/** Rules under which the patient's vårdtillfälle goes on in the target system, so that a SIP goes with it. */
const MOVES = new Set(['VT_MOVED_TO_TARGET', 'VT_READY_LATER', 'VT_NOT_READY']);

/** Whether a classified vårdtillfälle is started up in the target system. */
export function movesToTarget(classification: { readonly class: string; readonly rule: string }): boolean {
  return MOVES.has(classification.rule) || classification.class === 'start-in-lifecare';
}

/** The class of one vårdtillfälle as of a day. */
export function classifyVardtillfalle(
  item: VardtillfalleCase,
  context: VardtillfalleContext,
): Classification<VardtillfalleClass> {
  return classify(VARDTILLFALLE_RULES, item, context);
}

const TRAPPED_AT = VARDTILLFALLE_RULES.findIndex(({ code }) => code === 'VT_TRAPPED');
const AFTER_TRAPPED = new Set(VARDTILLFALLE_RULES.slice(TRAPPED_AT + 1).map(({ code }) => code));

/**
 * The one way in which time alone changes the class of a patient still in hospital: the later day from which the
 * patient counts as trapped; null where it is so already, or never will be.
 */
export function trappedOn(
  item: VardtillfalleCase,
  context: VardtillfalleContext,
  { rule }: Classification<VardtillfalleClass>,
): string | null {
  const { trappedFrom } = context.profile.rules;
  const willBe = AFTER_TRAPPED.has(rule) && trappedFrom > context.asOf;
  return willBe && isFinishedInSource(item.facts, context.profile) ? trappedFrom : null;
}
