import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, sip, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('reserv-sip', PROFILE);

describe('step reserv-sip', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('reserv-sip', PROFILE)).toBe(
      'reference sip personnummer patient born kommun part unit unitDay role consent meeting status receiverTold formsUsed closedOn by comment',
    );
  });

  it('takes the cases of units that have no day, and no others', () => {
    for (const state of ['begun', 'later', 'never'] as const)
      expect(takes({ ...sip(), ...unitState(state) })).toBe(state === 'never');
  });
});
