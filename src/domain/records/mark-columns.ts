import { nearProtection } from '../kinds/near-protection.ts';
import { protects, protectsTurned } from '../kinds/protection.ts';
import type { Mapping, ResolvedColumns } from '../mapping/mapping.ts';
import { some } from '../words/counted.ts';
import { fold } from '../words/fold.ts';

/**
 * Columns that nobody reads and that mark some of the rows ("S", "X", "1", "*"). What such a mark means only people
 * know, and it can be that persons are protected: it is told with its values. Where the header may be of protection,
 * whatever stands below it protects, if it is that (all but an empty cell, a dash and a clear no): nobody should go on
 * without having said.
 */
interface MarkColumn {
  /** What the column is called: its header; null where it has none. */
  readonly header: string | null;
  readonly index: number;
  /** The values, each with the number of its rows. */
  readonly detail: string;
}

export interface MarksWatch {
  readonly look: (cells: readonly string[]) => void;
  readonly found: () => readonly MarkColumn[];
  /** Headers that may be of protection over cells that then protect, where nobody has said which column says it. */
  readonly mayProtect: () => readonly string[];
}

/** A mark is a sign that can be seen, a letter, a figure or a short word; more of them are codes of something. */
const LONGEST_MARK = 5;
const MOST_MARKS = 4;
/** Longer ones may be somebody's initials or part of a number: they are counted and not shown, but for words of yes and no. */
const LONGEST_SHOWN = 2;
const YES_AND_NO: ReadonlySet<string> = new Set(
  ['ja', 'nej', 'yes', 'no', 'sant', 'sann', 'true', 'falsk'].map(fold),
);

interface Watched {
  readonly header: string | null;
  readonly index: number;
  readonly counts: Map<string, number>;
}

export function watchMarks(columns: ResolvedColumns, mapping: Mapping | null): MarksWatch {
  let watched: readonly Watched[] = [
    ...columns.unused.map(({ header, index }) => ({ header, index, counts: new Map<string, number>() })),
    ...columns.nameless.map((index) => ({ header: null, index, counts: new Map<string, number>() })),
  ];
  const asked = watchNearProtection(columns, mapping);
  let rows = 0;
  return {
    look(cells) {
      rows += 1;
      let isAnyDone = false;
      for (const { index, counts } of watched) {
        const text = cells[index];
        if (text === undefined || text === '') continue;
        const mark = text.trim();
        if (mark === '') continue;
        const before = counts.get(mark) ?? 0;
        counts.set(mark, before + 1);
        isAnyDone ||= before === 0 && !isOfMarks(counts);
      }
      if (isAnyDone) watched = watched.filter(({ counts }) => isOfMarks(counts));
      asked.look(cells);
    },
    found: () =>
      watched
        .filter(({ counts }) => marksSome([...counts.values()], rows))
        .map(({ header, index, counts }) => ({ header, index, detail: shownMarks(counts) })),
    mayProtect: () => [
      ...asked.found(),
      ...watched.flatMap(({ header, counts }) =>
        asked.isShort(header) && [...counts.keys()].some(protects) ? [header] : [],
      ),
    ],
  };
}

/** Watches the columns whose headers may be of protection, until somebody has said which column says it. */
function watchNearProtection({ kind, unused }: ResolvedColumns, mapping: Mapping | null) {
  // A list of units is of no person.
  const isAsked = kind !== 'enhet' && mapping?.columns['is_protected'] === undefined;
  const near = isAsked ? unused.map((column) => ({ ...column, how: nearProtection(column.header) })) : [];
  const found = new Set<string>();
  let watched = near
    .filter(({ how }) => how === 'near' || how === 'turned')
    .map(({ header, index, how }) => ({
      header,
      index,
      isTurned: how === 'turned',
      silent: new Set<string>(),
    }));
  const short = new Set(near.flatMap(({ header, how }) => (how === 'short' ? [header] : [])));
  return {
    look(cells: readonly string[]): void {
      for (const { header, index, isTurned, silent } of watched) {
        const text = cells[index];
        if (text === undefined || text === '' || silent.has(text)) continue;
        if (isTurned ? protectsTurned(text) : protects(text)) found.add(header);
        else silent.add(text);
      }
      if (found.size > 0) watched = watched.filter(({ header }) => !found.has(header));
    },
    found: (): readonly string[] => [...found],
    isShort: (header: string | null): header is string => header !== null && short.has(header),
  };
}

/** One mark on most rows says nothing of the others. */
const marksSome = (counts: readonly number[], rows: number): boolean =>
  counts.length > 1 || (counts[0] ?? rows) <= rows / 2;

const isOfMarks = (counts: ReadonlyMap<string, number>): boolean =>
  counts.size <= MOST_MARKS &&
  [...counts.keys()].every((mark) => mark.length <= LONGEST_MARK && !/\p{C}/u.test(mark));

function shownMarks(counts: ReadonlyMap<string, number>): string {
  const isShown = (mark: string): boolean => mark.length <= LONGEST_SHOWN || YES_AND_NO.has(fold(mark));
  const shown = [...counts].filter(([mark]) => isShown(mark));
  const others = [...counts].filter(([mark]) => !isShown(mark));
  return [
    ...shown.map(([mark, rows]) => `”${mark}” på ${some(rows, 'rad')}`),
    ...(others.length === 0
      ? []
      : [
          `annat på ${some(
            others.reduce((sum, [, rows]) => sum + rows, 0),
            'rad',
          )}`,
        ]),
  ].join(', ');
}
