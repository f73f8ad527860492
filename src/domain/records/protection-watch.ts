import { kindOf } from '../kinds/kinds.ts';
import { isMaskedName, protects, speaksOfProtection } from '../kinds/protection.ts';
import type { Mapping, ResolvedColumns } from '../mapping/mapping.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { late } from '../words/late.ts';
import { cellReader, remembering } from './cell-readers.ts';
import type { Remark } from './record-reader.ts';
import { tidy } from './tidy.ts';

interface WatchSettings {
  readonly profile: Profile;
  readonly mapping: Mapping | null;
  readonly columns: ResolvedColumns;
}

interface Place {
  readonly index: number;
  readonly header: string;
}

interface WatchedColumn extends Place {
  readonly speaks: (text: string) => boolean;
}

/**
 * Watches for signs that the person of a row is protected beyond the column that says so: other columns of protection,
 * and words of it in any cell, also of a column that is not taken in, has no header, or stands beyond the headers. Any
 * sign is enough.
 */
export function openProtectionWatch({ profile, mapping, columns }: WatchSettings): (
  cells: readonly string[],
  row: {
    readonly remark: Remark;
    readonly isProtected: boolean;
    readonly unread: Readonly<Record<string, string>> | null;
  },
) => boolean {
  const { fields } = kindOf(columns.kind);
  const field = fields.find(({ name }) => name === 'is_protected');
  // A list of units is of no person.
  if (columns.kind === 'enhet') return () => false;
  const read = field === undefined ? null : cellReader(field, profile, mapping);
  const isSaid = remembering((text) => (read === null ? protects(text) : read(text) !== 0));
  const wordsIn = watchedColumns(columns, field !== undefined);
  const { alsoProtecting, width } = columns;
  const code = field === undefined ? 'PROTECTION_NOT_KEPT' : 'PROTECTION_ELSEWHERE';
  const own = columns.columns.find((column) => column.field === field);
  /** A row that has slid to the right has what it says of protection beside the column, and that holds another's cell. */
  const hasSlid = (cells: readonly string[], unread: object | null): boolean => {
    if (own === undefined || cells.length <= width || Object.keys(unread ?? {}).length < FEWEST_UNREAD)
      return false;
    const beyond = cells.findLastIndex((cell) => cell.trim() !== '') + 1 - width;
    const beside = cells.slice(own.index + 1, own.index + 1 + Math.max(0, beyond)).map(tidy);
    return beside.some((text) => text !== '' && isSaid(text));
  };

  return (cells, { remark, isProtected, unread }) => {
    let found = isProtected;
    if (own !== undefined && hasSlid(cells, unread)) {
      found = true;
      remark(code, own.header, null);
    }
    for (const { index, header } of alsoProtecting) {
      const text = tidy(cells[index] ?? '');
      if (text === '' || !isSaid(text)) continue;
      found = true;
      if (field === undefined) remark(code, header, null);
    }
    for (const { index, header, speaks } of wordsIn) {
      const text = cells[index];
      if (text === undefined || text === '' || !speaks(text)) continue;
      found = true;
      remark(code, header, null);
    }
    for (let index = width; index < cells.length; index += 1) {
      if (!speaksOfProtection(cells[index] ?? '')) continue;
      found = true;
      remark(code, WITHOUT_HEADER, null);
    }
    return found;
  };
}

/** How a column of texts speaks of protection: one of what staff do, and are called, has words of its own. */
function speakingUnder(header: string): (text: string) => boolean {
  const folded = header.toLowerCase();
  const isRole = ROLES.test(folded);
  const isOfStaff = STAFF.test(folded);
  if (!isRole && !isOfStaff) return speaksOfProtection;
  return (text) =>
    speaksOfProtection(text) &&
    !(isRole && SECRETARY.test(text)) &&
    !(isOfStaff && CALLED_SO().test(text.trim()));
}

const ROLES = /roll|befattning|titel|yrke|profession|funktion/u;
const SECRETARY = /^\W*sekr\W*$/iu;
const STAFF =
  /handläggare|läkare|sköterska|sekreterare|kontakt|samordnare|ansvarig|signatur|(?<![a-zåäö])(?:sign|av)\.?$/u;
/** "Eva Skydd", who is called so. */
const CALLED_SO = late(() => /^(?:\p{Lu}[\p{Ll}-]+ Skydd|Skydd, \p{Lu}[\p{Ll}-]+)$/u);

/** So much that can not be read shows that a row does not stand under its headers. */
const FEWEST_UNREAD = 2;

/** What a column that has no header is called. */
const WITHOUT_HEADER = 'kolumn utan rubrik';

/**
 * The columns in which a word of protection would otherwise be passed over: texts, and all that nobody reads. What can
 * not be read in the others protects as it is read.
 *
 * @param isKept whether lists of the kind say who is protected; units of one that does not may be called by such words
 */
function watchedColumns(
  { columns, unused, nameless, alike }: ResolvedColumns,
  isKept: boolean,
): readonly WatchedColumn[] {
  const watched = (column: Place, speaks: (text: string) => boolean): WatchedColumn => ({
    ...column,
    speaks,
  });
  const isText = ({ field: { type } }: ResolvedColumns['columns'][number]): boolean =>
    ['text', 'unit', 'units'].includes(type);
  const texts = isKept ? [...columns.filter(isText), ...alike] : [];
  const names = isKept ? columns.filter(({ field: { type } }) => type === 'name') : [];
  const bare = nameless.map((index) => ({ index, header: WITHOUT_HEADER }));
  return [
    ...[...texts, ...unused, ...bare].map((column) =>
      watched(column, remembering(speakingUnder(column.header))),
    ),
    // Names are as many as the rows: nothing is gained by remembering them.
    ...names.map((column) => watched(column, (text) => speaksOfProtection(text) || isMaskedName(text))),
  ];
}
