import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { namedMilestones } from '../profile/fill-text.ts';
import { timelineOf, type Progress, type TimelineEntry } from './timeline.ts';

/** Step 6: 2 to 10 October. */
function stepSix(asOf: string, progress: Progress | null = null): TimelineEntry | undefined {
  const entries = timelineOf(PROFILE, asOf, ({ id }) => (id === 'steg-6' ? progress : null));
  return entries.find(({ milestone }) => milestone.id === 'steg-6');
}

const HALF: Progress = { planned: 10, done: 5 };
const WHOLE: Progress = { planned: 10, done: 10 };
const NOTHING_PLANNED: Progress = { planned: 0, done: 0 };

describe('timelineOf', () => {
  it('has the whole plan, in its order', () => {
    expect(timelineOf(PROFILE, '2025-09-29', () => null).map(({ milestone }) => milestone)).toEqual(
      namedMilestones(PROFILE),
    );
  });

  it.each<[string, string, Progress | null, string, number]>([
    ['long before it begins', '2025-09-02', null, 'ahead', 30],
    ['the day before it begins', '2025-10-01', HALF, 'ahead', 1],
    ['done before it begins', '2025-10-01', WHOLE, 'ahead', 1],
    ['the day on which it begins', '2025-10-02', null, 'running', 8],
    ['half done', '2025-10-06', HALF, 'running', 4],
    ['its last day', '2025-10-10', HALF, 'running', 0],
    ['nothing to do', '2025-10-06', NOTHING_PLANNED, 'running', 4],
    ['all done in time', '2025-10-06', WHOLE, 'done', 4],
    ['all done, and it is over', '2025-10-12', WHOLE, 'done', -2],
    ['more done than planned', '2025-10-12', { planned: 1, done: 2 }, 'done', -2],
    ['over and not done', '2025-10-11', HALF, 'late', -1],
    ['over and not begun', '2025-10-11', { planned: 10, done: 0 }, 'late', -1],
    ['over, and nothing to do', '2025-10-11', NOTHING_PLANNED, 'past', -1],
    ['over, and nobody measures it', '2025-11-10', null, 'past', -31],
  ])('%s', (_, asOf, progress, state, days) => {
    expect(stepSix(asOf, progress)).toMatchObject({ state, days, progress });
  });

  it('asks for the progress of each milestone by itself', () => {
    const states = timelineOf(PROFILE, '2025-10-11', ({ id }) => (id === 'steg-2' ? WHOLE : HALF))
      .filter(({ milestone }) => ['steg-2', 'steg-4', 'arkivering'].includes(milestone.id))
      .map(({ milestone, state }) => [milestone.id, state]);
    expect(states).toEqual([
      ['steg-2', 'done'],
      ['steg-4', 'late'],
      ['arkivering', 'ahead'],
    ]);
  });

  it('keeps the three closing deadlines apart: between them one is late and the next is not', () => {
    const stateOn = (asOf: string, id: string): string | undefined =>
      timelineOf(PROFILE, asOf, () => HALF).find(({ milestone }) => milestone.id === id)?.state;
    expect([
      stateOn('2025-10-11', 'steg-6'),
      stateOn('2025-10-11', 'vecka-41'),
      stateOn('2025-10-11', 'laslage'),
    ]).toEqual(['late', 'running', 'ahead']);
    expect([stateOn('2025-10-13', 'vecka-41'), stateOn('2025-10-13', 'laslage')]).toEqual(['late', 'ahead']);
    expect(stateOn('2025-10-17', 'laslage')).toBe('late');
  });
});
