import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, vardtillfalle, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('reserv-enheter', PROFILE);

describe('step reserv-enheter', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('reserv-enheter', PROFILE)).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected ready unitDay status receiverTold safeWay formsUsed by comment',
    );
  });

  it('takes the cases of units that have no day, and no others', () => {
    for (const state of ['begun', 'later', 'never'] as const)
      expect(takes({ ...vardtillfalle(), ...unitState(state) })).toBe(state === 'never');
  });
});
