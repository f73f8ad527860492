import { some } from '../../domain/words/counted.ts';
import { PUBLIC_NOTE } from '../../domain/readiness/public-count.ts';
import type { ScopeForecast } from '../../domain/forecast/forecast.ts';
import { gateState } from '../../domain/readiness/gate-state.ts';
import type { FigureTable, GateResult, Readiness } from '../../domain/readiness/readiness.ts';
import { rowsCommand } from '../../domain/readiness/rows-command.ts';
import {
  CERTAINTIES,
  DEADLINE_VERDICTS,
  deadlineMeaning,
  GATE_STATES,
  MILESTONE_STATES,
  type Told,
} from '../../domain/readiness/words.ts';
import { CLOSED_AS_NAMES } from '../../domain/classification/closed-as.ts';
import type { Progress } from '../../domain/timeline/timeline.ts';
import { dayNumber } from '../../domain/calendar/days.ts';
import type { Grid, GridCell, GridColumn, GridRow } from '../kit/grid-model.ts';

/** What stands for a figure that was left out of a public report. */
const LEFT_OUT = '–';

const text = (header: string, wrapAt?: number): GridColumn =>
  wrapAt === undefined ? { header, format: 'text' } : { header, format: 'text', wrapAt };
const counted = (header: string): GridColumn => ({ header, format: 'count' });
const decimal = (header: string): GridColumn => ({ header, format: 'decimal' });
const day = (header: string): GridColumn => ({ header, format: 'day' });

const told = ({ mark, word }: Told): string => `${mark} ${word}`;

/** Every sheet after the overview, in the order of the report. */
export function readinessGrids(model: Readiness): readonly Grid[] {
  return [
    ...model.tables.map((table) => figureGrid(table)),
    burndownGrid(model),
    forecastGrid(model),
    timelineGrid(model),
    ...(model.isPublic ? [] : [commandsGrid(model)]),
    aboutGrid(model),
  ];
}

/** The three deadlines side by side: never one. */
export function deadlineRows({ asOf, source, forecast }: Readiness): readonly (readonly GridCell[])[] {
  const [region] = forecast.scopes;
  return (region?.deadlines ?? []).map((deadline) => [
    deadlineMeaning(deadline, source),
    deadline.day,
    dayNumber(deadline.day) - dayNumber(asOf),
    deadline.workingDaysLeft,
    deadline.neededPace,
    told(DEADLINE_VERDICTS[deadline.verdict]),
    region?.pace?.recent ?? null,
  ]);
}

export const DEADLINE_HEADERS = [
  ...['Slutdag', 'Dag', 'Dagar kvar', 'Arbetsdagar kvar', 'Krävs per arbetsdag', 'Besked', 'Takt nu'],
] as const;

/** The gates, to be filtered. Commands stand on the sheet of commands. */
export const GATE_COLUMNS: readonly GridColumn[] = [
  text('Villkor', 34),
  day('Senast'),
  text('Läge', 16),
  counted('Mätt'),
  counted('Gräns'),
  text('Vad som räknas', 22),
  text('Slag', 14),
  text('Orsaker', 36),
  text('Undantag', 34),
];

export function gateRows(model: Readiness): readonly GridRow[] {
  return model.gates.map((gate) => ({
    cells: [
      gate.title,
      gate.dueOn,
      told(GATE_STATES[gateState(gate, model.asOf)]),
      gate.value ?? LEFT_OUT,
      gate.threshold,
      gate.unit,
      gate.severity === 'blocking' ? 'Måste vara uppfyllt' : 'Varnar',
      gate.reasons.map((reason) => reason.text).join('\n'),
      waiverText(model, gate),
    ],
  }));
}

function waiverText({ asOf, isPublic }: Readiness, { waiver }: GateResult): string | null {
  if (waiver === null) return null;
  const lead = asOf <= waiver.until ? `Till och med ${waiver.until}` : `Gick ut ${waiver.until}`;
  return `${lead}: ${waiver.reason}.${isPublic ? '' : ` Beslutat av ${waiver.by}, händelse ${waiver.seq}.`}`;
}

/** With columns for what a row lies under, so that the rows can be filtered and summed by it. */
function figureGrid(table: FigureTable): Grid {
  const depth = Math.max(0, ...table.rows.map(({ level }) => level));
  const above: string[] = [];
  return {
    name: table.title,
    title: table.title,
    notes: [table.caption],
    columns: [
      ...['Grupp', 'Undergrupp'].slice(0, depth).map((header) => text(header)),
      text(table.rowHeader, depth > 0 ? 42 : 30),
      ...table.columns.map(({ label }) => counted(label)),
    ],
    ...(depth > 0 ? { outlineAt: depth } : {}),
    rows: table.rows.map(({ label, values, isTotal, level }) => {
      above.length = level;
      above.push(label);
      return {
        cells: [
          ...Array.from({ length: depth }, (_, at) => above[at] ?? null),
          label,
          ...table.columns.map((_, at) => values[at] ?? LEFT_OUT),
        ],
        isTotal,
        level,
      };
    }),
  };
}

function burndownGrid({ forecast, source }: Readiness): Grid {
  return {
    name: 'Burndown',
    title: `Öppna SIP:ar i ${source} dag för dag`,
    notes: ['En rad per mätning. Märk området och infoga ett punktdiagram för en egen kurva.'],
    columns: [
      text('Område'),
      day('Dag'),
      counted('Öppna enligt lista'),
      counted('Intygade därefter'),
      counted('Kvar'),
      text('Mätt i'),
    ],
    rows: forecast.scopes.flatMap(({ label, points }) =>
      points.map((point) => ({
        cells: [
          label,
          point.day,
          point.open,
          point.attestedClosed,
          point.open - point.attestedClosed,
          point.isList ? 'lista' : 'inlämnade svar',
        ],
      })),
    ),
  };
}

function forecastGrid(model: Readiness): Grid {
  const { scopes, method } = model.forecast;
  const deadlines = scopes[0]?.deadlines ?? [];
  return {
    name: 'Prognos',
    title: 'När den sista SIP:en stängs',
    notes: method,
    columns: [
      text('Område'),
      counted('Öppna'),
      decimal('Takt, vanlig'),
      decimal('Takt, långsam'),
      day('Troligen klart'),
      day('Försiktigt räknat'),
      text('Säkerhet'),
      ...deadlines.flatMap((deadline) => [
        decimal(`Krävs till ${deadline.day}`),
        text(`${deadlineMeaning(deadline, model.source)} ${deadline.day}`, 16),
      ]),
      text('Varför', 34),
    ],
    rows: scopes.map((scope) => forecastRow(scope)),
  };
}

function forecastRow(scope: ScopeForecast): GridRow {
  return {
    cells: [
      scope.label,
      scope.remaining,
      scope.pace?.median ?? null,
      scope.pace?.low ?? null,
      scope.medianOn,
      scope.pessimisticOn,
      CERTAINTIES[scope.certainty],
      ...scope.deadlines.flatMap(({ neededPace, verdict }) => [neededPace, told(DEADLINE_VERDICTS[verdict])]),
      scope.certaintyText,
    ],
  };
}

function timelineGrid({ timeline }: Readiness): Grid {
  return {
    name: 'Tidplan',
    title: 'Tidplanen',
    notes: ['Andelen är klara ärenden av dem som steget gäller, där registret vet det.'],
    columns: [
      text('Vad', 52),
      text('Steg'),
      day('Från'),
      day('Till'),
      text('Vem', 26),
      text('Läge'),
      counted('Gäller'),
      counted('Klara'),
      { header: 'Andel klara', format: 'share' },
      counted('SIP:ar flyttade'),
      counted('SIP:ar avslutade'),
      counted('SIP:ar inte kända'),
    ],
    rows: timeline.map(({ milestone, state, progress }) => ({
      cells: [
        milestone.title,
        milestone.step,
        milestone.from,
        milestone.to,
        milestone.owners.join(', '),
        told(MILESTONE_STATES[state]),
        ...progressCells(progress),
      ],
    })),
  };
}

function progressCells(progress: Progress | null): readonly (number | null)[] {
  if (progress === null) return [null, null, null, null, null, null];
  const { planned, done, sips } = progress;
  const closedAs = sips === undefined ? [null, null, null] : CLOSED_AS_NAMES.map((name) => sips[name]);
  return [planned, done, planned === 0 ? null : done / planned, ...closedAs];
}

/** Every figure with the command that lists its cases, gates and tables alike. */
function commandsGrid(model: Readiness): Grid {
  const ofGates = model.gates.flatMap((gate) =>
    gate.reasons.flatMap(({ text: reason, command }) =>
      command === null ? [] : [{ cells: ['Villkor', gate.title, reason, null, command] }],
    ),
  );
  const ofTables = model.tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      table.columns.flatMap(({ label, cohort }, at) => {
        const value = row.values[at] ?? null;
        return cohort === null || value === null
          ? []
          : [{ cells: [table.title, row.label, label, value, rowsCommand(cohort, row.scope, model)] }];
      }),
    ),
  );
  return {
    name: 'Raderna bakom',
    title: 'Så tar du fram raderna',
    notes: ['Kommandot listar just de ärenden som talet räknar, med referenser och utan namn.'],
    columns: [text('Tabell'), text('Rad', 40), text('Tal', 34), counted('Antal'), text('Kommando', 78)],
    rows: [...ofGates, ...ofTables],
  };
}

function aboutGrid(model: Readiness): Grid {
  const facts: readonly (readonly [string, string])[] = [
    ['Läget per', model.asOf],
    ...(model.head.seq === null ? [] : [['Händelseloggens huvud, nummer', String(model.head.seq)] as const]),
    ['Händelseloggens huvud, kontrollsumma', model.head.hash],
    ...model.lists.map(({ label, exportedOn, ageDays }): [string, string] => [
      label,
      exportedOn === null
        ? 'utan dag'
        : `uttagen ${exportedOn}${ageDays === null ? '' : `, ${some(ageDays, 'dag')} gammal`}`,
    ]),
    ['Innehåll', 'Alla siffror är antal; inga personuppgifter om patienter.'],
    ...(model.isPublic
      ? [['Avrundat', PUBLIC_NOTE] as const]
      : [['Små tal', 'De kan peka ut personer: lämna inte rapporten utanför projektet.'] as const]),
  ];
  return {
    name: 'Om rapporten',
    title: 'Det rapporten vilar på',
    notes: ['En senare rapport vars logg inte innehåller händelsen nedan vilar på ett annat register.'],
    columns: [text('Uppgift'), text('Värde', 76)],
    rows: facts.map(([label, value]) => ({ cells: [label, value] })),
  };
}
