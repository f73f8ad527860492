import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { kindOf, type FactValue, type Field } from '../kinds/kinds.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import { marksOf, type RecordMarks } from './record-marks.ts';
import { createRecordReader, type ReaderSettings, type RecordRead, type Remark } from './record-reader.ts';

/**
 * Records that can be read before it is their turn, by a thread that has neither the register nor the findings: what is
 * told of them is told when it is. Those that need the register, or are of protected persons, are read in their turn, as
 * if there were no such thread.
 */
export interface Ahead {
  /** One value per canonical column of the kind. */
  readonly values: readonly FactValue[];
  /** The key of the person, whose number points at one; null for a kind that has no persons. */
  readonly personKey: string | null;
  readonly fitsTestPattern: boolean;
  /** Of its key as it is written. */
  readonly marks: RecordMarks;
  /** What there is to tell of it; null where there is nothing. */
  readonly told: Told | null;
}

/** What is told of a record, which many can have in common. */
export interface Told extends Pick<RecordRead, 'identity' | 'notUnderstood'> {
  readonly remarks: readonly Readonly<Parameters<Remark>>[];
}

/** How a list is read, but for what only the register knows. */
export type ReadingSettings = Pick<
  ReaderSettings,
  'profile' | 'mapping' | 'columns' | 'exportedOn' | 'goLiveOn'
> & {
  /** The year that a number without century is taken to be of. */
  readonly year: number;
};

/** How a list is read, as it can be told to another thread: columns by their names. */
export interface ReadingOrder {
  readonly settings: Omit<ReadingSettings, 'columns'> & {
    readonly columns: Omit<ResolvedColumns, 'columns' | 'missing'>;
  };
  readonly columns: readonly { readonly name: string; readonly index: number; readonly header: string }[];
  readonly missing: readonly string[];
  /** By canonical column the cell whose text alone makes its value; -1 where the list has none. */
  readonly cellOf: readonly number[];
}

/** What makes the reader of a number: the same in every thread. */
export const identityReaderOf = ({ year }: Pick<ReadingSettings, 'year'>): ReaderSettings['readIdentity'] =>
  createIdentityReader(RESERVE_NUMBER_RULES, year);

/**
 * What a thread is told that reads ahead.
 *
 * @returns null for a list whose values are not each of one cell, or whose cases have no id of their own
 */
export function readingOrder(settings: ReadingSettings): ReadingOrder | null {
  const { columns: resolved, ...rest } = settings;
  const { columns, missing, ...others } = resolved;
  const { fields, identifiedBy } = kindOf(resolved.kind);
  const isKeyedById = fields.some(({ name, type }) => name === identifiedBy && type === 'id');
  if (!isKeyedById || resolved.alike.length > 0 || columns.some(({ made }) => made !== undefined))
    return null;
  return {
    settings: { ...rest, columns: others },
    columns: columns.map(({ field, index, header }) => ({ name: field.name, index, header })),
    missing: missing.map(({ name }) => name),
    cellOf: fields.map((field) => columns.find((column) => column.field === field)?.index ?? -1),
  };
}

/**
 * Opens the reading of records ahead. It gives null for a record that nothing names, or what names it can not be shown;
 * that has a cell which says there is nothing; or whose person is protected.
 */
export function openReadAhead({
  settings,
  columns,
  missing,
}: ReadingOrder): (cells: readonly string[]) => Ahead | null {
  const { fields } = kindOf(settings.columns.kind);
  const fieldOf = (name: string): Field => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) throw new Error(`no column ${name} to read ahead`);
    return field;
  };
  const [protectedAt = -1, nameAt = -1] = ['is_protected', 'name'].map((column) =>
    fields.findIndex(({ name }) => name === column),
  );
  let remarks: Parameters<Remark>[] = [];
  const remark: Remark = (...told) => {
    remarks.push(told);
  };
  let left = 0;
  const leave = (): void => {
    left += 1;
  };
  const read = createRecordReader({
    ...settings,
    columns: {
      ...settings.columns,
      columns: columns.map(({ name, ...place }) => ({ ...place, field: fieldOf(name) })),
      missing: missing.map(fieldOf),
    },
    readIdentity: identityReaderOf(settings),
    aliasOf(text) {
      leave();
      return text;
    },
    onStandIn: leave,
  });
  return (cells) => {
    const before = left;
    if (remarks.length > 0) remarks = [];
    const { values, key, personKey, identity, fitsTestPattern, notUnderstood } = read(cells, remark);
    if (left > before || key === null || values[protectedAt] === 1) return null;
    const isPlain =
      remarks.length === 0 && notUnderstood === null && (identity === null || identity === 'ok');
    return {
      values,
      personKey,
      fitsTestPattern,
      marks: marksOf(key, personKey, values[nameAt] ?? null),
      told: isPlain ? null : { remarks, identity, notUnderstood },
    };
  };
}

/**
 * Completes what was read ahead with what the register knows, how it spells ids, and tells what there is to tell.
 *
 * @returns the record as its reader would give it
 */
export function aheadCompleter(
  { kind }: Pick<ResolvedColumns, 'kind'>,
  spellingOf: (id: string) => string,
): (ahead: Ahead, remark: Remark) => RecordRead {
  const { fields, identifiedBy } = kindOf(kind);
  const keyAt = fields.findIndex(({ name }) => name === identifiedBy);
  const idsAt = fields.flatMap(({ type }, at) => (type === 'id' ? [at] : []));
  const hasPersons = fields.some(({ type }) => type === 'person');
  return ({ values: read, personKey, fitsTestPattern, marks, told }, remark) => {
    for (const [code, column, detail] of told?.remarks ?? NOTHING) remark(code, column, detail);
    let values = read;
    let isSpeltSo = true;
    for (const at of idsAt) {
      const id = values[at];
      if (typeof id !== 'string') continue;
      const spelt = spellingOf(id);
      if (spelt === id) continue;
      values = values.with(at, spelt);
      isSpeltSo = false;
    }
    return {
      values,
      key: values[keyAt] as string,
      personKey,
      identity: told !== null ? told.identity : hasPersons ? 'ok' : null,
      fitsTestPattern,
      notUnderstood: told?.notUnderstood ?? null,
      marks: isSpeltSo ? marks : null,
    };
  };
}

const NOTHING: Told['remarks'] = [];
