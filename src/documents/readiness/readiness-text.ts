import { PUBLIC_NOTE } from '../../domain/readiness/public-count.ts';
import type { BurndownPoint, DeadlineVerdict, ScopeForecast } from '../../domain/forecast/forecast.ts';
import { isInForce } from '../../domain/readiness/gates.ts';
import type { FigureTable, GateResult, Readiness, Verdict } from '../../domain/readiness/readiness.ts';
import { END_WORDS, endOf } from '../../domain/readiness/words.ts';
import { weekday } from '../../domain/calendar/days.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap, type TableRow } from '../kit/table.ts';
import { firstPageText } from './first-page-text.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  ready: 'REDO',
  'ready-with-waivers': 'REDO, MED UNDANTAG',
  'not-ready': 'INTE REDO',
};

/** How many reasons are told, and how many owners of a kommun's table. */
const TOLD = 6;

/** The cut-over report on a terminal: every sign also stands as a word, colour is a second signal. */
export function readinessText(model: Readiness, paint: Paint, width: number): string {
  const heading = `${model.title}: är vi redo? ${weekday(model.asOf)} ${model.asOf}`;
  return [
    ...(model.watermark === null ? [] : [paint.notice(`— ${model.watermark} —`)]),
    paint.bold(heading),
    verdictText(model, paint, width),
    ...firstPageText(model, paint, width),
    gatesText(model, paint, width),
    ...progressText(model, paint),
    ...burndownText(model, paint, width),
    ...nextText(model, paint, width),
    basisText(model, paint, width),
  ].join('\n\n');
}

function verdictText({ verdict, gates, asOf, isPublic }: Readiness, paint: Paint, width: number): string {
  const blocking = gates.filter(({ severity }) => severity === 'blocking');
  const holding = blocking.filter(({ ok }) => ok).length;
  const waived = blocking.filter((gate) => isWaived(gate, asOf)).length;
  const color = verdict === 'not-ready' ? paint.bad : verdict === 'ready' ? paint.good : paint.notice;
  const texts = [
    `${count(holding)} av ${count(blocking.length)} villkor är ${holding === 1 ? 'uppfyllt' : 'uppfyllda'}`,
    waived === 0 ? null : `${count(waived)} släpps igenom med undantag`,
  ].filter((text) => text !== null);
  const told = `${color(paint.bold(VERDICTS[verdict]))}. ${texts.join(', ')}.`;
  const public_ = isPublic ? `\n${wrap(PUBLIC_NOTE, width)}` : '';
  return wrap(told, width) + public_;
}

const isWaived = ({ ok, waiver }: GateResult, asOf: string): boolean =>
  !ok && waiver !== null && isInForce(waiver, asOf);

function signOf(gate: GateResult, asOf: string, paint: Paint): string {
  if (gate.ok) return paint.good('✓ ja      ');
  if (isWaived(gate, asOf)) return paint.notice('~ undantag');
  if (gate.severity === 'warning') return paint.notice('~ varning ');
  return paint.bad('✗ nej     ');
}

const LEAD = 21;

function gatesText({ gates, asOf }: Readiness, paint: Paint, width: number): string {
  const lines: string[] = [];
  let day = '';
  for (const gate of gates) {
    const heading = gate.severity === 'warning' ? 'Underlaget i dag' : `${weekday(gate.dueOn)} ${gate.dueOn}`;
    if (heading !== day) lines.push(paint.bold(heading));
    day = heading;
    const value = gate.value === null ? '–' : count(gate.value);
    const lead = `  ${signOf(gate, asOf, paint)} ${value.padStart(6)}  `;
    lines.push(lead + wrap(gate.title, width - LEAD, ' '.repeat(LEAD)));
    const remark = waiverText(gate, asOf);
    if (remark !== null)
      lines.push(' '.repeat(LEAD) + paint.dim(wrap(remark, width - LEAD, ' '.repeat(LEAD))));
    else if (gate.value === null && gate.reasons[0] !== undefined)
      lines.push(' '.repeat(LEAD) + paint.dim(wrap(gate.reasons[0].text, width - LEAD, ' '.repeat(LEAD))));
  }
  return lines.join('\n');
}

function waiverText({ ok, waiver }: GateResult, asOf: string): string | null {
  if (ok || waiver === null) return null;
  const { by, reason, until, seq } = waiver;
  return isInForce(waiver, asOf)
    ? `Undantag till och med ${until}, ${by}: ${reason} (händelse ${seq})`
    : `Undantaget gick ut ${until} och räknas inte längre (${by}, händelse ${seq}).`;
}

const BAR = 20;
const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : count(value);

/** Open and closed SIPs per kommun, with a bar for the share that is closed. */
function progressText({ tables }: Readiness, paint: Paint): readonly string[] {
  const sips = tables.find(({ id }) => id === 'sips');
  if (sips === undefined) return [];
  const rows = sips.rows
    .filter(({ level }) => level === 0)
    .map(({ label, values, isTotal }): TableRow => {
      const [open, attested, confirmed, all] = values;
      return { cells: [label, figure(open), figure(attested), figure(confirmed), barOf(open, all)], isTotal };
    });
  const table = textTable(
    [
      { header: 'Kommun', align: 'left' },
      ...['Öppna', 'Intygade', 'Bekräftade'].map((header) => ({ header, align: 'right' as const })),
      { header: 'Stängda', align: 'left' },
    ],
    rows,
    paint,
  );
  return [`${paint.bold('SIP:ar')} efter patientens aktuella kommun\n${table}`, ...sinceText(tables, paint)];
}

function barOf(open: number | null | undefined, all: number | null | undefined): string {
  if (open === null || open === undefined || all === null || all === undefined || all === 0) return '';
  const share = (all - open) / all;
  const filled = Math.floor(share * BAR);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function sinceText(tables: readonly FigureTable[], paint: Paint): readonly string[] {
  const since = tables.find(({ id }) => id === 'since');
  if (since === undefined) return [];
  const table = textTable(
    [
      { header: 'Kommun', align: 'left' },
      ...since.columns.map(({ label }) => ({ header: label, align: 'right' as const })),
    ],
    since.rows.map(({ label, values, isTotal }) => ({ cells: [label, ...values.map(figure)], isTotal })),
    paint,
  );
  return [`${paint.bold(since.title)}\n${table}`];
}

const BLOCKS = '▁▂▃▄▅▆▇█';

/** One block a point; the tallest is the most there ever was. */
export function sparkline(points: readonly BurndownPoint[]): string {
  const left = points.map(({ open, attestedClosed }) => open - attestedClosed);
  const most = Math.max(1, ...left);
  return left.map((value) => BLOCKS[Math.round((value / most) * (BLOCKS.length - 1))] ?? '').join('');
}

const DEADLINE_WORDS: Readonly<Record<DeadlineVerdict, string>> = {
  done: 'klart',
  reached: 'nås',
  likely: 'troligen',
  uncertain: 'osäkert',
  unlikely: 'osannolikt',
  missed: 'NÅS INTE',
  unknown: 'okänt',
};
const LONGEST_SPARK = 14;

function burndownText({ forecast }: Readiness, paint: Paint, width: number): readonly string[] {
  const [region] = forecast.scopes;
  if (region === undefined || region.points.length === 0) return [];
  const path = region.points
    .filter(({ isList }, at) => isList || at === region.points.length - 1)
    .map(({ day, open, attestedClosed }) => `${day} ${count(open - attestedClosed)}`);
  const days = region.deadlines.map(({ day }) => day);
  const table = textTable(
    [
      { header: 'Kommun', align: 'left' },
      { header: 'Kvar', align: 'right' },
      { header: 'Förlopp', align: 'left' },
      ...days.map((day) => ({
        header: `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`,
        align: 'left' as const,
      })),
      { header: 'Klart (median)', align: 'left' },
    ],
    forecast.scopes.map((scope) => ({ cells: forecastCells(scope, days) })),
    paint,
  );
  return [
    `${paint.bold('Nedräkning')} (öppna SIP:ar)\n${wrap(path.join(' → '), width)}`,
    `${paint.bold('Prognos')} per kommun mot de tre slutdagarna\n${table}\n${wrap(region.certaintyText, width)}`,
  ];
}

function forecastCells(scope: ScopeForecast, days: readonly string[]): string[] {
  const { label, remaining, points, deadlines } = scope;
  const end = endOf(scope, 'median');
  const verdictOn = (day: string): string => {
    const found = deadlines.find((deadline) => deadline.day === day);
    return found === undefined ? '' : DEADLINE_WORDS[found.verdict];
  };
  return [
    label,
    count(remaining),
    sparkline(points.slice(-LONGEST_SPARK)),
    ...days.map(verdictOn),
    typeof end === 'string' ? END_WORDS[end] : end.on,
  ];
}

/** The reasons of what does not hold, the earliest first. */
function nextText({ gates, asOf }: Readiness, paint: Paint, width: number): readonly string[] {
  const seen = new Set<string>();
  const reasons = gates
    .filter((gate) => !gate.ok && !isWaived(gate, asOf))
    .toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
    .flatMap(({ reasons: [first], unit, value }) => {
      const command = first?.command ?? null;
      if (first === undefined || command === null || seen.has(command)) return [];
      seen.add(command);
      const what = value === null ? first.text : `${first.text} (${unit})`;
      return [`  ${wrap(what, width - 2, '  ')}\n${commandLine(command, asOf, width)}`];
    });
  if (reasons.length === 0) return [];
  const rest = reasons.length - TOLD;
  return [
    [
      paint.bold('Det här behöver göras härnäst'),
      paint.dim(`(kommandona visar ärendena; lägg till --as-of ${asOf})`),
      ...reasons.slice(0, TOLD),
      ...(rest > 0 ? [`  … och ${count(rest)} till (alla med --json)`] : []),
    ].join('\n'),
  ];
}

/** A command on one line, so that it can be copied in any shell; the day, which all share, is told once above. */
function commandLine(command: string, asOf: string, width: number): string {
  const shown = command.replace(` --as-of ${asOf}`, '');
  return `${' '.repeat(Math.max(0, Math.min(4, width - shown.length)))}${shown}`;
}

function basisText({ lists, head }: Readiness, paint: Paint, width: number): string {
  const used = lists.flatMap(({ label, exportedOn }) =>
    exportedOn === null ? [] : [`${label} ${exportedOn}`],
  );
  const text = `Vilar på ${used.length === 0 ? 'inga listor' : used.join(', ')}; ${head.seq === null ? '' : `händelse ${head.seq}, `}${head.hash.slice(0, 12)}.`;
  return paint.dim(wrap(text, width));
}
