import { protects, speaksOfProtection } from '../kinds/protection.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import type { Finding } from '../validation/finding-catalogue.ts';
import { COVERED } from '../words/cell-fault.ts';
import { some } from '../words/counted.ts';

/**
 * What a workbook says otherwise than by the values of its cells: notes, words that a format prints, merged cells, boxes,
 * heads of pages. None of it is taken in. What speaks of protection protects the person of its row; where it has none,
 * nobody can know whom it means, and the list is refused. The rest is told of. (Issue: protection fails closed; unread
 * is not absent.)
 */
export type BesideKind =
  | 'note'
  | 'reading'
  | 'format'
  | 'prompt'
  | 'name'
  | 'merged'
  | 'box'
  | 'picture'
  | 'control'
  | 'page'
  | 'about'
  | 'rule';

export interface Beside {
  readonly kind: BesideKind;
  /** The cells that it belongs to, from 1; null where it belongs to none. */
  readonly area: {
    readonly row: number;
    readonly lastRow: number;
    readonly column: number;
    readonly lastColumn: number;
  } | null;
  readonly text: string;
}

/** How each is called, and what is done where it says nothing of protection. */
const KINDS: Readonly<
  Record<BesideKind, { readonly label: string; readonly told: 'each' | 'column' | 'list' | 'no' }>
> = {
  note: { label: 'en anteckning', told: 'each' },
  reading: { label: 'en läsanvisning', told: 'each' },
  format: { label: 'ord som cellens talformat skriver', told: 'column' },
  prompt: { label: 'en hjälptext', told: 'no' },
  name: { label: 'namnet på ett område', told: 'no' },
  merged: { label: 'en sammanslagen cell', told: 'no' },
  box: { label: 'en textruta', told: 'list' },
  picture: { label: 'en bild', told: 'list' },
  control: { label: 'en kontroll eller textruta', told: 'no' },
  page: { label: 'sidhuvudet eller sidfoten', told: 'no' },
  about: { label: 'arbetsbokens egenskaper', told: 'no' },
  rule: { label: 'ett villkorsstyrt format', told: 'no' },
};

/** Those that belong to the rows of their cells. The others are said of the list, as titles are, or of nobody knows what. */
const OF_ROWS: ReadonlySet<BesideKind> = new Set(['note', 'reading', 'format']);
const OF_ALL: ReadonlySet<BesideKind> = new Set(['page', 'about']);

export interface BesideCells {
  /** Shown each row, in order: what a merged cell says of protection it says of all rows that it covers. */
  readonly look: (row: number, cells: readonly string[]) => void;
  /**
   * The cells of a row that is a case, with what they are read as that another cell covers: an empty one would say that
   * there is nothing. (Issue: unread is not absent.)
   */
  readonly covered: (row: number, cells: readonly string[]) => readonly string[];
  /** Asked of each row that is a case: at which column something beside a cell protects its person; null where nothing does. */
  readonly protectingAt: (row: number) => { readonly column: string; readonly label: string } | null;
  /** What speaks of protection and belongs to no case that has been asked about, as people read it; null where nothing does. */
  readonly unplaced: () => string | null;
  /** What else stands there and is not read. */
  readonly remarks: () => readonly Omit<Finding, 'severity'>[];
}

/** What a workbook says of all that is below, as a title does. */
export const besideTitles = (besides: readonly Beside[]): readonly Beside[] =>
  besides.filter(({ kind }) => OF_ALL.has(kind));

export function labelOfBeside({ kind }: Beside): string {
  const { label } = KINDS[kind];
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** @param nameOf what a column is called, by its position from 0: its header, or its letter */
export function openBesideCells(
  besides: readonly Beside[],
  columns: ResolvedColumns,
  nameOf: (index: number) => string,
): BesideCells {
  const isOfPersons = columns.kind !== 'enhet';
  const protecting = new Set([
    ...columns.alsoProtecting.map(({ index }) => index),
    ...columns.columns.flatMap(({ field, index }) => (field.name === 'is_protected' ? [index] : [])),
  ]);
  const isOfProtection = ({ area }: Beside): boolean => {
    if (area === null || area.lastColumn - area.column > MOST_COLUMNS) return false;
    for (let at = area.column; at <= area.lastColumn; at += 1) if (!protecting.has(at - 1)) return false;
    return true;
  };
  const columnWithin = (area: Beside['area']): number | undefined =>
    area === null || !isOfPersons
      ? undefined
      : [...protecting].find((at) => area.column <= at + 1 && at + 1 <= area.lastColumn);
  // What people see of a cell of protection protects, as what stands in it does: nobody knows which of them is meant.
  const isSeenAsProtection = (beside: Beside): boolean =>
    beside.kind === 'format' && isOfProtection(beside) && protects(beside.text);
  const speaking = besides.filter(
    (beside) =>
      isOfPersons &&
      !OF_ALL.has(beside.kind) &&
      (speaksOfProtection(beside.text) || isSeenAsProtection(beside)),
  );
  const used = new Set<Beside>();
  const ofRow = groupByRow(speaking.filter(({ kind }) => OF_ROWS.has(kind)));
  const merged = openMerged(besides, protecting, columns.width);
  return {
    look: merged.look,
    covered: (row, cells) => merged.covered(row, cells),
    protectingAt(row) {
      const found = ofRow(row);
      const over = merged.over(row);
      // Of nearly every row.
      if (found.length === 0 && over.length === 0) return null;
      for (const one of found) used.add(one);
      const [first] = [...found, ...over];
      if (first?.area === undefined || first.area === null) return null;
      return { column: nameOf(first.area.column - 1), label: KINDS[first.kind].label };
    },
    unplaced() {
      const left = speaking.find((beside) => !used.has(beside) && !isOfProtection(beside));
      return left === undefined ? null : placeOf(left, nameOf);
    },
    remarks() {
      const isSpeaking = new Set(speaking);
      // What it makes of its cells is not worked out, and may be all that says who is protected.
      const ruled = besides.find(({ kind, area }) => kind === 'rule' && columnWithin(area) !== undefined);
      const ofRule = ruled === undefined ? [] : [remarkOfRule(nameOf(columnWithin(ruled.area) ?? 0))];
      return [
        ...ofRule,
        ...besides.flatMap((beside) => (isSpeaking.has(beside) ? [] : remarkOf(beside, nameOf))),
        ...merged.told().map(({ area }) => {
          const { row, lastRow, column } = area ?? NOWHERE;
          return { code: 'CELL_MERGED', row, column: nameOf(column - 1), detail: String(lastRow) } as const;
        }),
      ];
    },
  };
}

/** Tells, row by row in order, the cells of a list with what those are read as that another covers. */
export function openCoveredCells(
  besides: readonly Beside[],
  { width }: ResolvedColumns,
): BesideCells['covered'] {
  const merged = openMerged(besides, new Set(), width);
  return (row, cells) => {
    merged.look(row, cells);
    return merged.covered(row, cells);
  };
}

/** Wider than any list: an area of whole rows is of no column. */
const MOST_COLUMNS = 1_000;

/** The texts of a row. One that covers many rows is found by looking, the others by their row. */
function groupByRow(besides: readonly Beside[]): (row: number) => readonly Beside[] {
  const single = new Map<number, Beside[]>();
  const long: Beside[] = [];
  for (const beside of besides) {
    const { area } = beside;
    if (area === null) continue;
    if (area.row !== area.lastRow) long.push(beside);
    else single.set(area.row, [...(single.get(area.row) ?? []), beside]);
  }
  return (row) => {
    const own = single.get(row) ?? NONE;
    if (long.length === 0) return own;
    const over = long.filter(({ area }) => area !== null && area.row <= row && row <= area.lastRow);
    return over.length === 0 ? own : [...own, ...over];
  };
}

/** A merged cell, and what is known of it once the row where it begins has been shown. */
interface Merged {
  readonly beside: Beside;
  readonly row: number;
  readonly lastRow: number;
  readonly isProtecting: boolean;
  /** It holds something and lies within the list; of one that reaches beyond nothing is told. */
  readonly isWithin: boolean;
  coversCase: boolean;
  /** None of the cells that it covers has held anything: then they are one cell indeed. */
  isOne: boolean;
}

function holdsMore({ beside, row: first }: Merged, row: number, cells: readonly string[]): boolean {
  const { column, lastColumn } = beside.area ?? NOWHERE;
  const from = row === first ? column : column - 1;
  return cells.slice(from, lastColumn).some((cell) => cell.trim() !== '');
}

/** Rows come in order: what a merged cell says is known before the rows that it covers. */
function openMerged(besides: readonly Beside[], protecting: ReadonlySet<number>, width: number) {
  const starting = new Map<number, Beside[]>();
  for (const beside of besides) {
    if (beside.kind !== 'merged' || beside.area === null) continue;
    starting.set(beside.area.row, [...(starting.get(beside.area.row) ?? []), beside]);
  }
  const told: Merged[] = [];
  let open: readonly Merged[] = [];
  return {
    covered(row: number, cells: readonly string[]): readonly string[] {
      let all: string[] | null = null;
      for (const { beside, isOne } of open) {
        const { row: first, column, lastColumn } = beside.area ?? NOWHERE;
        if (!isOne) continue;
        for (let at = column; at <= Math.min(lastColumn, width); at += 1) {
          if (row === first && at === column) continue;
          all ??= Array.from({ length: Math.max(cells.length, width) }, (_, index) => cells[index] ?? '');
          all[at - 1] = COVERED;
        }
      }
      return all ?? cells;
    },
    look: (row: number, cells: readonly string[]): void => {
      if (open.length > 0) open = open.filter(({ lastRow }) => lastRow >= row);
      for (const beside of starting.get(row) ?? []) {
        const { column, lastColumn, lastRow } = beside.area ?? NOWHERE;
        const text = cells[column - 1] ?? '';
        if (text.trim() === '') continue;
        const isProtecting = protecting.has(column - 1) ? protects(text) : speaksOfProtection(text);
        const isWithin = lastColumn <= width;
        open = [...open, { beside, row, lastRow, isProtecting, isWithin, coversCase: false, isOne: true }];
      }
      for (const one of open) if (one.isOne && holdsMore(one, row, cells)) one.isOne = false;
    },
    /** Those that protect the person of a row that is a case. */
    over(row: number): readonly Beside[] {
      if (open.length === 0) return NONE;
      for (const one of open) {
        if (one.row === row && one.isWithin) told.push(one);
        if (one.row < row) one.coversCase = true;
      }
      return open.flatMap(({ beside, row: first, isProtecting }) =>
        isProtecting && first < row ? [beside] : [],
      );
    },
    told: (): readonly Beside[] => told.flatMap(({ beside, coversCase }) => (coversCase ? [beside] : [])),
  };
}

const NONE: readonly Beside[] = [];
const NOWHERE = { row: 0, lastRow: 0, column: 0, lastColumn: 0 };

function placeOf(beside: Beside, nameOf: (index: number) => string): string {
  const { area, kind } = beside;
  const { label } = KINDS[kind];
  if (area === null) return label;
  const rows = area.row === area.lastRow ? `rad ${area.row}` : `rad ${area.row}–${area.lastRow}`;
  if (area.lastColumn - area.column > MOST_COLUMNS) return `${label}, ${rows}`;
  return `${label} vid ${nameOf(area.column - 1)}, ${rows}`;
}

const remarkOfRule = (column: string): ReturnType<BesideCells['remarks']>[number] => ({
  code: 'TEXT_BESIDE_LIST',
  row: null,
  column: null,
  detail: `${KINDS.rule.label} över kolumnen om skydd (${column})`,
});

function remarkOf(beside: Beside, nameOf: (index: number) => string): ReturnType<BesideCells['remarks']> {
  const { kind, area } = beside;
  const { label, told } = KINDS[kind];
  if (told === 'no') return [];
  const at = area === null ? null : nameOf(area.column - 1);
  if (told === 'column' && area !== null)
    return [
      {
        code: 'TEXT_BESIDE_CELL',
        row: area.row,
        column: at,
        detail: `${label} (${some(area.lastRow - area.row + 1, 'cell')})`,
      },
    ];
  if (told === 'each')
    return [{ code: 'TEXT_BESIDE_CELL', row: area?.row ?? null, column: at, detail: label }];
  return [{ code: 'TEXT_BESIDE_LIST', row: area?.row ?? null, column: null, detail: label }];
}
