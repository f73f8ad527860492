import type { KindName } from '../../domain/kinds/kinds.ts';
import { isRefusal } from '../../domain/guessing/choose-kind.ts';
import { likeliestSheet } from '../../domain/guessing/likeliest-sheet.ts';
import {
  knownHeaders,
  saysProtection,
  type Mapping,
  type ResolvedColumns,
} from '../../domain/mapping/mapping.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { foldHeader } from '../../domain/words/fold-header.ts';
import {
  openTable,
  type OpenedTable,
  type RawRow,
  type ReaderProcess,
} from '../../files/reading/open-table.ts';
import { findHeader, type HeaderPlace } from '../../files/reading/table-shape.ts';
import { dataRowTeller, headersOfHead } from './data-above.ts';
import { kindOfHead } from './look-for-unread.ts';

/** What the sheets of a workbook are looked at by. */
export interface SheetsAsked {
  readonly path: string;
  readonly file: string;
  readonly kind: KindName | null;
  readonly mapping: Mapping | null;
  readonly readerProcess: ReaderProcess;
  readonly onOpening?: ((share: number) => void) | undefined;
  /** The mapping that a list with the same headers was last read with. */
  readonly recall: (headers: readonly string[]) => Mapping | null;
  /** The units that the register knows. */
  readonly unitNames?: (() => readonly string[]) | undefined;
}

export interface Sheet {
  readonly name: string;
  readonly isShown: boolean;
  readonly table: OpenedTable;
  readonly rows: number;
  readonly head: readonly RawRow[];
  readonly place: HeaderPlace | null;
  /** What the sheet is a list of; null where it is none that can be told. */
  readonly kind: KindName | null;
  /** How its columns are read; null where it is no list that can be told. */
  readonly columns: ResolvedColumns | null;
  /** It has a column of protection. */
  readonly saysProtection: boolean;
  /** The folded header row; empty cells to the right are none. */
  readonly headers: readonly string[];
}

/** Every sheet of a workbook, in its order, with what it is a list of. */
export async function lookAtSheets(
  table: OpenedTable,
  asked: SheetsAsked,
  profile: Profile,
): Promise<readonly Sheet[]> {
  const { path, readerProcess, onOpening } = asked;
  const sheets: Sheet[] = [];
  for (const name of table.facts.sheets) {
    const one =
      name === table.facts.sheet ? table : await openTable(path, { readerProcess, onOpening, sheet: name });
    sheets.push(await lookAt(one, name, asked, profile));
  }
  return sheets;
}

/** The sheet where the list most likely stands, where nobody has said which. */
export function likeliest(sheets: readonly Sheet[]): Sheet {
  const found = likeliestSheet(
    sheets.map(({ isShown, kind, rows, head }) => ({
      isShown,
      isKnown: kind !== null,
      rows,
      head: head.map(({ cells }) => cells),
    })),
  );
  const sheet = sheets[found];
  if (sheet === undefined) throw new Error('a workbook without sheets');
  return sheet;
}

const HEAD_ROWS = 50;

async function lookAt(
  table: OpenedTable,
  name: string,
  { file, kind, mapping: given, recall }: SheetsAsked,
  profile: Profile,
): Promise<Sheet> {
  const head: RawRow[] = [];
  let rows = 0;
  for await (const batch of table.batches()) {
    rows = batch.at(-1)?.row ?? rows;
    if (head.length < HEAD_ROWS) head.push(...batch);
  }
  const place = findHeader(head.slice(0, HEAD_ROWS), knownHeaders(profile, given), dataRowTeller(profile));
  const header = (place === null ? null : headersOfHead(head, place.headerRow, profile)) ?? [];
  const mapping = given ?? recall(header);
  const rowsBelow = head.slice(0, HEAD_ROWS).filter(({ row }) => row > (place?.headerRow ?? 0));
  const titles = head.flatMap(({ row, cells }) =>
    place?.titleRows.includes(row) === true ? [cells.join(' ')] : [],
  );
  const chosen = kindOfHead(header, rowsBelow, {
    said: kind ?? mapping?.kind ?? null,
    mapping,
    profile,
    texts: [file, ...titles],
  });
  return {
    name,
    isShown: !table.facts.hiddenSheets.includes(name),
    table,
    rows,
    head: head.slice(0, HEAD_ROWS),
    place,
    kind: isRefusal(chosen) ? null : chosen.kind,
    columns: isRefusal(chosen) ? null : chosen,
    saysProtection: !isRefusal(chosen) && saysProtection(chosen),
    headers: foldedHeaders(header),
  };
}

function foldedHeaders(header: readonly string[]): readonly string[] {
  const folded = header.map(foldHeader);
  return folded.slice(0, folded.findLastIndex((text) => text !== '') + 1);
}
