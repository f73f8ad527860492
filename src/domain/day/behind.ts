import type { Forecast, ScopeForecast } from '../forecast/forecast.ts';
import type { Plan, Step } from '../plan/plan.ts';
import { fillText } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { FigureRow, FigureTable, Scope } from '../readiness/readiness.ts';
import { groupBy } from '../words/group-by.ts';
import { compareSwedish } from '../words/swedish-order.ts';
import type { Behind, Urgency } from '../readiness/day-page.ts';
import { placeLabel } from './place-label.ts';
import { fewOf } from './few.ts';
import type { Stages } from './stages.ts';

/** So many times its own best pace is seldom caught up (docs/forecast.md). */
const STEEP = 2.5;

interface Asked {
  readonly profile: Profile;
  readonly plan: Plan;
  readonly asOf: string;
  readonly steps: FigureTable | undefined;
  readonly forecast: Forecast;
  readonly stages: Stages;
  /** The day from which SIPs are moved; null where the plan has none. */
  readonly movesFrom: string | null;
  /** How whoever gets a step's lists in a place is reached; null where no contact is given. */
  readonly phoneOf: (scope: Scope) => string | null;
}

/** Who is behind, most urgent first: those who hold others up, then those past their day, then the steepest way left. */
export function behindOf(asked: Asked): readonly Behind[] {
  return [...onSteps(asked), ...steepest(asked)].toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      other.holdsUp.length - one.holdsUp.length ||
      steepness(other) - steepness(one) ||
      other.left.value - one.left.value ||
      compareSwedish(one.label, other.label),
  );
}

const steepness = ({ pace }: Behind): number => (pace === null ? 0 : pace.needed / Math.max(pace.best, 0.05));

function rankOf({ urgency, holdsUp, hasAnswered }: Behind): number {
  if (urgency !== 'far' && (holdsUp.length > 0 || (urgency === 'late' && !hasAnswered))) return 0;
  return { late: 1, today: 2, help: 2, far: 3 }[urgency];
}

function onSteps({ steps, plan, asOf, profile, stages, phoneOf }: Asked): readonly Behind[] {
  const ofStep = new Map(plan.steps.map((step) => [step.id, step]));
  const rows = (steps?.rows ?? []).filter(({ level, scope }) => level === 1 && scope.step !== undefined);
  const few = fewByStep(rows);
  return rows.flatMap((row): readonly Behind[] => {
    const step = ofStep.get(row.scope.step ?? '');
    const [planned, left, help, answered] = countsOf(row);
    if (step === undefined || left === 0 || step.kind === 'sip') return [];
    const label = placeLabel(row.scope, profile);
    const urgency = urgencyOf(step, asOf, help);
    if (urgency === null) return [];
    return [
      {
        label,
        urgency,
        step: shortTitle(step),
        left: { value: left, isFew: few.has(row), cohort: 'step-left', scope: row.scope },
        planned,
        dueOn: step.deadline,
        hasAnswered: answered > 0,
        holdsUp: stages.waiting.find(({ unit }) => unit === label)?.waits.map(({ unit }) => unit) ?? [],
        role: step.role,
        contact: contactOf(row.scope.part ?? null, profile),
        phone: phoneOf(row.scope),
        pace: null,
      },
    ];
  });
}

/** Planned, left, in need of help, and answered in any way. */
export function countsOf({ values }: FigureRow): readonly [number, number, number, number] {
  const at = (column: number): number => values[column] ?? 0;
  const help = at(3);
  return [at(0), help + at(4), help, at(1) + at(2) + help];
}

function fewByStep(rows: readonly FigureRow[]): ReadonlySet<FigureRow> {
  return new Set(
    [...groupBy(rows, ({ scope }) => scope.step ?? '').values()].flatMap((here) => {
      const few = fewOf(here.map((row) => countsOf(row)[1]));
      return here.filter((_, at) => few[at]);
    }),
  );
}

/** Work beside the plan has no day of its own to be late from, but somebody can need help with it. */
function urgencyOf({ deadline, beginsOn, milestone }: Step, asOf: string, help: number): Urgency | null {
  if (milestone !== null && deadline < asOf) return 'late';
  if (help > 0) return 'help';
  return milestone !== null && beginsOn !== null && deadline === asOf ? 'today' : null;
}

/** The kommuner whose SIPs need the most of what has been done at best; each needs its own pace. */
function steepest({ forecast, profile, asOf, movesFrom, plan }: Asked): readonly Behind[] {
  const places = forecast.scopes.filter(({ kommun }) => kommun !== undefined);
  const few = fewOf(places.map(({ remaining }) => remaining));
  const role =
    plan.steps.find(({ kind, classes }) => kind === 'sip' && classes.includes('move-outside-vardtillfalle'))
      ?.role ?? null;
  const hasOpened = movesFrom !== null && movesFrom <= asOf;
  return places.flatMap((scope, at): readonly Behind[] => {
    if (scope.remaining === 0 || scope.kommun === undefined) return [];
    const ahead = scope.deadlines.find(({ workingDaysLeft }) => workingDaysLeft > 0);
    const pace = paceAhead(scope, ahead?.neededPace ?? null);
    const past = scope.deadlines.findLast(({ day }) => day < asOf);
    if (past === undefined && !(hasOpened && isSteep(pace))) return [];
    return [
      {
        label: `SIP:ar, ${scope.label}`,
        urgency: past === undefined ? 'far' : 'late',
        step: null,
        left: {
          value: scope.remaining,
          isFew: few[at] === true,
          cohort: 'sip-open',
          scope: { kommun: scope.kommun },
        },
        planned: scope.points[0]?.open ?? scope.remaining,
        dueOn: (past ?? ahead)?.day ?? asOf,
        hasAnswered: true,
        holdsUp: [],
        role,
        contact: contactOf('kommun', profile),
        phone: null,
        pace,
      },
    ];
  });
}

const isSteep = (pace: Behind['pace']): boolean => pace !== null && pace.needed > STEEP * pace.best;

const paceAhead = ({ pace }: ScopeForecast, needed: number | null): Behind['pace'] =>
  needed === null ? null : { needed, best: Math.max(0, pace?.best ?? 0) };

/** "Steg 2"; of work beside the plan, what its title says before the dash. */
const shortTitle = ({ title }: Step): string => title.split(' – ')[0] ?? title;

/** By the side of the regional border that the part stands on. */
function contactOf(part: string | null, profile: Profile): string {
  const { support, parts } = profile;
  const side = parts.find(({ code }) => code === part)?.huvudman ?? 'region';
  return fillText(support[side], profile);
}
