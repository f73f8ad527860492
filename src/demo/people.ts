import { dayNumber, dayOfNumber } from '../domain/calendar/days.ts';
import type { KommunCode } from './parts.ts';
import type { Random } from './random.ts';

type IdentityKind = 'personnummer' | 'wrong-check-digit' | 'reservnummer' | 'samordningsnummer';

/** A person who does not exist. */
export interface Person {
  /** As the lists have it: `YYYYMMDD-NNNC`, or a reservnummer `YYYYMMDDnnnR`. */
  readonly id: string;
  readonly name: string;
  /** Where the person lives, also when a list has forgotten to say so. */
  readonly kommun: KommunCode;
  readonly isProtected: boolean;
}

interface PersonWish {
  readonly identity?: IdentityKind;
  readonly isProtected?: boolean;
}

export type CreatePerson = (kommun: KommunCode, wish?: PersonWish) => Person;

/** The birth numbers of the test series: no other ones may come out of here. */
const TEST_SERIES = [238, 239, ...Array.from({ length: 20 }, (_, index) => 980 + index)];

const FIRST_NAMES = {
  women: [
    ...['Anna', 'Åsa', 'Birgitta', 'Elsa', 'Fatima', 'Gunvor', 'Inga-Lill', 'Kerstin', 'Linnéa', 'Maj-Britt'],
    ...['Märta', 'Rut', 'Siv', 'Ulla', 'Viola', 'Ylva', 'Zahra', 'Åse'],
  ],
  men: [
    ...['Ahmed', 'Arne', 'Bengt', 'Bo', 'Christer', 'Erik', 'Folke', 'Göran', 'Håkan', 'Jan-Erik'],
    ...['Karl', 'Lars', 'Nils', 'Ove', 'Rune', 'Sten', 'Sören', 'Örjan'],
  ],
};

const SURNAMES = [
  ...[
    'Andersson',
    'Berglund',
    'Bäckström',
    'Dahlin',
    'Edström',
    'El-Masri',
    'Forslund',
    'Grönberg',
    'Hägglund',
  ],
  ...['Isaksson', 'Johansson', 'Kjellin', 'Larsson', 'Lindqvist', 'Moberg', 'Nordin', 'Nyström', "O'Connor"],
  ...['Persson', 'Rönnlund', 'Sjödin', 'Strömqvist', 'Söderlund', 'Vikström', 'Wallin', 'af Klintberg'],
  ...['Åström', 'Öhman'],
];

const AGES: readonly (readonly [years: { readonly from: number; readonly to: number }, weight: number])[] = [
  [{ from: 78, to: 101 }, 62],
  [{ from: 60, to: 77 }, 20],
  [{ from: 25, to: 59 }, 13],
  [{ from: 4, to: 24 }, 5],
];

const DAYS_PER_YEAR = 365;
const COUNTED_FROM = dayNumber('2025-04-01');

function checkDigit(nineDigits: string): number {
  let sum = 0;
  for (const [index, digit] of Array.from(nineDigits, Number).entries()) {
    const product = index % 2 === 0 ? digit * 2 : digit;
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

function numberOf(birthDate: string, serial: string, identity: IdentityKind, damage: number): string {
  const day = Number(birthDate.slice(6)) + (identity === 'samordningsnummer' ? 60 : 0);
  const date = birthDate.slice(0, 6) + String(day).padStart(2, '0');
  if (identity === 'reservnummer') return `${date}${serial}R`;
  const check = checkDigit(date.slice(2) + serial);
  return `${date}-${serial}${identity === 'wrong-check-digit' ? (check + damage) % 10 : check}`;
}

/** Gives every person a number of their own; two people never share day and birth number. */
export function createPeople(random: Random): CreatePerson {
  const taken = new Set<string>();

  return (kommun, wish = {}) => {
    for (;;) {
      const age = random.weighted(AGES);
      const birthDay = COUNTED_FROM - random.int(age.from * DAYS_PER_YEAR, age.to * DAYS_PER_YEAR);
      const birthDate = dayOfNumber(birthDay).replaceAll('-', '');
      const birthNumber = random.pick(TEST_SERIES);
      const firstName = random.pick(birthNumber % 2 === 0 ? FIRST_NAMES.women : FIRST_NAMES.men);
      const name = `${firstName} ${random.pick(SURNAMES)}`;
      const damage = random.int(1, 9);
      const serial = String(birthNumber);
      if (taken.has(birthDate + serial)) continue;
      taken.add(birthDate + serial);
      const id = numberOf(birthDate, serial, wish.identity ?? 'personnummer', damage);
      return { id, name, kommun, isProtected: wish.isProtected ?? false };
    }
  };
}
