import { kindOf, type Field } from '../kinds/kinds.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import type { RecordRead } from './record-reader.ts';

/** Columns whose texts can be told from others: days, words of a vocabulary, kommuner. */
const TELLING: readonly Field['type'][] = ['date', 'instant', 'term', 'flag', 'kommun'];
const FEWEST_UNREAD = 2;

/**
 * Tells whether a row does not fit the columns that it stands under: at least two of its days, words and kommuner can not
 * be read, and no more of them can. One such row is a messy row; where its id has another form too, it is perhaps of
 * another list (id-forms).
 */
export function misfitTeller({ kind, columns }: ResolvedColumns): (record: RecordRead) => boolean {
  const { fields } = kindOf(kind);
  const telling = columns
    .filter(({ field, made }) => TELLING.includes(field.type) && made === undefined)
    .map(({ field }) => ({ name: field.name, at: fields.indexOf(field) }));
  return ({ notUnderstood, values }) => {
    if (notUnderstood === null) return false;
    const unread = telling.filter(({ name }) => notUnderstood[name] !== undefined);
    if (unread.length < FEWEST_UNREAD) return false;
    const read = telling.filter(({ name, at }) => values[at] !== null && notUnderstood[name] === undefined);
    return unread.length >= read.length;
  };
}
