import { basename } from 'node:path';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import {
  bearsSign,
  explainedSign,
  explainsAnything,
  isGroupHeading,
  mentionOfProtection,
  speaksOfPersons,
  titleProtects,
  type Mention,
} from '../../domain/kinds/protected-titles.ts';
import { partsOfName } from '../../domain/kinds/names-in-remarks.ts';
import { isPartOfHeaders, withoutHeaderParts } from '../../domain/mapping/header-parts.ts';
import { saysProtection } from '../../domain/mapping/mapping.ts';
import { besideTitles, labelOfBeside } from '../../domain/records/beside-cells.ts';
import {
  isFullName,
  openNamedInProtection,
  type NamedInProtection,
} from '../../domain/records/named-in-protection.ts';
import type { RawRow } from '../../files/reading/open-table.ts';
import { UserError } from '../../text/errors.ts';
import type { RemarkOnRow } from './import-report.ts';
import { placesOfNames } from './places-of-names.ts';
import type { RecognisedList } from './recognise-list.ts';
import { fold } from '../../domain/words/fold.ts';
import { late } from '../../domain/words/late.ts';

/** What stands above rows, and may say that everybody below it is protected. */
export interface ProtectedSections {
  /** Shown every row: what its cells of protection name. */
  readonly look: (row: number, cells: readonly string[]) => void;
  /** Enters a row that is no case: a group heading holds until the next one. */
  readonly enterNote: (row: number, cells: readonly string[]) => void;
  readonly isProtected: (row: number) => boolean;
  /** The group headings that protect somebody. */
  readonly headings: () => readonly Remarked[];
  /**
   * A row that speaks of protection as a heading does, and that no case stands under; null where there is none. One that
   * explains a sign that no case bears is none.
   */
  readonly unplaced: () => Promise<string | null>;
}

/** A title is one text, perhaps with another beside it; a row of headings over columns is none. */
const MOST_OF_TITLE = 2;

/** A sum stands below what it is of. */
const SUM = late(() => /^\s*(?:(?:del)?summa|antal|totalt?)(?!\p{L})/iu);

/**
 * Opens what a list's names, titles and group headings say of protection. A list of units is of no person.
 *
 * @param names words that are names and say nothing of it (folded)
 * @throws UserError where they say it, and a list of the kind can not keep that a person is protected
 */
export function openProtectedSections(
  list: RecognisedList,
  path: string,
  remark: RemarkOnRow,
  names: ReadonlySet<string>,
): ProtectedSections {
  const { columns, parts, titles, table, headers } = list;
  const { kind } = columns;
  const hasColumn = saysProtection(columns);
  const isOfPersons = kind !== 'enhet';
  const speaks = (text: string): boolean => isOfPersons && titleProtects(text, hasColumn, names);
  const titleSpeaks = ({ cells }: Pick<RawRow, 'cells'>): boolean =>
    filledOf(cells).length <= MOST_OF_TITLE && speaks(textOf(cells));
  const isTitle = ({ cells }: RawRow): boolean => !isPartOfHeaders(cells, headers);
  const nameSpeaks = speaks(basename(path));
  const beside = besideTitles(table.facts.besides).find(
    ({ text }) => isOfPersons && speaksOfPersons(text, hasColumn),
  );
  const sections = parts.map(({ name, firstRow, titles: own }, at) => ({
    firstRow,
    name: name !== null && speaks(name) ? name : null,
    title: (at === 0 ? titles : own).filter(isTitle).find(titleSpeaks)?.row ?? null,
  }));
  const sectionOf = (row: number): (typeof sections)[number] | undefined =>
    sections.findLast(({ firstRow }) => firstRow <= row);
  const fileSpeaks = nameSpeaks || beside !== undefined;
  const isAnySection = sections.some(({ name, title }) => (name ?? title) !== null);
  const headings = new Set<number>();
  const speaking = new Map<number, string>();
  const mentions = openMentions(
    isOfPersons ? (text) => mentionOfProtection(text, hasColumn, names) : () => null,
  );
  for (const title of [...titles, ...parts.flatMap((part) => part.titles)])
    mentions.note(title.row, textOf(withoutHeaderParts(title.cells, headers)));
  for (const [at, { text }] of list.asides.entries()) mentions.noteAside(-1 - at, text);
  let heading: { readonly row: number; readonly isProtecting: boolean } | null = null;

  const remarks = [
    ...(nameSpeaks ? [told(null, 'Filens namn')] : []),
    ...(beside === undefined ? [] : [told(null, labelOfBeside(beside))]),
    ...sections.flatMap(({ name, title }) => [
      ...(name === null ? [] : [told(null, `Bladets namn (${name})`)]),
      ...(title === null ? [] : [told(title, 'Titelraden')]),
    ]),
  ];
  const keepsIt = kindOf(kind).fields.some(({ name }) => name === 'is_protected');
  if (remarks.length > 0 && !keepsIt)
    throw new UserError('LIST_WITH_PROTECTED', { file: basename(path), header: remarks[0]?.detail ?? '' });
  for (const { code, row, column, detail } of remarks) remark(code, row, column, detail);

  const namedIn = openNamedInProtection(columns);
  return {
    look(row, cells) {
      if (isOfPersons && row > list.headerRow) mentions.enterNamed(row, namedIn(cells));
    },
    enterNote(row, cells) {
      const isSpeaking = titleSpeaks({ cells }) && !cells.some((cell) => SUM().test(cell));
      heading = { row, isProtecting: isSpeaking && isGroupHeading(textOf(cells), names) };
      if (isSpeaking) speaking.set(row, textOf(cells));
      mentions.note(row, textOf(cells));
    },
    isProtected(row) {
      if (heading === null && !isAnySection) return fileSpeaks;
      const section = sectionOf(row);
      const over = heading?.isProtecting === true && heading.row >= (section?.firstRow ?? 0) ? heading : null;
      if (over !== null) headings.add(over.row);
      return fileSpeaks || over !== null || (section?.name ?? section?.title ?? null) !== null;
    },
    async unplaced() {
      // What explains a sign or a look says it of rows above as well.
      const left = [...speaking].filter(([row, text]) => !headings.has(row) || explainsAnything(text));
      const signs = left.map(([row, text]) => ({ row, sign: explainedSign(text) }));
      const plain = signs.find(({ sign }) => sign === null) ?? (await firstBorne(table, signs));
      const row = plain?.row ?? (await mentions.firstOfSomebody(list));
      if (row === null) return null;
      // Sheets that are no list stand below nought.
      return row < 0 ? `bladet ${list.asides[-1 - row]?.sheet ?? ''}` : `rad ${row}`;
    },
    headings: () => [...headings].map((row) => told(row, 'Raden')),
  };
}

const filledOf = (cells: readonly string[]): readonly string[] => cells.filter((cell) => cell.trim() !== '');
const textOf = (cells: readonly string[]): string => filledOf(cells).join(': ');

/** Columns whose cells say which row, or who. */
const NAMING: readonly string[] = ['id', 'person', 'name'];

/** What is written by mistake in two columns names nobody. */
const hasItsShape = (cell: string, type: string): boolean => {
  if (type === 'name') return isFullName(cell);
  return type === 'person' ? /\d{6}[-+ ]?\d{4}/u.test(cell) : /^\s*(?:[a-zåäö]+[- ]?\d|\d{5})/iu.test(cell);
};

/** Watches for remarks of protection that are about one row of the list: nobody can know that they are of no more. */
function openMentions(mentionOf: (text: string) => Mention | null): {
  readonly note: (row: number, text: string) => void;
  /** Enters what stands on another sheet: it is of whom it names. */
  readonly noteAside: (at: number, text: string) => void;
  /** Enters what a row's cell of protection holds instead of a word of its own. */
  readonly enterNamed: (row: number, named: readonly NamedInProtection[]) => void;
  /** The first that is of somebody in the list, which is read once more where any may be; null where none is. */
  readonly firstOfSomebody: (list: RecognisedList) => Promise<number | null>;
} {
  const rowOf = new Map<string, number>();
  /** A part of a name is enough: "Sekretess råder för Nyström". */
  const partOf = new Map<string, number>();
  const namedOf = new Map<string, number>();
  let first: number | null = null;
  const enter = (row: number, mention: Mention | null): void => {
    for (const name of mention?.names ?? []) if (!rowOf.has(name)) rowOf.set(name, row);
    for (const word of mention?.words ?? []) if (!partOf.has(word)) partOf.set(word, row);
  };
  return {
    note(row, text) {
      const mention = mentionOf(text);
      if (mention?.isOfSomebody === true) first ??= row;
      enter(row, mention);
    },
    noteAside(at, text) {
      enter(at, mentionOf(text));
    },
    enterNamed(row, named) {
      for (const { text, isNumberOfPerson } of named) {
        if (isNumberOfPerson) first ??= row;
        else if (!namedOf.has(text)) namedOf.set(text, row);
      }
    },
    async firstOfSomebody({ table, columns }) {
      if (first !== null || rowOf.size + namedOf.size + partOf.size === 0) return first;
      const naming = columns.columns.filter(({ field }) => NAMING.includes(field.type));
      const called = partOf.size === 0 ? [] : placesOfNames(columns);
      const otherRow = (cell: string, type: string, row: number): number | undefined => {
        const text = fold(cell);
        const at = rowOf.get(text) ?? (hasItsShape(cell, type) ? namedOf.get(text) : undefined);
        return at === row ? undefined : at;
      };
      for await (const batch of table.batches())
        for (const { row, cells } of batch) {
          if (filledOf(cells).length <= MOST_OF_TITLE) continue;
          for (const { field, index } of naming) {
            const other = otherRow(cells[index] ?? '', field.type, row);
            if (other !== undefined) return other;
          }
          for (const index of called)
            for (const part of partsOfName(cells[index] ?? '')) {
              const named = partOf.get(part);
              if (named !== undefined) return named;
            }
        }
      return null;
    },
  };
}

interface ExplainedSign {
  readonly row: number;
  readonly sign: string | null;
}

/** The first of the signs that any row of the list bears; it is read once more, which few lists need. */
async function firstBorne(
  { batches }: RecognisedList['table'],
  signs: readonly ExplainedSign[],
): Promise<ExplainedSign | undefined> {
  if (signs.length === 0) return undefined;
  for await (const batch of batches())
    for (const { cells } of batch) {
      if (cells.filter((cell) => cell.trim() !== '').length <= MOST_OF_TITLE) continue;
      const found = signs.find(({ sign }) => sign !== null && cells.some((cell) => bearsSign(cell, sign)));
      if (found !== undefined) return found;
    }
  return undefined;
}

const told = (row: number | null, detail: string): Remarked => ({
  code: 'PROTECTION_OF_LIST',
  row,
  column: null,
  detail,
});
