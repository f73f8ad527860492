import { ACKNOWLEDGED_AHEAD, AHEAD, isStatusContradicted } from './ahead-days.ts';
import { OUTSIDE } from './outside-region.ts';
import type { IdentityProblem, PersonIdentity } from '../identity/person-identity.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { FindingCode } from '../validation/finding-catalogue.ts';
import { recordRulesOf, type RecordFacts } from '../validation/record-rules.ts';
import { faultOfCell } from '../words/cell-fault.ts';
import { fold } from '../words/fold.ts';
import { isOfTarget, kindOf, type FactValue, type Field, type KindName } from '../kinds/kinds.ts';
import { speaksOfProtection } from '../kinds/protection.ts';
import type { FromName, MadeText, Mapping, ResolvedColumns } from '../mapping/mapping.ts';
import { cellReader, LONGEST_TEXT, type CellRead } from './cell-readers.ts';
import { openPlaceWatch } from './place-columns.ts';
import { openProtectionWatch } from './protection-watch.ts';
import type { RecordMarks } from './record-marks.ts';
import { claimOf, secondColumnsOf } from './second-columns.ts';
import { tidy } from './tidy.ts';
import { isUnfit } from './unfit.ts';

/**
 * Turns the cells of one row into the facts of one record. It never throws and never drops: what cannot be
 * understood becomes null in its column, is kept as text beside the facts, and is remarked on.
 */
export type Remark = (code: FindingCode, column: string | null, detail: string | null) => void;

/** What is known of a person's number: fit for use, a reserve number, or the problem it has. */
export type IdentityState = 'ok' | 'reserve' | IdentityProblem;

/** Whether a number points at one person. A reserve number and a personnummer can be one patient's (domain §8). */
export function pointsAtOnePerson(identity: IdentityState | null): boolean {
  return identity === 'ok' || identity === 'century-guessed';
}

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
  /** Its marks, where they were made when it was read. */
  readonly marks: RecordMarks | null;
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

/** How the key of a case is made from its row. */
function keyOf(
  kind: KindName,
  identifying: FactValue,
  personKey: string | null,
  facts: RecordFacts,
): string | null {
  const { identifiedBy } = kindOf(kind);
  const besides = KEYED_BESIDES[kind];
  const name =
    identifiedBy === 'person_id'
      ? personKey
      : typeof identifying !== 'string'
        ? null
        : identifiedBy === 'name'
          ? fold(identifying)
          : identifying;
  return name === null || besides === undefined
    ? name
    : [name, ...besides.map((column) => fold(String(facts(column) ?? '')))].join(' ');
}

/**
 * The target system can have one person, or unit, several times over: what tells one from the next there. Where these
 * too are alike the list's order does (target-record).
 */
const KEYED_BESIDES: Partial<Readonly<Record<KindName, readonly string[]>>> = {
  lcsp_sip: ['created_on'],
  lcsp_patient: ['kommun'],
  lcsp_vardtillfalle: ['admitted_at', 'unit'],
  lcsp_enhet: ['kommun'],
};

function identityState(identity: PersonIdentity): IdentityState {
  return identity.problems[0] ?? (identity.form === 'reservnummer' ? 'reserve' : 'ok');
}

export interface ReaderSettings {
  readonly profile: Profile;
  readonly mapping: Mapping | null;
  readonly columns: ResolvedColumns;
  readonly readIdentity: (raw: string) => PersonIdentity;
  /** The day the list was taken out; dates of things that have happened may not lie after it. */
  readonly exportedOn: string | null;
  /** The day from which such cases are begun in the target system; null where there is none. */
  readonly goLiveOn?: string | null;
  /** Names a case whose id may be a piece of a name, or somebody's number: what it is called is shown, the text is not. */
  readonly aliasOf: (text: string) => string;
  /** How an id is spelt in the register, where it spells it in another way. */
  readonly spellingOf?: (id: string) => string;
  /** The text that the name of the row's sheet, or of the file, gives a column. */
  readonly textOfName?: (from: FromName['from'], isKommun: boolean) => string;
  /** Told of each cell that says there is nothing, by the column's header. */
  readonly onStandIn?: (header: string) => void;
}

type ReadPerson = Pick<RecordRead, 'personKey' | 'identity' | 'fitsTestPattern'>;

/** Of a kind that has no persons. */
const NOBODY: ReadPerson = { personKey: null, identity: null, fitsTestPattern: false };

/** What is kept of a text that nobody could read: that something stood there; free text is not kept. */
const keptText = (text: string): string => (text.length > LONGEST_TEXT ? '…' : text);

/** One row under way: its values so far, and what is told of it. */
export interface RowUnderWay {
  readonly values: FactValue[];
  readonly remark: Remark;
  unread: Record<string, string> | null;
  /** Columns that say something, though it is no canonical value. */
  outside: Record<string, string> | null;
  isProtected: boolean;
}

/** The columns of a kind by their names, in a row under way. */
type PositionOf = ReadonlyMap<string, number>;

/**
 * A kvittens before its message is none. One after the list's own day is counted as the list has it, and closes nothing.
 */
function layDoubt(code: FindingCode, row: RowUnderWay, positionOf: PositionOf): void {
  const at = positionOf.get('acknowledged_at') ?? -1;
  const text = String(row.values[at] ?? '');
  (row.unread ??= {})[code === 'DATES_OUT_OF_ORDER' ? 'acknowledged_at' : ACKNOWLEDGED_AHEAD] = text;
  if (code === 'DATES_OUT_OF_ORDER') row.values[at] = null;
}

/** Takes a day after the list's own, and a status that it contradicts, for what nobody knows. */
function layAhead(kind: KindName, column: string, row: RowUnderWay, positionOf: PositionOf): void {
  const unknow = (name: string): void => {
    const at = positionOf.get(name) ?? -1;
    const text = String(row.values[at] ?? '');
    row.values[at] = null;
    Object.assign((row.unread ??= {}), { [name]: text, [name + AHEAD]: text });
  };
  const status = row.values[positionOf.get('status') ?? -1] ?? null;
  unknow(column);
  if (isStatusContradicted(kind, column, status)) unknow('status');
}

/** @param isProtected whether something above the row says that everybody below it is protected */
export type RecordReader = (cells: readonly string[], remark: Remark, isProtected?: boolean) => RecordRead;

/**
 * Makes the reader of one list.
 *
 * @returns a function from cells to a record; faults are told through `remark` as they are met
 */
export function createRecordReader(settings: ReaderSettings): RecordReader {
  const { columns, readIdentity, exportedOn } = settings;
  // A list taken out before that day has none: its rows need not be asked.
  const goLiveOn = settings.goLiveOn ?? null;
  const isBeforeGoLive = goLiveOn === null || (exportedOn !== null && exportedOn < goLiveOn);
  const { kind } = columns;
  const { fields, identifiedBy } = kindOf(kind);
  const headers = fields.map((field) => columns.columns.find((column) => column.field === field)?.header);
  const positionOf: PositionOf = new Map(fields.map(({ name }, position) => [name, position]));
  const personPosition = fields.findIndex(({ type }) => type === 'person');
  const personHeader = headers[personPosition] ?? null;
  const keyPosition = positionOf.get(identifiedBy) ?? -1;
  const protectedPosition = positionOf.get('is_protected') ?? -1;
  const headerOf = (name: string): string | null => headers[positionOf.get(name) ?? -1] ?? null;
  const rules = recordRulesOf(kind)
    .filter(
      ({ code, column }) => headerOf(column) !== null && !(isBeforeGoLive && code === 'BEGUN_AFTER_GO_LIVE'),
    )
    .map((rule) => ({ rule, at: positionOf.get(rule.column) ?? -1 }));
  const readFields = fields.map((field) => fieldReader(field, settings));
  const looksProtected = openProtectionWatch(settings);
  const watchPlaces = openPlaceWatch(columns);
  const keepsWho = !isOfTarget(kind);

  // The record being read, seen through one function made once: a million closures would be felt.
  let values: FactValue[] = [];
  const facts: RecordFacts = (name) => values[positionOf.get(name) ?? -1] ?? null;

  const readPerson = (row: RowUnderWay): ReadPerson => {
    if (personPosition < 0) return NOBODY;
    const text = String(values[personPosition] ?? '');
    const person = readIdentity(text);
    const identity = identityState(person);
    if (identity !== 'ok' && speaksOfProtection(text)) row.isProtected = true;
    // A column that is not there is remarked on once, for the list.
    for (const problem of personHeader === null ? [] : person.problems) {
      row.remark(PROBLEM_FINDINGS[problem], personHeader, person.reserveRules.join(', ') || null);
    }
    if (person.isOddlyWritten === true) row.remark('PERSON_ODDLY_WRITTEN', personHeader, null);
    return { personKey: person.key, identity, fitsTestPattern: person.fitsTestPattern };
  };

  /** Tells what the rules over the whole record have to say of it. */
  const tellOf = (row: RowUnderWay, key: string | null, identity: IdentityState | null): void => {
    const isOfNobody =
      keepsWho && identity !== null && isUnfit(identity) && row.values[protectedPosition] === 1;
    if (isOfNobody) row.remark('PROTECTED_PERSON_UNKNOWN', personHeader, null);
    const said = row.outside === null ? row.unread : { ...row.unread, ...row.outside };
    for (const { rule, at } of rules) {
      // A row that becomes no case stands on no list either.
      if (isOfNobody && key === null && rule.code === 'PROTECTED_IDENTITY') continue;
      const detail = rule.check(row.values[at] ?? null, facts, said, exportedOn, goLiveOn);
      if (detail === null) continue;
      row.remark(rule.code, headerOf(rule.column), detail === '' ? null : detail);
      if (rule.code === 'DATE_AFTER_EXPORT') layAhead(kind, rule.column, row, positionOf);
      if (rule.column === 'acknowledged_at') layDoubt(rule.code, row, positionOf);
    }
  };

  return (cells, remark, isProtected = false) => {
    values = [];
    const row: RowUnderWay = { values, remark, unread: null, outside: null, isProtected };
    for (const readField of readFields) readField(cells, row);
    const { personKey, identity, fitsTestPattern } = readPerson(row);
    if (looksProtected(cells, row) && protectedPosition >= 0) values[protectedPosition] = 1;
    watchPlaces(row);
    const key = keyOf(kind, values[keyPosition] ?? null, personKey, facts);
    tellOf(row, key, identity);
    return { values, key, personKey, identity, fitsTestPattern, notUnderstood: keptTexts(row), marks: null };
  };
}

function keptTexts({ unread, outside }: RowUnderWay): Readonly<Record<string, string>> | null {
  if (outside === null) return unread;
  const renamed = Object.entries(outside).map(([name, text]) => [`${name}${OUTSIDE}`, text]);
  return { ...unread, ...(Object.fromEntries(renamed) as Record<string, string>) };
}

/** A text that is no cell of the row. Of parts, those that are empty leave nothing between the others. */
function madeText(
  made: MadeText,
  cells: readonly string[],
  textOfName: ReaderSettings['textOfName'],
  isKommun: boolean,
): string {
  if ('constant' in made) return made.constant;
  if ('from' in made) return textOfName?.(made.from, isKommun) ?? '';
  const parts = made.parts.map((index) => tidy(cells[index] ?? '')).filter((text) => text !== '');
  // Of what is put together nothing is read where a part can not be.
  return parts.find((text) => faultOfCell(text) !== null) ?? parts.join(made.between);
}

/** The reader of one canonical column: it lays a value on the row, and tells what is the matter with it. */
function fieldReader(
  field: Field,
  { profile, mapping, columns, aliasOf, spellingOf, textOfName, onStandIn }: ReaderSettings,
): (cells: readonly string[], row: RowUnderWay) => void {
  const { name } = field;
  const column = columns.columns.find((one) => one.field === field);
  if (column === undefined) return (_cells, { values }) => void values.push(null);
  const { header, index, made } = column;
  const read = cellReader(field, profile, mapping);
  const others = secondColumnsOf(columns).get(name) ?? [];
  const isId = name === kindOf(columns.kind).identifiedBy && field.type === 'id';

  // A row that nothing names is told of as that.
  const isNoId = (text: string, fault: string): boolean => isId && faultOfCell(text) === fault;

  const readCell = (text: string): CellRead => {
    if (text === '') return null;
    const said = read(text);
    if (said === null) onStandIn?.(header);
    if (field.type !== 'id' || spellingOf === undefined) return said;
    if (typeof said === 'string') return spellingOf(said);
    const isNoted = typeof said === 'object' && said !== null && 'value' in said;
    return isNoted && typeof said.value === 'string' ? { ...said, value: spellingOf(said.value) } : said;
  };

  const weigh = (first: CellRead, cells: readonly string[], { remark }: RowUnderWay): CellRead => {
    const claim = claimOf(
      field,
      first,
      others.map((other) => readCell(tidy(cells[other.index] ?? ''))),
    );
    if (claim.differs)
      remark(
        'COLUMNS_DIFFER',
        header,
        claim.isSettled ? `${header} gäller där den säger något` : 'ingen av dem gäller',
      );
    return claim.read;
  };

  const lay = (read: CellRead, text: string, row: RowUnderWay): FactValue => {
    if (typeof read !== 'object' || read === null) return read;
    if ('value' in read) {
      row.remark(read.note, header, null);
      if (read.isOutside === true) (row.outside ??= {})[name] = text;
      return read.value;
    }
    if (!isNoId(text, read.fault)) (row.unread ??= {})[name] = keptText(text);
    if (speaksOfProtection(text)) row.isProtected = true;
    if (text.length > LONGEST_TEXT) row.remark('FREE_TEXT_REFUSED', header, String(text.length));
    else if (read.fault !== 'COLUMNS_DIFFER')
      row.remark(read.fault, header, read.fault === 'ERROR_CELL' ? text : null);
    if (isId && read.fault === 'ID_UNLIKE') return aliasOf(text);
    // What may say that a person is protected is read so, until somebody has said what the word means.
    return name === 'is_protected' ? 1 : null;
  };

  return (cells, row) => {
    const cell =
      made === undefined ? cells[index] : madeText(made, cells, textOfName, field.type === 'kommun');
    if (others.length === 0 && (cell === undefined || cell === '')) {
      row.values.push(null);
      return;
    }
    const text = tidy(cell ?? '');
    let said = readCell(text);
    if (others.length > 0) said = weigh(said, cells, row);
    row.values.push(typeof said === 'object' && said !== null ? lay(said, text, row) : said);
  };
}
