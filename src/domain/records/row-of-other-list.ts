import { readInstant } from '../calendar/days.ts';
import { kindOf, type Field, type FieldType } from '../kinds/kinds.ts';
import { spellingsOf } from '../kinds/terms.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import { fold } from '../words/fold.ts';
import { AHEAD } from './ahead-days.ts';
import type { RecordRead } from './record-reader.ts';

/** Whether a text could not be read; a day that was, and had not come, fits its column. */
const isUnreadIn = (texts: RecordRead['notUnderstood'], name: string): boolean =>
  texts?.[name] !== undefined && texts[name + AHEAD] === undefined;

/** Columns whose texts can be told from others: days, words of a vocabulary, kommuner. */
const TELLING: readonly Field['type'][] = ['date', 'instant', 'term', 'flag', 'kommun'];
const FEWEST_UNREAD = 2;

/**
 * Tells whether a row does not fit the columns that it stands under: at least two of its days, words and kommuner can not
 * be read, and no more of them can. One such row is a messy row; where its id has another form too, it is perhaps of
 * another list (id-forms).
 */
export function misfitTeller({
  kind,
  columns,
}: ResolvedColumns): (record: Pick<RecordRead, 'notUnderstood' | 'values'>) => boolean {
  const { fields } = kindOf(kind);
  const telling = columns
    .filter(({ field, made }) => TELLING.includes(field.type) && made === undefined)
    .map(({ field }) => ({ name: field.name, at: fields.indexOf(field) }));
  return ({ notUnderstood, values }) => {
    if (notUnderstood === null) return false;
    const unread = telling.filter(({ name }) => isUnreadIn(notUnderstood, name));
    if (unread.length < FEWEST_UNREAD) return false;
    const read = telling.filter(({ name, at }) => values[at] !== null && notUnderstood[name] === undefined);
    return unread.length >= read.length;
  };
}

/**
 * What a text can be told to be, whatever column it stands in; `word`: one of a vocabulary that is not the column's, and
 * among those what statuses and forms of housing are called.
 */
type Sort = 'day' | 'person' | 'kommun' | 'hsa' | 'flag' | 'word' | 'status' | 'housing';

/**
 * What no cell of a column is, however messy. People write days in columns of flags, HSA-ids for units and "Ja" for the
 * unit that there is; a unit may be called as its kommun, and a day that is not yet is "Pågående".
 */
const NEVER: Readonly<Partial<Record<FieldType, readonly Sort[]>>> = {
  person: ['kommun', 'hsa', 'flag', 'word'],
  name: ['day', 'person', 'hsa', 'word'],
  kommun: ['day', 'person', 'hsa', 'flag', 'word'],
  unit: ['day', 'person', 'status', 'housing'],
  term: ['day', 'person', 'hsa', 'kommun', 'word'],
  flag: ['person', 'hsa', 'kommun', 'word'],
  date: ['person', 'hsa', 'kommun', 'flag'],
  instant: ['person', 'hsa', 'kommun', 'flag'],
  hsa: ['day', 'person', 'kommun', 'word'],
  text: ['day', 'person', 'hsa', 'kommun', 'flag', 'status'],
};

/** "Nej" under "Avliden" is an answer, a village an address, and the säbo may be who nurses at home. */
const neverOf = ({ name, type, whenColumnsDiffer }: Field): readonly Sort[] =>
  (NEVER[type] ?? []).filter((sort) => {
    if (name === 'temporary_address') return sort !== 'kommun' && sort !== 'flag';
    if (name === 'hemsjukvard_unit') return sort !== 'housing';
    return sort !== 'flag' || whenColumnsDiffer !== 'nobody';
  });

const HSA_ID = /^SE\d{10}-[A-Z0-9]{1,18}$/iu;
const FLAGS: ReadonlySet<string> = new Set(['ja', 'nej']);
/** Words of these are said of plans and stays, and of nothing else. */
const WORDS = (
  ['planForm', 'sipStatus', 'targetSipStatus', 'careForm', 'vardtillfalleStatus', 'targetStayStatus'] as const
).map((set) => [set, spellingsOf(set, fold)] as const);
const STATUSES = [spellingsOf('sipStatus', fold), spellingsOf('vardtillfalleStatus', fold)];
const HOUSING = spellingsOf('housing', fold);
const isWordOfOther = ({ terms }: Field, text: string): boolean =>
  !WORDS.some(([set, words]) => set === terms && words.has(fold(text))) &&
  WORDS.some(([, words]) => words.has(fold(text)));

interface Known {
  /** Whether a text is the number of a person, without doubt. */
  readonly isPerson: (text: string) => boolean;
  readonly isKommun: (text: string) => boolean;
}

/**
 * Tells whether a row is of another list, where cases are named by persons or units and no id says it: something stands in
 * it that its column never holds, or beyond the last column; that and what can not be read are at least two cells, and no
 * more are read. A row whose words are merely unknown is a messy row.
 */
export function foreignTeller(
  { kind, columns, unused }: ResolvedColumns,
  { isPerson, isKommun }: Known,
): (cells: readonly string[], record: RecordRead) => boolean {
  const { fields } = kindOf(kind);
  const width = Math.max(...[...columns, ...unused].map(({ index }) => index)) + 1;
  const is: Readonly<Record<Sort, (text: string, field: Field) => boolean>> = {
    day: (text) => typeof readInstant(text) === 'string' && !isPerson(text),
    person: isPerson,
    kommun: isKommun,
    hsa: (text) => HSA_ID.test(text),
    flag: (text) => FLAGS.has(fold(text)),
    word: (text, field) => isWordOfOther(field, text),
    status: (text) => STATUSES.some((words) => words.has(fold(text))),
    housing: (text) => HOUSING.has(fold(text)),
  };
  const own = columns
    .filter(({ made }) => made === undefined)
    .map(({ field, index }) => ({ field, index, at: fields.indexOf(field), never: neverOf(field) }));
  /** A number of a person that is mistyped is a fault of its own. */
  const isIdOfCase = (text: string): boolean => !/^\d/u.test(text) && !isPerson(text);
  /** How a cell stands under its column. */
  const standing = (
    { field, at, never }: (typeof own)[number],
    text: string,
    { notUnderstood, values }: RecordRead,
  ): 'strange' | 'unread' | 'read' | 'silent' => {
    const isTelling = TELLING.includes(field.type);
    const isUnread = isUnreadIn(notUnderstood, field.name) || (field.type === 'person' && isIdOfCase(text));
    // Whatever stands in a column of protection is read as that.
    if ((isUnread || !isTelling || field.type === 'flag') && never.some((sort) => is[sort](text, field)))
      return 'strange';
    if (isUnread) return 'unread';
    return isTelling && values[at] !== null ? 'read' : 'silent';
  };
  // A list of units has no day and nobody's number, and every other list has: without them a row of it is a messy row.
  const hasPersons = fields.some(({ type }) => type === 'person');
  const isOfCases = (text: string): boolean => isPerson(text) || typeof readInstant(text) === 'string';
  return (cells, record) => {
    if (!hasPersons && !cells.some((cell) => isOfCases(cell.trim()))) return false;
    const isWider = cells.slice(width).some((cell) => cell.trim() !== '');
    const count = { strange: isWider ? 1 : 0, unread: 0, read: 0, silent: 0 };
    for (const column of own) {
      const text = (cells[column.index] ?? '').trim();
      if (text !== '') count[standing(column, text, record)] += 1;
    }
    const wrong = count.strange + count.unread;
    return count.strange > 0 && wrong >= FEWEST_UNREAD && wrong >= count.read;
  };
}
