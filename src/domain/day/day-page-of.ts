import { addDays } from '../calendar/days.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import type { Forecast } from '../forecast/forecast.ts';
import { moveWindow, planOf, type Plan } from '../plan/plan.ts';
import { kommunName } from '../profile/kommuner.ts';
import { contactOfRecipient, type Contact } from '../packages/contacts.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Cell } from '../readiness/cells.ts';
import { countIn, membersIn } from '../readiness/cohort-members.ts';
import { cohortWithId, type CohortId } from '../readiness/cohorts.ts';
import type { FigureTable, Scope } from '../readiness/readiness.ts';
import { placeLabel } from './place-label.ts';
import { untickedOf } from '../timeline/ticks.ts';
import type { TimelineEntry } from '../timeline/timeline.ts';
import { behindOf, countsOf } from './behind.ts';
import { beginsAt, hasBegun } from './clock.ts';
import type { DayPage, DaySince, DayStep, Decision, Heat } from '../readiness/day-page.ts';
import { fewOf } from './few.ts';
import { followsAnother, sorted, stagesOf, type Stages } from './stages.ts';

/** What the first page is made from: all of it is counted already, or told by the log. */
export interface DayBasis {
  readonly profile: Profile;
  readonly asOf: string;
  readonly time: string | null;
  readonly cells: readonly Cell[];
  readonly tables: readonly FigureTable[];
  readonly forecast: Forecast;
  readonly timeline: readonly TimelineEntry[];
  readonly since: DaySince;
  /** By the recipient's folded name. */
  readonly contacts: ReadonlyMap<string, Contact>;
}

export function dayPageOf(basis: DayBasis): DayPage {
  const { profile, asOf, time, cells, tables, forecast, since, contacts } = basis;
  const plan = planOf(profile);
  const steps = tables.find(({ id }) => id === 'steps');
  const stages = stagesOf(cells, plan, (owner) => placeLabel(owner, profile));
  const movesFrom = moveWindow(profile)?.from ?? null;
  const told = { basis, plan, steps, stages };
  return {
    time,
    behind: behindOf({
      ...{ profile, plan, asOf, steps, forecast, stages, movesFrom },
      phoneOf: openPhones(cells, contacts),
    }),
    today: basis.timeline.filter((entry) => isOfToday(entry, asOf)).map((entry) => dayStep(entry, told)),
    next: nextOf(told),
    waiting: stages.waiting,
    free: [...stages.ready].flatMap(([unit, { waits }]) => (waits === 0 ? [unit] : [])),
    decisions: decisionsOf(cells),
    unticked: untickedOf(basis.timeline, profile),
    since,
    heat: heatOf(basis, plan),
  };
}

/** Whom the lists of a step and place are sent to is told by the cases on them. */
function openPhones(
  cells: readonly Cell[],
  contacts: ReadonlyMap<string, Contact>,
): (scope: Scope) => string | null {
  if (contacts.size === 0) return () => null;
  const nameOf = ({ step, kommun, part, unit }: Scope): string =>
    JSON.stringify([step, kommun ?? null, part ?? null, unit ?? null]);
  const recipients = new Map<string, string>();
  for (const { steps } of cells)
    for (const { step, owner, recipient } of steps)
      if (recipient !== null) recipients.set(nameOf({ ...owner, step }), recipient);
  return (scope) => {
    const recipient = recipients.get(nameOf(scope));
    return recipient === undefined ? null : contactOfRecipient(contacts, recipient);
  };
}

/** The working day before: what has come in since then. */
export function dayBefore(asOf: string): string {
  let day = addDays(asOf, -1);
  while (!isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

interface Told {
  readonly basis: DayBasis;
  readonly plan: Plan;
  readonly steps: FigureTable | undefined;
  readonly stages: Stages;
}

/** What is under way by the plan, or late; a step alone has cases to count. */
const isOfToday = ({ milestone, state }: TimelineEntry, asOf: string): boolean =>
  milestone.step !== null && milestone.from <= asOf && (asOf <= milestone.to || state === 'late');

function nextOf(told: Told): DayPage['next'] {
  const { asOf, timeline } = told.basis;
  const ahead = timeline.filter(({ milestone }) => milestone.from > asOf);
  const day = ahead.map(({ milestone }) => milestone.from).toSorted()[0];
  if (day === undefined) return null;
  return {
    day,
    isTomorrow: day === addDays(asOf, 1),
    steps: ahead.filter(({ milestone }) => milestone.from === day).map((entry) => dayStep(entry, told)),
  };
}

const MOST_MISSING = 3;

function dayStep(entry: TimelineEntry, { basis, plan, steps, stages }: Told): DayStep {
  const { milestone, state } = entry;
  const ids = plan.steps.flatMap((step) => (step.milestone === milestone.id ? [step.id] : []));
  const rows = (steps?.rows ?? []).filter(
    ({ level, scope }) => level === 1 && scope.step !== undefined && ids.includes(scope.step),
  );
  const isAfterAnother = followsAnother(milestone.id, plan);
  const begins = hasBegun(milestone, basis.asOf, basis.time);
  const ready = rows.flatMap(({ scope }) => {
    const known = stages.ready.get(placeLabel(scope, basis.profile));
    return known === undefined ? [] : [[known.ready, known.waits] as const];
  });
  const counts = rows.map((row) => ({
    label: placeLabel(row.scope, basis.profile),
    counts: countsOf(row),
  }));
  return {
    milestone: milestone.id,
    title: milestone.title,
    at: milestone.fromTime ?? milestone.fromText,
    state: stateOf(state, begins, isAfterAnother && beginsAt(milestone) !== null),
    isNow: milestone.from === basis.asOf && begins && beginsAt(milestone) !== null && basis.time !== null,
    left: {
      value: countIn(basis.cells, cohortWithId('milestone-left'), { step: milestone.id }),
      isFew: false,
      cohort: 'milestone-left',
      scope: { step: milestone.id },
    },
    planned: countIn(basis.cells, cohortWithId('milestone-planned'), { step: milestone.id }),
    units: sorted(
      isAfterAnother ? ready : counts.map(({ counts: [planned, left] }) => [planned - left, left] as const),
    ),
    isAfterAnother,
    missing: counts
      .filter(({ counts: [, left, , answered] }) => left > 0 && answered === 0)
      .toSorted((one, other) => other.counts[1] - one.counts[1])
      .slice(0, MOST_MISSING)
      .map(({ label }) => label),
  };
}

/** What follows another stage may begin where that has come far enough; the first stage simply runs. */
function stateOf(
  state: TimelineEntry['state'],
  hasBegunNow: boolean,
  waitsForAnother: boolean,
): DayStep['state'] {
  if (state === 'done' || state === 'late' || state === 'ahead') return state;
  if (!hasBegunNow) return 'waits';
  return waitsForAnother ? 'may-begin' : 'running';
}

/** What nobody but a person can settle, and whose it is. */
const DECISIONS: readonly {
  readonly cohort: CohortId;
  readonly what: readonly [string, string];
  readonly who: string;
}[] = [
  {
    cohort: 'trapped-undecided',
    what: ['patient utan besked inför läsläget', 'patienter utan besked inför läsläget'],
    who: 'Styrgruppen.',
  },
  {
    cohort: 'needs-decision',
    what: ['ärende som behöver beslut', 'ärenden som behöver beslut'],
    who: 'Den som äger beslutslistan.',
  },
  {
    cohort: 'listed-for-decision',
    what: ['patient eller meddelande på en beslutslista', 'patienter och meddelanden på beslutslistorna'],
    who: 'Den som äger beslutslistan.',
  },
  {
    cohort: 'held-answers',
    what: ['ärende med svar som säger emot', 'ärenden med svar som säger emot'],
    who: 'Systemförvaltningen, på konfliktlistan.',
  },
  {
    cohort: 'sip-lost',
    what: ['SIP borttappad mellan systemen', 'SIP:ar borttappade mellan systemen'],
    who: 'Systemförvaltningen.',
  },
];

function decisionsOf(cells: readonly Cell[]): readonly Decision[] {
  return DECISIONS.flatMap(({ cohort, what: [one, many], who }) => {
    const value = countIn(cells, cohortWithId(cohort), {});
    return value === 0
      ? []
      : [{ figure: { value, isFew: false, cohort, scope: {} }, what: value === 1 ? one : many, who }];
  });
}

/** What is left of each milestone with steps, and of the messages, under the patient's kommun. */
function heatOf({ cells, profile, timeline, asOf, time }: DayBasis, plan: Plan): Heat {
  const milestones = timeline.filter(({ milestone }) =>
    plan.steps.some((step) => step.milestone === milestone.id && !step.isGuarded),
  );
  const beside = plan.steps.filter(
    ({ kind, milestone, isGuarded }) => kind === 'meddelande' && milestone === null && !isGuarded,
  );
  const columns = [
    ...milestones.map(({ milestone }) => ({
      milestone: milestone.id,
      label: milestone.step === null ? milestone.title : `Steg ${milestone.step}`,
      title: milestone.title,
      dueOn: milestone.to,
      hasBegun: hasBegun(milestone, asOf, time),
    })),
    ...beside.map((step) => ({
      milestone: step.id,
      label: 'Kvittera',
      title: step.title,
      dueOn: step.deadline,
      hasBegun: true,
    })),
  ];
  const codes = [...profile.kommuner.map(({ code }) => code as string | null), null];
  const counts = columns.map(({ milestone }) => countsByKommun(cells, milestone, codes));
  const few = counts.map((column) => fewOf(column.map(({ left }) => left)));
  const rows = codes.map((kommun, row) => ({
    label: kommunName(profile, kommun),
    figures: columns.map(({ milestone }, at) => {
      const { left = 0, planned = 0 } = counts[at]?.[row] ?? {};
      const isFew = few[at]?.[row] === true;
      return { value: left, planned, isFew, cohort: 'milestone-left', scope: { kommun, step: milestone } };
    }),
  }));
  return {
    columns,
    rows: rows.filter(({ figures }, at) => codes[at] !== null || figures.some(({ planned }) => planned > 0)),
  };
}

function countsByKommun(
  cells: readonly Cell[],
  milestone: string,
  codes: readonly (string | null)[],
): readonly { readonly left: number; readonly planned: number }[] {
  const [left, planned] = (['milestone-left', 'milestone-planned'] as const).map((id) => {
    const sums = new Map<string | null, number>();
    membersIn(cells, cohortWithId(id), { step: milestone }).forEach(({ cell, place }) => {
      const kommun = codes.includes(place.kommun) ? place.kommun : null;
      sums.set(kommun, (sums.get(kommun) ?? 0) + cell.cases);
    });
    return sums;
  });
  return codes.map((kommun) => ({ left: left?.get(kommun) ?? 0, planned: planned?.get(kommun) ?? 0 }));
}
