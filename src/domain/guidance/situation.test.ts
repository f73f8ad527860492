import { describe, expect, it } from 'vitest';
import { nextStep, type Situation } from './situation.ts';

const AT_WORK: Situation = {
  profile: 'Prov',
  lists: [],
  hasSips: true,
  handedOut: 3,
  back: 1,
  held: 0,
  verdict: 'not-ready',
  steps: [],
};

describe('the next step', () => {
  it.each([
    ['create', null],
    ['take-in', { ...AT_WORK, hasSips: false }],
    ['hand-out', { ...AT_WORK, handedOut: 0, back: 0 }],
    ['settle', { ...AT_WORK, held: 2 }],
    ['take-back', AT_WORK],
    ['report', { ...AT_WORK, back: 3 }],
  ] as const)('is %s', (step, situation) => {
    expect(nextStep(situation)).toBe(step);
  });
});
