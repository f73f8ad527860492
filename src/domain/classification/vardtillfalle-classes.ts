import { counted } from '../words/counted.ts';
import { columnLabels } from '../kinds/kinds.ts';
import { dayOf } from '../calendar/days.ts';
import { isAttestedClosed, isGone, isPerhapsRenewed } from './case-state.ts';
import { classify, ruleMaker, type ClassRule, type Classification } from './class-rule.ts';
import type { VardtillfalleClass } from './classes.ts';
import { rulesOfDoubt, rulesOfEitherKind } from './shared-rules.ts';
import {
  closedInListOn,
  hasLeft,
  inBothText,
  isClosedInHospital,
  isDischarged,
  isFinishedInSource,
  isInBoth,
  isMoveUnread,
  isOpenInSource,
  isKommunUnknown,
  isStillInSource,
  isToMove,
  leftText,
  listBeforeMove,
  listBeforeSetBack,
  unreadByActors,
  WORDING,
  type VardtillfalleCase,
  type VardtillfalleContext,
  type With,
} from './vardtillfalle-case.ts';

type VardtillfalleRule = ClassRule<VardtillfalleCase, VardtillfalleContext, VardtillfalleClass>;
const rule = ruleMaker<'vardtillfalle', VardtillfalleCase, VardtillfalleContext>();

const readyDay = (item: With<'ready_at'>): string => dayOf(item.facts.ready_at ?? '');

const CUT_OFF =
  '000, Ärendegång 3 a: ”datum kan sättas fram tom den 29/9. Alla som blir utskrivningsklara efter det ska hanteras i Lifecare”';
const MUST_ACKNOWLEDGE =
  '000, Kvittera: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”';
const MAY_MOVE =
  '000, Ärendegång 3 b: ”Om utskrivningsdatumet flyttas kan patienten dock behöva flyttas över till Lifecare SP”';

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
    code: 'VT_CLOSED_IN_HOSPITAL',
    isRemark: true,
    class: 'needs-decision',
    holds: isClosedInHospital,
    reason: (item, { profile }) => {
      const attestedOn = closedInListOn(item);
      return `${attestedOn === null ? 'Beslutat' : 'Intygat'} avslutat i ${profile.source} ${attestedOn ?? item.decision?.on ?? ''}, men uttaget ${item.lastSeenOn} har patienten kvar på sjukhuset. Har patienten lämnat sjukhuset syns det i nästa uttag; annars ${attestedOn === null ? 'fattas ett nytt beslut' : 'återtas intyget'}.`;
    },
    restsOn: ['status', 'discharged_at', 'deceased_on'],
    source:
      'domain §10: two sources that contradict each other are told; nothing is said that no list has said',
  }),
  rule({
    code: 'VT_IN_BOTH',
    isRemark: true,
    class: 'in-both-systems',
    holds: isInBoth,
    reason: (item, context) => inBothText(item, context),
    restsOn: ['vardtillfalle_id', 'ready_at', 'status'],
    source:
      'domain §10: a vårdtillfälle that turns out to belong to the source lives in both systems: a decision',
  }),
  rule<'ready_at' | 'status', never>({
    code: 'VT_READY_SET_BACK',
    isRemark: true,
    class: null,
    holds: (item, context) => listBeforeSetBack(item, context) !== undefined && isOpenInSource(item),
    reason: (item, context) =>
      `Utskrivningsklar ${readyDay(item)} står först efter uttaget ${listBeforeSetBack(item, context)?.listOn ?? ''}, som inte hade patienten som utskrivningsklar då: dagen får inte sättas bakåt i tiden. Fråga enheten.`,
    restsOn: ['ready_at', 'status'],
    source: '003, Meddelande om utskrivningsklar: datumet kan inte sättas bakåt i tiden',
  }),
  rule({
    code: 'VT_UNACKNOWLEDGED',
    class: 'awaiting-acknowledgement',
    holds: (item, context) =>
      isDischarged(item, context) && context.unacknowledgedOf(item.facts.vardtillfalle_id ?? '') > 0,
    reason: (item, context) =>
      `${leftText(item, context)} men ${counted(context.unacknowledgedOf(item.facts.vardtillfalle_id ?? ''), 'meddelande är inte kvitterat', 'meddelanden är inte kvitterade')}: vårdtillfället kan inte avslutas ännu.`,
    restsOn: ['vardtillfalle_id', 'discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_MESSAGES_UNREAD',
    class: 'needs-decision',
    holds: (item, context) =>
      isDischarged(item, context) && context.unreadMessagesOf(item.facts.vardtillfalle_id ?? '') > 0,
    reason: (item, context) =>
      `Av ${counted(context.unreadMessagesOf(item.facts.vardtillfalle_id ?? ''), 'meddelande går det inte att veta om det är kvitterat', 'meddelanden går det inte att veta om de är kvitterade')}.`,
    restsOn: ['vardtillfalle_id', 'discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_MESSAGES_UNKNOWN',
    class: 'awaiting-acknowledgement',
    holds: (item, context) => isDischarged(item, context) && !context.hasMessageList,
    reason: (item, context) =>
      `${leftText(item, context)}, och vårdtillfället ligger kvar i ${context.profile.source}; ingen meddelandelista är inläst som visar att allt är kvitterat.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_LEFT_BUT_IN_HOSPITAL',
    isRemark: true,
    class: 'needs-decision',
    holds: (item, { asOf }) =>
      item.facts.status === 'inskriven' && hasLeft(item.facts, asOf) && !isAttestedClosed(item),
    reason: (item, context) =>
      `${leftText(item, context)} enligt datumet, men status säger inskriven: det går inte att avgöra vilket som gäller. Se efter, och rätta i ${context.profile.source} eller fatta beslut.`,
    restsOn: ['status', 'discharged_at', 'deceased_on'],
    source: 'domain §10: two sources that contradict each other are told, and the careful one holds',
  }),
  rule({
    code: 'VT_MESSAGES_PERHAPS',
    class: 'needs-decision',
    holds: (item, { asOf }) => item.perhapsOwed > 0 && hasLeft(item.facts, asOf) && !isAttestedClosed(item),
    reason: (item, context) =>
      `${leftText(item, context)}, men ${counted(item.perhapsOwed, 'okvitterat meddelande vars ärende inte går att läsa', 'okvitterade meddelanden vars ärende inte går att läsa')} kan höra hit. Se efter i ${context.profile.source}, och rätta meddelandelistan eller fatta beslut.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source: MUST_ACKNOWLEDGE,
  }),
  rule({
    code: 'VT_DISCHARGED',
    class: 'closed',
    holds: ({ facts }, { asOf }) => hasLeft(facts, asOf),
    reason: (item, context) =>
      `${leftText(item, context)}, och inget meddelande om vårdtillfället väntar på kvittens i listan över meddelanden.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source:
      '000, Steg 5: ”ligger kvar i översikten till dess att alla har kvitterat … försvinner sedan automatiskt”',
  }),
  rule({
    code: 'VT_ATTESTED_CLOSED',
    class: 'closed',
    holds: isAttestedClosed,
    reason: (item, context) => `${leftText(item, context)}; ännu inte bekräftat av ett senare uttag.`,
    restsOn: ['discharged_at', 'deceased_on'],
    source:
      '000, Steg 5: ”avslutar vårdtillfället i Prator och Lifecare SP”; domain §10: people’s words are facts',
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
    holds: (item, context) => isToMove(item, context) && unreadByActors(item).length > 0,
    reason: (item) =>
      `Det som avgör vem som gör vad i flytten går inte att läsa i listan (${columnLabels('vardtillfalle', unreadByActors(item))}).`,
    restsOn: ['ready_at', 'discharged_at', 'deceased_on', 'status'],
    source:
      'domain §5: steps 2–4 by care form, kommun, unit and hälsocentral; domain §10: unread is not absent',
  }),
  rule({
    code: 'VT_WITHOUT_KOMMUN',
    isRemark: true,
    class: 'needs-decision',
    holds: (item, context) => isToMove(item, context) && isKommunUnknown(item),
    reason: () =>
      'Patientens kommun är inte angiven: ingen vet vilken kommun som kompletterar vårdtillfället.',
    restsOn: ['kommun', 'ready_at', 'discharged_at', 'deceased_on', 'status'],
    source: 'domain §3: no kommun: a named bucket with an owner; nothing is guessed',
  }),
  rule({
    code: 'VT_WITHOUT_WARD',
    isRemark: true,
    class: 'needs-decision',
    holds: (item, context) => isToMove(item, context) && item.facts.unit === null,
    reason: ({ facts }, { profile: { target } }) =>
      facts.unit === null
        ? `Vårdenheten är inte angiven: ingen vet vem som startar vårdtillfället i ${target}.`
        : '',
    restsOn: ['unit', 'ready_at', 'discharged_at', 'deceased_on', 'status'],
    source: 'domain §3: unknown unit: a named bucket with an owner; nothing is guessed',
  }),
  rule({
    code: 'VT_MOVED_TO_TARGET',
    class: 'moved-back',
    holds: (item, context) =>
      !isFinishedInSource(item.facts, context.profile) && listBeforeMove(item, context) !== undefined,
    reason: (item, context) =>
      `Skulle avslutas i ${context.profile.source} enligt uttaget ${listBeforeMove(item, context)?.listOn ?? ''}, men ${item.facts.ready_at === null ? 'har inte längre någon dag för utskrivningsklar' : `utskrivningsklar är flyttad till ${readyDay(item)}`}: flyttas till ${context.profile.target}.`,
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
