import type { ProvenSum } from '../domain/worklists/proof.ts';
import type { Paint } from './paint.ts';
import { shownRows } from './guarded-count.ts';
import { count, textTable } from './table.ts';

interface ListedWorklist {
  readonly step: string;
  readonly stepTitle: string;
  readonly rows: number;
  readonly isGuarded: boolean;
}

/** So much of a title as leaves room for the numbers in 80 columns. */
const LONGEST_TITLE = 56;

function clip(title: string): string {
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

/** What was handed out, one line a step, and the proof that no case is left out. */
export function worklistText(
  report: { readonly worklists: readonly ListedWorklist[]; readonly sums: readonly ProvenSum[] },
  where: { readonly folder: string; readonly isDryRun: boolean },
  paint: Paint,
): string {
  const { worklists, sums } = report;
  const steps = [...new Set(worklists.map(({ step }) => step))];
  const rows = steps.map((step) => {
    const lists = worklists.filter((list) => list.step === step);
    const number = lists.reduce((total, list) => total + list.rows, 0);
    return {
      cells: [
        clip(lists[0]?.stepTitle ?? step),
        count(lists.length),
        shownRows({ rows: number, isGuarded: lists[0]?.isGuarded === true }),
      ],
    };
  });
  const table = textTable(
    [
      { header: 'Arbetslistor', align: 'left' },
      { header: 'Filer', align: 'right' },
      { header: 'Rader', align: 'right' },
    ],
    [
      ...rows,
      {
        cells: [
          'Totalt',
          count(worklists.length),
          count(worklists.reduce((total, list) => total + list.rows, 0)),
        ],
        isTotal: true,
      },
    ],
    paint,
  );
  const lines = [table, ''];
  for (const { label, expected, rows: listed } of sums) {
    lines.push(
      expected === listed
        ? `${label}: alla ${count(expected)} står på exakt en lista.`
        : paint.bad(`${label}: ${count(expected)} ärenden men ${count(listed)} rader. Summan går inte ihop.`),
    );
  }
  lines.push(
    where.isDryRun
      ? 'Provkörning: inget är skrivet.'
      : `Listorna och innehållsförteckningen (index.html): ${where.folder}`,
  );
  return lines.join('\n');
}
