import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, vardtillfalle, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('enhet-avsluta', PROFILE);

describe('step enhet-avsluta', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('enhet-avsluta', PROFILE)).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected ready unitDay discharged why remark status closedOn by comment',
    );
  });

  it('takes the cases of units that have begun, and no others', () => {
    for (const state of ['begun', 'later', 'never'] as const)
      expect(takes({ ...vardtillfalle(), ...unitState(state) })).toBe(state === 'begun');
  });
});
