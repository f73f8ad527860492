import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { planOf } from '../plan/plan.ts';
import type { Cell, StepPlace, StepState } from '../readiness/cells.ts';
import { followsAnother, sorted, stagesOf } from './stages.ts';

const PLAN = planOf(PROFILE);
const at = (step: string, unit: string, state: StepState): StepPlace => ({
  ...{ step, owner: { kommun: null, part: null, unit }, recipient: unit, state },
});
const cell = (cases: number, ...steps: readonly StepPlace[]): Cell => ({
  ...{ kind: 'vardtillfalle', kommun: '2281', part: null, unit: null, cases, steps, isHeld: false },
  ...{ class: 'start-in-lifecare', willBeTrapped: false, shown: null },
});
const stages = (...cells: readonly Cell[]) => stagesOf(cells, PLAN, ({ unit }) => unit ?? '');

describe('the stages of a vårdtillfälle that moves', () => {
  it('let a unit take what its ward has started, case by case', () => {
    const { ready, waiting } = stages(
      cell(2, at('2-somatik', 'Avd 7', 'attested'), at('3-primarvard', 'Granen', 'not-done')),
      cell(3, at('2-somatik', 'Avd 8', 'not-done'), at('3-primarvard', 'Granen', 'not-done')),
    );
    expect([...ready]).toEqual([['Granen', { ready: 2, waits: 3 }]]);
    expect(waiting).toEqual([{ unit: 'Avd 8', waits: [{ unit: 'Granen', isWholly: false }] }]);
  });

  it('hold nobody up who is done, and say who waits wholly', () => {
    const { waiting } = stages(
      cell(1, at('2-somatik', 'Avd 8', 'not-done'), at('3-primarvard', 'Granen', 'confirmed')),
      cell(1, at('2-somatik', 'Avd 8', 'need-help'), at('3-primarvard', 'Linden', 'not-done')),
    );
    expect(waiting).toEqual([{ unit: 'Avd 8', waits: [{ unit: 'Linden', isWholly: true }] }]);
  });

  it('are told by the plan: step 3 follows step 2, and step 2 follows none', () => {
    expect([followsAnother('steg-3', PLAN), followsAnother('steg-2', PLAN)]).toEqual([true, false]);
  });

  it('count units as wholly, partly and not at all done', () => {
    expect(
      sorted([
        [4, 0],
        [1, 2],
        [0, 3],
        [0, 1],
      ]),
    ).toEqual({ whole: 1, part: 1, none: 2 });
  });
});
