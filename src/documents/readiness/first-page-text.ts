import type { Behind, DayPage, DayStep, Figure } from '../../domain/readiness/day-page.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { DEADLINE_VERDICTS, deadlineMeaning } from '../../domain/readiness/words.ts';
import { shortDay, weekdayName } from '../kit/day-text.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';
import { STEP_STATES, URGENCY, whyBehind } from './desk-words.ts';
import { headline } from './headline.ts';
import { shownPace } from './number-text.ts';

/** So many are told who are behind: the page has the others. */
const MOST_BEHIND = 5;

/** What the page opens with, in a terminal: do we make it, who is behind and how they are reached, today and next, decisions. */
export function firstPageText(model: Readiness, paint: Paint, width: number): readonly string[] {
  const { day } = model;
  const [region] = model.forecast.scopes;
  if (day === null || region === undefined) return [];
  return [
    `${paint.bold(`${headline(model, region).text}.`)}\n${deadlinesText(model, paint)}`,
    behindText(day, paint, width),
    todayText(day, paint, width),
    ...decisionsText(day, paint),
  ];
}

function deadlinesText(model: Readiness, paint: Paint): string {
  const [region] = model.forecast.scopes;
  const best = region?.pace === null || region === undefined ? '–' : shownPace(region.pace.best);
  return textTable(
    [
      { header: 'Slutdag', align: 'left' },
      { header: '', align: 'left', widest: 34 },
      { header: 'Chans', align: 'right' },
      { header: '', align: 'left' },
      { header: 'Behövs', align: 'right' },
      { header: 'Bäst', align: 'right' },
    ],
    (region?.deadlines ?? []).map((deadline) => ({
      cells: [
        `${weekdayName(deadline.day).slice(0, 3)} ${shortDay(deadline.day)}`,
        deadlineMeaning(deadline, model.source),
        deadline.chance === null ? '–' : `${Math.round(deadline.chance * 100)} %`,
        DEADLINE_VERDICTS[deadline.verdict].word.toLowerCase(),
        deadline.neededPace === null || deadline.verdict === 'done' ? '–' : shownPace(deadline.neededPace),
        best,
      ],
    })),
    paint,
  );
}

const shown = ({ value, isFew }: Figure): string => (isFew ? 'få' : count(value));

function behindText({ behind }: DayPage, paint: Paint, width: number): string {
  if (behind.length === 0) return `${paint.bold('Vilka ligger efter')}\nIngen ligger efter planen.`;
  const line = (one: Behind): string => {
    const { label, left, urgency, contact, phone, role } = one;
    const head = `${URGENCY[urgency][1]}: ${label}, ${shown(left)} kvar. ${whyBehind(one)}`;
    const reached = [role?.replace(/\.$/u, '') ?? 'ingen roll angiven', phone ?? contact].join(', ');
    return `  ${wrap(head, width - 2, '    ')}\n    ${paint.dim(wrap(reached, width - 4, '    '))}`;
  };
  const rest = behind.length - MOST_BEHIND;
  return [
    `${paint.bold('Vilka ligger efter')}, mest bråttom först`,
    ...behind.slice(0, MOST_BEHIND).map(line),
    ...(rest > 0 ? [`  … och ${count(rest)} till: overgang readiness -o dagslage.html`] : []),
  ].join('\n');
}

function todayText({ today, next }: DayPage, paint: Paint, width: number): string {
  const line = ({ title, at, state, left, planned }: DayStep): string =>
    `  ${wrap(`${title}${at === null ? '' : `, ${at}`}: ${STEP_STATES[state][1].toLowerCase()}${planned === 0 ? '' : `, ${shown(left)} av ${count(planned)} kvar`}`, width - 2, '    ')}`;
  const heading = (day: string, isTomorrow: boolean): string =>
    isTomorrow ? 'I morgon' : `Härnäst, ${weekdayName(day)} ${shortDay(day)}`;
  return [
    paint.bold('I dag'),
    ...(today.length === 0 ? ['  Inget steg pågår i dag enligt planen.'] : today.map(line)),
    ...(next === null ? [] : [paint.bold(heading(next.day, next.isTomorrow)), ...next.steps.map(line)]),
  ].join('\n');
}

function decisionsText({ decisions }: DayPage, paint: Paint): readonly string[] {
  if (decisions.length === 0) return [];
  return [
    [
      paint.bold('Kräver beslut'),
      ...decisions.map(({ figure, what }) => `  ${count(figure.value)} ${what}`),
      '  Vad som behöver en människa i övrigt: overgang inbox',
    ].join('\n'),
  ];
}
