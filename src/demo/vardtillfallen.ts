import { dayNumber, dayOfNumber } from '../domain/calendar/days.ts';
import { isoMinute, minuteOf } from './days.ts';
import { writeList } from './list-file.ts';
import type { GeneratedList, Row } from './list-file.ts';
import { KOMMUN_WEIGHTS, KOMMUNER } from './parts.ts';
import type { CreatePerson, Person } from './people.ts';
import type { Random } from './random.ts';
import type { Sip } from './sip-cases.ts';
import { unitNames, UNKNOWN_WARD } from './units.ts';

/** The last minute of 29 September's lists: nothing in them is later, but for what is planned. */
export const LAST_MINUTE = minuteOf(dayNumber('2025-09-29'), 15, 40);
const TODAY = dayNumber('2025-09-29');
const READ_ONLY = dayNumber('2025-10-16');

type CareForm = 'somatik' | 'psykiatri' | 'rattspsykiatri';

type Stage =
  | 'notReady'
  | 'readyInHospital'
  /** Utskrivningsklar is set ahead, to 30 September or later. */
  | 'readyLater'
  | 'dischargedAcknowledged'
  | 'dischargedUnacknowledged'
  | 'deceasedAcknowledged'
  | 'deceasedUnacknowledged';

type Trait =
  | 'plain'
  | 'protected'
  | 'kommunEmpty'
  | 'unitUnknown'
  | 'consentRefused'
  | 'consentMissing'
  | 'menprovning'
  | 'checkDigitWrong'
  | 'reservnummer';

interface Plan {
  readonly careForm: CareForm;
  readonly stage: Stage;
  readonly count: number;
  /** So many of them are people with an ongoing SIP. */
  readonly withSip?: number;
  readonly trait?: Trait;
}

const PLANS: readonly Plan[] = [
  { careForm: 'somatik', stage: 'notReady', count: 43, withSip: 18 },
  { careForm: 'somatik', stage: 'readyInHospital', count: 20, withSip: 5 },
  { careForm: 'somatik', stage: 'readyLater', count: 2 },
  { careForm: 'somatik', stage: 'dischargedAcknowledged', count: 8, withSip: 2 },
  { careForm: 'somatik', stage: 'dischargedUnacknowledged', count: 10, withSip: 2 },
  { careForm: 'somatik', stage: 'deceasedAcknowledged', count: 2, withSip: 1 },
  { careForm: 'somatik', stage: 'deceasedUnacknowledged', count: 3, withSip: 2 },
  { careForm: 'psykiatri', stage: 'notReady', count: 20, withSip: 3 },
  { careForm: 'psykiatri', stage: 'readyInHospital', count: 6, withSip: 1 },
  { careForm: 'psykiatri', stage: 'dischargedAcknowledged', count: 1 },
  { careForm: 'psykiatri', stage: 'dischargedUnacknowledged', count: 3 },
  { careForm: 'rattspsykiatri', stage: 'notReady', count: 5 },
  { careForm: 'rattspsykiatri', stage: 'readyInHospital', count: 1 },
  { careForm: 'rattspsykiatri', stage: 'dischargedUnacknowledged', count: 1 },
  { careForm: 'somatik', stage: 'notReady', count: 1, trait: 'protected' },
  { careForm: 'psykiatri', stage: 'readyInHospital', count: 1, trait: 'protected' },
  { careForm: 'somatik', stage: 'notReady', count: 1, trait: 'kommunEmpty' },
  { careForm: 'somatik', stage: 'notReady', count: 1, trait: 'unitUnknown' },
  { careForm: 'somatik', stage: 'notReady', count: 2, trait: 'consentRefused' },
  { careForm: 'somatik', stage: 'notReady', count: 2, trait: 'consentMissing' },
  { careForm: 'somatik', stage: 'notReady', count: 4, trait: 'menprovning' },
  { careForm: 'somatik', stage: 'notReady', count: 1, trait: 'checkDigitWrong' },
  { careForm: 'somatik', stage: 'notReady', count: 2, trait: 'reservnummer' },
];

export const CARE_FORMS: Readonly<Record<CareForm, { label: string; longestStay: number }>> = {
  somatik: { label: 'Somatik', longestStay: 24 },
  psykiatri: { label: 'Psykiatri', longestStay: 110 },
  rattspsykiatri: { label: 'Rättspsykiatri', longestStay: 900 },
};

export interface Vardtillfalle {
  readonly id: string;
  readonly plan: Plan;
  readonly person: Person;
  readonly sip: Sip | undefined;
  readonly unit: string;
  readonly admittedAt: number;
  readonly expectedDischargeOn: number | null;
  readonly readyAt: number | null;
  readonly dischargedAt: number | null;
  readonly halsocentral: string;
}

function wardOf(random: Random, plan: Plan, person: Person): string {
  if (plan.trait === 'unitUnknown') return UNKNOWN_WARD;
  const { hospital } = KOMMUNER[person.kommun];
  switch (plan.careForm) {
    case 'somatik':
      return random.pick(unitNames(hospital, 'vårdavdelning somatik'));
    case 'psykiatri':
      return random.pick(unitNames(hospital === '2284' ? '2284' : '2281', 'vårdavdelning psykiatri'));
    case 'rattspsykiatri':
      return random.pick(unitNames('2281', 'rättspsykiatri'));
  }
}

function newPatient(random: Random, plan: Plan, createPerson: CreatePerson): Person {
  const kommun = random.weighted(KOMMUN_WEIGHTS);
  if (plan.trait === 'checkDigitWrong') return createPerson(kommun, { identity: 'wrong-check-digit' });
  if (plan.trait === 'reservnummer') return createPerson(kommun, { identity: 'reservnummer' });
  return createPerson(kommun, { isProtected: plan.trait === 'protected' });
}

type Course = Pick<Vardtillfalle, 'admittedAt' | 'expectedDischargeOn' | 'readyAt' | 'dischargedAt'>;

/** `nth` counts within the plan: the first ones are the cases that lie exactly on a limit. */
function courseOf(random: Random, plan: Plan, nth: number): Course {
  const longest = CARE_FORMS[plan.careForm].longestStay;
  const admittedOn = TODAY - random.int(plan.stage === 'notReady' ? 0 : 6, longest);
  const admittedAt = minuteOf(admittedOn, random.int(0, 12), random.int(0, 59));
  const planned = random.chance(0.85) ? TODAY + random.int(-3, 15) : null;
  const still = { admittedAt, expectedDischargeOn: planned, readyAt: null, dischargedAt: null };

  switch (plan.stage) {
    case 'notReady':
      return still;
    case 'readyInHospital': {
      const readyOn = nth < 2 ? TODAY : random.int(Math.max(admittedOn + 1, TODAY - 12), TODAY);
      const isLong = plan.careForm === 'somatik' && nth >= 2 && nth < 6;
      return {
        ...still,
        readyAt: minuteOf(readyOn, random.int(8, 14), random.int(0, 59)),
        expectedDischargeOn: isLong ? READ_ONLY + random.int(0, 20) : TODAY + random.int(1, 12),
      };
    }
    case 'readyLater':
      return { ...still, readyAt: minuteOf(TODAY + 1 + nth, 10, 0), expectedDischargeOn: TODAY + 2 + nth };
    case 'dischargedAcknowledged':
    case 'dischargedUnacknowledged': {
      const leftOn = random.int(Math.max(admittedOn + 3, TODAY - 20), TODAY);
      return {
        ...still,
        expectedDischargeOn: leftOn,
        readyAt: minuteOf(leftOn - random.int(1, 2), random.int(8, 16), random.int(0, 59)),
        dischargedAt: minuteOf(leftOn, random.int(8, 13), random.int(0, 59)),
      };
    }
    case 'deceasedAcknowledged':
    case 'deceasedUnacknowledged': {
      const diedOn = random.int(Math.max(admittedOn + 1, TODAY - 14), TODAY - 1);
      return { ...still, dischargedAt: minuteOf(diedOn, random.int(1, 23), random.int(0, 59)) };
    }
  }
}

const isDeceased = ({ plan }: Vardtillfalle): boolean =>
  plan.stage === 'deceasedAcknowledged' || plan.stage === 'deceasedUnacknowledged';

/** The vårdtillfällen of 29 September 2025, in the order the patients came. */
export function createVardtillfallen(
  random: Random,
  createPerson: CreatePerson,
  sipsInHospital: readonly Sip[],
): readonly Vardtillfalle[] {
  const sips = [...sipsInHospital];
  const stays = PLANS.flatMap((plan) =>
    Array.from({ length: plan.count }, (_, nth) => {
      const sip = nth >= plan.count - (plan.withSip ?? 0) ? sips.shift() : undefined;
      const person = sip?.person ?? newPatient(random, plan, createPerson);
      return {
        plan,
        person,
        sip,
        unit: wardOf(random, plan, person),
        ...courseOf(random, plan, nth),
        halsocentral: random.pick(unitNames(person.kommun, 'hälsocentral')),
      };
    }),
  ).sort((one, other) => one.admittedAt - other.admittedAt);

  let number = 91_000;
  return stays.map((stay) => {
    number += random.int(1, 6);
    return { id: `VT${number}`, ...stay };
  });
}

/** SIP-id → vårdtillfälle, for those that had begun when September's list of SIPs was taken out. */
export function namedVardtillfallen(
  vardtillfallen: readonly Vardtillfalle[],
  sipsExportedOn: number,
): ReadonlyMap<string, string> {
  return new Map(
    vardtillfallen.flatMap(({ id, sip, admittedAt }) =>
      sip !== undefined && admittedAt < minuteOf(sipsExportedOn, 7, 0) ? [[sip.id, id] as const] : [],
    ),
  );
}

const CONSENTS: Partial<Readonly<Record<Trait, string>>> = {
  consentRefused: 'Nej',
  consentMissing: '',
  menprovning: 'Menprövning',
};

function rowOf(random: Random, stay: Vardtillfalle): Row {
  const { plan, person } = stay;
  const trait = plan.trait ?? 'plain';
  const at = (minutes: number | null): string => (minutes === null ? '' : isoMinute(minutes));
  return [
    stay.id,
    person.id,
    person.name,
    trait === 'kommunEmpty' ? '' : random.pick(KOMMUNER[person.kommun].spellings),
    stay.unit,
    CARE_FORMS[plan.careForm].label,
    at(stay.admittedAt),
    stay.expectedDischargeOn === null ? '' : dayOfNumber(stay.expectedDischargeOn),
    at(stay.readyAt),
    at(stay.dischargedAt),
    isDeceased(stay) ? at(stay.dischargedAt).slice(0, 10) : '',
    stay.dischargedAt === null ? 'Inskriven' : 'Utskriven',
    CONSENTS[trait] ?? 'Ja',
    stay.halsocentral,
    person.isProtected ? 'Ja' : 'Nej',
  ];
}

/** The classes of the contract that these lists give, before any finding makes a decision necessary. */
type Disposition =
  'start-in-lifecare' | 'finish-in-prator' | 'awaiting-acknowledgement' | 'closed' | 'protected';

const DISPOSITIONS: Readonly<Record<Stage, Exclude<Disposition, 'protected'>>> = {
  notReady: 'start-in-lifecare',
  readyLater: 'start-in-lifecare',
  readyInHospital: 'finish-in-prator',
  dischargedUnacknowledged: 'awaiting-acknowledgement',
  deceasedUnacknowledged: 'awaiting-acknowledgement',
  dischargedAcknowledged: 'closed',
  deceasedAcknowledged: 'closed',
};

export function dispositionOf({ plan }: Vardtillfalle): Disposition {
  return plan.trait === 'protected' ? 'protected' : DISPOSITIONS[plan.stage];
}

type VardtillfalleFact =
  | Exclude<Trait, 'plain' | 'protected'>
  | 'deceased'
  | 'readyOn29September'
  | 'readyLater'
  | 'expectedAfterReadOnly'
  | CareForm;

export interface VardtillfalleTruth {
  readonly exportedOn: string;
  readonly total: number;
  readonly titleRows: number;
  /** Every vårdtillfälle is in exactly one; by date and messages only, whatever else is amiss with it. */
  readonly dispositions: Readonly<Record<Disposition, readonly string[]>>;
  /** `expectedAfterReadOnly`: in finish-in-prator, and to be discharged on 16 October or later. */
  readonly facts: Readonly<Record<VardtillfalleFact, readonly string[]>>;
  /** SIP-id → vårdtillfälle of the same patient. */
  readonly ofSip: Readonly<Record<string, string>>;
}

function factsOf(stays: readonly Vardtillfalle[]): VardtillfalleTruth['facts'] {
  const idsWhere = (test: (stay: Vardtillfalle) => boolean): string[] =>
    stays.filter(test).map(({ id }) => id);
  const having = (trait: Trait): string[] => idsWhere(({ plan }) => plan.trait === trait);
  const inCareForm = (careForm: CareForm): string[] => idsWhere(({ plan }) => plan.careForm === careForm);
  return {
    kommunEmpty: having('kommunEmpty'),
    unitUnknown: having('unitUnknown'),
    consentRefused: having('consentRefused'),
    consentMissing: having('consentMissing'),
    menprovning: having('menprovning'),
    checkDigitWrong: having('checkDigitWrong'),
    reservnummer: having('reservnummer'),
    deceased: idsWhere(isDeceased),
    readyOn29September: idsWhere(
      ({ plan, readyAt }) =>
        plan.stage === 'readyInHospital' && readyAt !== null && readyAt >= minuteOf(TODAY, 0, 0),
    ),
    readyLater: idsWhere(({ plan }) => plan.stage === 'readyLater'),
    expectedAfterReadOnly: idsWhere(
      ({ plan, expectedDischargeOn }) =>
        plan.stage === 'readyInHospital' && expectedDischargeOn !== null && expectedDischargeOn >= READ_ONLY,
    ),
    somatik: inCareForm('somatik'),
    psykiatri: inCareForm('psykiatri'),
    rattspsykiatri: inCareForm('rattspsykiatri'),
  };
}

const HEADER: Row = [
  'Vårdtillfälle',
  'Personnummer',
  'Namn',
  'Kommun',
  'Vårdenhet',
  'Vårdform',
  'Inskriven',
  'Beräknad utskrivning',
  'Utskrivningsklar',
  'Utskriven',
  'Avliden',
  'Status',
  'Samtycke',
  'Hälsocentral',
  'Skyddade personuppgifter',
];

export function writeVardtillfallen(
  random: Random,
  stays: readonly Vardtillfalle[],
): { list: GeneratedList; truth: VardtillfalleTruth } {
  const form = {
    encoding: 'windows-1252',
    delimiter: ';',
    titleRows: ['Prator – Vårdtillfällen', 'Uttag 2025-09-29 15:40'],
  } as const;
  const having = (disposition: Disposition): string[] =>
    stays.filter((stay) => dispositionOf(stay) === disposition).map(({ id }) => id);
  const rows = stays.map((stay) => rowOf(random, stay));
  return {
    list: writeList('prator-vardtillfallen-2025-09-29.csv', form, HEADER, rows),
    truth: {
      exportedOn: '2025-09-29',
      total: stays.length,
      titleRows: form.titleRows.length,
      dispositions: {
        'start-in-lifecare': having('start-in-lifecare'),
        'finish-in-prator': having('finish-in-prator'),
        'awaiting-acknowledgement': having('awaiting-acknowledgement'),
        closed: having('closed'),
        protected: having('protected'),
      },
      facts: factsOf(stays),
      ofSip: Object.fromEntries(stays.flatMap(({ id, sip }) => (sip === undefined ? [] : [[sip.id, id]]))),
    },
  };
}
