import type { TargetKind } from '../../domain/kinds/kinds.ts';
import { termLabel } from '../../domain/kinds/terms.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type {
  OtherPlace,
  PlaceColumn,
  PlaceThere,
  TargetComparison,
} from '../../domain/reconciliation/compare-target.ts';
import { ROW_DOUBTS } from '../../domain/target/target-row.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

/** How many of a list are shown on a terminal; all of them are in the JSON. */
const SHOWN = 10;

/** What should be in the target by each step, against its list of the kind. */
export function targetsText(
  targets: readonly TargetComparison[],
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const { target } = profile;
  const table = textTable(
    [
      { header: `Ska finnas i ${target}`, align: 'left' },
      ...['Uttag', 'Väntas', 'Finns', 'Saknas', 'Går ej att säga'].map((header) => ({
        header,
        align: 'right' as const,
      })),
    ],
    targets.map((one) => ({
      cells: [
        nameOf(one),
        one.listOn,
        ...[one.expected, one.found, one.missing.length, one.cannotTell.length].map(count),
      ],
    })),
    paint,
  );
  const blocks = targets.flatMap((one) => listsOf(one, profile, paint, width));
  return [
    paint.bold(`Steg för steg mot listorna från ${target}`),
    table,
    wrap(
      'Går ej att säga: listan är en del som inte täcker dem, numret går inte att söka på, personen har fler ärenden än listan, eller dess rad räknas inte. Verktyget stänger och flyttar ingenting efter de här listorna.',
      width - 2,
    ),
    ...blocks,
  ].join('\n\n');
}

const KIND_TEXTS: Readonly<Record<TargetKind, string>> = {
  lcsp_patient: 'Patienter',
  lcsp_vardtillfalle: 'Vårdtillfällen',
  lcsp_sip: 'SIP:ar',
  lcsp_enhet: 'Enheter',
};

/** "Patienter (steg 1)": several steps by the first and the last. */
function nameOf({ kind, steps }: TargetComparison): string {
  const numbers = [...new Set(steps.flatMap((step) => /^\d+/u.exec(step)?.[0] ?? []))];
  const [first] = numbers;
  const last = numbers.at(-1);
  const which = first === undefined ? '' : ` (steg ${first === last ? first : `${first}–${last ?? ''}`})`;
  return `${KIND_TEXTS[kind]}${which}`;
}

function listsOf(one: TargetComparison, profile: Profile, paint: Paint, width: number): readonly string[] {
  const { source, target } = profile;
  const what = KIND_TEXTS[one.kind];
  const sections: readonly (readonly [title: string, items: readonly string[]])[] = [
    [`finns dubbelt i ${target}`, one.twice.map(({ reference, times }) => `${reference}: ${times} gånger`)],
    [
      `har annan kommun eller enhet i ${target} än i ${source}`,
      one.otherPlace.map((other) => otherText(other, profile)),
    ],
    [`finns i ${target} fast de inte ska finnas där`, one.tooMuch],
    [`finns i ${target} och inte i ${source}`, one.unknown],
    [`saknas i listan från ${target}`, one.missing],
    [
      `räknas inte av det som listan från ${target} har`,
      one.notCounted.map(({ from, why }) => `${from}: ${ROW_DOUBTS[why].text}`),
    ],
  ];
  return sections.flatMap(([title, items]) => {
    if (items.length === 0) return [];
    const shown = items.slice(0, SHOWN);
    const rest = items.length - shown.length;
    return [
      [
        paint.notice(wrap(`${what}: ${count(items.length)} ${title}`, width - 2)),
        ...shown.map((item) => `  ${wrap(item, width - 4, '  ')}`),
        ...(rest > 0 ? [`  och ${count(rest)} till (alla med --json)`] : []),
      ].join('\n'),
    ];
  });
}

function otherText({ reference, differs, planned, actual }: OtherPlace, profile: Profile): string {
  if (planned === null || actual === null)
    return `${reference}: skyddade personuppgifter, se den egna listan`;
  const said = (place: PlaceThere, column: PlaceColumn): string => {
    const value = place[column] ?? '';
    if (column === 'kommun') return kommunName(profile, value);
    return column === 'part' ? termLabel('part', value) : value;
  };
  return `${reference}: ${differs.map((column) => `${said(planned, column)} → ${said(actual, column)}`).join('; ')}`;
}

/** The cases that are shown one by one; units and rows of files are none. */
export function referencesInTargets(
  targets: readonly TargetComparison[],
  isWhole: boolean,
): readonly string[] {
  const most = isWhole ? undefined : SHOWN;
  return targets
    .filter(({ kind }) => kind !== 'lcsp_enhet')
    .flatMap(({ missing, cannotTell, tooMuch, twice, otherPlace }) => [
      ...twice.slice(0, most).map(({ reference }) => reference),
      ...otherPlace.slice(0, most).map(({ reference }) => reference),
      ...tooMuch.slice(0, most),
      ...missing.slice(0, most),
      ...(isWhole ? cannotTell : []),
    ])
    .filter((reference) => !reference.startsWith('rad '));
}

/** The contract's `targets`. */
export const targetsJson = (targets: readonly TargetComparison[], profile: Profile) =>
  targets.map(({ kind, ...rest }) => ({ kind, label: kindLabel(kind, profile), ...rest }));
