import { dayOf } from '../calendar/days.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { some } from '../words/counted.ts';
import { KOMMUN_OUTSIDE } from '../records/outside-region.ts';
import { isAttestedClosed, isListedSinceDecidedClosed, isGone, type CaseState } from './case-state.ts';
import type { Seen } from './class-rule.ts';
import { inTargetText, isInTarget, isUnclearInTarget } from './in-target.ts';

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
  /** Messages that may be of it, and that wait for a kvittens: the list does not say what case they are of. */
  readonly perhapsOwed: number;
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

export type With<Column extends keyof FactsOf<'vardtillfalle'>> = Seen<
  'vardtillfalle',
  VardtillfalleCase,
  Column
>;
type LeavingDays = Pick<FactsOf<'vardtillfalle'>, 'discharged_at' | 'deceased_on'>;
type ReadyDay = Pick<FactsOf<'vardtillfalle'>, 'ready_at'>;

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

export function hasLeft(facts: LeavingDays, asOf: string): boolean {
  return [facts.discharged_at, facts.deceased_on].some((left) => left !== null && dayOf(left) <= asOf);
}

export function isFinishedInSource({ ready_at: readyAt }: ReadyDay, profile: Profile): boolean {
  return readyAt !== null && dayOf(readyAt) <= profile.deadlines.lastReadyInSource;
}

export function isDischarged(
  item: With<'discharged_at' | 'deceased_on'>,
  { asOf }: VardtillfalleContext,
): boolean {
  return hasLeft(item.facts, asOf) || isAttestedClosed(item);
}

/** In hospital, and not gone from or closed in the source system: a remark must hold on its own. */
export function isStillInSource(
  item: With<'status' | 'discharged_at' | 'deceased_on'>,
  context: VardtillfalleContext,
): boolean {
  return !isDischarged(item, context) && isOpenInSource(item);
}

/** In the newest list, and not closed by it or since: what needs telling of a case that is still there. */
export function isOpenInSource(item: With<'status'>): boolean {
  return !isGone(item) && item.facts.status !== 'avslutad' && !isAttestedClosed(item);
}

/** The list that last said the other system, when that counts as a move. */
export function listBeforeMove(
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

/**
 * The list that had the patient not ready on a later day than the one that now stands as utskrivningsklar, when that
 * decides the system: the day has been set back in time (seed 003: it cannot be).
 */
export function listBeforeSetBack(
  item: With<'ready_at'>,
  { profile }: VardtillfalleContext,
): EarlierDisposition | undefined {
  const { ready_at: readyAt } = item.facts;
  if (readyAt === null || !isFinishedInSource(item.facts, profile)) return undefined;
  return item.earlier.findLast(
    ({ listOn, disposition }) =>
      disposition === 'target' && listOn >= profile.deadlines.lastReadyInSource && listOn > dayOf(readyAt),
  );
}

/** Whether the list that would say so could not be read: then nobody knows if the patient has changed systems. */
export function isMoveUnread(item: With<'ready_at'>, context: VardtillfalleContext): boolean {
  return listBeforeMove(item, context)?.disposition === 'unread';
}

/** The day that the case was attested closed, where a list of that day, or later, has it. */
export const closedInListOn = ({
  attestedClosedOn,
  lastSeenOn,
}: Pick<CaseState, 'attestedClosedOn' | 'lastSeenOn'>): string | null =>
  attestedClosedOn !== null && attestedClosedOn <= lastSeenOn ? attestedClosedOn : null;

/**
 * Whether a person's word that the case is closed goes against a list with the patient in hospital: of that day, or
 * later; of a decision, which is made with the list before one's eyes, later.
 */
export function isClosedInHospital(
  item: With<'status' | 'discharged_at' | 'deceased_on'>,
  { asOf }: VardtillfalleContext,
): boolean {
  return (
    (closedInListOn(item) !== null || isListedSinceDecidedClosed(item)) &&
    !isGone(item) &&
    item.facts.status !== 'avslutad' &&
    item.facts.status !== 'utskriven' &&
    !hasLeft(item.facts, asOf)
  );
}

/** Whether it goes on in the target system while it is to be finished in the source, and is still there. */
export function isInBoth(item: With<'ready_at' | 'status'>, { profile }: VardtillfalleContext): boolean {
  return isInTarget(item.inTarget) && isFinishedInSource(item.facts, profile) && isOpenInSource(item);
}

/** The same where nobody can say whether what the target's list has of the person is it. */
const isPerhapsInBoth = (item: With<'ready_at' | 'status'>, { profile }: VardtillfalleContext): boolean =>
  isUnclearInTarget(item.inTarget) && isFinishedInSource(item.facts, profile) && isOpenInSource(item);

/** How the rules that vårdtillfällen share with SIPs speak of them. */
export const WORDING = {
  prefix: 'VT',
  kind: 'vardtillfalle',
  theCase: 'Vårdtillfället',
  isPerhapsInBoth,
} as const;

/** In hospital and still in the source system, and to be finished in the target. */
export function isToMove(
  item: With<'ready_at' | 'status' | 'discharged_at' | 'deceased_on'>,
  context: VardtillfalleContext,
): boolean {
  return isStillInSource(item, context) && !isFinishedInSource(item.facts, context.profile);
}

/** No kommun, and no word that the patient lives outside the region: who does is in the reserve routine. */
export const isKommunUnknown = ({ facts, unread }: With<'kommun'>): boolean =>
  facts.kommun === null && !unread.includes(KOMMUN_OUTSIDE);

/** What steps 2–4 read of a vårdtillfälle that moves: whose work it is, and how much may be shown. */
const READ_BY_ACTORS: readonly string[] = ['care_form', 'kommun', 'unit', 'halsocentral', 'consent'];

export const unreadByActors = ({ unread }: CaseState): readonly string[] =>
  unread.filter((column) => READ_BY_ACTORS.includes(column));

/** What a list or a person has said: the patient has left, is dead, or the case is closed. */
export function leftText(
  { facts, attestedClosedOn }: With<'discharged_at' | 'deceased_on'>,
  { asOf, profile }: VardtillfalleContext,
): string {
  if (!hasLeft(facts, asOf))
    return `Vårdtillfället är intygat avslutat i ${profile.source} ${attestedClosedOn ?? ''}`;
  return facts.deceased_on !== null && dayOf(facts.deceased_on) <= asOf
    ? 'Patienten är avliden'
    : 'Patienten har lämnat sjukhuset';
}

/** What is owed where, as long as nobody has decided. */
export function inBothText(
  item: With<'vardtillfalle_id' | 'ready_at'>,
  context: VardtillfalleContext,
): string {
  const { source, target } = context.profile;
  if (item.inTarget === null) return '';
  const owed = context.unacknowledgedOf(item.facts.vardtillfalle_id ?? '');
  const kvittens =
    owed === 0
      ? 'extrameddelanden om flytten som har skickats ska kvitteras'
      : `${some(owed, 'meddelande')} ska kvitteras, också extrameddelanden om flytten`;
  return `Vårdtillfället ${inTargetText(item.inTarget, 'startat', target)}, men utskrivningsklar ${dayOf(item.facts.ready_at ?? '')} hör till ${source}. I ${source}: det ska stå kvar för faktureringen och avslutas när patienten har lämnat sjukhuset, och ${kvittens}. I ${target}: det som är startat ska avslutas där, om beslutet inte blir att patienten flyttas ändå.`;
}
