import { basename } from 'node:path';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import { bearsSign, explainedSign, titleProtects } from '../../domain/kinds/protection.ts';
import { saysProtection } from '../../domain/mapping/mapping.ts';
import { besideTitles, labelOfBeside } from '../../domain/records/beside-cells.ts';
import type { RawRow } from '../../files/reading/open-table.ts';
import { UserError } from '../../text/errors.ts';
import type { RemarkOnRow } from './import-report.ts';
import type { RecognisedList } from './recognise-list.ts';
import { late } from '../../domain/words/late.ts';

/** What stands above rows, and may say that everybody below it is protected. */
export interface ProtectedSections {
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
 * @throws UserError where they say it, and a list of the kind can not keep that a person is protected
 */
export function openProtectedSections(
  list: RecognisedList,
  path: string,
  remark: RemarkOnRow,
): ProtectedSections {
  const { columns, parts, titles, table } = list;
  const { kind } = columns;
  const hasColumn = saysProtection(columns);
  const isOfPersons = kind !== 'enhet';
  const speaks = (text: string): boolean => isOfPersons && titleProtects(text, hasColumn);
  const titleSpeaks = ({ cells }: Pick<RawRow, 'cells'>): boolean => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    return filled.length <= MOST_OF_TITLE && speaks(filled.join(': '));
  };
  const nameSpeaks = speaks(basename(path));
  const beside = besideTitles(table.facts.besides).find(({ text }) => speaks(text));
  const sections = parts.map(({ name, firstRow, titles: own }, at) => ({
    firstRow,
    name: name !== null && speaks(name) ? name : null,
    title: (at === 0 ? titles : own).find(titleSpeaks)?.row ?? null,
  }));
  const sectionOf = (row: number): (typeof sections)[number] | undefined =>
    sections.findLast(({ firstRow }) => firstRow <= row);
  const fileSpeaks = nameSpeaks || beside !== undefined;
  const isAnySection = sections.some(({ name, title }) => (name ?? title) !== null);
  const headings = new Set<number>();
  const speaking = new Map<number, string>();
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

  return {
    enterNote(row, cells) {
      heading = { row, isProtecting: titleSpeaks({ cells }) && !cells.some((cell) => SUM().test(cell)) };
      if (heading.isProtecting) speaking.set(row, cells.join(' '));
    },
    isProtected(row) {
      if (heading === null && !isAnySection) return fileSpeaks;
      const section = sectionOf(row);
      const isUnderHeading =
        heading !== null && heading.row >= (section?.firstRow ?? 0) && heading.isProtecting;
      if (isUnderHeading && heading !== null) headings.add(heading.row);
      return (
        fileSpeaks || isUnderHeading || (section !== undefined && (section.name ?? section.title) !== null)
      );
    },
    async unplaced() {
      const left = [...speaking].filter(([row]) => !headings.has(row));
      const signs = left.map(([row, text]) => ({ row, sign: explainedSign(text) }));
      const plain = signs.find(({ sign }) => sign === null) ?? (await firstBorne(table, signs));
      return plain === undefined ? null : `rad ${plain.row}`;
    },
    headings: () => [...headings].map((row) => told(row, 'Raden')),
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
