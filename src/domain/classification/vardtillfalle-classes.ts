import type { Profile } from '../profile/profile-schema.ts';
import { dayOf } from '../calendar/days.ts';
import { columnLabels, type FactsOf } from '../kinds/kinds.ts';
import { isAttestedClosed, isGone, isPerhapsRenewed, type CaseState } from './case-state.ts';
import { classify, ruleMaker, type ClassRule, type Classification, type Seen } from './class-rule.ts';
import type { VardtillfalleClass } from './classes.ts';
import { rulesOfDoubt, rulesOfEitherKind } from './shared-rules.ts';

/** Where a patient in hospital is finished, going by one list alone. */
export type Disposition = 'source' | 'target' | 'discharged';

export interface EarlierDisposition {
  readonly listOn: string;
  /** `unread` where the list said something that nobody could understand, or contradicted itself. */
  readonly disposition: Disposition | 'unread';
}

export interface VardtillfalleCase extends CaseState {
  readonly facts: FactsOf<'vardtillfalle'>;
  /** What earlier lists said, oldest first. */
  readonly earlier: readonly EarlierDisposition[];
}

export interface VardtillfalleContext {
  readonly asOf: string;
  readonly profile: Profile;
  readonly hasMessageList: boolean;
  /** Messages of the case that somebody owes a kvittens. */
  readonly unacknowledgedOf: (vardtillfalleId: string) => number;
  /** Messages of the case of which nobody can say whether a kvittens is owed: the list could not be read there. */
  readonly unreadMessagesOf: (vardtillfalleId: string) => number;
}

type VardtillfalleRule = ClassRule<VardtillfalleCase, VardtillfalleContext, VardtillfalleClass>;
type With<Column extends keyof FactsOf<'vardtillfalle'>> = Seen<'vardtillfalle', VardtillfalleCase, Column>;
type LeavingDays = Pick<FactsOf<'vardtillfalle'>, 'discharged_at' | 'deceased_on'>;
type ReadyDay = Pick<FactsOf<'vardtillfalle'>, 'ready_at'>;
const rule = ruleMaker<'vardtillfalle', VardtillfalleCase, VardtillfalleContext>();

/**
 * Where the patient is finished: utskrivningsklar up to and including the profile's last day → the source system.
 * Seed 000, Ärendegång 3 a: "datum kan sättas fram tom den 29/9. Alla som blir utskrivningsklara efter det ska
 * hanteras i Lifecare SP."
 */
export function dispositionOf(facts: LeavingDays & ReadyDay, asOf: string, profile: Profile): Disposition {
  if (hasLeft(facts, asOf)) return 'discharged';
  return isFinishedInSource(facts, profile) ? 'source' : 'target';
}

const DISPOSING = ['ready_at', 'discharged_at', 'deceased_on'];

/** Whether a date that decides where the patient is finished could not be read. */
export function isDispositionUnread(unread: readonly string[]): boolean {
  return unread.some((column) => DISPOSING.includes(column));
}

function hasLeft(facts: LeavingDays, asOf: string): boolean {
  return [facts.discharged_at, facts.deceased_on].some((left) => left !== null && dayOf(left) <= asOf);
}

function isFinishedInSource({ ready_at: readyAt }: ReadyDay, profile: Profile): boolean {
  return readyAt !== null && dayOf(readyAt) <= profile.deadlines.lastReadyInSource;
}

function isDischarged(item: With<'discharged_at' | 'deceased_on'>, { asOf }: VardtillfalleContext): boolean {
  return hasLeft(item.facts, asOf) || isAttestedClosed(item);
}

/** In hospital, and not gone from or closed in the source system: a remark must hold on its own. */
function isStillInSource(
  item: With<'status' | 'discharged_at' | 'deceased_on'>,
  context: VardtillfalleContext,
): boolean {
  return !isDischarged(item, context) && isOpenInSource(item);
}

/** In the newest list, and not closed by it or since: what needs telling of a case that is still there. */
function isOpenInSource(item: With<'status'>): boolean {
  return !isGone(item) && item.facts.status !== 'avslutad' && !isAttestedClosed(item);
}

/** The list that last said the other system, when that counts as a move. */
function listBeforeMove(
  item: With<'ready_at'>,
  { profile }: VardtillfalleContext,
): EarlierDisposition | undefined {
  const now: Disposition = isFinishedInSource(item.facts, profile) ? 'source' : 'target';
  const moves = item.earlier.filter(
    ({ listOn, disposition }) =>
      disposition !== now &&
      disposition !== 'discharged' &&
      // Before the cut-over everybody not yet utskrivningsklar looks like a move to the target; becoming ready in
      // time is no change of plan. From the last day on it is.
      (now === 'target' || listOn >= profile.deadlines.lastReadyInSource),
  );
  // What any list said is enough, whatever another one could not say.
  return moves.findLast(({ disposition }) => disposition !== 'unread') ?? moves.at(-1);
}

/** Whether the list that would say so could not be read: then nobody knows if the patient has changed systems. */
function isMoveUnread(item: With<'ready_at'>, context: VardtillfalleContext): boolean {
  return listBeforeMove(item, context)?.disposition === 'unread';
}

/** What steps 2–4 read of a vårdtillfälle that moves: whose work it is, and how much may be shown. */
const READ_BY_ACTORS: readonly string[] = ['care_form', 'kommun', 'unit', 'halsocentral', 'consent'];

const unreadByActors = ({ unread }: CaseState): readonly string[] =>
  unread.filter((column) => READ_BY_ACTORS.includes(column));

const readyDay = (item: With<'ready_at'>): string => dayOf(item.facts.ready_at ?? '');
const CUT_OFF =
  '000, Ärendegång 3 a: ”datum kan sättas fram tom den 29/9. Alla som blir utskrivningsklara efter det ska hanteras i Lifecare”';
const MUST_ACKNOWLEDGE =
  '000, Kvittera: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”';
const MAY_MOVE =
  '000, Ärendegång 3 b: ”Om utskrivningsdatumet flyttas kan patienten dock behöva flyttas över till Lifecare SP”';

const WORDING = { prefix: 'VT', kind: 'vardtillfalle', theCase: 'Vårdtillfället' } as const;

const CLOSING_RULES: readonly VardtillfalleRule[] = [
  rule({
    code: 'VT_GONE',
    class: 'closed',
    holds: (item, context) => isGone(item) && (!isPerhapsRenewed(item) || isDischarged(item, context)),
    reason: (item, { profile }) =>
      `Fanns i uttaget ${item.lastSeenOn} men inte i uttaget ${item.latestListOn}: har försvunnit ur ${profile.source}s översikt.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source: '000, Steg 5: ”Försvinner sedan automatiskt från översikten när alla kvitterat klart”',
  }),
  rule({
    code: 'VT_CLOSED_IN_LIST',
    class: 'closed',
    holds: (item) => item.facts.status === 'avslutad' && !item.isProtected,
    reason: () => 'Listan anger att vårdtillfället är avslutat.',
    restsOn: ['status'],
    source: '000, Steg 5',
  }),
];

const WORKING_RULES: readonly VardtillfalleRule[] = [
  rule({
    code: 'VT_CONFLICT',
    isRemark: true,
    class: 'needs-decision',
    holds: (item) => item.isConflicting,
    reason: (item) => `Uttaget ${item.lastSeenOn} har vårdtillfället på flera rader som säger olika.`,
    restsOn: ['vardtillfalle_id'],
    source: 'contract: same id with other content in the same file, neither wins',
  }),
  rule({
    code: 'VT_STATUS_CONTRADICTS',
    class: 'needs-decision',
    holds: (item, context) => item.facts.status === 'utskriven' && !isDischarged(item, context),
    reason: () => 'Listan säger utskriven men har inget utskrivningsdatum till och med idag.',
    restsOn: ['status', 'discharged_at', 'deceased_on'],
    source: 'inferred: nothing is guessed',
  }),
  rule({
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
    restsOn: ['person_id', 'ready_at', 'discharged_at', 'deceased_on'],
    source: 'inferred: nothing is guessed',
  }),
  rule({
    code: 'VT_UNACKNOWLEDGED',
    class: 'awaiting-acknowledgement',
    holds: (item, context) =>
      isDischarged(item, context) && context.unacknowledgedOf(item.facts.vardtillfalle_id ?? '') > 0,
    reason: (item, context) =>
      `Patienten har lämnat sjukhuset men ${context.unacknowledgedOf(item.facts.vardtillfalle_id ?? '')} meddelanden är inte kvitterade: vårdtillfället kan inte avslutas ännu.`,
    restsOn: ['vardtillfalle_id', 'discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_MESSAGES_UNREAD',
    class: 'needs-decision',
    holds: (item, context) =>
      isDischarged(item, context) && context.unreadMessagesOf(item.facts.vardtillfalle_id ?? '') > 0,
    reason: (item, context) =>
      `Av ${context.unreadMessagesOf(item.facts.vardtillfalle_id ?? '')} meddelanden går det inte att läsa om de är kvitterade.`,
    restsOn: ['vardtillfalle_id', 'discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_MESSAGES_UNKNOWN',
    class: 'awaiting-acknowledgement',
    holds: (item, context) => isDischarged(item, context) && !context.hasMessageList,
    reason: (_item, { profile }) =>
      `Patienten har lämnat sjukhuset och vårdtillfället ligger kvar i ${profile.source}; ingen meddelandelista är inläst som visar att allt är kvitterat.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_DISCHARGED',
    class: 'closed',
    holds: isDischarged,
    reason: () => 'Patienten har lämnat sjukhuset och alla meddelanden är kvitterade.',
    restsOn: ['discharged_at', 'deceased_on'],
    source:
      '000, Steg 5: ”ligger kvar i översikten till dess att alla har kvitterat … försvinner sedan automatiskt”',
  }),
  rule({
    code: 'VT_TRAPPED',
    isRemark: true,
    class: 'trapped',
    holds: (item, context) =>
      isFinishedInSource(item.facts, context.profile) &&
      context.asOf >= context.profile.rules.trappedFrom &&
      isStillInSource(item, context),
    reason: (item, { profile }) =>
      `Utskrivningsklar ${readyDay(item)} och ska stå kvar i ${profile.source} för faktureringen, men är kvar på sjukhus när läsläget ${profile.deadlines.readOnly} närmar sig. Projektledaren beslutar.`,
    restsOn: ['ready_at', 'discharged_at', 'deceased_on', 'status'],
    source: 'inferred (domain §3, The trap cohort); the source gives no answer',
  }),
  rule({
    code: 'VT_MOVE_UNREAD',
    isRemark: true,
    class: 'needs-decision',
    holds: (item, context) => isStillInSource(item, context) && isMoveUnread(item, context),
    reason: (item, context) =>
      `Uttaget ${listBeforeMove(item, context)?.listOn ?? ''} gick inte att läsa i det som avgör var patienten avslutas: det är inte känt om patienten har bytt system.`,
    restsOn: ['ready_at', 'discharged_at', 'deceased_on', 'status'],
    source: MAY_MOVE,
  }),
  rule({
    code: 'VT_MOVED_TO_SOURCE',
    isRemark: true,
    class: 'moved-back',
    holds: (item, context) =>
      isFinishedInSource(item.facts, context.profile) && listBeforeMove(item, context) !== undefined,
    reason: (item, context) =>
      `Skulle startas i ${context.profile.target} enligt uttaget ${listBeforeMove(item, context)?.listOn ?? ''}, men är utskrivningsklar ${readyDay(item)} och hör till ${context.profile.source}.`,
    restsOn: ['ready_at'],
    source: CUT_OFF,
  }),
  rule({
    code: 'VT_ACTORS_UNREAD',
    isRemark: true,
    class: 'needs-decision',
    holds: (item, context) =>
      isStillInSource(item, context) &&
      !isFinishedInSource(item.facts, context.profile) &&
      unreadByActors(item).length > 0,
    reason: (item) =>
      `Det som avgör vem som gör vad i flytten går inte att läsa i listan (${columnLabels('vardtillfalle', unreadByActors(item))}).`,
    restsOn: ['ready_at', 'discharged_at', 'deceased_on', 'status'],
    source:
      'domain §5: steps 2–4 by care form, kommun, unit and hälsocentral; domain §10: unread is not absent',
  }),
  rule({
    code: 'VT_MOVED_TO_TARGET',
    class: 'moved-back',
    holds: (item, context) =>
      !isFinishedInSource(item.facts, context.profile) && listBeforeMove(item, context) !== undefined,
    reason: (item, context) =>
      `Skulle avslutas i ${context.profile.source} enligt uttaget ${listBeforeMove(item, context)?.listOn ?? ''}, men utskrivningsklar är ${item.facts.ready_at === null ? 'makulerad' : `flyttad till ${readyDay(item)}`}: flyttas till ${context.profile.target}.`,
    restsOn: ['ready_at'],
    source: MAY_MOVE,
  }),
  rule({
    code: 'VT_READY_IN_TIME',
    class: 'finish-in-prator',
    holds: (item, { profile }) => isFinishedInSource(item.facts, profile),
    reason: (item, { profile }) =>
      `Utskrivningsklar ${readyDay(item)}, senast ${profile.deadlines.lastReadyInSource}: hör till ${profile.source} och står kvar där för faktureringen.`,
    restsOn: ['ready_at'],
    source: CUT_OFF,
  }),
  rule({
    code: 'VT_READY_LATER',
    class: 'start-in-lifecare',
    holds: (item) => item.facts.ready_at !== null,
    reason: (item, { profile }) =>
      `Utskrivningsklar ${readyDay(item)}, efter ${profile.deadlines.lastReadyInSource}: hanteras i ${profile.target}.`,
    restsOn: ['ready_at'],
    source: CUT_OFF,
  }),
  rule({
    code: 'VT_NOT_READY',
    class: 'start-in-lifecare',
    holds: () => true,
    reason: (_item, { profile }) =>
      `Inneliggande och inte utskrivningsklar: startas upp i ${profile.target}.`,
    restsOn: ['ready_at', 'discharged_at'],
    source:
      '000, Ärendegång 2: ”Inneliggande patienter som ej är utskrivningsklara startas upp i Lifecare SP”',
  }),
];

export const VARDTILLFALLE_RULES: readonly VardtillfalleRule[] = [
  ...CLOSING_RULES,
  ...rulesOfEitherKind<VardtillfalleCase, VardtillfalleContext, VardtillfalleClass>({
    ...WORDING,
    isOpenInSource,
  }),
  ...rulesOfDoubt<VardtillfalleCase, VardtillfalleContext, VardtillfalleClass>(WORDING, [
    ...CLOSING_RULES,
    ...WORKING_RULES,
  ]),
  ...WORKING_RULES,
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
