import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, sip, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('vantar-sip', PROFILE);

describe('step vantar-sip', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('vantar-sip', PROFILE)).toBe(
      'reference sip personnummer patient born kommun part unit unitDay status by comment',
    );
  });

  it('takes the cases of units that begin later, and no others', () => {
    for (const state of ['begun', 'later', 'never'] as const)
      expect(takes({ ...sip(), ...unitState(state) })).toBe(state === 'later');
  });
});
