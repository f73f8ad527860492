import { readDay, readInstant, type DayFault, type Fault } from '../calendar/days.ts';
import { readCaseId } from '../identity/case-id.ts';
import {
  hasDigitsOfNumber,
  holdsPersonNumber,
  withoutPersonNumber,
} from '../identity/person-number-in-text.ts';
import type { FactValue, Field } from '../kinds/kinds.ts';
import { protects } from '../kinds/protection.ts';
import { isStandInDay, isStandInName, isStandInWord } from '../kinds/stand-ins.ts';
import { namesSip } from '../kinds/sip-words.ts';
import { BASE_TERMS, spellingsOf } from '../kinds/terms.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { kommunReader, kommunSpellings, OUTSIDE_REGION } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { FindingCode } from '../validation/finding-catalogue.ts';
import { faultOfCell, type CellFaultCode } from '../words/cell-fault.ts';
import { fold } from '../words/fold.ts';
import { tidy } from './tidy.ts';

/** A cell that says something nobody could read: the finding it leads to. */
type CellFault = Fault<
  | DayFault
  | 'KOMMUN_UNKNOWN'
  | 'TERM_NOT_UNDERSTOOD'
  | 'FREE_TEXT_REFUSED'
  | 'ID_LOST'
  | 'ID_UNLIKE'
  | 'COLUMNS_DIFFER'
  | CellFaultCode
>;

/** A cell that was understood, and of which there is more to say. */
interface NotedCell {
  readonly value: FactValue;
  readonly note: FindingCode;
  /** Says that the case lies outside the region: known, and nothing that the canonical column can hold. */
  readonly isOutside?: true;
}

/** What one cell says; null = nothing: a word or a day that stands for none. */
export type CellRead = FactValue | CellFault | NotedCell;
export type CellReader = (text: string) => CellRead;

/** Few spellings stand in a column thousands of times, and often row after row: each is looked up once. Bounded. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let last: { text: string; value: T } | null = null;
  return (text) => {
    if (last?.text === text) return last.value;
    let value = known.get(text);
    if (value === undefined) {
      value = read(text);
      if (known.size < 5_000) known.set(text, value);
    }
    if (last === null) {
      last = { text, value };
    } else {
      last.text = text;
      last.value = value;
    }
    return value;
  };
}

function lookup(spellings: Pick<ReadonlyMap<string, string>, 'get'>, asNumber: boolean): CellReader {
  return remembering((text) => {
    const code = spellings.get(fold(text));
    if (code === undefined) return faultIn(text) ?? (isStandInWord(text) ? null : notATerm);
    return asNumber ? Number(code) : code;
  });
}

const notATerm: CellFault = { fault: 'TERM_NOT_UNDERSTOOD' };

/** No id, name, role, unit or address is longer; what is longer is free text, and that is not taken in. */
export const LONGEST_TEXT = 200;
const tooLong: CellFault = { fault: 'FREE_TEXT_REFUSED' };

/**
 * What a spreadsheet could not work out is unread, unless somebody has said what the very word means: every reader asks it
 * of what it would else take in, or take for nothing. In the column of persons' numbers it is a number that is damaged.
 */
function faultIn(text: string): CellFault | null {
  const fault = faultOfCell(text);
  return fault === null ? null : { fault };
}

const asText: CellReader = remembering((text) =>
  text.length > LONGEST_TEXT
    ? tooLong
    : (faultIn(text) ?? (isStandInWord(text) ? null : withoutNumber(text))),
);
const asHsa: CellReader = (text) =>
  text.length > LONGEST_TEXT ? tooLong : (faultIn(text) ?? (isStandInWord(text) ? null : text));
const asPlainName: CellReader = (text) =>
  text.length > LONGEST_TEXT ? tooLong : isStandInName(text) ? null : text;
/** Names are shown where numbers are not: one that has slid in among them is left out. */
const asName: CellReader = (text) => {
  const name = faultIn(text) ?? asPlainName(text);
  return typeof name === 'string' ? withoutNumber(name) : name;
};
/** Every number begins with a figure; what does not may stand for none. */
const asPerson: CellReader = (text) => (isDigit(text.charCodeAt(0)) ? text : asPlainName(text));

/** Numbers of organisations, alone or in an HSA-id: where a month would stand is no month. */
const ORGANISATION = /(?<![0-9])(?:16)?\d\d[2-9]\d{3}-?\d{4}(?:-[A-Z\d]+)?(?![0-9])/giu;

const DIGIT = /\d/u;
function withoutNumber(text: string): CellRead {
  if (!DIGIT.test(text) || !hasDigitsOfNumber(text)) return text;
  if (!holdsPersonNumber(text.replace(ORGANISATION, ''))) return text;
  const rest = withoutPersonNumber(text);
  return { value: rest === '' ? null : rest, note: 'PERSON_NUMBER_IN_TEXT' };
}
const isDigit = (unit: number): boolean => unit >= ZERO && unit <= NINE;
const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
const asUnit = remembering((text): CellRead =>
  text.length > LONGEST_TEXT
    ? tooLong
    : (faultIn(text) ??
      (isStandInWord(text) ? null : withoutNumber(text.normalize('NFC').replace(/\s+/gu, ' ')))),
);

/** A SIP has few parties; what is longer is free text. */
const LONGEST_UNITS = 1_000;
/** The names in a cell that can have several; a word that stands for nobody is none. */
export const namesIn = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/[;|\r\n]/u)
    .map((name) => tidy(name.replace(/\s+/gu, ' ')))
    .filter((name) => name !== '' && !isStandInWord(name));

/** Several names in one cell, on lines or with `;` or `|` between, told with `;` between. */
const asUnits = remembering((text): CellRead => {
  if (text.length > LONGEST_UNITS) return tooLong;
  const names = namesIn(text);
  const fault = [text, ...names].map(faultIn).find((one) => one !== null);
  if (fault !== undefined) return fault;
  if (isStandInWord(text)) return null;
  return names.length === 0 ? null : withoutNumber([...new Set(names)].join('; '));
});

const asId: CellReader = (text) => {
  if (text.length > LONGEST_TEXT) return tooLong;
  const { id, problem } = readCaseId(text);
  // A column too narrow for its ids has lost them, as other damage has.
  const fault = problem === 'lost' ? null : faultIn(text);
  if (fault !== null) return fault;
  if (problem === null) return id;
  if (problem === 'as-number') return { value: id, note: 'ID_AS_NUMBER' };
  if (problem === 'unlike-an-id' && isStandInWord(text)) return null;
  return { fault: problem === 'lost' ? 'ID_LOST' : 'ID_UNLIKE' };
};

/** A day that stands for none says nothing, whether the calendar has it or not. */
const withoutStandIns =
  (read: (text: string) => string | CellFault): CellReader =>
  (text) => {
    const day = read(text);
    if (typeof day === 'string') return isOfOurTime(day) || !isStandInDay(day) ? day : null;
    return faultIn(text) ?? (isStandInDay(text) || isStandInWord(text) || text === '0' ? null : day);
  };

/** 2000–2069: nearly every day that a list holds. */
const isOfOurTime = (day: string): boolean => day.startsWith('20') && day.charCodeAt(2) < SEVEN;
const SEVEN = '7'.charCodeAt(0);
const asDay = withoutStandIns(readDay);
const asInstant = withoutStandIns(readInstant);

function dayReader(type: 'date' | 'instant', mapping: Mapping | null): CellReader {
  const order = mapping?.dayOrder;
  if (order === undefined) return type === 'date' ? asDay : asInstant;
  return withoutStandIns((text) => (type === 'date' ? readDay(text, order) : readInstant(text, order)));
}

/** Of protection, only an empty cell, a dash and a clear no say that there is none; and a word that somebody has explained. */
function protectionReader(spellings: ReadonlyMap<string, string>): CellReader {
  return remembering((text) => {
    const code = spellings.get(fold(text));
    if (code !== undefined) return Number(code);
    return faultIn(text) ?? (protects(text) ? notATerm : 0);
  });
}

function asKommun(profile: Profile, own: Readonly<Record<string, string>>): CellReader {
  const mapped = Object.entries(own).map(([text, code]) => [fold(text), code] as const);
  const read = kommunReader(new Map([...kommunSpellings(profile), ...mapped]));
  return remembering((text) => {
    const code = read(text);
    if (code !== undefined && code !== OUTSIDE_REGION) return code;
    const fault = faultIn(text);
    if (fault !== null) return fault;
    if (code === OUTSIDE_REGION) return { value: null, note: 'KOMMUN_UNKNOWN', isOutside: true };
    return isStandInWord(text) ? null : { fault: 'KOMMUN_UNKNOWN' };
  });
}

/** The reader of one column's cells. Words that somebody has said mean nothing say nothing; of protection none does. */
export function cellReader(field: Field, profile: Profile, mapping: Mapping | null): CellReader {
  const read = plainReader(field, profile, mapping);
  const words = mapping?.nothing ?? [];
  if (words.length === 0 || field.name === 'is_protected') return read;
  const nothing = new Set(words.map(fold));
  return (text) => (nothing.has(fold(text)) ? null : read(text));
}

function plainReader(field: Field, profile: Profile, mapping: Mapping | null): CellReader {
  const ownValues = mapping?.values[field.name] ?? {};
  switch (field.type) {
    case 'date':
    case 'instant':
      return dayReader(field.type, mapping);
    case 'kommun':
      return asKommun(profile, ownValues);
    case 'term':
    case 'flag': {
      const set = field.terms ?? 'flag';
      const spellings = spellingsOf(set, fold, { ...termsOfProfile(profile, set), ...ownValues });
      if (field.name === 'is_protected') return protectionReader(spellings);
      // What sort of SIP it is has no words of its own in any list that is known.
      return field.name === 'type'
        ? lookup({ get: (text) => spellings.get(text) ?? (namesSip(text) ? 'sip' : undefined) }, false)
        : lookup(spellings, field.type === 'flag');
    }
    default:
      return TEXT_READERS[field.type];
  }
}

const TEXT_READERS = {
  unit: asUnit,
  units: asUnits,
  id: asId,
  person: asPerson,
  name: asName,
  text: asText,
  hsa: asHsa,
} as const satisfies Partial<Record<Field['type'], CellReader>>;

export function termsOfProfile(
  profile: Profile,
  set: NonNullable<Field['terms']>,
): Readonly<Record<string, string>> {
  const parts = set === 'part' ? profile.parts.flatMap((p) => p.aliases.map((alias) => [alias, p.code])) : [];
  const base = BASE_TERMS[set];
  return {
    ...(Object.fromEntries(parts) as Record<string, string>),
    ...(base === undefined ? {} : profile.terms[base]),
    ...profile.terms[set],
  };
}
