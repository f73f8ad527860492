import fc from 'fast-check';
import type { importList, SmallRow } from './small-lists.ts';

type Kind = Parameters<typeof importList>[1];

/** A list that comes, of any kind: few persons, ids, places and days, so that lists speak of one another's cases. */
export interface RandomList {
  readonly kind: Kind;
  readonly day: string;
  readonly rows: readonly SmallRow<Kind>[];
}

const DAYS = [
  ...['2025-09-10', '2025-09-15', '2025-09-18', '2025-09-20', '2025-09-24', '2025-09-29'],
  ...['2025-10-01', '2025-10-02', '2025-10-05'],
] as const;
const PERSONS = ['anna', 'ulla', 'eva', 'rune', 'birgitta'] as const;

const oneOf = <T extends string>(...texts: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...texts);
const mostly = <T extends string>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  oneOf(usual, usual, usual, ...others);

const UNITS = oneOf('Hälsocentralen Granen', 'En annan');
const NAMED = {
  Namn: mostly('Märta Nordström', 'Bo Ek'),
  Kommun: mostly('Timrå', 'Sundsvall', ''),
};
const PERSON = { ...NAMED, 'Skyddade personuppgifter': mostly('Nej', 'Nej', 'Nej', 'Ja', '') };

/** What the rows of each kind say, besides whom they are of and their ids. */
const COLUMNS: Readonly<Record<Kind, Readonly<Record<string, fc.Arbitrary<string>>>>> = {
  sip: {
    ...PERSON,
    Fas: oneOf('Genomförande', 'Utvärdering'),
    Status: mostly('Pågående', 'Avslutad'),
    Samtycke: mostly('Ja', 'Nej'),
    Vårdtillfälle: mostly('', 'VT-1', 'VT-2'),
    'Samordningsansvarig enhet': UNITS,
  },
  vardtillfalle: {
    ...PERSON,
    Vårdenhet: oneOf('Medicinavdelning 2', 'Kirurgen'),
    Utskrivningsklar: mostly('', '2025-09-25'),
  },
  patient: { ...PERSON, Hemsjukvårdsenhet: oneOf('', 'A', 'B') },
  enhet: {
    Enhet: oneOf('Hälsocentralen Granen', 'En annan', 'Kirurgen'),
    Kommun: oneOf('Timrå', 'Sundsvall'),
  },
  meddelande: { Ärende: oneOf('VT-1', 'VT-2', 'SIP-1'), Kvitterat: oneOf('', '2025-09-28 10:00') },
  lcsp_sip: {
    Namn: NAMED.Namn,
    Enhet: UNITS,
    Skapad: oneOf('', '2025-08-01', '2025-09-30', '2025-10-01'),
  },
  lcsp_patient: { ...PERSON, Hemsjukvårdsenhet: oneOf('', 'A', 'B') },
  lcsp_vardtillfalle: { ...PERSON, Vårdenhet: oneOf('Medicinavdelning 2', 'Kirurgen') },
  lcsp_enhet: {
    Enhet: oneOf('Hälsocentralen Granen', 'En annan'),
    Kommun: oneOf('Timrå', 'Sundsvall'),
  },
};

/** How each kind calls its id, and what one is. */
const IDS: Readonly<Partial<Record<Kind, readonly [header: string, id: (at: number) => string]>>> = {
  sip: ['SIP-id', (at) => `SIP-${at}`],
  vardtillfalle: ['Vårdtillfälle', (at) => `VT-${at}`],
  meddelande: ['Meddelande-id', (at) => `M-${at}`],
  enhet: ['HSA-id', (at) => `SE${at}`],
  lcsp_enhet: ['HSA-id', (at) => `SE${at}`],
};

const rowOf = (kind: Kind, at: number): fc.Arbitrary<SmallRow<Kind>> => {
  const [header, idOf] = IDS[kind] ?? [];
  const isOfPerson = 'Namn' in COLUMNS[kind];
  return fc
    .record({
      cells: fc.record(COLUMNS[kind]),
      // One of the persons has two cases.
      who: fc.oneof(
        { arbitrary: fc.constant(PERSONS[at % PERSONS.length] ?? 'anna'), weight: 6 },
        { arbitrary: fc.constantFrom(...PERSONS), weight: 1 },
        { arbitrary: fc.constant(null), weight: kind === 'sip' ? 1 : 0 },
      ),
    })
    .map(({ cells, who }) => ({
      ...cells,
      ...(header === undefined || idOf === undefined ? {} : { [header]: idOf(at) }),
      ...(!isOfPerson ? {} : who === null ? { Personnummer: '' } : { who }),
    }));
};

const listOf = (kind: Kind): fc.Arbitrary<RandomList> =>
  fc.record({
    kind: fc.constant(kind),
    day: fc.constantFrom(...DAYS),
    rows: fc
      .shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 1, maxLength: 5 })
      .chain((ids) => fc.tuple(...ids.map((at) => rowOf(kind, at)))),
  });

const KINDS_WEIGHED: Readonly<Record<Kind, number>> = {
  sip: 4,
  vardtillfalle: 2,
  patient: 1,
  enhet: 1,
  meddelande: 1,
  lcsp_sip: 2,
  lcsp_patient: 1,
  lcsp_vardtillfalle: 1,
  lcsp_enhet: 0,
};

/** Lists in the order in which they come, mostly that of their days: one of a kind and day. */
export const randomLists = (
  limits: Readonly<{ minLength: number; maxLength: number }>,
): fc.Arbitrary<readonly RandomList[]> =>
  fc
    .tuple(
      fc.uniqueArray(
        fc.oneof(
          ...Object.entries(KINDS_WEIGHED).map(([kind, weight]) => ({
            arbitrary: listOf(kind as Kind),
            weight,
          })),
        ),
        { ...limits, selector: fileOf },
      ),
      fc.constantFrom(true, true, false),
    )
    .map(([lists, isInOrder]) =>
      isInOrder ? lists.toSorted((one, other) => one.day.localeCompare(other.day)) : lists,
    );

/** The name of its file. */
export const fileOf = ({ kind, day }: Pick<RandomList, 'kind' | 'day'>): string => `${kind}-${day}.csv`;
