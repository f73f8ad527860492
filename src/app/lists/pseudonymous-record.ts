import { KINDS, type FactValue } from '../../domain/kinds/kinds.ts';
import type { RecordRead, Remark } from '../../domain/records/record-reader.ts';
import type { Pseudonyms } from '../../register/file/pseudonym-key.ts';

type Reader = (cells: readonly string[], remark: Remark) => RecordRead;

/** Columns that say who it is; and, of a text that was not understood, where a name may stand in the wrong column. */
const PERSONAL: ReadonlySet<string> = new Set(['person_id', 'name']);
const FIELDS = KINDS.lcsp_sip.fields.map(({ name }) => name);

/**
 * Reads rows of Lifecare SP without keeping who they are about: the number and the name are left out, and the person
 * is known by a keyed pseudonym. A row whose person can not be keyed has no key and is refused, as in any list.
 */
export function pseudonymising(read: Reader, pseudonymOf: Pseudonyms): Reader {
  return (cells, remark) => {
    const record = read(cells, remark);
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
      // The key is the person's and the day it was created (record-reader, keyOf).
      key: pseudonym + key.slice(personKey.length),
      personKey: pseudonym,
      notUnderstood:
        notUnderstood === null
          ? null
          : Object.fromEntries(Object.keys(notUnderstood).map((column) => [column, '?'])),
    };
  };
}
