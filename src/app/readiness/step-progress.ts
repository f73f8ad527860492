import { NOTHING_CLOSED, type ClosedAs } from '../../domain/classification/closed-as.ts';
import { STEP_STATES, type Cell, type Place, type StepState } from '../../domain/readiness/cells.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import { beginsInTarget } from '../../domain/readiness/step-places.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import type { InTargetLists, StatusFilter, StepProgress } from '../../domain/tracking/status.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { isGuardedStep } from '../../domain/plan/plans.ts';
import { GUARDED_FROM } from '../../domain/worklists/guarded.ts';
import type { Register } from '../../register/file/register.ts';
import { openClassifier } from '../cases/classifier.ts';
import { cellsAt } from './readiness-cells.ts';

const DONE: readonly StepState[] = ['attested', 'confirmed'];

interface CountedList {
  readonly step: string;
  readonly owner: Place;
  readonly counts: Record<StepState, number>;
  readonly standings: Record<'listed' | 'contradicted', number>;
  /** Of lists of SIPs alone. */
  readonly closedAs: Record<ClosedAs, number> | null;
}

const emptyList = (step: string, owner: Place, { kind }: Cell): CountedList => ({
  step,
  owner,
  counts: Object.fromEntries(STEP_STATES.map((one) => [one, 0])) as Record<StepState, number>,
  standings: { listed: 0, contradicted: 0 },
  closedAs: kind === 'sip' ? { ...NOTHING_CLOSED } : null,
});

const isAsked = (owner: Place, patientsKommun: string | null, filter: StatusFilter): boolean =>
  (filter.kommun === null || kommunOf(owner, patientsKommun) === filter.kommun) &&
  (filter.part === null || owner.part === filter.part) &&
  (filter.unit === null || owner.unit === filter.unit);

/** A list that a unit owns has patients of several kommuner: each counts for its own. */
const kommunOf = ({ kommun, unit }: Place, patientsKommun: string | null): string | null =>
  unit === null ? kommun : patientsKommun;

/**
 * How far the cases on the lists of some steps are, owner by owner, in the order of the cut-over.
 *
 * @param steps ids of steps
 */
export function takeStepProgress(
  register: Register,
  asOf: string,
  steps: readonly string[],
  filter: StatusFilter,
): readonly StepProgress[] {
  const classifier = openClassifier(register, asOf);
  const cells = cellsAt(register, { asOf, since: null, lost: new Set(), classifier });
  const lists = new Map<string, CountedList>();
  for (const cell of cells) {
    const { cases, kommun: patientsKommun, steps: places } = cell;
    for (const { step, owner, state, standing } of places) {
      if (!steps.includes(step) || !isAsked(owner, patientsKommun, filter)) continue;
      const { kommun, part, unit } = owner;
      const name = JSON.stringify([step, kommun, part, unit]);
      const list = lists.get(name) ?? emptyList(step, { kommun, part, unit }, cell);
      lists.set(name, list);
      list.counts[state] += cases;
      if (list.closedAs !== null && cell.kind === 'sip' && DONE.includes(state))
        list.closedAs[cell.closedAs ?? 'unknown'] += cases;
      if (standing === 'listed' || standing === 'contradicted') list.standings[standing] += cases;
    }
  }
  const order = planOf(register.profile).steps.map(({ id }) => id);
  return [...lists.entries()]
    .sort(
      ([nameA, a], [nameB, b]) =>
        order.indexOf(a.step) - order.indexOf(b.step) || (nameA < nameB ? -1 : nameA > nameB ? 1 : 0),
    )
    .map(([, { step, owner, counts, standings, closedAs }]) => {
      const planned = STEP_STATES.reduce((sum, state) => sum + counts[state], 0);
      const isHidden = isGuardedStep(step) && planned < GUARDED_FROM;
      const shown = (value: number): number | null => (isHidden ? null : value);
      return {
        step,
        ...owner,
        planned: shown(planned),
        attested: shown(counts.attested),
        confirmed: shown(counts.confirmed),
        needHelp: shown(counts['need-help']),
        notDone: shown(counts['not-done']),
        listed: shown(standings.listed),
        contradicted: shown(standings.contradicted),
        ...(closedAs === null || isHidden ? {} : { closedAs }),
      };
    });
}

/** The lists of the target system that show what a step has begun there. */
const SHOWING = ['lcsp_patient', 'lcsp_vardtillfalle'] as const satisfies readonly TargetKind[];

/**
 * What the lists of the target say of the steps, those for named handlers left out.
 *
 * @returns undefined where none of them is in
 */
export function takeInTarget(
  register: Register,
  asOf: string,
  filter: StatusFilter,
): InTargetLists | undefined {
  const lists = SHOWING.flatMap((kind) => {
    const exportedOn = latestListOn(register.db, kind, asOf);
    return exportedOn === null ? [] : [{ kind, exportedOn }];
  });
  if (lists.length === 0) return undefined;
  const steps = planOf(register.profile)
    .steps.filter(({ id, isGuarded }) => !isGuarded && beginsInTarget(id))
    .map(({ id }) => id);
  const progress = takeStepProgress(register, asOf, steps, filter);
  return {
    lists,
    steps: steps.flatMap((step) => {
      const ofStep = progress.filter((one) => one.step === step);
      const sum = (key: 'planned' | 'attested' | 'confirmed' | 'listed' | 'contradicted'): number =>
        ofStep.reduce((total, one) => total + (one[key] ?? 0), 0);
      const listed = sum('listed');
      return ofStep.length === 0
        ? []
        : [
            {
              step,
              planned: sum('planned'),
              attested: sum('attested'),
              confirmed: sum('confirmed') - listed,
              listed,
              contradicted: sum('contradicted'),
            },
          ];
    }),
  };
}
