import { dayNumber, dayOfNumber } from '../domain/calendar/days.ts';
import type { Row } from './list-file.ts';
import { KOMMUNER, PART_LABELS } from './parts.ts';
import type { KommunCode, Part } from './parts.ts';
import type { CreatePerson, Person } from './people.ts';
import type { Random } from './random.ts';
import { unitNames, UNKNOWN_UNITS } from './units.ts';

/** What is special about a SIP. One per SIP, so that the truth can be counted without overlaps. */
export type SipTrait =
  | 'plain'
  | 'roleEmpty'
  | 'consentMissing'
  | 'consentRefused'
  | 'menprovning'
  | 'protected'
  | 'vardplan'
  | 'unitUnknown'
  | 'checkDigitWrong'
  | 'reservnummer'
  | 'samordningsnummer'
  | 'numberWithoutHyphen'
  | 'meetingInCutOver'
  | 'inHospital';

export interface Sip {
  readonly id: string;
  readonly trait: SipTrait;
  readonly person: Person;
  readonly kommun: KommunCode | null;
  readonly kommunText: string;
  readonly part: Part;
  readonly unit: string;
  readonly role: string;
  readonly phase: string;
  readonly startedOn: number;
  readonly changedOn: number;
  readonly meetingOn: number | null;
  readonly consent: string;
}

/** Where in the table a SIP is counted, and what is to be special about it. */
export interface SipSeat {
  readonly part: Part;
  readonly kommun: KommunCode | null;
  readonly trait: SipTrait;
  /** First and last possible day for its start. */
  readonly started: readonly [earliest: number, latest: number];
  /** The day the list was taken out. */
  readonly exportedOn: number;
}

export const SIP_HEADER: Row = [
  'SIP-id',
  'Personnummer',
  'Namn',
  'Kommun',
  'Samordningsansvarig enhet',
  'Samordningsansvarig roll',
  'Samordningsansvar',
  'Planform',
  'Status',
  'Fas',
  'Startad',
  'Senast ändrad',
  'Möte',
  'Samtycke',
  'Skyddade personuppgifter',
  'Vårdtillfälle',
];

const CUT_OVER_WINDOW = [dayNumber('2025-10-02'), dayNumber('2025-10-16')] as const;

const ROLES: Readonly<Record<Part, readonly string[]>> = {
  kommun: [
    'Biståndshandläggare',
    'Socialtjänstens handläggare',
    'Enhetschef',
    'Sjuksköterska',
    'Distriktssköterska',
  ],
  primarvard: ['Sjuksköterska', 'Distriktssköterska', 'Läkare', 'Fast vårdkontakt'],
  slutenvard: ['Utskrivningskoordinator', 'Sjuksköterska'],
  psykiatri: ['Fast vårdkontakt', 'Sjuksköterska', 'Läkare'],
};

const PHASES = [
  ['Initiativ', 6],
  ['Kartläggning', 10],
  ['Kallelse till planering', 9],
  ['Genomförande', 60],
  ['Kallelse till utvärdering', 6],
  ['Utvärdering och avslut av plan', 9],
] as const;

export const EVALUATION_PHASE = 'Utvärdering och avslut av plan';

const CONSENTS: Partial<Readonly<Record<SipTrait, string>>> = {
  consentMissing: '',
  consentRefused: 'Nej',
  menprovning: 'Menprövning',
};

function responsibleUnit(random: Random, part: Part, home: KommunCode, trait: SipTrait): string {
  const { hospital, psykiatri } = KOMMUNER[home];
  switch (part) {
    case 'kommun':
      return random.pick(
        unitNames(home, 'biståndsenhet', 'hemsjukvård', 'särskilt boende', 'LSS-boende', 'biståndsenhet'),
      );
    case 'primarvard':
      return random.pick(unitNames(home, 'hälsocentral'));
    case 'slutenvard':
      return random.pick(unitNames(hospital, 'vårdavdelning somatik'));
    case 'psykiatri':
      if (trait === 'vardplan' && random.chance(0.5)) return random.pick(unitNames('2281', 'rättspsykiatri'));
      return random.pick(unitNames(psykiatri, 'psykiatrisk öppenvård', 'vårdavdelning psykiatri'));
  }
}

function identityOf(
  trait: SipTrait,
): 'personnummer' | 'wrong-check-digit' | 'reservnummer' | 'samordningsnummer' {
  if (trait === 'checkDigitWrong') return 'wrong-check-digit';
  return trait === 'reservnummer' || trait === 'samordningsnummer' ? trait : 'personnummer';
}

/** Old as well as new activity: most SIPs were touched lately, a long tail was forgotten. */
function lastChange(random: Random, startedOn: number, exportedOn: number): number {
  if (random.chance(0.35)) return random.int(Math.max(startedOn, exportedOn - 30), exportedOn - 1);
  const worked = random.int(0, random.int(1, 400));
  return Math.min(startedOn + worked, exportedOn - 1);
}

/** Meetings have been held, or are booked; those of the cut-over window are a trait of their own. */
function meetingDay(random: Random, seat: SipSeat, startedOn: number): number | null {
  if (seat.trait === 'meetingInCutOver') return random.int(...CUT_OVER_WINDOW);
  if (random.chance(0.58)) return null;
  // More than a month ahead: in September's list that is after the cut-over window.
  if (random.chance(0.15)) return seat.exportedOn + random.int(32, 76);
  return Math.min(startedOn + random.int(5, 60), seat.exportedOn - 1);
}

export function createSips(random: Random, createPerson: CreatePerson): (seat: SipSeat) => Sip {
  const takenIds = new Set<number>();
  let unknownUnits = 0;

  const newId = (): string => {
    let number = random.int(300_000, 349_999);
    while (takenIds.has(number)) number = random.int(300_000, 349_999);
    takenIds.add(number);
    return `SIP-${number}`;
  };

  return (seat) => {
    const { part, kommun, trait, exportedOn } = seat;
    const home = kommun ?? random.pick(['2281', '2283', '2284'] as const);
    const isInHospital = trait === 'inHospital';
    const person = createPerson(home, { identity: identityOf(trait), isProtected: trait === 'protected' });
    const unit = responsibleUnit(random, part, home, trait);
    const [earliest, latest] = seat.started;
    // Squared: the nearer in time, the more SIPs.
    const startedOn = Math.round(latest - (latest - earliest) * random.next() ** 2);
    return {
      id: newId(),
      trait,
      person,
      kommun,
      kommunText: kommun === null ? '' : random.pick(KOMMUNER[kommun].spellings),
      part,
      unit: trait === 'unitUnknown' ? (UNKNOWN_UNITS[unknownUnits++ % UNKNOWN_UNITS.length] ?? unit) : unit,
      role: trait === 'roleEmpty' ? '' : random.pick(ROLES[part]),
      // Whoever lies in hospital has a SIP that somebody works with.
      phase: isInHospital ? 'Genomförande' : random.weighted(PHASES),
      startedOn,
      changedOn: isInHospital
        ? random.int(Math.max(startedOn, exportedOn - 40), exportedOn - 1)
        : lastChange(random, startedOn, exportedOn),
      meetingOn: meetingDay(random, seat, startedOn),
      consent: CONSENTS[trait] ?? 'Ja',
    };
  };
}

export function sipRow(sip: Sip, vardtillfalleId = ''): Row {
  const { id, name, isProtected } = sip.person;
  return [
    sip.id,
    sip.trait === 'numberWithoutHyphen' ? id.replace('-', '') : id,
    name,
    sip.kommunText,
    sip.unit,
    sip.role,
    PART_LABELS[sip.part],
    sip.trait === 'vardplan' ? 'Samordnad vårdplan' : 'SIP',
    'Pågående',
    sip.phase,
    dayOfNumber(sip.startedOn),
    dayOfNumber(sip.changedOn),
    sip.meetingOn === null ? '' : dayOfNumber(sip.meetingOn),
    sip.consent,
    isProtected ? 'Ja' : 'Nej',
    vardtillfalleId,
  ];
}
