import { KINDS, type FactValue } from '../../domain/kinds/kinds.ts';
import type { RecordReader as Reader } from '../../domain/records/record-reader.ts';
import type { Pseudonyms } from '../../register/file/pseudonym-key.ts';

/** Columns that say who it is; and, of a text that was not understood, where a name may stand in the wrong column. */
const PERSONAL: ReadonlySet<string> = new Set(['person_id', 'name']);
const FIELDS = KINDS.lcsp_sip.fields.map(({ name }) => name);

/**
 * Reads rows of Lifecare SP without keeping who they are about: the number and the name are left out, and the person
 * is known by a keyed pseudonym. A row whose person can not be keyed has no key and is refused, as in any list.
 */
export function pseudonymising(read: Reader, pseudonymOf: Pseudonyms): Reader {
  const ordinalOf = openOrdinals();
  return (cells, remark, isProtected) => {
    const record = read(cells, remark, isProtected);
    const { key, personKey, notUnderstood } = record;
    const values = record.values.map((value, at): FactValue =>
      PERSONAL.has(FIELDS[at] ?? '') ? null : value,
    );
    if (key === null || personKey === null)
      return { ...record, values, key: null, personKey: null, notUnderstood: null };
    const pseudonym = pseudonymOf(personKey);
    return {
      ...record,
      values,
      // The key is the person's and the day it was created (record-reader, keyOf); on one day, their order.
      key: ordinalOf(pseudonym + key.slice(personKey.length)),
      personKey: pseudonym,
      notUnderstood:
        notUnderstood === null
          ? null
          : Object.fromEntries(Object.keys(notUnderstood).map((column) => [column, '?'])),
    };
  };
}

/** Tells rows with one key apart, where every row is a case of its own: the first keeps the key, the next is "#2". */
function openOrdinals(): (key: string) => string {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key} #${count}`;
  };
}
