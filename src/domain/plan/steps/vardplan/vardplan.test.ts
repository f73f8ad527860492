import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes } = stepOf('vardplan');

describe('step vardplan', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('vardplan')).toBe(
      'reference sip personnummer patient born kommun part unit role reason remark status closedOn by comment',
    );
  });

  it('takes samordnade vårdplaner, which are no SIP', () => {
    expect(takes(sip({ plan_form: 'vardplan' }))).toBe(true);
    expect(takes(sip())).toBe(false);
  });
});
