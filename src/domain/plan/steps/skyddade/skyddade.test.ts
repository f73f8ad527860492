import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes } = stepOf('skyddade');

describe('step skyddade', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('skyddade')).toBe('reference sip role status closedOn by comment');
  });

  it('takes the SIPs of protected persons, whatever their class, until closed', () => {
    expect(takes(sip({ is_protected: 1 }))).toBe(true);
    expect(takes({ ...sip(), isProtected: true })).toBe(true);
    expect(takes({ ...sip({ status: 'closed' }), isProtected: true })).toBe(false);
    expect(takes(sip())).toBe(false);
  });
});
