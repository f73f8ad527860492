import { fillLabels } from '../../domain/profile/fill-text.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { addClosedAs, closedAsText, NOTHING_CLOSED } from '../../domain/classification/closed-as.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { weekday } from '../../domain/calendar/days.ts';
import { PARTS, termLabel } from '../../domain/kinds/terms.ts';
import type { Status, StatusFilter } from '../../domain/tracking/status.ts';
import type { Paint } from '../kit/paint.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { lockLines } from '../kit/lock-text.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap, type TableRow } from '../kit/table.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

/** The classes that the plan of the profile gives. */
function sipLabels(profile: Profile): Readonly<Record<string, string>> {
  const classes: readonly string[] = planOf(profile).sipClasses;
  return Object.fromEntries(
    Object.entries(planOf(profile).sipLabels).filter(([code]) => classes.includes(code)),
  );
}

/** The status as people read it on a terminal: kommuner down, parter across, so that it fits in 80 columns. */
export function statusText(status: Status, profile: Profile, filter: StatusFilter, paint: Paint): string {
  const scope = [
    filter.kommun === null ? null : kommunName(profile, filter.kommun),
    filter.part === null ? null : termLabel('part', filter.part),
    filter.unit,
  ].filter((text) => text !== null);
  const heading = `Läget ${weekday(status.asOf)} ${status.asOf}${scope.length === 0 ? '' : `, ${scope.join(', ')}`}`;
  const blocks = [
    paint.bold(`${profile.title}: ${heading}`),
    ...lockLines(status.lock, profile, paint),
    ...gallratLines(status, paint),
    `${paint.bold('Öppna SIP:ar')} efter samordningsansvar och patientens aktuella kommun`,
    matrixText(status, profile, paint),
    `Öppna ${count(status.sips.open)}, avslutade ${count(status.sips.closed)}${byWordText(status)}.${closedAsLine(status, profile)}`,
    classesText('SIP', status.sips.classes, sipLabels(profile), isWholeRegion(filter), paint),
  ];
  if (filter.part === null) {
    blocks.push(
      classesText(
        'Vårdtillfällen',
        status.vardtillfallen.classes,
        fillLabels(VARDTILLFALLE_CLASSES, profile),
        isWholeRegion(filter),
        paint,
      ),
    );
    if (isWholeRegion(filter))
      blocks.push(`Okvitterade meddelanden: ${paint.bold(count(status.messages.unacknowledged))}`);
  }
  if (status.messages.extra.expected > 0) blocks.push(extraMessagesText(status, profile, paint));
  if (status.milestones.length > 0) blocks.push(milestonesText(status.milestones, paint));
  if (status.inTarget !== undefined) blocks.push(inTargetText(status.inTarget, profile, paint));
  if (status.steps !== undefined) blocks.push(stepsText(status.steps, profile, paint));
  blocks.push(...answersText(status, paint));
  return blocks.join('\n\n');
}

/** What people attest and what a list shows stand apart. */
const byWordText = ({ sips: { closedByWord } }: Status): string =>
  closedByWord === 0
    ? ''
    : `, varav ${count(closedByWord)} bara enligt intyg eller beslut (det senaste uttaget har dem som öppna)`;

/** Moved and ended stand apart: one system's work is not the other's. */
const closedAsLine = ({ sips: { closed, closedAs } }: Status, profile: Profile): string =>
  closed === 0 ? '' : `\n${wrap(`Av de avslutade: ${closedAsText(closedAs, profile, count)}.`, WIDTH)}`;

function extraMessagesText(
  { messages: { extra } }: Status,
  profile: Pick<Profile, 'source'>,
  paint: Paint,
): string {
  return [
    `${paint.bold('Extrameddelanden om flytten')} (steg 2–4): ${count(extra.expected)} ska skickas och kvitteras i ${profile.source}`,
    `  intygade skickade ${count(extra.attestedSent)}; funna i meddelandelistan ${count(extra.found)}, varav kvitterade av alla ${count(extra.acknowledged)}`,
  ].join('\n');
}

/** What a terminal is sure to have room for. */
const WIDTH = 80;

/** How many places are named. */
const NAMED_PLACES = 7;

/** Milestones that no list proves: how far they are, and where nobody has said so. */
function milestonesText(milestones: Status['milestones'], paint: Paint): string {
  const lines = milestones.map(({ title, owners, dueOn, isLate, places }) => {
    const missing = places.filter(({ doneOn }) => doneOn === null).map(({ label }) => label);
    const named = missing.slice(0, NAMED_PLACES).join(', ');
    const more = missing.length > NAMED_PLACES ? ` och ${count(missing.length - NAMED_PLACES)} till` : '';
    const state = missing.length === 0 ? paint.good('klar') : isLate ? paint.bad('SEN') : `senast ${dueOn}`;
    const done = `${count(places.length - missing.length)} av ${count(places.length)} (${owners.join(', ')})`;
    const due = isLate ? `, skulle vara klar ${dueOn}` : '';
    const left = missing.length === 0 ? [] : [`återstår: ${named}${more}`];
    return [
      `  ${wrap(title, WIDTH - 2, '  ')}`,
      ...[`${state}: ${done}${due}`, ...left].map((text) => `    ${wrap(text, WIDTH - 4, '    ')}`),
    ].join('\n');
  });
  return [paint.bold('Milstolpar som prickas av'), ...lines].join('\n');
}

/** What people attest and what the target's own lists show, step by step. */
function inTargetText(
  { lists, steps }: NonNullable<Status['inTarget']>,
  names: Pick<Profile, 'source' | 'target'>,
  paint: Paint,
): string {
  const named = lists.map(({ kind, exportedOn }) => `${kindLabel(kind as KindName, names)} ${exportedOn}`);
  return [
    paint.bold(`Mot listorna från ${names.target}`),
    ...named.map((text) => `  ${text}`),
    textTable(
      [
        { header: 'Steg', align: 'left' },
        ...['Alla', 'Intygade', 'Och i listan', 'Bara i listan', 'Motsagda'].map((header) => ({
          header,
          align: 'right' as const,
        })),
      ],
      steps.map(({ step, planned, attested, confirmed, listed, contradicted }) => ({
        cells: [step, ...[planned, attested, confirmed, listed, contradicted].map(count)],
      })),
      paint,
    ),
  ].join('\n');
}

function gallratLines({ asOf, gallrat }: Status, paint: Paint): readonly string[] {
  if (gallrat === null) return [];
  return [
    paint.notice(
      `Registret är gallrat ${gallrat.on}: siffrorna är arkivets (${gallrat.checkpoint}), ${asOf}.`,
    ),
  ];
}

/** Neither a kommun nor a unit: only then may the classes be told apart. */
const isWholeRegion = ({ kommun, unit }: StatusFilter): boolean => kommun === null && unit === null;

/** How far each owner of a step's lists is. */
function stepsText(steps: NonNullable<Status['steps']>, profile: Profile, paint: Paint): string {
  if (steps.length === 0) return 'Inga ärenden i de stegen.';
  const shown = (value: number | null): string => (value === null ? 'färre än 5' : count(value));
  const done = steps.flatMap(({ closedAs }) => closedAs ?? []);
  const closedAs =
    done.length === 0
      ? ''
      : `\nSIP:ar som är klara i stegen: ${closedAsText(done.reduce(addClosedAs, NOTHING_CLOSED), profile, count)}.`;
  return `${textTable(
    [
      { header: 'Steg', align: 'left' },
      { header: 'Mottagare', align: 'left', widest: OWNER_WIDTH },
      ...['Alla', 'Intygade', 'Bekräftade', 'Hjälp', 'Kvar'].map((header) => ({
        header,
        align: 'right' as const,
      })),
    ],
    steps.map(({ step, kommun, part, unit, planned, attested, confirmed, needHelp, notDone }) => ({
      cells: [
        step,
        ownerText(kommun, part, unit, profile),
        ...(planned === null ? ['färre än 5'] : [planned, attested, confirmed, needHelp, notDone].map(shown)),
      ],
    })),
    paint,
  )}${wrap(closedAs, WIDTH)}`;
}

/** So much of an owner's name as leaves room for the numbers in 80 columns. */
const OWNER_WIDTH = 27;

function ownerText(
  kommun: string | null,
  part: string | null,
  unit: string | null,
  profile: Profile,
): string {
  const partName = part === null ? '' : (SHORT_PART[part] ?? part);
  return unit ?? (kommun === null ? partName : `${kommunName(profile, kommun)} ${partName.toLowerCase()}`);
}

/** How many rows are shown one by one. */
const SHOWN = 20;

/** The cases that are shown one by one. */
export function referencesInStatus({ answers }: Status, isWhole: boolean): readonly string[] {
  return answers.needAttention.slice(0, isWhole ? undefined : SHOWN).map(({ reference }) => reference);
}

function answersText({ answers: { needAttention, held } }: Status, paint: Paint): readonly string[] {
  const blocks: string[] = [];
  if (needAttention.length > 0) {
    const table = textTable(
      ['Referens', 'Steg', 'Svar', 'Dag'].map((header) => ({ header, align: 'left' })),
      needAttention
        .slice(0, SHOWN)
        .map(({ reference, step, status, on }) => ({ cells: [reference, step, status, on] })),
      paint,
    );
    const rest = needAttention.length - SHOWN;
    blocks.push(
      [
        paint.bold('Behöver ses till, enligt inlämnade arbetslistor'),
        table,
        ...(rest > 0 ? [`… och ${count(rest)} till (alla med --json)`] : []),
      ].join('\n'),
    );
  }
  if (held > 0) {
    blocks.push(
      paint.notice(`${count(held)} svar räknas inte än: de är i konflikt.`) +
        ' Skriv dem med "overgang return --conflicts MAPP".',
    );
  }
  return blocks;
}

const SHORT_PART: Readonly<Record<string, string>> = {
  kommun: 'Kommun',
  primarvard: 'Primärvård',
  slutenvard: 'Slutenvård',
  psykiatri: 'Psykiatri',
};

function matrixText({ sips }: Status, profile: Profile, paint: Paint): string {
  const parts: (string | null)[] = PARTS.filter((part) => sips.matrix.some((cell) => cell.part === part));
  if (sips.matrix.some((cell) => cell.part === null)) parts.push(null);
  const kommuner: (string | null)[] = profile.kommuner
    .map(({ code }) => code)
    .filter((code) => sips.matrix.some((cell) => cell.kommun === code));
  if (sips.matrix.some((cell) => cell.kommun === null)) kommuner.push(null);
  const open = (part: string | null | undefined, kommun: string | null | undefined): number =>
    sips.matrix
      .filter(
        (cell) =>
          (part === undefined || cell.part === part) && (kommun === undefined || cell.kommun === kommun),
      )
      .reduce((sum, cell) => sum + cell.open, 0);
  const rowOf = (label: string, kommun: string | null | undefined): string[] => [
    label,
    ...parts.map((part) => count(open(part, kommun))),
    count(open(undefined, kommun)),
  ];
  const rows: TableRow[] = kommuner.map((kommun) => ({ cells: rowOf(kommunName(profile, kommun), kommun) }));
  rows.push({ cells: rowOf('Totalt', undefined), isTotal: true });
  const headers = [
    'Kommun',
    ...parts.map((part) => (part === null ? 'Ingen part' : (SHORT_PART[part] ?? part))),
    'Totalt',
  ];
  return textTable(
    headers.map((header, at) => ({
      header: at === 0 ? 'Patientens kommun' : header,
      align: at === 0 ? 'left' : 'right',
    })),
    rows,
    paint,
  );
}

/** Classes that few cases have; in a kommun they are told as one, so that no subtraction shows protected persons. */
const TOLD_TOGETHER = ['vardplan', 'protected', 'in-both-systems', 'needs-decision'];
const TOGETHER = 'Behöver beslut eller särskild hantering';

/** Protected persons are few: their number is told for the region as a whole, never for a kommun. */
function classesText(
  title: string,
  classes: Readonly<Record<string, number | null>>,
  labels: Readonly<Record<string, string>>,
  isWholeRegion: boolean,
  paint: Paint,
): string {
  const rows = Object.entries(labels)
    .filter(([name]) => isWholeRegion || !TOLD_TOGETHER.includes(name))
    .map(([name, label]) => ({ cells: [label, count(classes[name] ?? 0), name] }));
  if (!isWholeRegion) {
    const together = TOLD_TOGETHER.reduce((sum, name) => sum + (classes[name] ?? 0), 0);
    rows.push({ cells: [TOGETHER, count(together), ''] });
  }
  return textTable(
    [
      { header: title, align: 'left' },
      { header: 'Antal', align: 'right' },
      { header: 'Klass', align: 'left', color: paint.dim },
    ],
    rows,
    paint,
  );
}
