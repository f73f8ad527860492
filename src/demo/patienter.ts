import { writeList } from './list-file.ts';
import type { GeneratedList, Row } from './list-file.ts';
import { KOMMUN_CODES, KOMMUN_WEIGHTS, KOMMUNER } from './parts.ts';
import type { CreatePerson, Person } from './people.ts';
import type { Random } from './random.ts';
import { unitNames } from './units.ts';

const PATIENTS = 1850;
const NOT_YET_KNOWN = 6;
const KOMMUN_DIFFERS = 3;
const KOMMUN_EMPTY = 3;
const REPEATED_ROWS = 2;

const HOUSING = [
  ['Ordinärt boende', 42],
  ['Särskilt boende', 36],
  ['LSS-boende', 11],
  ['Socialpsykiatri', 6],
  ['Privat aktör', 5],
] as const;

const STREETS = ['Påhittsgatan', 'Sagovägen', 'Luftslottsgränd', 'Fantasistigen'];

const HEADER: Row = [
  'Personnummer',
  'Namn',
  'Kommun',
  'Boendeform',
  'Hemsjukvårdsenhet',
  'Vistelseadress',
  'Närstående finns',
  'Listad hälsocentral',
  'Skyddade personuppgifter',
];

export interface PatientTruth {
  readonly exportedOn: string;
  /** Different people. */
  readonly total: number;
  readonly dataRows: number;
  readonly repeatedRows: number;
  readonly titleRows: number;
  /** Not in ordinärt boende: to be registered in step 1 whether they have a SIP or not. */
  readonly notInOrdinartBoende: number;
  readonly protected: number;
  readonly kommunEmpty: number;
  /** People with an ongoing SIP in September who are not in this list. */
  readonly sipPersonsNotListed: number;
  /** People whose kommun is another here than in their SIP. */
  readonly kommunDiffersFromSip: number;
}

interface Wishes {
  /** People with an ongoing SIP, whose kommun is known and nothing else is amiss. */
  readonly plain: readonly Person[];
  /** Everybody else who must be in the list. */
  readonly others: readonly Person[];
}

export function writePatients(
  random: Random,
  createPerson: CreatePerson,
  { plain, others }: Wishes,
): { list: GeneratedList; truth: PatientTruth; settled: ReadonlyMap<Person, string> } {
  const listed = [...plain.slice(NOT_YET_KNOWN), ...others];
  const moved = new Set(plain.slice(NOT_YET_KNOWN, NOT_YET_KNOWN + KOMMUN_DIFFERS));
  const filled = Array.from({ length: PATIENTS - listed.length }, () =>
    createPerson(random.weighted(KOMMUN_WEIGHTS)),
  );
  const nowhere = new Set(filled.slice(0, KOMMUN_EMPTY));
  const housing = new Map([...listed, ...filled].map((person) => [person, random.weighted(HOUSING)]));

  const kommunText = (person: Person): string => {
    if (person.isProtected || nowhere.has(person)) return '';
    const code = moved.has(person) ? KOMMUN_CODES.find((other) => other !== person.kommun) : person.kommun;
    const { name, spellings } = KOMMUNER[code ?? person.kommun];
    return random.chance(0.9) ? name : random.pick(spellings);
  };
  const rows = random
    .shuffle([...listed, ...filled])
    .map((person): Row => [
      person.id,
      person.name,
      kommunText(person),
      housing.get(person) ?? '',
      random.chance(0.62) ? random.pick(unitNames(person.kommun, 'hemsjukvård')) : '',
      !person.isProtected && random.chance(0.02) ? `${random.pick(STREETS)} ${random.int(1, 40)}` : '',
      random.chance(0.5) ? 'Ja' : 'Nej',
      random.pick(unitNames(person.kommun, 'hälsocentral')),
      person.isProtected ? 'Ja' : 'Nej',
    ]);
  const repeated = random.shuffle(rows).slice(0, REPEATED_ROWS);

  const form = {
    encoding: 'utf-16le',
    delimiter: '\t',
    titleRows: ['Prator – Brukare och patienter', 'Uttag 2025-09-15 07:41'],
  } as const;
  return {
    settled: new Map([...housing].filter(([person]) => !nowhere.has(person) && !moved.has(person))),
    list: writeList('prator-patienter-2025-09-15.csv', form, HEADER, [...rows, ...repeated]),
    truth: {
      exportedOn: '2025-09-15',
      total: rows.length,
      dataRows: rows.length + repeated.length,
      repeatedRows: REPEATED_ROWS,
      titleRows: form.titleRows.length,
      notInOrdinartBoende: [...housing.values()].filter((form) => form !== 'Ordinärt boende').length,
      protected: listed.filter((person) => person.isProtected).length,
      kommunEmpty: KOMMUN_EMPTY + listed.filter((person) => person.isProtected).length,
      sipPersonsNotListed: NOT_YET_KNOWN,
      kommunDiffersFromSip: KOMMUN_DIFFERS,
    },
  };
}
