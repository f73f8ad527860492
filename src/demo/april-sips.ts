import { writeList } from './list-file.ts';
import type { GeneratedList } from './list-file.ts';
import { KOMMUN_CODES, KOMMUN_WEIGHTS, KOMMUNER } from './parts.ts';
import type { Part } from './parts.ts';
import type { Random } from './random.ts';
import { APRIL_EXPORT } from './september-sips.ts';
import { SIP_HEADER, sipRow } from './sip-cases.ts';
import type { Sip, SipSeat, SipTrait } from './sip-cases.ts';
import { unitNames } from './units.ts';

const OPEN_IN_APRIL = 2014;

const PART_WEIGHTS: readonly (readonly [Part, number])[] = [
  ['primarvard', 62],
  ['kommun', 26],
  ['psykiatri', 7],
  ['slutenvard', 5],
];

const TRAIT_WEIGHTS: readonly (readonly [SipTrait, number])[] = [
  ['plain', 890],
  ['consentMissing', 35],
  ['menprovning', 33],
  ['consentRefused', 15],
  ['reservnummer', 10],
  ['roleEmpty', 6],
  ['unitUnknown', 5],
];

export interface AprilSipTruth {
  readonly exportedOn: string;
  readonly open: number;
  /** Ongoing in both lists, only in April's, only in September's. */
  readonly stillOpenInSeptember: number;
  readonly goneInSeptember: number;
  readonly newInSeptember: number;
  readonly kommunEmpty: readonly string[];
  /** The patient has moved since: another kommun in September. */
  readonly kommunChanged: readonly string[];
  /** The samordningsansvar has gone from slutenvård in April to another part in September. */
  readonly partChanged: readonly string[];
}

/** The same SIP as it stood in April: less had happened. */
function asInApril(random: Random, sip: Sip): Sip {
  const age = random.int(0, Math.min(90, APRIL_EXPORT - 1 - sip.startedOn));
  const isHeld = sip.meetingOn !== null && sip.meetingOn < APRIL_EXPORT + 30;
  return {
    ...sip,
    kommunText: sip.kommun === null ? '' : random.pick(KOMMUNER[sip.kommun].spellings),
    phase: random.chance(0.8) ? sip.phase : 'Kartläggning',
    changedOn: Math.min(sip.changedOn, APRIL_EXPORT - 1 - age),
    meetingOn: isHeld ? sip.meetingOn : null,
  };
}

function inOtherKommun(random: Random, sip: Sip): Sip {
  const kommun = random.pick(KOMMUN_CODES.filter((code) => code !== sip.kommun));
  return {
    ...sip,
    kommun,
    kommunText: KOMMUNER[kommun].name,
    unit: random.pick(unitNames(kommun, sip.part === 'kommun' ? 'biståndsenhet' : 'hälsocentral')),
  };
}

function withSlutenvard(random: Random, sip: Sip): Sip {
  const ward = random.pick(unitNames(KOMMUNER[sip.person.kommun].hospital, 'vårdavdelning somatik'));
  return { ...sip, part: 'slutenvard', unit: ward, role: 'Utskrivningskoordinator' };
}

/** The ongoing SIPs of 28 April 2025: those that September still has, and those closed in between. */
export function writeAprilSips(
  random: Random,
  createSip: (seat: SipSeat) => Sip,
  september: readonly Sip[],
): { list: GeneratedList; truth: AprilSipTruth } {
  const carried = september
    .filter((sip) => sip.startedOn < APRIL_EXPORT)
    .map((sip) => asInApril(random, sip));
  const movable = carried.filter(
    (sip) =>
      sip.trait === 'plain' && sip.kommun !== null && (sip.part === 'kommun' || sip.part === 'primarvard'),
  );
  const kommunChanged = movable.slice(0, 5).map((sip) => sip.id);
  const partChanged = movable.slice(5, 14).map((sip) => sip.id);
  const stillOpen = carried.map((sip) => {
    if (kommunChanged.includes(sip.id)) return inOtherKommun(random, sip);
    return partChanged.includes(sip.id) ? withSlutenvard(random, sip) : sip;
  });

  const gone = Array.from({ length: OPEN_IN_APRIL - stillOpen.length }, (_, index) =>
    createSip({
      part: random.weighted(PART_WEIGHTS),
      kommun: index < 2 ? null : random.weighted(KOMMUN_WEIGHTS),
      trait: random.weighted(TRAIT_WEIGHTS),
      started: [APRIL_EXPORT - 2600, APRIL_EXPORT - 8],
      exportedOn: APRIL_EXPORT,
    }),
  );

  const sips = random.shuffle([...stillOpen, ...gone]);
  return {
    list: writeList(
      'prator-sip-2025-04-28.csv',
      { encoding: 'utf-8-bom', delimiter: ';' },
      SIP_HEADER,
      sips.map((sip) => sipRow(sip)),
    ),
    truth: {
      exportedOn: '2025-04-28',
      open: sips.length,
      stillOpenInSeptember: stillOpen.length,
      goneInSeptember: gone.length,
      newInSeptember: september.length - stillOpen.length,
      kommunEmpty: sips.filter((sip) => sip.kommun === null).map((sip) => sip.id),
      kommunChanged,
      partChanged,
    },
  };
}
