import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, sip, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('enhet-sip', PROFILE);

describe('step enhet-sip', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('enhet-sip', PROFILE)).toBe(
      'reference sip personnummer patient born kommun part unit unitDay role how remark consent phase meeting parties status coordinator allParties closedOn by comment',
    );
  });

  it('takes the cases of units that have begun, and no others', () => {
    for (const state of ['begun', 'later', 'never'] as const)
      expect(takes({ ...sip(), ...unitState(state) })).toBe(state === 'begun');
  });
});
