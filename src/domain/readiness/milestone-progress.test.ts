import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { planOf } from '../plan/plan.ts';
import type { ClosedAs } from '../classification/closed-as.ts';
import type { Cell, StepState } from './cells.ts';
import { milestoneProgress } from './milestone-progress.ts';

const PLACE = { kommun: null, part: null, unit: null };
const on = (...places: readonly (readonly [string, StepState])[]): Cell['steps'] =>
  places.map(([step, state]) => ({ step, owner: PLACE, recipient: null, state }));

function vardtillfalle(cases: number, steps: Cell['steps'], isClosed = false): Cell {
  const own = { kind: 'vardtillfalle', class: isClosed ? 'closed' : 'start-in-lifecare' } as const;
  return { ...own, willBeTrapped: false, ...PLACE, cases, steps, isHeld: false, shown: null };
}

function sip(
  cases: number,
  closedBy: 'nobody' | 'word' | 'list',
  steps: Cell['steps'] = [],
  closedAs: ClosedAs | null = closedBy === 'nobody' ? null : 'unknown',
): Cell {
  const own = { kind: 'sip', class: 'move-outside-vardtillfalle', closedBy, closedAs, then: null } as const;
  const rest = { hasMeetingInWindow: false, inTotals: null, isLost: false };
  return { ...own, ...rest, ...PLACE, cases, steps, isHeld: false, shown: null };
}

const progressOf = (milestone: string, cells: readonly Cell[]) =>
  milestoneProgress(milestone, cells, planOf(PROFILE));

describe('the progress of a milestone', () => {
  it('counts the cases on the lists of its steps, and those attested or confirmed', () => {
    const cells = [
      vardtillfalle(5, on(['2-somatik', 'not-done'])),
      vardtillfalle(2, on(['2-psykiatri', 'attested'])),
      vardtillfalle(1, on(['2-somatik', 'confirmed'])),
      vardtillfalle(1, on(['2-somatik', 'need-help'])),
      vardtillfalle(9, on(['5', 'not-done'])),
    ];
    expect(progressOf('steg-2', cells)).toEqual({ planned: 9, done: 3 });
  });

  it('has a case done when it is done on each of the lists it stands on, and counts it once', () => {
    const cells = [
      vardtillfalle(1, on(['4a', 'attested'], ['4b', 'not-done'])),
      vardtillfalle(1, on(['4a', 'attested'], ['4b', 'attested'])),
    ];
    expect(progressOf('steg-4', cells)).toEqual({ planned: 2, done: 1 });
  });

  it('counts what is closed of SIPs, of vårdtillfällen, and of both before read-only', () => {
    const cells = [
      sip(7, 'nobody'),
      sip(2, 'word'),
      sip(1, 'list'),
      vardtillfalle(3, []),
      vardtillfalle(4, [], true),
    ];
    const sips = { moved: 0, ended: 0, unknown: 3 };
    expect(progressOf('vecka-41', cells)).toEqual({ planned: 10, done: 3, sips });
    expect(progressOf('steg-5', cells)).toEqual({ planned: 7, done: 4 });
    expect(progressOf('laslage', cells)).toEqual({ planned: 17, done: 7, sips });
  });

  it('counts in the moving of SIPs those that are to be moved, and not those that were ended before it', () => {
    const cells = [
      sip(1312, 'list', [], 'ended'),
      sip(800, 'nobody', on(['6', 'not-done'])),
      sip(30, 'word', on(['6', 'attested']), 'moved'),
      sip(20, 'list', on(['6', 'confirmed'])),
      sip(200, 'nobody', on(['stada', 'not-done'])),
    ];
    const moved = { moved: 30, ended: 0, unknown: 20 };
    expect(progressOf('steg-6', cells)).toEqual({ planned: 850, done: 50, sips: moved });
    expect(progressOf('vecka-41', cells)).toEqual({
      planned: 2362,
      done: 1362,
      sips: { moved: 30, ended: 1312, unknown: 20 },
    });
  });

  it('is unknown for a milestone that nothing measures', () => {
    expect(progressOf('produktionslank', [])).toBeNull();
  });
});
