import type { ReturnedList, RowPlace } from '../../domain/returned/returned-list.ts';
import type { Paint } from '../kit/paint.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** How many rows of each sort are shown one by one. */
const SHOWN = 20;

/** What became of one returned file: how many first, then what somebody must look at, by row and reference. */
export function returnedText(report: ReturnedList, isDryRun: boolean, paint: Paint, width: number): string {
  const { file, worklistId, returnId, conflicts, held, waiting, rejected } = report;
  const line = (text: string): string => `    ${wrap(text, width - 6, '      ')}`;
  const told = (text: string): string => `  ${wrap(text, width - 2, '  ')}`;
  // Every refusal is told, however many: nothing else says that the answer was not taken in.
  const all = <T>(title: string, items: readonly T[], text: (item: T) => string): readonly string[] =>
    items.length === 0 ? [] : [told(title), ...items.map((item) => line(text(item)))];
  const shown = <T>(title: string, items: readonly T[], text: (item: T) => string): readonly string[] => {
    if (items.length === 0) return [];
    const rest = items.length - SHOWN;
    return [
      `  ${wrap(title, width - 2, '  ')}`,
      ...items.slice(0, SHOWN).map((item) => line(text(item))),
      ...(rest > 0 ? [line(`… och ${count(rest)} till (alla med --json)`)] : []),
    ];
  };
  const place = ({ sheet, row, reference, column }: RowPlace): string =>
    [sheet === null ? null : `blad ${sheet}`, `rad ${row}`, reference, column]
      .filter((text) => text !== null)
      .join(', ');
  const several = (values: ReturnedList['conflicts'][number]['values']): string =>
    values.map(({ value, worklist }) => `${value ?? '(tomt)'} (${worklist})`).join(' mot ');
  const ofRow = waiting.filter(({ because }) => because === 'row');
  const ofParties = waiting.filter(({ because }) => because === 'waits');
  const ofStep = waiting.filter(({ because }) => because === 'before-step');
  const lines = [
    paint.bold(`${file}  lista ${worklistId}${returnId === null ? '' : `  inlämning ${returnId}`}`),
    `  ${wrap(countsOf(report, isDryRun).join(', '), width - 2, '  ')}.`,
    ...noticesOf(report, paint, told),
    ...shown(
      paint.bad('I konflikt: inget av svaren räknas förrän någon avgör'),
      conflicts,
      (item) => `${place(item)}: ${several(item.values)}`,
    ),
    ...shown(
      paint.notice('Väntar: ett nytt uttag eller ett beslut har flyttat ärendet sedan listan lämnades ut'),
      held,
      (item) => `${place(item)}: ${several(item.values)}`,
    ),
    ...shown(
      paint.notice('Avslut som inte räknas: ”Alla parter klara” är inte Ja'),
      ofParties,
      (item) => `${place(item)}: ${several(item.values)}`,
    ),
    ...shown(
      paint.notice('Avslut som inte räknas än: steget före är inte besvarat som gjort'),
      ofStep,
      (item) => `${place(item)}: ${several(item.values)}`,
    ),
    ...shown(
      paint.notice('Räknas inte än: ett annat svar om ärendet är i konflikt'),
      ofRow,
      (item) => `${place(item)}: ${several(item.values)}`,
    ),
    ...all(paint.bad('Avvisade'), rejected, (item) => `${place(item)}: ${item.reason}`),
    ...shown(
      paint.notice('Inlästa, men se efter'),
      report.warnings,
      (item) => `${place(item)}: ${item.reason}`,
    ),
    ...shown(paint.notice('Låsta uppgifter ändrade för hand: läses inte'), report.altered, place),
    ...all(
      'Tillbakataget: listan gav det förut, och säger det inte längre',
      report.withdrawnAnswers,
      ({ reference, column, return: of }) => `${reference}, ${column} (${of})`,
    ),
  ];
  for (const text of report.ignored.map(ignoredText))
    lines.push(`  ${wrap(`Tillagt, läses inte: ${text}.`, width - 2, '  ')}`);
  return lines.join('\n');
}

/** What was added on one sheet; that is named where the file has several tables. */
function ignoredText({ sheet, columns, rows }: ReturnedList['ignored'][number]): string {
  const extra = [
    columns.length === 0 ? null : `kolumn ${columns.join(', ')}`,
    rows.length === 0 ? null : `rad ${rows.slice(0, SHOWN).join(', ')}${rows.length > SHOWN ? ' …' : ''}`,
  ].filter((text) => text !== null);
  return `${sheet === null ? '' : `blad ${sheet}, `}${extra.join('; ')}`;
}

function countsOf(
  { applied, unchanged, conflicts, held, waiting, rejected }: ReturnedList,
  isDryRun: boolean,
): readonly string[] {
  return [
    isDryRun ? `${some(applied, 'svar')} skulle läsas in` : counted(applied, 'svar inläst', 'svar inlästa'),
    counted(unchanged, 'oförändrat', 'oförändrade'),
    ...(conflicts.length > 0 ? [`${count(conflicts.length)} i konflikt`] : []),
    ...(held.length > 0 ? [`${count(held.length)} väntar på bekräftelse`] : []),
    ...(waiting.length > 0 ? [`${count(waiting.length)} räknas inte än`] : []),
    ...(rejected.length > 0 ? [counted(rejected.length, 'avvisad', 'avvisade')] : []),
  ];
}

/** What is said of the list as a whole. */
function noticesOf(report: ReturnedList, paint: Paint, told: (text: string) => string): readonly string[] {
  return [
    ...(report.missingRows === 0
      ? []
      : [
          paint.notice(
            told(
              `${counted(report.missingRows, 'av listans rader finns inte i filen: den är varken besvarad eller ändrad', 'av listans rader finns inte i filen: de är varken besvarade eller ändrade')}.`,
            ),
          ),
        ]),
    ...(report.withdrawn === 0
      ? []
      : [
          told(
            `${counted(report.withdrawn, 'svar som listan gav förut är tillbakataget', 'svar som listan gav förut är tillbakatagna')}.`,
          ),
        ]),
    ...(report.noLongerSaid === 0
      ? []
      : [
          told(
            `${counted(report.noLongerSaid, 'svar som listan gav förut ger den inte längre: det räknas ändå', 'svar som listan gav förut ger den inte längre: de räknas ändå')}. Är det en rättad lista, lämna in den med --withdraw.`,
          ),
        ]),
    ...(report.supersededBy === null
      ? []
      : [told(`Listan är ersatt av ${report.supersededBy}; svaren på den gamla tas emot ändå.`)]),
  ];
}

/** How to see to what is held. */
export function heldText(held: number, paint: Paint, width: number): string {
  return paint.notice(
    wrap(
      `${count(held)} svar i registret räknas inte än. Skriv dem för avgörande med "overgang return --conflicts MAPP".`,
      width,
    ),
  );
}
