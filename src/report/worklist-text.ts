import type { Paint } from './paint.ts';
import { shownRows } from './guarded-count.ts';
import { count, textTable } from './table.ts';

interface ListedWorklist {
  readonly step: string;
  readonly stepTitle: string;
  readonly rows: number;
  readonly isGuarded: boolean;
}

/** What was handed out, one line a step, and the proof that no open SIP is left out. */
export function worklistText(
  report: { readonly worklists: readonly ListedWorklist[]; readonly openSips: number },
  where: { readonly folder: string; readonly isDryRun: boolean; readonly isWhole: boolean },
  paint: Paint,
): string {
  const { worklists, openSips } = report;
  const steps = [...new Set(worklists.map(({ step }) => step))];
  const sum = worklists.reduce((rows, list) => rows + list.rows, 0);
  const rows = steps.map((step) => {
    const lists = worklists.filter((list) => list.step === step);
    return { cells: [lists[0]?.stepTitle ?? step, count(lists.length), shownRows({ rows: lists.reduce((total, list) => total + list.rows, 0), isGuarded: lists[0]?.isGuarded === true })] };
  });
  const table = textTable(
    [
      { header: 'Arbetslistor', align: 'left' },
      { header: 'Filer', align: 'right' },
      { header: 'Rader', align: 'right' },
    ],
    [...rows, { cells: ['Totalt', count(worklists.length), count(sum)], isTotal: true }],
    paint,
  );
  const lines = [table, ''];
  if (where.isWhole) {
    lines.push(
      sum === openSips
        ? `Alla ${count(openSips)} öppna SIP:ar står på exakt en lista.`
        : paint.bad(`${count(openSips)} öppna SIP:ar men ${count(sum)} rader: summan går inte ihop.`),
    );
  }
  lines.push(where.isDryRun ? 'Provkörning: inget är skrivet.' : `Listorna och innehållsförteckningen (index.html) ligger i ${where.folder}`);
  return lines.join('\n');
}
