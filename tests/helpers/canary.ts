import {
  naiveList,
  PATIENTER,
  SIP_APRIL,
  SIP_OCTOBER,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  VARDTILLFALLEN_OCTOBER,
} from './lists.ts';

/** Whoever must not be named: numbers in every form, and names both ways round. */
export interface Canaries {
  readonly numbers: ReadonlySet<string>;
  /** In lower case, by what stands before the first space. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

export function canariesOf(persons: readonly { readonly number: string; readonly name: string }[]): Canaries {
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (const { number, name } of persons) {
    const digits = number.replaceAll(/\D/gu, '');
    if (digits.length === 12) {
      numbers.add(`${digits.slice(0, 8)}-${digits.slice(8)}`).add(digits);
      numbers.add(`${digits.slice(2, 8)}-${digits.slice(8)}`).add(digits.slice(2));
    } else if (number !== '') {
      numbers.add(number);
    }
    const words = name.split(/\s+/u).filter((word) => word !== '');
    if (words.length < 2) continue;
    names
      .add(words.join(' '))
      .add(`${words.slice(1).join(' ')}, ${words[0] ?? ''}`)
      .add(`${words.slice(1).join(' ')} ${words[0] ?? ''}`);
  }
  const byFirst = new Map<string, string[]>();
  for (const name of names) {
    const lower = name.toLowerCase();
    const first = lower.slice(0, lower.indexOf(' '));
    byFirst.set(first, [...(byFirst.get(first) ?? []), lower]);
  }
  return { numbers, names: byFirst };
}

const PERSON_LISTS = [
  SIP_APRIL,
  SIP_SEPTEMBER,
  SIP_OCTOBER,
  VARDTILLFALLEN,
  VARDTILLFALLEN_OCTOBER,
  PATIENTER,
] as const;

/** Everybody in the region's lists. */
export function regionCanaries(): Canaries {
  const persons = PERSON_LISTS.flatMap((list) =>
    naiveList(list).rows.map(({ at }) => ({ number: at('Personnummer'), name: at('Namn') })),
  );
  return canariesOf(persons);
}

/** The forms are 10 to 13 characters long; a reserve number may have letters. */
const LENGTHS = [10, 11, 12, 13];
const SHORTEST = 10;

/** What a text is looked through for first: how numbers begin, and how what stands before a name's first space ends. */
interface Marks {
  readonly starts: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
  readonly ending: number;
}

const marks = new WeakMap<Canaries, Marks>();

function marksOf(canaries: Canaries): Marks {
  const known = marks.get(canaries);
  if (known !== undefined) return known;
  const firsts = [...canaries.names.keys()];
  const ending = Math.min(3, ...firsts.map((first) => first.length));
  const made = {
    starts: new Set([...canaries.numbers].map((number) => number.slice(0, SHORTEST))),
    endings: new Set(firsts.map((first) => first.slice(first.length - ending))),
    ending,
  };
  marks.set(canaries, made);
  return made;
}

/** Who is named in a text. */
export function named(text: string, canaries: Canaries): string[] {
  const { numbers, names } = canaries;
  const { starts, endings, ending } = marksOf(canaries);
  const found = new Set<string>();
  const composed = text.normalize('NFC');
  for (let at = 0; at < composed.length; at += 1) {
    const code = composed.charCodeAt(at);
    if (code < 48 || code > 57 || !starts.has(composed.slice(at, at + SHORTEST))) continue;
    for (const length of LENGTHS) {
      const piece = composed.slice(at, at + length);
      if (numbers.has(piece)) found.add(piece);
    }
  }
  const lower = composed.toLowerCase();
  for (let space = lower.indexOf(' '); space !== -1; space = lower.indexOf(' ', space + 1)) {
    if (!endings.has(lower.slice(Math.max(0, space - ending), space))) continue;
    if (!/[\p{L},]/u.test(lower.charAt(space - 1))) continue;
    for (let start = space - 1; start >= 0 && /[\p{L},-]/u.test(lower.charAt(start)); start -= 1) {
      const possible = names.get(lower.slice(start, space)) ?? [];
      for (const name of possible) if (lower.startsWith(name, start)) found.add(name);
    }
  }
  return [...found];
}
