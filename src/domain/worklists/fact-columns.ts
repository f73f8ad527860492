import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../classification/classes.ts';
import { SIP_RULES } from '../classification/sip-classes.ts';
import { reasonOf, type Classification, type ClassRule } from '../classification/class-rule.ts';
import { VARDTILLFALLE_RULES } from '../classification/vardtillfalle-classes.ts';
import { initialAndSurname } from '../identity/initials.ts';
import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { termLabel, type TermSet } from '../kinds/terms.ts';
import { isWithoutConsent, type Outside, type Subject, type SubjectKind, type SubjectOf } from './subject.ts';
import { COMPLETING, STARTING, type ColumnBase } from '../answers/column-base.ts';

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

const ALL_KINDS: readonly SubjectKind[] = ['sip', 'vardtillfalle', 'patient', 'meddelande'];
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

/** Why a case is classed as it is, by every rule that is worth telling. */
function reasons<Item, Context, Class extends string>(
  rules: readonly ClassRule<Item, Context, Class>[],
  labels: Readonly<Record<Class, string>>,
): (subject: {
  readonly consent: string | null;
  readonly item: Item;
  readonly context: Context;
  readonly classification: Classification<Class>;
}) => string {
  return (subject) => {
    const { item, context, classification } = subject;
    if (isWithoutConsent(subject)) return withheldReason(labels[classification.class]);
    return [classification.rule, ...classification.also]
      .map((code) => reasonOf(rules, code, item, context))
      .join(' Dessutom: ');
  };
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
    reasons(VARDTILLFALLE_RULES, VARDTILLFALLE_CLASSES),
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
    reasons(SIP_RULES, SIP_CLASSES),
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
