import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, vardtillfalle, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('vantar-vardtillfallen', PROFILE);

describe('step vantar-vardtillfallen', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('vantar-vardtillfallen', PROFILE)).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected ready unitDay status by comment',
    );
  });

  it('takes the cases of units that begin later, and no others', () => {
    for (const state of ['begun', 'later', 'never'] as const)
      expect(takes({ ...vardtillfalle(), ...unitState(state) })).toBe(state === 'later');
  });
});
