import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  isDiffering,
  doTotalsAgree,
  type ComparedCell,
  type ComparedSum,
  type TotalsComparison,
} from '../../domain/reconciliation/compare-totals.ts';
import { lineId, type TotalsLine } from '../../domain/reconciliation/control-totals.ts';
import type { InnerCell, InnerDifference } from '../../domain/reconciliation/inner-sums.ts';
import { termLabel } from '../../domain/kinds/terms.ts';
import type { Paint } from '../kit/paint.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';

const partName = (code: string | null): string => (code === null ? 'Ingen part' : termLabel('part', code));

/** A line of the table as people read it; one that the file does not name is called by its place. */
function lineName(line: TotalsLine, nameOf: (code: string | null) => string): string {
  if (line.is === 'unnamed') return line.place;
  if (line.is === 'total') return 'summan';
  return nameOf(line.is === 'named' ? line.code : null);
}

function signed(difference: number | null): string {
  if (difference === null) return '';
  return difference > 0
    ? `+${count(difference)}`
    : `${difference < 0 ? '−' : ''}${count(Math.abs(difference))}`;
}

/** Where the table contradicts itself, as sentences without a full stop. */
export function innerDifferenceTexts({ inner }: TotalsComparison, profile: Profile): readonly string[] {
  return inner.differences.map((difference) => innerDifferenceText(difference, profile));
}

function innerDifferenceText(
  { along, line, printed, sum, difference, isDerived }: InnerDifference,
  profile: Profile,
): string {
  const name =
    along === 'row' ? lineName(line, partName) : lineName(line, (code) => kommunName(profile, code));
  const where =
    line.is === 'total'
      ? along === 'row'
        ? 'kolumnernas summor tillsammans'
        : 'radernas summor tillsammans'
      : `${along === 'row' ? 'raden' : 'kolumnen för'} ${name}`.replace('kolumnen för kolumn', 'kolumn');
  const how = isDerived ? ' (härlett ur de andra summorna)' : '';
  return `${where}: cellerna ger ${count(sum)}, summan säger ${count(printed)}, skillnad ${signed(difference)}${how}`;
}

/** Where what was counted differs from the table, as sentences without a full stop. */
export function differenceTexts({ cells, sums }: TotalsComparison, profile: Profile): readonly string[] {
  return [
    ...cells.filter(isDiffering).map(({ part, kommun, expected, actual, difference }) => {
      const place = `${partName(part)}, ${kommunName(profile, kommun)}`;
      return expected === null
        ? `${place}: ${counted(actual, 'räknad', 'räknade')} som tabellen inte har plats för`
        : `${place}: ${count(expected)} enligt tabellen, ${counted(actual, 'räknad', 'räknade')}, skillnad ${signed(difference)}`;
    }),
    ...sums
      .filter(({ difference }) => difference !== 0)
      .map(
        ({ expected, actual, difference, ...whose }) =>
          `${sumName(whose, profile)}: ${count(expected)} enligt tabellen, ${counted(actual, 'räknad', 'räknade')}, skillnad ${signed(difference)}`,
      ),
  ];
}

function sumName({ along, code }: Pick<ComparedSum, 'along' | 'code'>, profile: Profile): string {
  if (along === 'all') return 'Summan av alla';
  return `Summan för ${along === 'part' ? partName(code) : kommunName(profile, code)}`;
}

/** Control totals beside a count, for a terminal: what differs, or that all is well; then the table's own sums. */
export function totalsText(
  comparison: TotalsComparison,
  counted: string,
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const { cells, sums, inner } = comparison;
  const say = (text: string): string => `  ${wrap(text, width - 6, text.startsWith('– ') ? '    ' : '  ')}`;
  const lines = [paint.bold(`Kontrollsummor mot ${counted}`)];
  if (comparison.hasLostNames) {
    lines.push(
      say(
        'Kolumnernas namn är inte kommuner som profilen känner: cellerna jämförs inte med registret. Bara tabellens egna summor kontrolleras.',
      ),
    );
  } else {
    const comparable = cells.filter(({ expected }) => expected !== null);
    const differing = cells.filter(isDiffering);
    const differingSums = sums.filter(({ difference }) => difference !== 0);
    if (differing.length + differingSums.length === 0) {
      lines.push(
        `  ${paint.good(`Alla ${some(comparable.length, 'cell')} och ${some(sums.length, 'summa')} stämmer.`)}`,
      );
    } else {
      const same = comparable.length - differing.filter(({ isOutside }) => !isOutside).length;
      lines.push(
        say(
          `${paint.bad('FEL')}   ${some(differing.length, 'cell')} och ${some(differingSums.length, 'summa')} skiljer; ${some(same, 'cell')} stämmer.`,
        ),
        '',
      );
      lines.push(differenceTable(differing, differingSums, profile, paint), '');
    }
  }
  lines.push(...innerLines(comparison, profile, paint, say));
  if (comparison.beside.length > 0)
    lines.push(say(`Räknas inte, för de är en del av andra: ${comparison.beside.join(', ')}.`));
  if (inner.unreadable.length > 0) lines.push(...unreadableLines(inner.unreadable, profile, say));
  if (!doTotalsAgree(comparison) && !comparison.hasLostNames)
    lines.push(say('Raderna bakom en cell: overgang status --kommun K --part P, overgang explain ID.'));
  return lines.join('\n');
}

function differenceTable(
  cells: readonly ComparedCell[],
  sums: readonly ComparedSum[],
  profile: Profile,
  paint: Paint,
): string {
  return textTable(
    ['Part', 'Kommun', 'Tabell', 'Räknade', 'Skillnad'].map((header, at) => ({
      header,
      align: at < 2 ? 'left' : 'right',
    })),
    [
      ...cells.map(({ part, kommun, expected, actual, difference }) => ({
        cells: [
          partName(part),
          kommunName(profile, kommun),
          expected === null ? 'finns ej' : count(expected),
          count(actual),
          signed(difference),
        ],
      })),
      ...sums.map(({ along, code, expected, actual, difference }) => ({
        cells: [
          along === 'part' ? partName(code) : 'Alla parter',
          along === 'kommun' ? kommunName(profile, code) : 'Alla',
          count(expected),
          count(actual),
          signed(difference),
        ],
      })),
    ],
    paint,
  )
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function innerLines(
  comparison: TotalsComparison,
  profile: Profile,
  paint: Paint,
  say: (text: string) => string,
): readonly string[] {
  const { checked, uncheckable, differences } = comparison.inner;
  const open =
    uncheckable === 0 ? '' : ` ${count(uncheckable)} går inte att kontrollera: för mycket är oläsligt.`;
  if (checked === 0 && uncheckable === 0) return [say('Tabellen har inga egna summor att kontrollera.')];
  if (differences.length === 0) return [say(`Tabellens ${count(checked)} egna summor stämmer.${open}`)];
  return [
    say(
      `${paint.bad('FEL')}   Tabellen går inte ihop i sig: ${count(differences.length)} av ${some(checked, 'summa')} skiljer.${open}`,
    ),
    ...innerDifferenceTexts(comparison, profile).map((text) => say(`– ${text}`)),
  ];
}

/** Unreadable cells, row by row, with what the sums say that they are. */
function unreadableLines(
  unreadable: readonly InnerCell[],
  profile: Profile,
  say: (text: string) => string,
): readonly string[] {
  const rows = new Map<TotalsLine, InnerCell[]>();
  for (const cell of unreadable) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return [
    say('Oläsliga celler, och vad summorna säger att de är:'),
    ...[...rows].map(([row, cells]) =>
      say(
        `– ${lineName(row, partName)}: ${cells
          .map(
            ({ column, derived }) =>
              `${lineName(column, (code) => kommunName(profile, code))} ${derived === null ? 'okänt' : `= ${count(derived)}`}`,
          )
          .join(', ')}`,
      ),
    ),
  ];
}

/** The contract's `totals` and what goes beside it. */
export function totalsJson(comparison: TotalsComparison | null) {
  if (comparison === null) return { totals: [], totalsInner: null };
  const { cells, sums, inner } = comparison;
  return {
    totals: cells.map(({ part, kommun, expected, actual, difference }) => ({
      part,
      kommun,
      expected,
      actual,
      difference,
    })),
    totalsInner: {
      hasLostNames: comparison.hasLostNames,
      beside: comparison.beside,
      sums,
      checked: inner.checked,
      uncheckable: inner.uncheckable,
      differences: inner.differences.map(({ line, ...rest }) => ({ ...rest, line: lineId(line) })),
      unreadable: inner.unreadable.map(({ row, column, derived }) => ({
        row: lineId(row),
        column: lineId(column),
        derived,
      })),
    },
  };
}
