import { basename } from 'node:path';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import { openBesideCells } from '../../domain/records/beside-cells.ts';
import { namesOfProfile } from '../../domain/profile/names-of-profile.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { fold } from '../../domain/words/fold.ts';
import { isOwnNote } from '../../domain/validation/mending-list.ts';
import { columnLetters } from '../../files/reading/table.ts';
import { UserError } from '../../text/errors.ts';
import type { RemarkOnRow } from './import-report.ts';
import { openProtectedSections, type ProtectedSections } from './protected-sections.ts';
import type { RecognisedList } from './recognise-list.ts';

/** What protects persons besides the cells of their own rows: what stands above rows, and beside cells. */
export interface SignsOfProtection extends Pick<ProtectedSections, 'enterNote'> {
  /** Shown every row, in order. */
  readonly look: (row: number, cells: readonly string[]) => void;
  /** The cells of a row that is a case, those that another covers among them. */
  readonly covered: (row: number, cells: readonly string[]) => readonly string[];
  /** Asked of each row that is a case. */
  readonly isProtected: (row: number) => boolean;
  /**
   * What there is to say once all rows have been shown, also of what is no sign and is not read.
   *
   * @throws UserError where something speaks of protection, and nobody can know of whom
   */
  readonly remarks: () => Promise<readonly Remarked[]>;
}

/** The words of names that the region's lists have in their titles and names. */
const namesIn = (profile: Profile): ReadonlySet<string> =>
  new Set(namesOfProfile(profile).flatMap((text) => fold(text).match(/\p{L}+/gu) ?? []));

export function openSignsOfProtection(
  list: RecognisedList,
  path: string,
  remark: RemarkOnRow,
  profile: Profile,
): SignsOfProtection {
  const { table, columns, headers, mending } = list;
  const sections = openProtectedSections(list, path, remark, namesIn(profile));
  const nameOf = (index: number): string => {
    const header = (headers[index] ?? '').trim();
    return header === '' ? columnLetters(index + 1) : header;
  };
  const besides = table.facts.besides.filter(
    ({ kind, text }) => mending === null || kind !== 'note' || !isOwnNote(text),
  );
  const beside = openBesideCells(besides, columns, nameOf);
  const keepsIt = kindOf(columns.kind).fields.some(({ name }) => name === 'is_protected');
  const struck = new Set(table.facts.marks.flatMap(({ kind, row }) => (kind === 'struck' ? [row] : [])));
  return {
    enterNote: sections.enterNote,
    look(row, cells) {
      beside.look(row, cells);
      sections.look(row, cells);
    },
    covered: beside.covered,
    isProtected(row) {
      const isInSection = sections.isProtected(row);
      const found = beside.protectingAt(row);
      if (found === null) return isInSection;
      if (!keepsIt)
        throw new UserError('LIST_WITH_PROTECTED', { file: basename(path), header: found.column });
      remark('PROTECTION_BESIDE_CELL', row, found.column, found.label);
      return true;
    },
    async remarks() {
      const where = (await sections.unplaced()) ?? beside.unplaced();
      if (where !== null) throw new UserError('PROTECTION_UNPLACED', { file: basename(path), where });
      return [
        ...sections.headings(),
        ...beside.remarks(),
        ...[...struck].map((row): Remarked => ({ code: 'ROW_STRUCK', row, column: null, detail: null })),
      ];
    },
  };
}
