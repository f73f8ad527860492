import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, sip, stepOf } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes } = stepOf('avsluta-sip', THERE);

describe('step avsluta-sip', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('avsluta-sip', THERE)).toBe(
      'reference sip personnummer patient born kommun role remark consent phase changed status closedOn by comment',
    );
  });

  it('takes the SIPs that are to be moved, and no protected person', () => {
    expect(takes(sip())).toBe(true);
    expect(takes({ ...sip(), isProtected: true })).toBe(false);
  });
});
