import { writeList } from './list-file.ts';
import type { GeneratedList } from './list-file.ts';
import { KOMMUN_CODES, KOMMUNER, PART_LABELS, PARTS } from './parts.ts';
import type { KommunCode, Part } from './parts.ts';

/** How many ongoing SIPs a part answers for in a kommun; `null` is a SIP whose kommun is empty. */
export interface MatrixCell {
  readonly part: Part;
  readonly kommun: KommunCode | null;
  readonly open: number;
}

const COLUMNS = [...KOMMUN_CODES, null] as const;

/** Skewed as the real one is: one cell holds a third of all SIPs, others a person or two, or nobody. */
const OPEN_IN_SEPTEMBER: Readonly<Record<Part, readonly number[]>> = {
  kommun: [19, 8, 41, 27, 34, 84, 124, 4],
  primarvard: [5, 14, 66, 421, 2, 88, 106, 0],
  slutenvard: [2, 4, 7, 18, 3, 9, 20, 1],
  psykiatri: [0, 3, 12, 31, 4, 6, 24, 1],
};

export const SEPTEMBER_MATRIX: readonly MatrixCell[] = PARTS.flatMap((part) =>
  COLUMNS.map((kommun, column) => ({ part, kommun, open: OPEN_IN_SEPTEMBER[part][column] ?? 0 })),
);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export const OPEN_SIPS = sum(SEPTEMBER_MATRIX.map((cell) => cell.open));

export function writeControlTotals(): GeneratedList {
  const header = [
    'Samordningsansvar',
    ...COLUMNS.map((kommun) => (kommun === null ? 'Okänd kommun' : KOMMUNER[kommun].name)),
    'Totalt',
  ];
  const line = (label: string, numbers: readonly number[]): string[] => [
    label,
    ...[...numbers, sum(numbers)].map(String),
  ];
  const columnSums = COLUMNS.map((_, column) =>
    sum(PARTS.map((part) => OPEN_IN_SEPTEMBER[part][column] ?? 0)),
  );
  const rows = [
    ...PARTS.map((part) => line(PART_LABELS[part], OPEN_IN_SEPTEMBER[part])),
    line('Totalt', columnSums),
  ];
  return writeList('kontrollsummor-2025-09-15.csv', { encoding: 'utf-8-bom', delimiter: ';' }, header, rows);
}
