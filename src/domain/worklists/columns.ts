import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../classification/classes.ts';
import { SIP_RULES } from '../classification/sip-classes.ts';
import { ruleWithCode } from '../classification/class-rule.ts';
import { VARDTILLFALLE_RULES } from '../classification/vardtillfalle-classes.ts';
import { initialAndSurname } from '../identity/initials.ts';
import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { termLabel, type TermSet } from '../records/terms.ts';
import type { AnswerTraits } from '../tracking/answers.ts';
import { attestsWorkInSource, type MarkName } from '../tracking/marks.ts';
import { isWithoutConsent, type Outside, type Subject, type SubjectKind, type SubjectOf } from './subject.ts';

/**
 * The columns of the worklists: one entry a column, which names the steps that have it. In the order in which they
 * stand: facts first, locked, then the answers that are asked for.
 */
interface ColumnBase {
  readonly key: string;
  readonly header: string;
  readonly width: number;
  readonly format: 'text' | 'date' | 'choice';
  /** The steps that have the column; every step when left out. */
  readonly steps?: readonly string[];
  readonly wrap?: true;
  readonly pinned?: true;
  readonly note?: string;
  /** Left out of a list whose owner is a kommun: every row would say the same. */
  readonly isImpliedByKommun?: true;
  /** Only where full personnummer were asked for, which is logged. */
  readonly isWholeIdentity?: true;
}

export interface FactColumn extends ColumnBase {
  readonly kind: 'fact';
  /** Worked out by the rules, also from what people answer: not compared when a list comes back. */
  readonly isDerived?: true;
  /** Left out of a list where no row has it. */
  readonly isRare?: true;
  /** The kinds of subject that the column is for. */
  readonly of: readonly SubjectKind[];
  readonly value: (subject: Subject, profile: Profile) => string | null;
  /** Says which case and which person the row is about. */
  readonly identifies?: true;
  /** Not shown of a person who has refused consent. */
  readonly needsConsent?: true;
  /** Helps with work in the source system: of no use once it is read-only. */
  readonly isForSource?: true;
}

export interface AnswerColumn extends ColumnBase, AnswerTraits {
  readonly kind: 'answer';
  /** Tells who answered the row: not an answer of its own. */
  readonly signs?: true;
  readonly choices?: readonly string[];
  readonly settles?: readonly string[];
  /** What an answer (a date, or Ja) attests. */
  readonly attests?: MarkName;
  /** The row is done once all such columns of its step are answered: "Klar" alone does not make it so. */
  readonly finishes?: true;
}

export type WorklistColumnEntry = FactColumn | AnswerColumn;

/** Answers of the status column. */
export const ANSWERS = ['Klar', 'Pågår', 'Inte aktuell', 'Behöver hjälp', 'Fel mottagare'] as const;
/** Answers of the status column that somebody must see to. */
export const NEED_ATTENTION: readonly string[] = ['Behöver hjälp', 'Fel mottagare'];
const SETTLED = ['Klar', 'Inte aktuell'];
const UNDER_WAY = ['Pågår'];
const YES_NO = ['Ja', 'Nej'];
const YES_NO_NA = ['Ja', 'Nej', 'Ej aktuellt'];

const ALL_KINDS: readonly SubjectKind[] = ['sip', 'vardtillfalle', 'patient', 'meddelande'];
const STARTING = ['2-somatik', '2-psykiatri'];
const COMPLETING = ['3-primarvard', '3-psykiatri', '4a', '4b'];
const IN_HOSPITAL = [...STARTING, ...COMPLETING, '5', 'beslut-vardtillfallen', 'reserv'];
const SIPS = ['6', 'stada', 'vardplan', 'beslut', 'borttappade'];
/** What tells where a person lives: on no list for named handlers. */
const OF_THE_KOMMUN = ['1'];
const DECISIONS = ['beslut', 'beslut-vardtillfallen'];
const SHOWING_THE_PERSON = ['1', ...IN_HOSPITAL, ...SIPS, 'kvittera'];

/** Whether a step's list shows initial and surname. */
export const showsThePerson = ({ id }: { readonly id: string }): boolean => SHOWING_THE_PERSON.includes(id);

const WITHHELD = 'visas inte (nekat samtycke)';

/** A column with a value made from one kind of subject. */
function fact<K extends SubjectKind>(
  of: readonly K[],
  column: Omit<FactColumn, 'kind' | 'of' | 'value'>,
  value: (subject: SubjectOf<K>, profile: Profile) => string | null,
): FactColumn {
  return {
    kind: 'fact',
    of,
    ...column,
    // What is withheld says so in more words than a day has.
    ...(column.needsConsent === true ? { wrap: true } : {}),
    value: (subject, profile) =>
      column.needsConsent === true && isWithoutConsent(subject)
        ? WITHHELD
        : value(subject as SubjectOf<K>, profile),
  };
}

const labelled = (set: TermSet, code: string | null): string | null =>
  code === null ? null : termLabel(set, code);
const day = (instant: string | null): string | null => (instant === null ? null : instant.slice(0, 10));

/** Why, of a person who has refused consent: the class, and none of the facts that it rests on. */
const withheldReason = (label: string): string => `${label}. Uppgifterna bakom ${WITHHELD}.`;

function sipReasons(subject: SubjectOf<'sip'>): string {
  const { item, context, classification } = subject;
  if (isWithoutConsent(subject)) return withheldReason(SIP_CLASSES[classification.class]);
  return [classification.rule, ...classification.also]
    .map((code) => ruleWithCode(SIP_RULES, code)?.reason(item, context) ?? code)
    .join(' Dessutom: ');
}

function vardtillfalleReasons(subject: SubjectOf<'vardtillfalle'>): string {
  const { item, context, classification } = subject;
  if (isWithoutConsent(subject)) return withheldReason(VARDTILLFALLE_CLASSES[classification.class]);
  return [classification.rule, ...classification.also]
    .map((code) => ruleWithCode(VARDTILLFALLE_RULES, code)?.reason(item, context) ?? code)
    .join(' Dessutom: ');
}

function lostReason({ lost }: SubjectOf<'sip'>): string | null {
  if (lost === null) return null;
  const { lastSeenOn, sourceListOn, targetListOn, attestedMovedOn } = lost;
  const attested =
    attestedMovedOn === null ? '' : ` Intygad flyttad ${attestedMovedOn}, men det syns inte i listan.`;
  return `Pågående i uttaget ${lastSeenOn}, borta i uttaget ${sourceListOn}. Personen har ingen SIP i listan från Lifecare SP ${targetListOn}.${attested}`;
}

/** Why a row that says Klar, with a day, is on the list all the same. */
function contradictedClosing({ item }: SubjectOf<'sip' | 'vardtillfalle'>): string | null {
  const { attestedClosedOn, lastSeenOn } = item;
  return attestedClosedOn === null || attestedClosedOn >= lastSeenOn
    ? null
    : `Intygad avslutad ${attestedClosedOn}, men kvar i uttaget ${lastSeenOn}.`;
}

const OUTSIDE: Readonly<Record<Outside, string>> = {
  kommun: 'patientens kommun är okänd eller ligger utanför regionen',
  ward: 'vårdenheten saknas eller finns inte i enhetslistan',
  halsocentral: 'hälsocentralen finns inte i enhetslistan',
};

/** The help request that central IT asks for (seed 000, "Hjälp att kvittera"): unit, "A Larsson", birth year; no more. */
function helpRequest({ facts, name, birthYear, receivedBy }: SubjectOf<'meddelande'>): string {
  const to = {
    region: 'Ärende i Självservice – Prator',
    kommun: 'E-post till förvaltningen',
    unknown: 'Hjälpbegäran',
  }[receivedBy ?? 'unknown'];
  const patient = name === null ? 'patient okänd' : initialAndSurname(name);
  return `${to}: hjälp att kvittera. Enhet: ${facts.to_unit ?? 'okänd'}. Patient: ${patient}, född ${birthYear ?? 'okänt år'}.`;
}

/** The unit that a row is grouped under; grouped by it, a list tells it. */
export function groupOf(subject: Subject): string {
  return isWithoutConsent(subject) ? `Enheten ${WITHHELD}` : (subject.unit ?? 'Ingen enhet');
}

export const FACT_COLUMNS: readonly FactColumn[] = [
  fact(
    ALL_KINDS,
    { key: 'reference', header: 'Referens', width: 10, format: 'text', pinned: true },
    ({ reference }) => reference,
  ),
  fact(
    ['sip'],
    { key: 'sip', header: 'SIP i Prator', width: 12, format: 'text', identifies: true },
    ({ item }) => item.facts.sip_id,
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'vardtillfalle',
      header: 'Vårdtillfälle i Prator',
      width: 11,
      format: 'text',
      wrap: true,
      identifies: true,
    },
    ({ item }) => item.facts.vardtillfalle_id,
  ),
  fact(
    ['meddelande'],
    { key: 'meddelande', header: 'Meddelande', width: 11, format: 'text', identifies: true },
    ({ facts }) => facts.meddelande_id,
  ),
  fact(
    ['meddelande'],
    { key: 'case', header: 'Ärende', width: 11, format: 'text', identifies: true },
    ({ facts }) => facts.case_id,
  ),
  fact(
    ALL_KINDS,
    {
      key: 'personnummer',
      header: 'Personnummer',
      width: 14,
      format: 'text',
      isWholeIdentity: true,
      identifies: true,
      steps: SHOWING_THE_PERSON,
    },
    ({ personId }) => personId,
  ),
  fact(
    ALL_KINDS,
    // Initial and surname, as the region asks for in its own help requests: "A Larsson" (seed 000).
    {
      key: 'patient',
      header: 'Patient',
      width: 16,
      format: 'text',
      pinned: true,
      identifies: true,
      steps: SHOWING_THE_PERSON,
    },
    ({ name }) => (name === null ? null : initialAndSurname(name)),
  ),
  fact(
    ALL_KINDS,
    {
      key: 'born',
      header: 'Född',
      width: 6,
      format: 'text',
      identifies: true,
      steps: SHOWING_THE_PERSON,
    },
    ({ birthYear }) => (birthYear === null ? null : String(birthYear)),
  ),
  fact(
    ['sip', 'vardtillfalle'],
    {
      key: 'kommun',
      header: 'Kommun',
      width: 12,
      format: 'text',
      steps: [...IN_HOSPITAL, ...SIPS],
      isImpliedByKommun: true,
    },
    ({ kommun }, profile) => kommunName(profile, kommun),
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'ward',
      header: 'Vårdenhet',
      width: 18,
      format: 'text',
      needsConsent: true,
      wrap: true,
      steps: [...COMPLETING, ...DECISIONS, 'reserv'],
    },
    ({ unit }) => unit,
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'careForm',
      header: 'Vårdform',
      width: 11,
      format: 'text',
      needsConsent: true,
      steps: ['4a', '4b', '5', ...DECISIONS],
    },
    ({ item }) => labelled('careForm', item.facts.care_form),
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'admitted',
      header: 'Inskriven',
      width: 10,
      format: 'date',
      needsConsent: true,
      steps: IN_HOSPITAL,
    },
    ({ item }) => day(item.facts.admitted_at),
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'expected',
      header: 'Beräknad utskrivning',
      width: 11,
      format: 'date',
      wrap: true,
      needsConsent: true,
      steps: [...STARTING, ...COMPLETING, '5'],
    },
    ({ item }) => item.facts.expected_discharge_on,
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'ready',
      header: 'Utskrivningsklar',
      width: 12,
      format: 'date',
      wrap: true,
      needsConsent: true,
      steps: [...STARTING, '5', ...DECISIONS],
    },
    ({ item }) => day(item.facts.ready_at),
  ),
  fact(
    ['vardtillfalle'],
    { key: 'discharged', header: 'Utskriven', width: 10, format: 'date', needsConsent: true, steps: ['5'] },
    ({ item }) => day(item.facts.discharged_at),
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'halsocentral',
      header: 'Hälsocentral',
      width: 18,
      format: 'text',
      needsConsent: true,
      wrap: true,
      steps: [...STARTING, '4a', '4b'],
    },
    ({ item }) => item.facts.halsocentral,
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'openPsychiatry',
      header: 'Psykiatrisk öppenvårdsenhet',
      width: 18,
      format: 'text',
      needsConsent: true,
      wrap: true,
      steps: ['2-psykiatri'],
    },
    ({ openPsychiatry }) => openPsychiatry ?? 'att ange',
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'why',
      isDerived: true,
      header: 'Varför',
      width: 34,
      format: 'text',
      wrap: true,
      steps: ['5', 'beslut-vardtillfallen'],
    },
    vardtillfalleReasons,
  ),
  fact(
    ['vardtillfalle'],
    {
      key: 'outside',
      isDerived: true,
      header: 'Utanför systemet',
      width: 30,
      format: 'text',
      wrap: true,
      steps: ['reserv'],
    },
    ({ outside }) => (outside.length === 0 ? null : outside.map((what) => OUTSIDE[what]).join('; ')),
  ),
  fact(
    ['patient'],
    { key: 'housing', header: 'Boende', width: 16, format: 'text', needsConsent: true, steps: OF_THE_KOMMUN },
    ({ facts }) => labelled('housing', facts?.housing ?? null),
  ),
  fact(
    ['patient'],
    {
      key: 'hemsjukvard',
      header: 'Hemsjukvårdsenhet',
      width: 20,
      format: 'text',
      wrap: true,
      needsConsent: true,
      steps: OF_THE_KOMMUN,
    },
    ({ facts }) => facts?.hemsjukvard_unit ?? null,
  ),
  fact(
    ['patient'],
    {
      key: 'temporaryAddress',
      header: 'Vistelseadress i Prator',
      width: 14,
      format: 'text',
      wrap: true,
      needsConsent: true,
      steps: OF_THE_KOMMUN,
    },
    ({ facts }) => facts?.temporary_address ?? null,
  ),
  fact(
    ['patient'],
    {
      key: 'nextOfKin',
      header: 'Närstående i Prator',
      width: 10,
      format: 'text',
      wrap: true,
      needsConsent: true,
      steps: OF_THE_KOMMUN,
    },
    ({ facts }) =>
      facts?.has_next_of_kin === null || facts === null
        ? null
        : labelled('flag', String(facts.has_next_of_kin)),
  ),
  fact(
    ['patient'],
    {
      key: 'listed',
      header: 'Listad hälsocentral',
      width: 20,
      format: 'text',
      wrap: true,
      needsConsent: true,
      steps: OF_THE_KOMMUN,
    },
    ({ facts }) => facts?.halsocentral ?? null,
  ),
  fact(
    ['patient'],
    {
      key: 'hasSip',
      isDerived: true,
      header: 'Pågående SIP',
      width: 9,
      format: 'text',
      wrap: true,
      needsConsent: true,
    },
    ({ hasOpenSip }) => (hasOpenSip ? 'Ja' : 'Nej'),
  ),
  fact(
    ['sip'],
    {
      key: 'part',
      header: 'Samordningsansvar',
      width: 12,
      format: 'text',
      needsConsent: true,
      steps: ['vardplan', 'beslut'],
    },
    ({ item }) => labelled('part', item.facts.part),
  ),
  fact(
    ['sip'],
    {
      key: 'unit',
      header: 'Samordningsansvarig enhet',
      width: 18,
      format: 'text',
      needsConsent: true,
      wrap: true,
      steps: ['vardplan', 'beslut'],
    },
    ({ unit }) => unit,
  ),
  fact(
    ['sip'],
    { key: 'role', header: 'Samordningsansvarig', width: 16, format: 'text', needsConsent: true, wrap: true },
    ({ item }) => item.facts.role,
  ),
  fact(
    ['sip'],
    {
      key: 'how',
      isDerived: true,
      header: 'Så här startas den',
      width: 22,
      format: 'text',
      wrap: true,
      steps: ['6'],
    },
    ({ classification }) =>
      classification.class === 'move-with-vardtillfalle'
        ? 'Erbjud SIP (pågående vårdtillfälle)'
        : 'Skapa en SIP utanför vårdtillfälle',
  ),
  fact(
    ['sip'],
    {
      key: 'reason',
      isDerived: true,
      header: 'Varför',
      width: 40,
      format: 'text',
      wrap: true,
      steps: ['stada', 'beslut', 'vardplan'],
    },
    sipReasons,
  ),
  fact(
    ['sip'],
    {
      key: 'lost',
      isDerived: true,
      header: 'Varför',
      width: 40,
      format: 'text',
      wrap: true,
      needsConsent: true,
      steps: ['borttappade'],
    },
    lostReason,
  ),
  fact(
    ['sip', 'vardtillfalle'],
    {
      key: 'remark',
      isDerived: true,
      isRare: true,
      header: 'Obs',
      width: 22,
      format: 'text',
      wrap: true,
      steps: ['5', '6', 'stada', 'vardplan'],
    },
    contradictedClosing,
  ),
  fact(
    ['sip'],
    { key: 'consent', header: 'Samtycke', width: 11, format: 'text', steps: ['6', 'beslut'] },
    ({ consent }) => labelled('consent', consent),
  ),
  fact(
    ['sip'],
    {
      key: 'phase',
      header: 'Fas',
      width: 14,
      format: 'text',
      wrap: true,
      needsConsent: true,
      steps: ['6', 'stada'],
    },
    ({ item }) => labelled('phase', item.facts.phase),
  ),
  fact(
    ['sip'],
    { key: 'meeting', header: 'Möte', width: 10, format: 'date', needsConsent: true, steps: ['6'] },
    ({ item }) => item.facts.meeting_on,
  ),
  fact(
    ['sip'],
    {
      key: 'changed',
      header: 'Senast ändrad',
      width: 10,
      format: 'date',
      needsConsent: true,
      steps: ['6', 'stada'],
    },
    ({ item }) => item.facts.changed_on,
  ),
  fact(
    ['meddelande'],
    { key: 'type', header: 'Meddelandetyp', width: 18, format: 'text', wrap: true, needsConsent: true },
    ({ facts }) => facts.type,
  ),
  fact(
    ['meddelande'],
    { key: 'from', header: 'Avsändare', width: 20, format: 'text', wrap: true, needsConsent: true },
    ({ facts }) => facts.from_unit,
  ),
  fact(
    ['meddelande'],
    { key: 'sent', header: 'Skickat', width: 10, format: 'date', needsConsent: true },
    ({ facts }) => day(facts.sent_at),
  ),
  fact(
    ['meddelande'],
    {
      key: 'help',
      header: 'Hjälpbegäran',
      width: 44,
      format: 'text',
      wrap: true,
      steps: ['kvittera'],
      isForSource: true,
      note: 'Text att klistra in. Verktyget skickar inget.',
    },
    helpRequest,
  ),
];

export const ANSWER_COLUMNS: readonly AnswerColumn[] = [
  {
    kind: 'answer',
    key: 'status',
    header: 'Status',
    width: 13,
    format: 'choice',
    choices: ANSWERS,
    settles: SETTLED,
    yields: UNDER_WAY,
    note: 'Välj hur det gick.',
  },
  {
    kind: 'answer',
    key: 'registeredOn',
    header: 'Registrerad i Lifecare SP',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['1', 'skyddade-patienter', ...STARTING],
    attests: 'registered-in-lifecare',
    finishes: true,
    note: 'Dagen då det gjordes.',
  },
  {
    kind: 'answer',
    key: 'openPsychiatrySet',
    header: 'Psyk. öppenvård angiven',
    width: 10,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: STARTING.slice(1),
  },
  {
    kind: 'answer',
    key: 'halsocentralAdded',
    header: 'Hälsocentral tillagd',
    width: 11,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: STARTING.slice(1),
    note: 'Läggs till för hand om den ska vara med.',
  },
  {
    kind: 'answer',
    key: 'acknowledged',
    header: 'Inskrivnings-meddelande kvitterat',
    width: 11,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: COMPLETING,
  },
  {
    kind: 'answer',
    key: 'answered',
    header: 'Frågor besvarade',
    width: 10,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['3-primarvard', '3-psykiatri', '4a'],
    attests: 'answered-in-lifecare',
    finishes: true,
  },
  {
    kind: 'answer',
    key: 'answeredNurse',
    header: 'Sjuksköterska har svarat',
    width: 10,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: ['4b'],
    attests: 'answered-in-lifecare',
    finishes: true,
  },
  {
    kind: 'answer',
    key: 'answeredOccupational',
    header: 'Arbetsterapeut har svarat',
    width: 10,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: ['4b'],
    attests: 'answered-in-lifecare',
    finishes: true,
  },
  {
    kind: 'answer',
    key: 'answeredPhysio',
    header: 'Fysioterapeut har svarat',
    width: 10,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: ['4b'],
    attests: 'answered-in-lifecare',
    finishes: true,
  },
  {
    kind: 'answer',
    key: 'contact',
    header: 'Fast vårdkontakt bekräftad',
    width: 11,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: ['1', '3-primarvard', '3-psykiatri'],
  },
  {
    kind: 'answer',
    key: 'extraMessage',
    header: 'Extra-meddelande skickat',
    width: 10,
    format: 'date',
    wrap: true,
    steps: [...STARTING, ...COMPLETING],
    attests: 'extrameddelande-sent',
    note: 'Dagen då extrameddelandet skickades i Prator.',
  },
  {
    kind: 'answer',
    key: 'coordinator',
    header: 'Ny samordningsansvarig satt',
    width: 13,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['6'],
    note: 'Den som skapar underlaget blir samordningsansvarig automatiskt. Är rätt person satt i Lifecare SP?',
  },
  {
    kind: 'answer',
    key: 'allParties',
    header: 'Alla parter klara',
    width: 10,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['6'],
    attests: 'sip-moved',
    note: 'Har alla parter flyttat över sin information?',
  },
  {
    kind: 'answer',
    key: 'closedOn',
    header: 'Avslutad i Prator',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['5', '6', 'stada', 'vardplan', 'skyddade'],
    attests: 'closed-in-prator',
    finishes: true,
    // 000, Steg 6: ”Avsluta SIP i Prator när alla parter flyttat över sin information”.
    restsOn: { step: '6', column: 'allParties', value: 'Ja' },
    note: 'Dagen då det avslutades i Prator.',
  },
  {
    kind: 'answer',
    key: 'closedInTarget',
    header: 'Avslutad i Lifecare SP',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['5'],
    attests: 'closed-in-lifecare',
  },
  {
    kind: 'answer',
    key: 'acknowledgedOn',
    header: 'Kvitterat',
    width: 10,
    format: 'date',
    steps: ['kvittera', 'skyddade-kvittera'],
    attests: 'acknowledged',
    finishes: true,
    note: 'Dagen då meddelandet kvitterades.',
  },
  {
    kind: 'answer',
    key: 'foundInTarget',
    header: 'Finns i Lifecare SP',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['borttappade'],
    attests: 'sip-created-in-lifecare',
    note: 'Dagen då du såg den där, eller skapade den.',
  },
  {
    kind: 'answer',
    key: 'receiverTold',
    header: 'Mottagare informerad',
    width: 11,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['reserv'],
  },
  {
    kind: 'answer',
    key: 'safeWay',
    header: 'Säkert mottagande ordnat',
    width: 11,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['reserv'],
  },
  {
    kind: 'answer',
    key: 'formsUsed',
    finishes: true,
    header: 'Blankett skickad och mottagen',
    width: 12,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['reserv'],
  },
  {
    kind: 'answer',
    key: 'by',
    header: 'Av',
    width: 12,
    format: 'text',
    signs: true,
    note: 'Ditt namn eller din signatur.',
  },
  {
    kind: 'answer',
    key: 'comment',
    header: 'Kommentar',
    width: 20,
    format: 'text',
    wrap: true,
    keepsAll: true,
    note: 'Inga personnummer eller journaluppgifter.',
  },
];

/** Whether a column asks for, or helps with, work in the source system. */
export function isWorkInSource(column: WorklistColumnEntry): boolean {
  if (column.kind === 'fact') return column.isForSource === true;
  return column.attests !== undefined && attestsWorkInSource(column.attests);
}

/** The columns of one step's list, in order. */
export function columnsOfStep(
  step: { readonly id: string; readonly kind: SubjectKind },
  list: { readonly kommun: string | null; readonly showsPersonnummer: boolean },
): readonly WorklistColumnEntry[] {
  const isOfStep = ({ steps }: ColumnBase): boolean => steps === undefined || steps.includes(step.id);
  const facts = FACT_COLUMNS.filter((column) => column.of.includes(step.kind) && isOfStep(column))
    .filter(({ isImpliedByKommun }) => list.kommun === null || isImpliedByKommun !== true)
    .filter(({ isWholeIdentity }) => list.showsPersonnummer || isWholeIdentity !== true);
  return [...facts, ...ANSWER_COLUMNS.filter(isOfStep)];
}

const ANSWER_COLUMN_OF: ReadonlyMap<string, AnswerColumn> = new Map(
  ANSWER_COLUMNS.map((column) => [column.key, column]),
);

export const answerColumn = (key: string): AnswerColumn | undefined => ANSWER_COLUMN_OF.get(key);

/** How the answers of a column go together. */
export const answerTraits = (key: string): AnswerTraits => answerColumn(key) ?? {};

/** The facts of a row, by the column's key. */
export function factCells(
  columns: readonly WorklistColumnEntry[],
  subject: Subject,
  profile: Profile,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    columns.flatMap((column) =>
      column.kind === 'fact' ? [[column.key, column.value(subject, profile)]] : [],
    ),
  );
}
