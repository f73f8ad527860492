import { isStayOpen } from '../../domain/kinds/target-stay.ts';
import { kindOf, type FactValue, type TargetKind } from '../../domain/kinds/kinds.ts';
import type { RecordRead, RecordReader as Reader } from '../../domain/records/record-reader.ts';
import { isOtherName, keptName } from '../../domain/target/other-name.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { wordMarks, type Pseudonyms } from '../../register/file/pseudonym-key.ts';

/** Columns that say who it is; and, of a text that was not understood, where a name may stand in the wrong column. */
const PERSONAL: ReadonlySet<string> = new Set(['person_id', 'name']);

/** What a second row of the same is called, in lists where there should be one. */
const TWICE: Partial<Readonly<Record<TargetKind, FindingCode>>> = {
  lcsp_patient: 'TARGET_PERSON_TWICE',
  lcsp_vardtillfalle: 'TARGET_STAY_TWICE',
  lcsp_enhet: 'TARGET_UNIT_TWICE',
};

/**
 * Reads rows of the target system. Every row is a case of its own, also where it says the same as another: that
 * something is there twice is what the list is read for. Of persons it is not kept who they are: the person is known by a
 * keyed pseudonym, and of the name there are keyed marks, by which another can be held against it.
 *
 * @param pseudonymOf null for a kind that has no persons
 * @param rowNow the row that is being read
 * @param namesOf what the source's lists call a person: the row's own name is held against them
 */
export function ofTarget(
  read: Reader,
  kind: TargetKind,
  {
    pseudonymOf,
    rowNow,
    namesOf,
  }: {
    readonly pseudonymOf: Pseudonyms | null;
    readonly rowNow: () => number;
    readonly namesOf: (person: string) => readonly string[];
  },
): Reader {
  const fields = kindOf(kind).fields.map(({ name }) => name);
  const ordinalOf = openOrdinals();
  const firstRowOf = openFirstRows(fields);
  const code = TWICE[kind];
  return (cells, remark, isProtected) => {
    const record = read(cells, remark, isProtected);
    const name = record.values[fields.indexOf('name')] ?? null;
    const isCancelled = record.values[fields.indexOf('status')] === 'cancelled';
    if (pseudonymOf !== null && record.personKey !== null && typeof name === 'string' && !isCancelled) {
      if (isOtherName(namesOf(record.personKey), name)) remark('TARGET_OTHER_NAME', null, null);
    }
    const known = pseudonymOf === null ? record : pseudonymous(record, fields, pseudonymOf);
    if (known.key === null) return known;
    if (code !== undefined) {
      const first = firstRowOf(known, rowNow());
      if (first !== null) remark(code, null, String(first));
    }
    return { ...known, key: ordinalOf(known.key) };
  };
}

/** A row whose person can not be keyed has no key and is refused, as in any list. */
function pseudonymous(record: RecordRead, fields: readonly string[], pseudonymOf: Pseudonyms): RecordRead {
  const { key, personKey, notUnderstood } = record;
  const name = record.values[fields.indexOf('name')] ?? null;
  const kept =
    typeof name === 'string' && personKey !== null ? keptName(name, wordMarks(pseudonymOf, personKey)) : null;
  const values = record.values.map((value, at): FactValue => {
    const column = fields[at] ?? '';
    return PERSONAL.has(column) ? (column === 'name' ? kept : null) : value;
  });
  if (key === null || personKey === null)
    return { ...record, values, key: null, personKey: null, notUnderstood: null };
  const pseudonym = pseudonymOf(personKey);
  return {
    ...record,
    values,
    // The key is the person's and what tells the person's cases apart (record-reader, keyOf).
    key: pseudonym + key.slice(personKey.length),
    personKey: pseudonym,
    notUnderstood:
      notUnderstood === null
        ? null
        : Object.fromEntries(Object.keys(notUnderstood).map((column) => [column, '?'])),
  };
}

/** The row that first had the same person or unit; null for the first itself, and for a stay that is over. */
function openFirstRows(fields: readonly string[]): (record: RecordRead, row: number) => number | null {
  const firstRows = new Map<string, number>();
  const valueOf = ({ values }: RecordRead, name: string): FactValue => values[fields.indexOf(name)] ?? null;
  return (record, row) => {
    // Of persons and units no list says that they are over.
    if (!isStayOpen({ status: valueOf(record, 'status'), discharged_at: valueOf(record, 'discharged_at') }))
      return null;
    const who = record.personKey ?? record.key ?? '';
    const first = firstRows.get(who) ?? null;
    if (first === null) firstRows.set(who, row);
    return first;
  };
}

/** Tells rows with one key apart: the first keeps the key, the next is "#2". */
function openOrdinals(): (key: string) => string {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key} #${count}`;
  };
}
