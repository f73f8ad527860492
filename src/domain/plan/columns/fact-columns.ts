import { addDays } from '../../calendar/days.ts';
import { isWorkingDay } from '../../calendar/working-days.ts';
import { initialAndSurname } from '../../identity/initials.ts';
import { fillNames, fillText } from '../../profile/fill-text.ts';
import { kommunName } from '../../profile/kommuner.ts';
import type { Profile } from '../../profile/profile-schema.ts';
import { termLabel, type TermSet } from '../../kinds/terms.ts';
import type { ColumnBase } from '../../answers/column-base.ts';
import { readFrom, type Read, type ReadingName } from '../readings.ts';
import { isWithoutConsent, WITHHELD, type Outside, type SubjectKind, type SubjectOf } from '../subject.ts';

/**
 * What a list tells of a case, locked: one entry a column, named in order by the steps that have it. A column never
 * says more of a person than initial, surname and birth year, but where the whole number was asked for.
 */
export interface FactColumn<K extends SubjectKind = SubjectKind> extends ColumnBase {
  readonly kind: 'fact';
  /** Worked out by the rules, also from what people answer: not compared when a list comes back. */
  readonly isDerived?: true;
  /** Left out of a list where no row has it. */
  readonly isRare?: true;
  /** Names of readings: the value is made from these and nothing else. */
  readonly reads: readonly string[];
  readonly value: (subject: SubjectOf<K>, profile: Profile) => string | null;
  /** Says which case and which person the row is about. */
  readonly identifies?: true;
  /** Says something of who the person is: on no list for named handlers. */
  readonly showsPerson?: true;
  /** Not shown of a person who has refused consent. */
  readonly needsConsent?: true;
  /** Helps with work in the source system: of no use once it is read-only. */
  readonly isForSource?: true;
}

const ALL_KINDS = ['sip', 'vardtillfalle', 'patient', 'meddelande'] as const;

/** A column with a value made from declared readings of some kinds of case. */
function fact<const K extends SubjectKind, const Name extends ReadingName<K>>(
  _of: readonly K[],
  reads: readonly Name[],
  column: Omit<FactColumn, 'kind' | 'reads' | 'value'>,
  value: (read: Read<K, Name>, profile: Profile) => string | null,
): FactColumn<K> {
  return {
    kind: 'fact',
    reads,
    ...column,
    // What is withheld says so in more words than a day has.
    ...(column.needsConsent === true ? { wrap: true } : {}),
    value: (subject, profile) =>
      column.needsConsent === true && isWithoutConsent(subject)
        ? WITHHELD
        : value(readFrom(reads, subject) as Read<K, Name>, profile),
  };
}

const labelled = (set: TermSet, code: string | null): string | null =>
  code === null ? null : termLabel(set, code);
const day = (instant: string | null): string | null => (instant === null ? null : instant.slice(0, 10));

/** Why a case is classed as it is; of a person who has refused consent the class, and none of the facts under it. */
function reasonText(
  read: Read<'sip' | 'vardtillfalle', 'classLabel' | 'reasons' | 'consent'>,
  profile: Profile,
): string {
  return isWithoutConsent(read)
    ? `${fillNames(read.classLabel, profile)}. Uppgifterna bakom ${WITHHELD}.`
    : read.reasons.join(' Dessutom: ');
}

function lostReason({ lost: found }: Read<'sip', 'lost'>, { target }: Profile): string | null {
  if (found === null) return null;
  const { lastSeenOn, sourceListOn, targetListOn, attestedMovedOn } = found;
  const attested =
    attestedMovedOn === null ? '' : ` Intygad flyttad ${attestedMovedOn}, men det syns inte i listan.`;
  return `Pågående i uttaget ${lastSeenOn}, borta i uttaget ${sourceListOn}. Personen har ingen SIP i listan från ${target} ${targetListOn}.${attested}`;
}

/** Why a row that says Klar, with a day, is on the list all the same. */
function contradictedClosing({ closing }: Read<'sip' | 'vardtillfalle', 'closing'>): string | null {
  const { attestedClosedOn, lastSeenOn } = closing;
  return attestedClosedOn === null || attestedClosedOn >= lastSeenOn
    ? null
    : `Intygad avslutad ${attestedClosedOn}, men kvar i uttaget ${lastSeenOn}.`;
}

const OUTSIDE: Readonly<Record<Outside, string>> = {
  kommun: 'patientens kommun är okänd eller ligger utanför regionen',
  ward: 'vårdenheten saknas eller finns inte i enhetslistan',
  halsocentral: 'hälsocentralen finns inte i enhetslistan',
  'halsocentral-later': 'hälsocentralen har inte börjat än',
  'halsocentral-never': 'hälsocentralen är inte ansluten',
};

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The help request that central IT asks for (seed 000, "Hjälp att kvittera"): unit, "A Larsson", birth year; no more. */
function helpRequest(
  { toUnit, name, birthYear, receivedBy }: Read<'meddelande', 'toUnit' | 'name' | 'birthYear' | 'receivedBy'>,
  profile: Profile,
): string {
  const to = receivedBy === null ? 'Hjälpbegäran' : capitalised(fillText(`{support:${receivedBy}}`, profile));
  const shown = name === null ? 'patient okänd' : initialAndSurname(name);
  return `${to}: hjälp att kvittera. Enhet: ${toUnit ?? 'okänd'}. Patient: ${shown}, född ${birthYear ?? 'okänt år'}.`;
}

export const reference = fact(
  ALL_KINDS,
  ['reference'],
  { key: 'reference', header: 'Referens', width: 10, format: 'text', pinned: true },
  ({ reference }) => reference,
);

export const sipInSource = fact(
  ['sip'],
  ['sipId'],
  { key: 'sip', header: 'SIP i {source}', width: 12, format: 'text', identifies: true },
  ({ sipId }) => sipId,
);

export const vardtillfalleInSource = fact(
  ['vardtillfalle'],
  ['vardtillfalleId'],
  {
    key: 'vardtillfalle',
    header: 'Vårdtillfälle i {source}',
    width: 11,
    format: 'text',
    wrap: true,
    identifies: true,
  },
  ({ vardtillfalleId }) => vardtillfalleId,
);

/**
 * Who has been registered on a list of patients need not be so again; searched for all the same. Of who has refused
 * consent it says nothing: what one party has done is not told another (seed 003).
 */
export const registered = fact(
  ['sip', 'vardtillfalle'],
  ['registeredOn', 'consent'],
  {
    key: 'registered',
    header: 'Finns redan i {target}',
    width: 11,
    format: 'date',
    isDerived: true,
    isRare: true,
  },
  (read) => (isWithoutConsent(read) ? null : read.registeredOn),
);

export const meddelandeInSource = fact(
  ['meddelande'],
  ['meddelandeId'],
  { key: 'meddelande', header: 'Meddelande', width: 11, format: 'text', identifies: true },
  ({ meddelandeId }) => meddelandeId,
);

export const caseOf = fact(
  ['meddelande'],
  ['caseId'],
  { key: 'case', header: 'Ärende', width: 11, format: 'text', identifies: true },
  ({ caseId }) => caseId,
);

const personnummer = fact(
  ALL_KINDS,
  ['personId'],
  {
    key: 'personnummer',
    header: 'Personnummer',
    width: 14,
    format: 'text',
    isWholeIdentity: true,
    identifies: true,
    showsPerson: true,
  },
  ({ personId }) => personId,
);

/** Initial and surname, as the region asks for in its own help requests: "A Larsson" (seed 000). */
export const patient = fact(
  ALL_KINDS,
  ['name'],
  {
    key: 'patient',
    header: 'Patient',
    width: 16,
    format: 'text',
    pinned: true,
    identifies: true,
    showsPerson: true,
  },
  ({ name }) => (name === null ? null : initialAndSurname(name)),
);

const born = fact(
  ALL_KINDS,
  ['birthYear'],
  {
    key: 'born',
    header: 'Född',
    width: 6,
    format: 'text',
    identifies: true,
    showsPerson: true,
  },
  ({ birthYear }) => (birthYear === null ? null : String(birthYear)),
);

export const kommun = fact(
  ['sip', 'vardtillfalle', 'patient'],
  ['kommun'],
  {
    key: 'kommun',
    header: 'Kommun',
    width: 12,
    format: 'text',
    isImpliedByKommun: true,
  },
  ({ kommun: code }, profile) => kommunName(profile, code),
);

export const ward = fact(
  ['vardtillfalle'],
  ['unit'],
  {
    key: 'ward',
    header: 'Vårdenhet',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  ({ unit: name }) => name,
);

export const careForm = fact(
  ['vardtillfalle'],
  ['careForm'],
  {
    key: 'careForm',
    header: 'Vårdform',
    width: 11,
    format: 'text',
    needsConsent: true,
  },
  ({ careForm: form }) => labelled('careForm', form),
);

export const started = fact(
  ['sip'],
  ['startedOn'],
  { key: 'started', header: 'Startad', width: 10, format: 'date', needsConsent: true },
  ({ startedOn }) => day(startedOn),
);

export const admitted = fact(
  ['vardtillfalle'],
  ['admittedAt'],
  {
    key: 'admitted',
    header: 'Inskriven',
    width: 10,
    format: 'date',
    needsConsent: true,
  },
  ({ admittedAt }) => day(admittedAt),
);

export const expected = fact(
  ['vardtillfalle'],
  ['expectedOn'],
  {
    key: 'expected',
    header: 'Beräknad utskrivning',
    width: 11,
    format: 'date',
    wrap: true,
    needsConsent: true,
  },
  ({ expectedOn }) => expectedOn,
);

export const ready = fact(
  ['vardtillfalle'],
  ['readyAt'],
  {
    key: 'ready',
    header: 'Utskrivningsklar',
    width: 12,
    format: 'date',
    wrap: true,
    needsConsent: true,
  },
  ({ readyAt }) => day(readyAt),
);

export const discharged = fact(
  ['vardtillfalle'],
  ['dischargedAt'],
  { key: 'discharged', header: 'Utskriven', width: 10, format: 'date', needsConsent: true },
  ({ dischargedAt }) => day(dischargedAt),
);

export const halsocentral = fact(
  ['vardtillfalle'],
  ['halsocentral'],
  {
    key: 'halsocentral',
    header: 'Hälsocentral',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  (read) => read.halsocentral,
);

export const openPsychiatry = fact(
  ['vardtillfalle'],
  ['openPsychiatry'],
  {
    key: 'openPsychiatry',
    header: 'Psykiatrisk öppenvårdsenhet',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  (read) => read.openPsychiatry ?? 'att ange',
);

export const why = fact(
  ['vardtillfalle'],
  ['classLabel', 'reasons', 'consent'],
  {
    key: 'why',
    isDerived: true,
    header: 'Varför',
    width: 34,
    format: 'text',
    wrap: true,
  },
  reasonText,
);

export const outside = fact(
  ['vardtillfalle'],
  ['outside'],
  {
    key: 'outside',
    isDerived: true,
    header: 'Utanför systemet',
    width: 30,
    format: 'text',
    wrap: true,
  },
  (read) => (read.outside.length === 0 ? null : read.outside.map((what) => OUTSIDE[what]).join('; ')),
);

export const housing = fact(
  ['patient'],
  ['housing'],
  { key: 'housing', header: 'Boende', width: 16, format: 'text', needsConsent: true },
  (read) => labelled('housing', read.housing),
);

/** Why nobody can say whether the person is to be registered, or by whom. */
export const placeUnknown = fact(
  ['patient'],
  ['housing', 'kommun', 'hasOpenSip'],
  { key: 'placeUnknown', isDerived: true, header: 'Varför', width: 30, format: 'text', wrap: true },
  ({ housing, kommun, hasOpenSip }) =>
    [
      kommun === null ? 'patientens kommun är okänd eller ligger utanför regionen' : null,
      housing === null && !hasOpenSip ? 'boendet är okänt' : null,
    ]
      .filter((text) => text !== null)
      .map(capitalised)
      .join('. '),
);

export const hemsjukvard = fact(
  ['patient'],
  ['hemsjukvard'],
  {
    key: 'hemsjukvard',
    header: 'Hemsjukvårdsenhet',
    width: 20,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => read.hemsjukvard,
);

export const temporaryAddress = fact(
  ['patient'],
  ['temporaryAddress'],
  {
    key: 'temporaryAddress',
    header: 'Vistelseadress i {source}',
    width: 14,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => read.temporaryAddress,
);

export const nextOfKin = fact(
  ['patient'],
  ['nextOfKin'],
  {
    key: 'nextOfKin',
    header: 'Närstående i {source}',
    width: 10,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => (read.nextOfKin === null ? null : labelled('flag', String(read.nextOfKin))),
);

export const listed = fact(
  ['patient'],
  ['listedAt'],
  {
    key: 'listed',
    header: 'Listad hälsocentral',
    width: 20,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  ({ listedAt }) => listedAt,
);

/** Lists have no personnummer: the person is found by a case, where there is one. */
export const caseInSource = fact(
  ['patient'],
  ['caseInSource'],
  {
    key: 'caseInSource',
    isDerived: true,
    header: 'Sök i {source} på',
    width: 14,
    format: 'text',
    wrap: true,
  },
  (read) => read.caseInSource ?? 'personnummer (be om listan med det)',
);

export const hasSip = fact(
  ['patient'],
  ['hasOpenSip'],
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
);

export const part = fact(
  ['sip'],
  ['part'],
  {
    key: 'part',
    header: 'Samordningsansvar',
    width: 12,
    format: 'text',
    needsConsent: true,
  },
  (read) => labelled('part', read.part),
);

export const unit = fact(
  ['sip'],
  ['unit'],
  {
    key: 'unit',
    header: 'Samordningsansvarig enhet',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  (read) => read.unit,
);

export const role = fact(
  ['sip'],
  ['role'],
  { key: 'role', header: 'Samordningsansvarig', width: 16, format: 'text', needsConsent: true, wrap: true },
  (read) => read.role,
);

export const how = fact(
  ['sip'],
  ['class'],
  {
    key: 'how',
    isDerived: true,
    header: 'Så här startas den',
    width: 22,
    format: 'text',
    wrap: true,
  },
  (read) =>
    read.class === 'move-with-vardtillfalle'
      ? 'Erbjud SIP (pågående vårdtillfälle)'
      : 'Skapa en SIP utanför vårdtillfälle',
);

export const reason = fact(
  ['sip'],
  ['classLabel', 'reasons', 'consent'],
  {
    key: 'reason',
    isDerived: true,
    header: 'Varför',
    width: 40,
    format: 'text',
    wrap: true,
  },
  reasonText,
);

export const lost = fact(
  ['sip'],
  ['lost'],
  {
    key: 'lost',
    isDerived: true,
    header: 'Varför',
    width: 40,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  lostReason,
);

export const remark = fact(
  ['sip', 'vardtillfalle'],
  ['closing'],
  {
    key: 'remark',
    isDerived: true,
    isRare: true,
    header: 'Obs',
    width: 22,
    format: 'text',
    wrap: true,
  },
  contradictedClosing,
);

export const consent = fact(
  ['sip'],
  ['consent'],
  { key: 'consent', header: 'Samtycke', width: 11, format: 'text' },
  (read) => labelled('consent', read.consent),
);

export const phase = fact(
  ['sip'],
  ['phase'],
  {
    key: 'phase',
    header: 'Fas',
    width: 14,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => labelled('phase', read.phase),
);

export const meeting = fact(
  ['sip'],
  ['meetingOn'],
  { key: 'meeting', header: 'Möte', width: 10, format: 'date', needsConsent: true },
  ({ meetingOn }) => meetingOn,
);

export const changed = fact(
  ['sip'],
  ['changedOn'],
  {
    key: 'changed',
    header: 'Senast ändrad',
    width: 10,
    format: 'date',
    needsConsent: true,
  },
  ({ changedOn }) => changedOn,
);

export const messageType = fact(
  ['meddelande'],
  ['type'],
  { key: 'type', header: 'Meddelandetyp', width: 18, format: 'text', wrap: true, needsConsent: true },
  (read) => read.type,
);

export const fromUnit = fact(
  ['meddelande'],
  ['fromUnit'],
  { key: 'from', header: 'Avsändare', width: 20, format: 'text', wrap: true, needsConsent: true },
  ({ fromUnit }) => fromUnit,
);

export const toUnit = fact(
  ['meddelande'],
  ['toUnit'],
  { key: 'to', header: 'Mottagare', width: 20, format: 'text', wrap: true, needsConsent: true },
  ({ toUnit }) => toUnit,
);

/** Why no unit has the message on its list. */
export const nobodysMessage = fact(
  ['meddelande'],
  ['toUnit', 'isUnitKnown', 'caseState'],
  { key: 'nobodys', isDerived: true, header: 'Varför', width: 30, format: 'text', wrap: true },
  ({ toUnit, isUnitKnown, caseState }, { source }) =>
    [
      isUnitKnown ? null : toUnit === null ? 'mottagare saknas' : 'mottagaren finns inte i enhetslistan',
      caseState === 'closed' ? `ärendet är avslutat i ${source}` : null,
      caseState === 'unknown' ? 'ärendet finns inte i någon lista' : null,
    ]
      .filter((text) => text !== null)
      .map(capitalised)
      .join('. '),
);

export const sentOn = fact(
  ['meddelande'],
  ['sentAt'],
  { key: 'sent', header: 'Skickat', width: 10, format: 'date', needsConsent: true },
  ({ sentAt }) => day(sentAt),
);

export const help = fact(
  ['meddelande'],
  ['toUnit', 'name', 'birthYear', 'receivedBy'],
  {
    key: 'help',
    header: 'Hjälpbegäran',
    width: 44,
    format: 'text',
    wrap: true,
    isForSource: true,
    note: 'Text att klistra in. Verktyget skickar inget.',
  },
  helpRequest,
);

/** What tells who a row is about; the number only where it was asked for. */
export const PERSON = [personnummer, patient, born] as const;

export const sipsToMove = fact(
  ['patient'],
  ['movingSips'],
  { key: 'sipsToMove', header: 'SIP:ar i {source}', width: 18, format: 'text', wrap: true, identifies: true },
  ({ movingSips }) => movingSips.map(({ sipId }) => sipId).join(', '),
);

export const initiator = fact(
  ['patient'],
  ['movingSips'],
  {
    key: 'initiator',
    header: 'Initierande aktör',
    width: 16,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  ({ movingSips: [first] }) => first?.role ?? null,
);

/** Seed 004: within 24 hours of utskrivningsklar; weekends and on-call, within 3 days. */
export const summonsBy = fact(
  ['vardtillfalle'],
  ['readyAt'],
  {
    key: 'summonsBy',
    header: 'Kallelse senast',
    width: 11,
    format: 'date',
    needsConsent: true,
    isDerived: true,
  },
  ({ readyAt }) => {
    const on = day(readyAt);
    return on === null ? null : addDays(on, isWorkingDay(on) ? 1 : 3);
  },
);

/** Where units switch one by one: the day of the one whose case it is. */
export const unitDay = fact(
  ['sip', 'vardtillfalle'],
  ['connection'],
  { key: 'unitDay', header: 'Enhetens dag', width: 18, format: 'text', wrap: true, isDerived: true },
  ({ connection: { day: on, why: reason } }) => on ?? `ingen: ${reason ?? ''}`,
);
