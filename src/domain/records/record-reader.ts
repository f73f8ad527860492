import type { IdentityProblem, PersonIdentity } from '../identity/person-identity.ts';
import { kommunSpellings } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { FindingCode } from '../validation/finding-catalogue.ts';
import { recordRulesOf, type RecordFacts } from '../validation/record-rules.ts';
import { readDay, readInstant, type DayFault, type Fault } from '../calendar/days.ts';
import { fold } from '../words/fold.ts';
import { kindOf, type FactValue, type Field, type KindName } from '../kinds/kinds.ts';
import type { Mapping, ResolvedColumns } from '../mapping/mapping.ts';
import { spellingsOf } from '../kinds/terms.ts';

/**
 * Turns the cells of one row into the facts of one record. It never throws and never drops: what cannot be
 * understood becomes null in its column, is kept as text beside the facts, and is remarked on.
 */
export type Remark = (code: FindingCode, column: string | null, detail: string | null) => void;

/** What is known of a person's number: fit for use, a reserve number, or the problem it has. */
export type IdentityState = 'ok' | 'reserve' | IdentityProblem;

export interface RecordRead {
  /** One value per canonical column of the kind, in the table's order. */
  readonly values: readonly FactValue[];
  /** What names the case within its kind; null = the row cannot be identified at all. */
  readonly key: string | null;
  readonly personKey: string | null;
  readonly identity: IdentityState | null;
  /** Whether the person's number follows the pattern of test numbers. */
  readonly fitsTestPattern: boolean;
  /** Texts that could not be understood, column → text; null when there are none. */
  readonly notUnderstood: Readonly<Record<string, string>> | null;
}

const PROBLEM_FINDINGS: Readonly<Record<IdentityProblem, FindingCode>> = {
  missing: 'PERSON_MISSING',
  'damaged-by-excel': 'PERSON_DAMAGED_BY_EXCEL',
  'check-digit': 'PERSON_CHECK_DIGIT',
  'impossible-date': 'PERSON_IMPOSSIBLE_DATE',
  'century-guessed': 'PERSON_CENTURY_GUESSED',
  'unknown-form': 'PERSON_UNKNOWN_FORM',
  ambiguous: 'PERSON_AMBIGUOUS',
  'control-characters': 'PERSON_CONTROL_CHARACTERS',
};

/** A cell that says something nobody could read: the finding it leads to. */
type CellFault = Fault<DayFault | 'KOMMUN_UNKNOWN' | 'TERM_NOT_UNDERSTOOD' | 'FREE_TEXT_REFUSED'>;
type CellReader = (text: string) => FactValue | CellFault;

/** Few spellings stand in a column thousands of times: each is looked up once. Bounded. */
function remembering(read: CellReader): CellReader {
  const known = new Map<string, FactValue | CellFault>();
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    const fresh = read(text);
    if (known.size < 5_000) known.set(text, fresh);
    return fresh;
  };
}

function lookup(spellings: ReadonlyMap<string, string>, unknown: CellFault, asNumber = false): CellReader {
  return remembering((text) => {
    const code = spellings.get(fold(text));
    if (code === undefined) return unknown;
    return asNumber ? Number(code) : code;
  });
}

/** No id, name, role, unit or address is longer; what is longer is free text, and that is not taken in. */
const LONGEST_TEXT = 200;
const tooLong: CellFault = { fault: 'FREE_TEXT_REFUSED' };

const asText: CellReader = (text) => (text.length > LONGEST_TEXT ? tooLong : text);
const ASCII = /^[\x20-\x7e]*$/u;
/** An id names a case, here and in other lists: Å is Å whether it was written as one character or as two. */
const asId: CellReader = (text) =>
  text.length > LONGEST_TEXT ? tooLong : ASCII.test(text) ? text : text.normalize('NFC');
const asUnit = remembering((text) =>
  text.length > LONGEST_TEXT ? tooLong : text.normalize('NFC').replace(/\s+/gu, ' '),
);

function cellReader(field: Field, profile: Profile, mapping: Mapping | null): CellReader {
  const ownValues = mapping?.values[field.name] ?? {};
  switch (field.type) {
    case 'date':
      return readDay;
    case 'instant':
      return readInstant;
    case 'kommun': {
      const own = Object.entries(ownValues).map(([text, code]) => [fold(text), code] as const);
      return lookup(new Map([...kommunSpellings(profile), ...own]), { fault: 'KOMMUN_UNKNOWN' });
    }
    case 'term':
    case 'flag': {
      const set = field.terms ?? 'flag';
      const spellings = spellingsOf(set, fold, { ...termsOfProfile(profile, set), ...ownValues });
      return lookup(spellings, { fault: 'TERM_NOT_UNDERSTOOD' }, field.type === 'flag');
    }
    case 'unit':
      return asUnit;
    case 'id':
      return asId;
    case 'person':
    case 'name':
    case 'text':
    case 'hsa':
      return asText;
  }
}

export function termsOfProfile(
  profile: Profile,
  set: NonNullable<Field['terms']>,
): Readonly<Record<string, string>> {
  const parts = set === 'part' ? profile.parts.flatMap((p) => p.aliases.map((alias) => [alias, p.code])) : [];
  return { ...(Object.fromEntries(parts) as Record<string, string>), ...profile.terms[set] };
}

const isSpaceLike = (unit: number): boolean =>
  unit <= 0x20 ||
  unit === 0x7f ||
  unit === 0xa0 ||
  (unit >= 0x2000 && unit <= 0x200b) ||
  unit === 0xfeff ||
  unit === 0x1680 ||
  unit === 0x2028 ||
  unit === 0x2029 ||
  unit === 0x202f ||
  unit === 0x205f ||
  unit === 0x3000;

/** Text as it stands, without space (hard and zero-width space too) around it. */
function tidy(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpaceLike(text.charCodeAt(from))) from += 1;
  while (to > from && isSpaceLike(text.charCodeAt(to - 1))) to -= 1;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** How the key of a case is made from its row. */
function keyOf(
  kind: KindName,
  identifying: FactValue,
  personKey: string | null,
  facts: RecordFacts,
): string | null {
  const { identifiedBy } = kindOf(kind);
  if (identifiedBy === 'person_id') {
    // One person can have several SIPs in Lifecare SP; the day it was created tells them apart.
    return kind === 'lcsp_sip' && personKey !== null
      ? `${personKey} ${String(facts('created_on') ?? '')}`
      : personKey;
  }
  if (typeof identifying !== 'string') return null;
  return kind === 'enhet' ? fold(identifying) : identifying;
}

function identityState(identity: PersonIdentity): IdentityState {
  return identity.problems[0] ?? (identity.form === 'reservnummer' ? 'reserve' : 'ok');
}

/** Of a text too long to be a value only its length is told. */
function remarkOn({ fault }: CellFault, text: string, header: string | null, remark: Remark): void {
  if (text.length > LONGEST_TEXT) remark('FREE_TEXT_REFUSED', header, String(text.length));
  else remark(fault, header, null);
}

type ReadPerson = Pick<RecordRead, 'personKey' | 'identity' | 'fitsTestPattern'>;

/** Of a kind whose rows are about no person. */
const NOBODY: ReadPerson = { personKey: null, identity: null, fitsTestPattern: false };

interface ReaderSettings {
  readonly profile: Profile;
  readonly mapping: Mapping | null;
  readonly columns: ResolvedColumns;
  readonly readIdentity: (raw: string) => PersonIdentity;
  /** The day the list was taken out; dates of things that have happened may not lie after it. */
  readonly exportedOn: string | null;
}

/**
 * Makes the reader of one list.
 *
 * @returns a function from cells to a record; faults are told through `remark` as they are met
 */
export function createRecordReader(
  settings: ReaderSettings,
): (cells: readonly string[], remark: Remark) => RecordRead {
  const { profile, mapping, columns, readIdentity, exportedOn } = settings;
  const { kind } = columns;
  const { fields, identifiedBy } = kindOf(kind);
  const positions = fields.map((field) => columns.columns.find((column) => column.field === field));
  const readers = fields.map((field) => cellReader(field, profile, mapping));
  const personPosition = fields.findIndex(({ type }) => type === 'person');
  const keyPosition = fields.findIndex(({ name }) => name === identifiedBy);
  const names = fields.map(({ name }) => name);
  const positionOf = new Map(fields.map(({ name }, position) => [name, position]));
  const headerOf = (name: string): string | null => positions[positionOf.get(name) ?? -1]?.header ?? null;
  const rules = recordRulesOf(kind).filter(({ column }) => headerOf(column) !== null);

  const protectedPosition = positionOf.get('is_protected') ?? -1;
  const readProtection = readers[protectedPosition];
  /** Any of several columns is enough, and what nobody can read counts as protection. */
  const isProtectedElsewhere = (cells: readonly string[]): boolean =>
    columns.alsoProtecting.some((index) => {
      const text = tidy(cells[index] ?? '');
      return text !== '' && readProtection?.(text) !== 0;
    });

  // The record being read, seen through one function made once: a million closures would be felt.
  let values: FactValue[] = [];
  const facts: RecordFacts = (name) => values[positionOf.get(name) ?? -1] ?? null;

  /** Lays every cell in `values`. @returns the texts that could not be understood, by column */
  const readCells = (cells: readonly string[], remark: Remark): Record<string, string> | null => {
    values = [];
    let notUnderstood: Record<string, string> | null = null;
    for (let position = 0; position < fields.length; position += 1) {
      const column = positions[position];
      const text = column === undefined ? '' : tidy(cells[column.index] ?? '');
      let value = text === '' ? null : (readers[position]?.(text) ?? null);
      if (typeof value === 'object' && value !== null) {
        remarkOn(value, text, column?.header ?? null, remark);
        notUnderstood ??= {};
        // That something stood there is kept; free text is not.
        notUnderstood[names[position] ?? ''] = text.length > LONGEST_TEXT ? '…' : text;
        // What may say that a person is protected is read so, until somebody has said what the word means.
        value = position === protectedPosition ? 1 : null;
      }
      values.push(value);
    }
    return notUnderstood;
  };

  const readPerson = (remark: Remark): ReadPerson => {
    if (personPosition < 0) return NOBODY;
    const person = readIdentity(String(values[personPosition] ?? ''));
    const header = positions[personPosition]?.header;
    // A column that is not there is remarked on once, for the list.
    for (const problem of header === undefined ? [] : person.problems) {
      remark(PROBLEM_FINDINGS[problem], header ?? null, person.reserveRules.join(', ') || null);
    }
    return {
      personKey: person.key,
      identity: identityState(person),
      fitsTestPattern: person.fitsTestPattern,
    };
  };

  return (cells, remark) => {
    const notUnderstood = readCells(cells, remark);
    if (columns.alsoProtecting.length > 0 && isProtectedElsewhere(cells)) values[protectedPosition] = 1;

    const { personKey, identity, fitsTestPattern } = readPerson(remark);
    for (const rule of rules) {
      const detail = rule.check(facts, notUnderstood, exportedOn);
      if (detail !== null) remark(rule.code, headerOf(rule.column), detail === '' ? null : detail);
    }
    const key = keyOf(kind, values[keyPosition] ?? null, personKey, facts);
    return { values, key, personKey, identity, fitsTestPattern, notUnderstood };
  };
}
