import type { ChangedField, ComparedList, ListDiff, NamedCase } from '../../domain/fates/list-diff.ts';
import type { Paint } from '../kit/paint.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';

type Names = Pick<Profile, 'source' | 'target'>;

/** How many cases of each sort are shown one by one. */
const SHOWN = 20;

/** What two lists differ in: how many first, then case by case. */
export function diffText(diff: ListDiff, names: Names, paint: Paint, width: number): string {
  const { from, to, unchanged } = diff;
  const blocks = [
    [
      paint.bold(`Skillnad mellan två uttag: ${kindLabel(diff.kind, names)}`),
      `  Från  ${listText(from)}`,
      `  Till  ${listText(to)}`,
    ],
    [
      `  ${wrap(
        `${counted(diff.new.length, 'nytt', 'nya')}, ${counted(diff.changed.length, 'ändrat', 'ändrade')}, ${count(diff.gone.length)} borta, ${count(diff.back.length)} tillbaka, ${counted(unchanged, 'oförändrat', 'oförändrade')}.`,
        width - 4,
        '  ',
      )}`,
      `  ${paint.dim(`${count(from.cases)} − ${count(diff.gone.length)} borta + ${counted(diff.new.length, 'nytt', 'nya')} + ${count(diff.back.length)} tillbaka = ${count(to.cases)}`)}`,
    ],
    fieldCounts(diff),
    section(
      'Tillbaka: fanns i ett tidigare uttag, men inte i det första av de två',
      diff.back,
      caseLine,
      paint.notice,
    ),
    section(
      'Ändrade',
      diff.changed,
      (item) => [caseLine(item), ...item.fields.map((field) => fieldLine(field, width))].join('\n'),
      paint.bold,
    ),
    section('Nya', diff.new, caseLine, paint.bold),
    section('Borta', diff.gone, caseLine, paint.bold),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The cases that are shown one by one. */
export function casesInDiff(
  diff: ListDiff,
  isWhole: boolean,
): readonly { readonly kind: ListDiff['kind']; readonly caseNo: number }[] {
  const { kind } = diff;
  return [diff.back, diff.changed, diff.new, diff.gone].flatMap((cases: readonly NamedCase[]) =>
    cases.slice(0, isWhole ? undefined : SHOWN).map(({ caseNo }) => ({ kind, caseNo })),
  );
}

/** How many cases each field changed in, most first. */
function fieldCounts({ changed }: ListDiff): readonly string[] {
  const counts = new Map<string, number>();
  for (const { label } of changed.flatMap(({ fields }) => fields))
    counts.set(label, (counts.get(label) ?? 0) + 1);
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([label, cases]) => `  ${label}: ${count(cases)}`);
  return lines.length === 0 ? [] : ['  Ändrade uppgifter:', ...lines.map((line) => `  ${line}`)];
}

const listText = ({ sourceNo, file, exportedOn, cases }: ComparedList): string =>
  `${file}${exportedOn === null ? '' : `, uttag ${exportedOn}`} (källa ${sourceNo}, ${some(cases, 'ärende')})`;

const caseLine = ({ id, reference, row }: NamedCase): string =>
  `  ${[reference, id, `rad ${row}`].filter((text) => text !== null).join('  ')}`;

function section<T>(
  title: string,
  items: readonly T[],
  line: (item: T) => string,
  paintTitle: (text: string) => string,
): readonly string[] {
  if (items.length === 0) return [];
  const rest = items.length - SHOWN;
  return [
    paintTitle(`${title} (${count(items.length)})`),
    ...items.slice(0, SHOWN).map(line),
    ...(rest > 0 ? [`  … och ${count(rest)} till (alla med --json)`] : []),
  ];
}

/** "Kommun: Timrå (2262) → Sundsvall (2281)" */
export function fieldText({ label, fromText, toText, isHidden }: ChangedField): string {
  return isHidden ? `${label}: ändrat (visas inte)` : `${label}: ${fromText} → ${toText}`;
}

const fieldLine = (field: ChangedField, width: number): string =>
  `      ${wrap(fieldText(field), width - 8, '        ')}`;
