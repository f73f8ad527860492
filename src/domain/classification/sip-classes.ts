import { some } from '../words/counted.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { monthsAfter } from '../calendar/months-after.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import { isAttestedClosed, isGone, isIdentityUnfit, isPerhapsRenewed, type CaseState } from './case-state.ts';
import { classify, ruleMaker, type ClassRule, type Classification, type Seen } from './class-rule.ts';
import type { SipClass } from './classes.ts';
import { inTargetText, isInTarget, isUnclearInTarget } from './in-target.ts';
import { rulesOfDoubt, rulesOfEitherKind } from './shared-rules.ts';

export interface SipCase extends CaseState {
  readonly facts: FactsOf<'sip'>;
}

/** What a SIP needs to know of a vårdtillfälle of the same patient. */
export interface VardtillfalleLink {
  readonly vardtillfalleId: string;
  readonly isOpen: boolean;
  /** Whether it is started up in the target system, so that the SIP goes with it. */
  readonly moves: boolean;
  /** Whether it waits for somebody's decision: then nobody knows yet whether the SIP goes with it. */
  readonly isUndecided: boolean;
  readonly deceasedOn: string | null;
}

export interface SipContext {
  readonly asOf: string;
  readonly profile: Profile;
  readonly hasVardtillfalleList: boolean;
  /** The patient's vårdtillfällen, by person or by the id the SIP itself names. */
  readonly vardtillfallenOf: (sip: LinkedSip) => readonly VardtillfalleLink[];
  /** Ongoing vårdtillfällen whose number points at nobody, and whose patient has the SIP's name and kommun. */
  readonly namesakesOf: (sip: NamedSip) => readonly string[];
  /** Without a list of units nothing is unknown. */
  readonly isUnknownUnit: (unit: string) => boolean;
  /** The rules of the plan; where nothing is said, those that plans share. */
  readonly rules?: readonly SipRule[];
  /** What the plan calls its classes. */
  readonly labels?: Readonly<Record<SipClass, string>>;
}

/** What leads from a SIP to vårdtillfällen. */
type LinkedSip = Pick<CaseState, 'personKey'> & {
  readonly facts: Pick<FactsOf<'sip'>, 'vardtillfalle_id'>;
};

/** What a person is called, where no number says who it is. */
interface NamedSip {
  readonly facts: Pick<FactsOf<'sip'>, 'name' | 'kommun'>;
}

export type SipRule = ClassRule<SipCase, SipContext, SipClass>;
type SipWith<Column extends keyof FactsOf<'sip'>> = Seen<'sip', SipCase, Column>;
const rule = ruleMaker<'sip', SipCase, SipContext>();

type WithActivity = SipWith<'changed_on' | 'started_on' | 'meeting_on'>;

/** The last day that anything happened, by the list: a meeting counts, held or coming. */
function lastActivityOn({ facts }: WithActivity): string | null {
  const last = facts.changed_on ?? facts.started_on;
  return last !== null && facts.meeting_on !== null && facts.meeting_on > last ? facts.meeting_on : last;
}

/** The day from which the SIP counts as inactive: the profile's months after the last activity. */
function inactiveOn(sip: WithActivity, { profile }: SipContext): string | null {
  const last = lastActivityOn(sip);
  const on = last === null ? null : monthsAfter(last, profile.rules.inactivityMonths);
  // Who moves it has said that it is current.
  return on !== null && isInTarget(sip.inTarget) && on > sip.inTarget.since ? null : on;
}

function isInactive(sip: WithActivity, context: SipContext): boolean {
  const on = inactiveOn(sip, context);
  return on !== null && on <= context.asOf;
}

/** Moving a SIP puts it in the phase of evaluation (000, Steg 6: a note under "Utvärdering och avslut av plan"). */
const isEvaluated = (sip: SipWith<'phase'>): boolean =>
  sip.facts.phase === 'utvardering' && (!isInTarget(sip.inTarget) || sip.wasEvaluatedBefore);

const isPatientDeceased = (sip: LinkedSip, context: SipContext): boolean =>
  context.vardtillfallenOf(sip).some(({ deceasedOn }) => deceasedOn !== null && deceasedOn <= context.asOf);

/** In the newest list, and not closed by it or since: what needs telling of a case that is still there. */
function isOpenInSource(sip: SipWith<'status'>): boolean {
  return !isGone(sip) && sip.facts.status !== 'closed' && !isAttestedClosed(sip);
}

export const movingVardtillfalle = (sip: LinkedSip, context: SipContext): VardtillfalleLink | undefined =>
  context.vardtillfallenOf(sip).find(({ isOpen, moves }) => isOpen && moves);

const undecidedVardtillfalle = (sip: LinkedSip, context: SipContext): VardtillfalleLink | undefined =>
  context.vardtillfallenOf(sip).find(({ isUndecided }) => isUndecided);

/** Whether the rules propose that it is closed. */
const isProposedForClosing = (
  sip: LinkedSip & WithActivity & SipWith<'phase'>,
  context: SipContext,
): boolean => isPatientDeceased(sip, context) || isEvaluated(sip) || isInactive(sip, context);

const isPerhapsInBoth = (
  sip: LinkedSip & WithActivity & SipWith<'phase' | 'status'>,
  context: SipContext,
): boolean => isUnclearInTarget(sip.inTarget) && isOpenInSource(sip) && isProposedForClosing(sip, context);

const STATE_OF_THINGS = '000, Förberedelser: ”ALLA SIPar i Prator vara stängda (avslutats eller flyttats)”';
const NOT_GUESSED = 'inferred: nothing is guessed; the row goes to a named bucket with an owner';

const WORDING = { prefix: 'SIP', kind: 'sip', theCase: 'SIP:en' } as const;

const CLOSING_RULES: readonly SipRule[] = [
  rule({
    code: 'SIP_GONE',
    class: 'closed',
    holds: (sip) => isGone(sip) && !isPerhapsRenewed(sip),
    reason: (sip, { profile }) =>
      `Fanns i uttaget ${sip.lastSeenOn} men inte i uttaget ${sip.latestListOn}: räknas som avslutad i ${profile.source}.`,
    restsOn: [],
    source:
      '000, Förberedelser: uttaget visar pågående SIP:ar; den som inte längre finns där är inte pågående',
  }),
  rule({
    code: 'SIP_CLOSED_IN_LIST',
    class: 'closed',
    holds: (sip) => sip.facts.status === 'closed',
    reason: () => 'Listan anger att SIP:en är avslutad.',
    restsOn: ['status'],
    source: STATE_OF_THINGS,
  }),
  rule({
    code: 'SIP_ATTESTED_CLOSED',
    class: 'closed',
    holds: isAttestedClosed,
    reason: (sip, { profile }) =>
      `Intygad avslutad i ${profile.source} ${sip.attestedClosedOn ?? ''}; ännu inte bekräftad av ett senare uttag.`,
    restsOn: [],
    source: '000, Steg 6: ”Avsluta SIP i Prator när alla parter flyttat över sin information”',
  }),
];

const WORKING_RULES: readonly SipRule[] = [
  rule({
    code: 'SIP_CONFLICT',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip) => sip.isConflicting,
    reason: (sip, { profile }) =>
      `Uttaget ${sip.lastSeenOn} har SIP:en på flera rader som säger olika. Det de är ense om gäller; resten är okänt tills någon sett efter i ${profile.source}.`,
    restsOn: ['sip_id'],
    source: 'contract: same id with other content in the same file, neither wins',
  }),
  rule({
    code: 'SIP_IS_VARDPLAN',
    class: 'vardplan',
    holds: (sip) => sip.facts.plan_form === 'vardplan',
    reason: () =>
      'Öppen tvångsvård och öppen rättspsykiatrisk vård har samordnad vårdplan i stället för SIP.',
    restsOn: ['plan_form'],
    source: 'Lag (2017:612) 4 kap. 1 §',
  }),
  rule({
    code: 'SIP_IDENTITY_UNFIT',
    isRemark: true,
    class: 'needs-decision',
    holds: isIdentityUnfit,
    reason: () =>
      'Personnumret saknas, är skadat eller stämmer inte: ingen ska behöva gissa vem SIP:en gäller.',
    restsOn: ['person_id'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_WITHOUT_PART',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip) => sip.facts.part === null,
    reason: () => 'Ingen samordningsansvarig part är angiven: ingen äger flytten.',
    restsOn: ['part'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_WITHOUT_KOMMUN',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip) => sip.facts.kommun === null,
    reason: () => 'Patientens aktuella kommun är inte angiven, eller hör inte till profilens kommuner.',
    restsOn: ['kommun'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_UNIT_UNKNOWN',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip, context) => sip.facts.unit === null || context.isUnknownUnit(sip.facts.unit),
    reason: (sip) =>
      sip.facts.unit === null
        ? 'Samordningsansvarig enhet är inte angiven.'
        : 'Samordningsansvarig enhet finns inte i enhetslistan.',
    restsOn: ['unit'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_CONSENT_REFUSED',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip) => sip.facts.consent === 'no',
    reason: () => 'Samtycke är nekat; menprövning kan inte ersätta ett nej.',
    restsOn: ['consent'],
    source: '003, Menprövning: ”Menprövning kan inte användas för att överpröva ett nekande till samtycke”',
  }),
  rule({
    code: 'SIP_CONSENT_MISSING',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip) => sip.facts.consent === null || sip.facts.consent === 'unknown',
    reason: () => 'Uppgift om samtycke saknas; utan samtycke eller menprövning kan SIP:en inte föras över.',
    restsOn: ['consent'],
    source: '003, SIP: ”givet att patienten ger sitt samtycke”',
  }),
  rule({
    code: 'SIP_VARDTILLFALLE_UNKNOWN',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip, context) =>
      sip.facts.vardtillfalle_id !== null && context.vardtillfallenOf(sip).length === 0,
    reason: (sip, context) =>
      context.hasVardtillfalleList
        ? `SIP:en pekar på vårdtillfälle ${sip.facts.vardtillfalle_id ?? ''} som inte finns i någon inläst lista.`
        : `SIP:en pekar på vårdtillfälle ${sip.facts.vardtillfalle_id ?? ''}, men ingen lista över vårdtillfällen är inläst.`,
    restsOn: ['vardtillfalle_id'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_VARDTILLFALLE_UNDECIDED',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip, context) => undecidedVardtillfalle(sip, context) !== undefined,
    reason: (sip, context) =>
      `Patientens vårdtillfälle (${undecidedVardtillfalle(sip, context)?.vardtillfalleId ?? ''}) behöver beslut: innan dess är det inte känt om SIP:en flyttas med det.`,
    restsOn: ['person_id', 'vardtillfalle_id'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_VARDTILLFALLE_PERHAPS',
    isRemark: true,
    class: 'needs-decision',
    holds: (sip, context) => context.namesakesOf(sip).length > 0,
    reason: (sip, context) =>
      `Ett pågående vårdtillfälle (${context.namesakesOf(sip).join(', ')}) har ett personnummer som inte går att använda, och samma namn och kommun: kanske samma patient. Verktyget slår aldrig ihop två personer.`,
    restsOn: ['name', 'kommun'],
    source: NOT_GUESSED,
  }),
  rule({
    code: 'SIP_IN_BOTH',
    isRemark: true,
    class: 'in-both-systems',
    holds: (sip, context) =>
      isInTarget(sip.inTarget) && isOpenInSource(sip) && isProposedForClosing(sip, context),
    reason: (sip, { profile: { source, target } }) =>
      sip.inTarget === null
        ? ''
        : `SIP:en ${inTargetText(sip.inTarget, 'skapad', target)}, men är föreslagen att avslutas i ${source}. Är den aktuell: flytta den klart och avsluta den i ${source}. Är den inte det: avsluta den i båda.`,
    restsOn: ['person_id', 'vardtillfalle_id', 'phase', 'changed_on', 'started_on', 'meeting_on', 'status'],
    source: 'domain §10: what people attest is a fact; what contradicts the rules is a decision',
  }),
  rule({
    code: 'SIP_PATIENT_DECEASED',
    isRemark: true,
    class: 'close-not-current',
    holds: isPatientDeceased,
    reason: () => 'Patienten är avliden enligt vårdtillfället. Samordningsansvarig bekräftar.',
    restsOn: ['person_id', 'vardtillfalle_id'],
    source: '000, Arbetsgång 5: ”Ej aktuella SIPar avslutas i Prator”',
  }),
  rule({
    code: 'SIP_EVALUATED',
    isRemark: true,
    class: 'close-not-current',
    holds: isEvaluated,
    reason: () =>
      'SIP:en är i fasen ”Utvärdering och avslut av plan”. Samordningsansvarig bekräftar att den inte är aktuell.',
    restsOn: ['phase'],
    source: '003, Avslutsfas: ”sker när patient inte längre är i behov av insatser enligt planen”',
  }),
  rule({
    code: 'SIP_INACTIVE',
    isRemark: true,
    class: 'close-not-current',
    holds: isInactive,
    reason: (sip, context) =>
      `Ingen aktivitet sedan ${lastActivityOn(sip) ?? ''}, ${some(context.profile.rules.inactivityMonths, 'månad')} eller mer, och inget kommande möte. Samordningsansvarig bekräftar.`,
    restsOn: ['changed_on', 'started_on', 'meeting_on'],
    source:
      '000, Förberedelser: ”samordningsansvariga … avslutar SIPar som ej är aktuella”; antalet månader är profilens',
  }),
  rule({
    code: 'SIP_VARDTILLFALLE_MOVES',
    class: 'move-with-vardtillfalle',
    holds: (sip, context) => movingVardtillfalle(sip, context) !== undefined,
    reason: (sip, context) =>
      `Patienten har ett pågående vårdtillfälle (${movingVardtillfalle(sip, context)?.vardtillfalleId ?? ''}) som flyttas: Erbjud SIP i ${context.profile.target}.`,
    restsOn: ['person_id', 'vardtillfalle_id'],
    source: '000, Steg 6: ”Patienter som har ett pågående vårdtillfälle: Erbjud SIP”',
  }),
  rule({
    code: 'SIP_WITHOUT_VARDTILLFALLE',
    class: 'move-outside-vardtillfalle',
    holds: () => true,
    reason: (_sip, context) =>
      context.hasVardtillfalleList
        ? 'Patienten har inget pågående vårdtillfälle som flyttas: Skapa en SIP utanför vårdtillfälle.'
        : 'Inget pågående vårdtillfälle är känt (ingen lista över vårdtillfällen är inläst): Skapa en SIP utanför vårdtillfälle.',
    restsOn: ['person_id', 'vardtillfalle_id'],
    source: '000, Steg 6: ”Patienter som ej har pågående vårdtillfälle: Skapa en SIP utanför vårdtillfälle”',
  }),
];

export const SIP_RULES: readonly SipRule[] = [
  ...CLOSING_RULES,
  ...rulesOfEitherKind<SipCase, SipContext, SipClass>({ ...WORDING, isOpenInSource }),
  ...rulesOfDoubt<SipCase, SipContext, SipClass>({ ...WORDING, isPerhapsInBoth }, [
    ...CLOSING_RULES,
    ...WORKING_RULES,
  ]),
  ...WORKING_RULES,
];

/** The class of one SIP as of a day, with the rule that decided and the rules that hold besides. */
export function classifySip(sip: SipCase, context: SipContext): Classification<SipClass> {
  return classify(context.rules ?? SIP_RULES, sip, context);
}

const INACTIVE_AT = SIP_RULES.findIndex(({ code }) => code === 'SIP_INACTIVE');
const AFTER_INACTIVE = new Set(SIP_RULES.slice(INACTIVE_AT + 1).map(({ code }) => code));

/**
 * The one way in which time alone changes a SIP's class: the later day from which it is proposed for closing because
 * nothing has happened; null where it is so already, or never will be.
 */
export function closeProposedOn(
  sip: SipCase,
  context: SipContext,
  { rule }: Pick<Classification<SipClass>, 'rule'>,
): string | null {
  return AFTER_INACTIVE.has(rule) ? inactiveOn(sip, context) : null;
}
