import { dayNumber, dayOfNumber } from '../domain/calendar/days.ts';
import { isoMinute } from './days.ts';
import { writeList } from './list-file.ts';
import type { GeneratedList, ListForm, Row } from './list-file.ts';
import { KOMMUN_CODES, KOMMUNER, PART_LABELS } from './parts.ts';
import type { Person } from './people.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { unitsOfRegion } from './units.ts';
import { CARE_FORMS, dispositionOf, type Vardtillfalle } from './vardtillfallen.ts';

/** What the target system says that it has: step 1 nearly done on the eve of the start, steps 2–4 well on the first day. */
export interface TargetTruth {
  readonly patients: {
    /** Of those whom step 1 is to register: the rows, each person once. */
    readonly found: number;
    /** Persons that have a second row. */
    readonly twice: number;
    /** Persons that stand in another kommun there. */
    readonly otherKommun: number;
    /** Persons that no list of the source has. */
    readonly unknown: number;
  };
  readonly units: {
    readonly missing: readonly string[];
    readonly twice: readonly string[];
    readonly otherKommun: readonly string[];
    readonly unknown: number;
  };
  readonly stays: {
    /** Of those that are to be started. */
    readonly found: number;
    readonly twice: readonly string[];
    readonly otherUnit: readonly string[];
    /** Started there, though they are to be finished in the source. */
    readonly tooMuch: readonly string[];
  };
}

interface Wishes {
  /** Whom step 1 is to register, with boendeform; none whose number has a fault or who is protected. */
  readonly toRegister: readonly (readonly [person: Person, housing: string])[];
  /** People whom no list of the source has. */
  readonly strangers: readonly Person[];
  readonly stays: readonly Vardtillfalle[];
}

const SYSTEM = 'Lifecare SP';
const EVE_DAY = '2025-09-29';
const EVE = dayNumber(EVE_DAY);
const STEP_1_BEGINS = dayNumber('2025-05-06');

/** How far the kommuner have come on the eve: each in its own pace. */
const REGISTERED = [0.97, 0.93, 0.99, 0.88, 0.71, 0.95, 0.9] as const;

/** A list of the target system, and the day it was taken out. */
export type TargetList = GeneratedList & { readonly takenOn: string };

function targetList(what: string, takenAt: string, header: Row, rows: readonly Row[]): TargetList {
  const takenOn = takenAt.slice(0, 10);
  const form: ListForm = {
    encoding: 'utf-8-bom',
    delimiter: ';',
    titleRows: [`${SYSTEM} – ${what}`, `Uttag ${takenAt}`],
  };
  const file = `lcsp-${what.toLowerCase().replaceAll(/[åä]/gu, 'a')}-${takenOn}.csv`;
  return { ...writeList(file, form, header, rows), takenOn };
}

const kommunName = (code: Person['kommun']): string => KOMMUNER[code].name;

/** The lists of the target system, of the eve of the start and of its first day. The same seed gives the same bytes. */
export function writeTargetLists(
  seed: number,
  wishes: Wishes,
): { readonly lists: readonly TargetList[]; readonly truth: TargetTruth } {
  const random = createRandom(seed + 1);
  const patients = targetPatients(random, wishes);
  const units = targetUnits();
  const stays = targetStays(random, wishes.stays);
  return {
    lists: [units.list, patients.list, stays.list],
    truth: { patients: patients.truth, units: units.truth, stays: stays.truth },
  };
}

function targetPatients(random: Random, { toRegister, strangers }: Wishes) {
  const row = (person: Person, kommun: string, housing: string): Row => [
    person.id,
    person.name,
    dayOfNumber(random.int(STEP_1_BEGINS, EVE - 3)),
    kommun,
    housing,
    'Nej',
  ];
  const paceOf = (code: Person['kommun']): number => REGISTERED[KOMMUN_CODES.indexOf(code)] ?? 1;
  const there = toRegister.filter(([{ kommun }]) => random.chance(paceOf(kommun)));
  const otherKommun = new Set(random.shuffle(there).slice(0, 2));
  const rows = there.map((one) => {
    const [person, housing] = one;
    const code = otherKommun.has(one)
      ? (KOMMUN_CODES.find((other) => other !== person.kommun) ?? person.kommun)
      : person.kommun;
    return row(person, kommunName(code), housing);
  });
  const twice = random.shuffle(there.filter((one) => !otherKommun.has(one))).slice(0, 3);
  const all = random.shuffle([
    ...rows,
    ...twice.map(([person, housing]) => row(person, kommunName(person.kommun), housing)),
    ...strangers.map((person) => row(person, kommunName(person.kommun), 'Särskilt boende')),
  ]);
  const header = ['Personnummer', 'Namn', 'Registrerad', 'Kommun', 'Boendeform', 'Skyddade personuppgifter'];
  return {
    list: targetList('Patienter', '2025-09-29 16:10', header, all),
    truth: {
      found: there.length,
      twice: twice.length,
      otherKommun: otherKommun.size,
      unknown: strangers.length,
    },
  };
}

/** A unit that nobody has set up, one set up twice, one in another kommun, and one that the list of units has not. */
function targetUnits() {
  const units = unitsOfRegion();
  const [late, doubled, moved] = [3, 11, 17].map((at) => units[at]?.name ?? '');
  const row = ({ hsaId, name, type, kommun, part }: (typeof units)[number]): Row => [
    hsaId,
    name,
    type,
    kommunName(name === moved ? (KOMMUN_CODES.find((other) => other !== kommun) ?? kommun) : kommun),
    PART_LABELS[part],
  ];
  const extra = units.find(({ name }) => name === doubled);
  const rows = [
    ...units.filter(({ name }) => name !== late).map(row),
    ...(extra === undefined ? [] : [row({ ...extra, name: extra.name.toUpperCase() })]),
    [
      'SE2321000206-FIKTIV900',
      'Hälsocentralen Silverlönnen',
      'hälsocentral',
      'Timrå',
      PART_LABELS.primarvard,
    ],
  ];
  return {
    list: targetList(
      'Enheter',
      '2025-09-29 16:05',
      ['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet'],
      rows,
    ),
    truth: { missing: [late ?? ''], twice: [doubled ?? ''], otherKommun: [moved ?? ''], unknown: 1 },
  };
}

/** Whether somebody looks the person up and finds who it is, on a ward that the target has. */
const canStart = ({ plan }: Vardtillfalle): boolean =>
  plan.trait === undefined || plan.trait === 'menprovning' || plan.trait === 'consentMissing';

function targetStays(random: Random, stays: readonly Vardtillfalle[]) {
  const of = (disposition: ReturnType<typeof dispositionOf>): readonly Vardtillfalle[] =>
    stays.filter((stay) => dispositionOf(stay) === disposition && canStart(stay));
  const started = of('start-in-lifecare').filter(() => random.chance(0.7));
  const [tooMuch, twice, elsewhere] = [of('finish-in-prator'), started, [...started].reverse()].map((all) =>
    all.slice(0, 1),
  );
  const wards = [...new Set(stays.map(({ unit }) => unit))];
  const otherWard = (unit: string): string => wards.find((other) => other !== unit) ?? unit;
  const row = (stay: Vardtillfalle): Row => [
    stay.person.id,
    stay.person.name,
    '2025-09-30',
    kommunName(stay.person.kommun),
    elsewhere?.includes(stay) === true ? otherWard(stay.unit) : stay.unit,
    CARE_FORMS[stay.plan.careForm].label,
    isoMinute(stay.admittedAt),
    '',
    'Inskriven',
    'Nej',
  ];
  const ids = (some: readonly Vardtillfalle[] = []): readonly string[] => some.map(({ id }) => id);
  return {
    list: targetList(
      'Vårdtillfällen',
      '2025-09-30 15:45',
      [
        ...['Personnummer', 'Namn', 'Registrerad', 'Kommun', 'Vårdenhet', 'Vårdform', 'Inskriven'],
        ...['Utskriven', 'Status', 'Skyddade personuppgifter'],
      ],
      [...started, ...(twice ?? []), ...(tooMuch ?? [])].map(row),
    ),
    truth: {
      found: started.length,
      twice: ids(twice),
      otherUnit: ids(elsewhere),
      tooMuch: ids(tooMuch),
    },
  };
}

/** What of a region's profile says whether its target system can have these lists. */
interface Journey {
  readonly plan: string;
  readonly target: string;
  readonly deadlines: { readonly lastReadyInSource: string };
}

/**
 * The lists of the target as a region has them: of the one plan whose steps they tell of, under its target's name, and of
 * the first day only where that is the first day.
 */
export function targetListsOf(
  { targetLists }: { readonly targetLists: readonly TargetList[] },
  { plan, target, deadlines }: Journey,
): readonly TargetList[] {
  if (plan !== 'prator-lifecare') return [];
  const dressed = (list: TargetList): TargetList =>
    target === SYSTEM
      ? list
      : { ...list.reworded((text) => text.replaceAll(SYSTEM, target)), takenOn: list.takenOn };
  return targetLists
    .filter(
      ({ takenOn }) => takenOn <= deadlines.lastReadyInSource || deadlines.lastReadyInSource === EVE_DAY,
    )
    .map(dressed);
}
