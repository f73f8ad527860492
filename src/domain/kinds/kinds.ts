import type { TermSet } from './terms.ts';

/**
 * The kinds of list and their canonical columns: the one place where a kind or a column is added.
 * Readers, the register's columns, mappings, schemas and the docs are derived from, or held to, this table.
 */
export type FieldType =
  /** Text that names a case in the source system. */
  | 'id'
  /** personnummer, samordningsnummer or reservnummer. */
  | 'person'
  | 'name'
  | 'text'
  /** SCB code of one of the profile's kommuner. */
  | 'kommun'
  | 'unit'
  /** Names of several units or parties in one cell, as the list has them. */
  | 'units'
  | 'hsa'
  /** One of a closed vocabulary (terms.ts). */
  | 'term'
  /** Local date, `YYYY-MM-DD`. */
  | 'date'
  /** Local date and time, `YYYY-MM-DDTHH:MM`, or the date alone where the list has no time. */
  | 'instant'
  /** 1 or 0. */
  | 'flag';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly terms?: TermSet;
  /** What people read. */
  readonly label: string;
  /** Built-in header spellings; the profile and mapping files add theirs. Where a list has several, the first here holds. */
  readonly headers: readonly string[];
  /**
   * Where several columns of one meaning say different things: the first of `headers` holds, a refusal does, or nobody
   * knows. Unless said otherwise nobody knows of a term, and the first holds of all else.
   */
  readonly whenColumnsDiffer?: 'first' | 'refusal' | 'nobody';
  /** Few lists have it: that one lacks it is not worth a word. */
  readonly isSeldomListed?: true;
}

export interface Kind {
  /** What its list is of, with the place of a system's name: what people read is `kindLabel`. */
  readonly listOf: string;
  /** The column without which a row cannot be identified (contract, `*`). */
  readonly identifiedBy: string;
  /** Whether the list is an uttag of a day; the register of units is not. */
  readonly isDated: boolean;
  /** The system that the list comes from: the one that is left, or the one that takes over. */
  readonly system: 'source' | 'target';
  /**
   * The kind of the source system that a list of the target looks like: headers alone do not tell them apart, so that the
   * list itself must say, or somebody, which system it is of.
   */
  readonly mirrors?: 'patient' | 'vardtillfalle' | 'enhet';
  readonly fields: readonly Field[];
}

const PERSON_HEADERS = [
  'Personnummer',
  'Personnr',
  'Pnr',
  'Person-id',
  'Personid',
  'Patient-id',
  'Patientens personnummer',
  'Personnummer/reservnummer',
  'Person nr',
];
const NAME_HEADERS = ['Namn', 'Patientnamn', 'Patient', 'Patientens namn', 'Brukare', 'Brukarens namn'];
/** Where the patient is now comes before where the patient is at home (domain §3). */
const KOMMUN_HEADERS = [
  'Aktuell kommun',
  'Patientens aktuella kommun',
  'Vistelsekommun',
  'Kommun',
  'Kommundel',
  'Kommunkod',
  'Patientens kommun',
  'Hemkommun',
];
/** When something came into the target system. */
const CREATED_HEADERS = [
  'Registrerad',
  'Registrerat',
  'Registreringsdatum',
  'Skapad',
  'Skapad datum',
  'Upplagd',
  'Upplagd datum',
];
const PROTECTED_HEADERS = [
  'Skyddade personuppgifter',
  'Skyddad',
  'Skyddad identitet',
  'Sekretessmarkering',
  'Skyddad folkbokföring',
];
const CONSENT_HEADERS = ['Samtycke', 'Samtycke till informationsöverföring', 'Samtycke information'];
/** Consent to the plan itself, not to passing on information, is what a SIP needs (seed 003). */
const SIP_CONSENT_HEADERS = ['Samtycke SIP', 'SIP-samtycke', 'Samtycke till SIP'];

export const KINDS = {
  sip: {
    listOf: 'SIP',
    identifiedBy: 'sip_id',
    isDated: true,
    system: 'source',
    fields: [
      {
        name: 'sip_id',
        type: 'id',
        label: 'SIP-id',
        headers: ['SIP-id', 'SIP id', 'SIP-nr', 'SIP-nummer', 'Plan-id', 'SIP'],
      },
      { name: 'person_id', type: 'person', label: 'Personnummer', headers: PERSON_HEADERS },
      { name: 'name', type: 'name', label: 'Namn', headers: NAME_HEADERS },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'unit',
        type: 'unit',
        label: 'Samordningsansvarig enhet',
        headers: ['Samordningsansvarig enhet', 'Ansvarig enhet', 'Enhet', 'Enhet samordningsansvarig'],
      },
      {
        name: 'role',
        type: 'text',
        label: 'Samordningsansvarig roll',
        headers: ['Samordningsansvarig roll', 'Roll', 'Samordningsansvarig', 'Yrkesroll'],
      },
      {
        name: 'part',
        type: 'term',
        terms: 'part',
        label: 'Samordningsansvar',
        headers: ['Samordningsansvar', 'Part', 'Ansvarig part', 'Huvudman/verksamhet', 'Huvudman'],
      },
      {
        name: 'plan_form',
        type: 'term',
        terms: 'planForm',
        label: 'Planform',
        headers: ['Planform', 'Plantyp', 'Typ av plan'],
      },
      {
        name: 'status',
        type: 'term',
        terms: 'sipStatus',
        label: 'Status',
        headers: ['Status', 'SIP-status', 'Planstatus'],
      },
      { name: 'phase', type: 'term', terms: 'phase', label: 'Fas', headers: ['Fas', 'Processfas', 'Skede'] },
      {
        name: 'started_on',
        type: 'date',
        label: 'Startad',
        headers: ['Startad', 'Startdatum', 'Start', 'Skapad', 'Påbörjad'],
      },
      {
        name: 'changed_on',
        type: 'date',
        label: 'Senast ändrad',
        headers: ['Senast ändrad', 'Ändrad', 'Senaste aktivitet', 'Senast uppdaterad'],
      },
      {
        name: 'meeting_on',
        type: 'date',
        label: 'Möte',
        headers: ['Möte', 'Mötesdatum', 'SIP-möte', 'Mötesdag'],
      },
      {
        name: 'consent',
        type: 'term',
        terms: 'consent',
        label: 'Samtycke',
        headers: [...SIP_CONSENT_HEADERS, ...CONSENT_HEADERS],
        whenColumnsDiffer: 'refusal',
      },
      {
        name: 'is_protected',
        type: 'flag',
        terms: 'flag',
        label: 'Skyddade personuppgifter',
        headers: PROTECTED_HEADERS,
      },
      {
        name: 'vardtillfalle_id',
        type: 'id',
        label: 'Vårdtillfälle',
        headers: ['Vårdtillfälle', 'Vårdtillfälle-id', 'Vårdtillfälles-id', 'Vtf-id'],
      },
      {
        name: 'participants',
        type: 'units',
        label: 'Deltagare',
        headers: ['Deltagare', 'Deltagande parter', 'Deltagande enheter', 'Har tackat ja', 'Tackat ja'],
        whenColumnsDiffer: 'first',
        isSeldomListed: true,
      },
    ],
  },
  vardtillfalle: {
    listOf: 'vårdtillfällen',
    identifiedBy: 'vardtillfalle_id',
    isDated: true,
    system: 'source',
    fields: [
      {
        name: 'vardtillfalle_id',
        type: 'id',
        label: 'Vårdtillfälle',
        headers: ['Vårdtillfälle', 'Vårdtillfälle-id', 'Vårdtillfälles-id', 'Vtf-id', 'VT-id'],
      },
      { name: 'person_id', type: 'person', label: 'Personnummer', headers: PERSON_HEADERS },
      { name: 'name', type: 'name', label: 'Namn', headers: NAME_HEADERS },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'unit',
        type: 'unit',
        label: 'Vårdenhet',
        headers: [
          'Vårdenhet',
          'Avdelning',
          'Vårdavdelning',
          'Enhet',
          'Inskriven på enhet',
          'Klinik/avdelning',
        ],
      },
      {
        name: 'care_form',
        type: 'term',
        terms: 'careForm',
        label: 'Vårdform',
        headers: ['Vårdform', 'Verksamhet', 'Typ av vård'],
      },
      {
        name: 'admitted_at',
        type: 'instant',
        label: 'Inskriven',
        headers: ['Inskriven', 'Inskrivningsdatum', 'Inskrivningstid', 'Inskriven datum', 'In'],
      },
      {
        name: 'expected_discharge_on',
        type: 'date',
        label: 'Beräknad utskrivning',
        headers: [
          'Beräknad utskrivning',
          'Beräknat utskrivningsdatum',
          'Preliminär utskrivningsdag',
          'Prel utskrivning',
          'Planerad utskrivning',
        ],
      },
      {
        name: 'ready_at',
        type: 'instant',
        whenColumnsDiffer: 'nobody',
        label: 'Utskrivningsklar',
        headers: [
          'Utskrivningsklar',
          'Utskrivningsklar datum',
          'Datum utskrivningsklar',
          'Utskrivningsklar från',
          'UK-datum',
        ],
      },
      {
        name: 'discharged_at',
        type: 'instant',
        whenColumnsDiffer: 'nobody',
        label: 'Utskriven',
        headers: [
          'Utskriven',
          'Utskrivningsdatum',
          'Faktiskt utskrivningsdatum',
          'Faktisk utskrivning',
          'Utskriven datum',
        ],
      },
      {
        name: 'deceased_on',
        type: 'date',
        whenColumnsDiffer: 'nobody',
        label: 'Avliden',
        headers: ['Avliden', 'Avliden datum', 'Dödsdatum'],
      },
      {
        name: 'status',
        type: 'term',
        terms: 'vardtillfalleStatus',
        label: 'Status',
        headers: ['Status', 'Vårdtillfällesstatus'],
      },
      {
        name: 'consent',
        type: 'term',
        terms: 'consent',
        label: 'Samtycke',
        headers: [...CONSENT_HEADERS, ...SIP_CONSENT_HEADERS],
        whenColumnsDiffer: 'refusal',
      },
      {
        name: 'halsocentral',
        type: 'unit',
        label: 'Hälsocentral',
        headers: ['Hälsocentral', 'Listad hälsocentral', 'Vårdcentral', 'Listad vårdcentral'],
      },
      {
        name: 'is_protected',
        type: 'flag',
        terms: 'flag',
        label: 'Skyddade personuppgifter',
        headers: PROTECTED_HEADERS,
      },
    ],
  },
  meddelande: {
    listOf: 'meddelanden',
    identifiedBy: 'meddelande_id',
    isDated: true,
    system: 'source',
    fields: [
      {
        name: 'meddelande_id',
        type: 'id',
        label: 'Meddelande-id',
        headers: ['Meddelande-id', 'Meddelande id', 'Meddelandenr', 'Meddelandenummer'],
      },
      {
        name: 'case_id',
        type: 'id',
        label: 'Ärende',
        headers: ['Ärende', 'Ärende-id', 'Ärendenummer', 'Gäller ärende'],
      },
      {
        name: 'type',
        type: 'text',
        label: 'Meddelandetyp',
        headers: ['Meddelandetyp', 'Typ', 'Typ av meddelande'],
      },
      {
        name: 'from_unit',
        type: 'unit',
        label: 'Avsändare',
        headers: ['Avsändare', 'Från', 'Från enhet', 'Avsändande enhet'],
      },
      {
        name: 'to_unit',
        type: 'unit',
        label: 'Mottagare',
        headers: ['Mottagare', 'Till', 'Till enhet', 'Mottagande enhet'],
      },
      {
        name: 'sent_at',
        type: 'instant',
        label: 'Skickat',
        headers: ['Skickat', 'Skickad', 'Skickat datum', 'Sänt', 'Skickades'],
      },
      {
        name: 'is_information_only',
        type: 'flag',
        terms: 'flag',
        label: 'För kännedom',
        headers: ['För kännedom', 'Endast för kännedom', 'FK'],
      },
      {
        name: 'acknowledged_at',
        type: 'instant',
        whenColumnsDiffer: 'nobody',
        label: 'Kvitterat',
        headers: ['Kvitterat', 'Kvitterad', 'Kvittens', 'Kvitterat datum', 'Kvitterades'],
      },
    ],
  },
  patient: {
    listOf: 'patienter',
    identifiedBy: 'person_id',
    isDated: true,
    system: 'source',
    fields: [
      { name: 'person_id', type: 'person', label: 'Personnummer', headers: PERSON_HEADERS },
      { name: 'name', type: 'name', label: 'Namn', headers: NAME_HEADERS },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'housing',
        type: 'term',
        terms: 'housing',
        label: 'Boendeform',
        headers: ['Boendeform', 'Boende', 'Boendetyp'],
      },
      {
        name: 'hemsjukvard_unit',
        type: 'unit',
        label: 'Hemsjukvårdsenhet',
        headers: ['Hemsjukvårdsenhet', 'Hemsjukvård', 'Hemsjukvårdsgrupp'],
      },
      {
        name: 'temporary_address',
        type: 'text',
        label: 'Vistelseadress',
        headers: ['Vistelseadress', 'Tillfällig adress'],
      },
      {
        name: 'has_next_of_kin',
        type: 'flag',
        terms: 'flag',
        label: 'Närstående finns',
        headers: ['Närstående finns', 'Närstående', 'Anhörig finns'],
      },
      {
        name: 'halsocentral',
        type: 'unit',
        label: 'Listad hälsocentral',
        headers: ['Listad hälsocentral', 'Hälsocentral', 'Vårdcentral', 'Listning'],
      },
      {
        name: 'is_protected',
        type: 'flag',
        terms: 'flag',
        label: 'Skyddade personuppgifter',
        headers: PROTECTED_HEADERS,
      },
    ],
  },
  enhet: {
    listOf: 'enheter',
    identifiedBy: 'name',
    isDated: false,
    system: 'source',
    fields: [
      { name: 'hsa_id', type: 'hsa', label: 'HSA-id', headers: ['HSA-id', 'HSA id', 'HSAID'] },
      { name: 'name', type: 'unit', label: 'Enhet', headers: ['Enhet', 'Enhetsnamn', 'Namn', 'Benämning'] },
      { name: 'type', type: 'text', label: 'Enhetstyp', headers: ['Enhetstyp', 'Typ', 'Typ av enhet'] },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'part',
        type: 'term',
        terms: 'part',
        label: 'Huvudman/verksamhet',
        headers: ['Huvudman/verksamhet', 'Huvudman', 'Part', 'Verksamhet', 'Samordningsansvar'],
      },
    ],
  },
  lcsp_sip: {
    listOf: 'SIP i {target}',
    identifiedBy: 'person_id',
    isDated: true,
    system: 'target',
    fields: [
      { name: 'person_id', type: 'person', label: 'Personnummer', headers: PERSON_HEADERS },
      { name: 'name', type: 'name', label: 'Namn', headers: NAME_HEADERS },
      {
        name: 'created_on',
        type: 'date',
        label: 'Skapad',
        headers: ['Skapad', 'Skapat', 'Skapad datum', 'Registrerad'],
      },
      {
        name: 'role',
        type: 'text',
        label: 'Samordningsansvarig',
        headers: ['Samordningsansvarig', 'Samordningsansvarig roll', 'Roll'],
      },
      {
        name: 'unit',
        type: 'unit',
        label: 'Enhet',
        headers: ['Enhet', 'Samordningsansvarig enhet', 'Ansvarig enhet'],
      },
      { name: 'status', type: 'term', terms: 'targetSipStatus', label: 'Status', headers: ['Status'] },
      {
        name: 'type',
        type: 'term',
        terms: 'planForm',
        label: 'Typ',
        headers: ['Typ', 'SIP-typ', 'Typ av SIP'],
      },
    ],
  },
  lcsp_patient: {
    listOf: 'patienter i {target}',
    identifiedBy: 'person_id',
    isDated: true,
    system: 'target',
    mirrors: 'patient',
    fields: [
      { name: 'person_id', type: 'person', label: 'Personnummer', headers: PERSON_HEADERS },
      { name: 'name', type: 'name', label: 'Namn', headers: NAME_HEADERS },
      { name: 'created_on', type: 'date', label: 'Registrerad', headers: CREATED_HEADERS },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'housing',
        type: 'term',
        terms: 'housing',
        label: 'Boendeform',
        headers: ['Boendeform', 'Boende', 'Boendetyp'],
      },
      {
        name: 'hemsjukvard_unit',
        type: 'unit',
        label: 'Hemsjukvårdsenhet',
        headers: ['Hemsjukvårdsenhet', 'Hemsjukvård', 'Hemsjukvårdsgrupp'],
      },
      {
        name: 'is_protected',
        type: 'flag',
        terms: 'flag',
        label: 'Skyddade personuppgifter',
        headers: PROTECTED_HEADERS,
      },
    ],
  },
  lcsp_vardtillfalle: {
    listOf: 'vårdtillfällen i {target}',
    identifiedBy: 'person_id',
    isDated: true,
    system: 'target',
    mirrors: 'vardtillfalle',
    fields: [
      { name: 'person_id', type: 'person', label: 'Personnummer', headers: PERSON_HEADERS },
      { name: 'name', type: 'name', label: 'Namn', headers: NAME_HEADERS },
      { name: 'created_on', type: 'date', label: 'Registrerad', headers: CREATED_HEADERS },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'unit',
        type: 'unit',
        label: 'Vårdenhet',
        headers: [
          'Vårdenhet',
          'Avdelning',
          'Vårdavdelning',
          'Enhet',
          'Inskriven på enhet',
          'Klinik/avdelning',
        ],
      },
      {
        name: 'care_form',
        type: 'term',
        terms: 'careForm',
        label: 'Vårdform',
        headers: ['Vårdform', 'Verksamhet', 'Typ av vård'],
      },
      {
        name: 'admitted_at',
        type: 'instant',
        label: 'Inskriven',
        headers: ['Inskriven', 'Inskrivningsdatum', 'Inskrivningstid', 'Inskriven datum', 'In'],
      },
      {
        name: 'discharged_at',
        type: 'instant',
        whenColumnsDiffer: 'nobody',
        label: 'Utskriven',
        headers: ['Utskriven', 'Utskrivningsdatum', 'Faktiskt utskrivningsdatum', 'Utskriven datum'],
      },
      {
        name: 'status',
        type: 'term',
        terms: 'targetStayStatus',
        label: 'Status',
        headers: ['Status', 'Vårdtillfällesstatus'],
      },
      {
        name: 'is_protected',
        type: 'flag',
        terms: 'flag',
        label: 'Skyddade personuppgifter',
        headers: PROTECTED_HEADERS,
      },
    ],
  },
  lcsp_enhet: {
    listOf: 'enheter i {target}',
    identifiedBy: 'name',
    isDated: true,
    system: 'target',
    mirrors: 'enhet',
    fields: [
      { name: 'hsa_id', type: 'hsa', label: 'HSA-id', headers: ['HSA-id', 'HSA id', 'HSAID'] },
      { name: 'name', type: 'unit', label: 'Enhet', headers: ['Enhet', 'Enhetsnamn', 'Namn', 'Benämning'] },
      { name: 'type', type: 'text', label: 'Enhetstyp', headers: ['Enhetstyp', 'Typ', 'Typ av enhet'] },
      { name: 'kommun', type: 'kommun', label: 'Kommun', headers: KOMMUN_HEADERS },
      {
        name: 'part',
        type: 'term',
        terms: 'part',
        label: 'Huvudman/verksamhet',
        headers: ['Huvudman/verksamhet', 'Huvudman', 'Part', 'Verksamhet', 'Samordningsansvar'],
      },
    ],
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[];

/** The kinds of the target system. */
export type TargetKind = {
  [K in KindName]: (typeof KINDS)[K]['system'] extends 'target' ? K : never;
}[KindName];

export const isOfTarget = (kind: KindName): kind is TargetKind => KINDS[kind].system === 'target';
export const TARGET_KINDS = KIND_NAMES.filter(isOfTarget);
/** The kinds that headers can tell apart. */
export const PLAIN_KINDS = KIND_NAMES.filter((kind) => !('mirrors' in KINDS[kind]));

/** A kind's entry as the plain shape, for code that serves every kind. */
export function kindOf(name: KindName): Kind {
  return KINDS[name];
}

/** The columns' labels, as people read them: "Kommun, Samordningsansvar". */
export function columnLabels(kind: KindName, columns: readonly string[]): string {
  const { fields } = kindOf(kind);
  return columns.map((column) => fields.find(({ name }) => name === column)?.label ?? column).join(', ');
}

export type FieldName<K extends KindName> = (typeof KINDS)[K]['fields'][number]['name'];

/** A stored value: text, 1/0 for flags, null where the list says nothing that could be understood. */
export type FactValue = string | number | null;

type ValueOf<F> = F extends { readonly type: 'flag' } ? 0 | 1 | null : string | null;

/** The facts of one case of kind `K`, by canonical column. */
export type FactsOf<K extends KindName> = {
  readonly [F in (typeof KINDS)[K]['fields'][number] as F['name']]: ValueOf<F>;
};
