import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('6');

describe('step 6', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('6')).toBe(
      'reference sip personnummer patient born registered kommun role how remark consent phase meeting invitation changed parties status coordinator createdInTarget allParties closedOn by comment',
    );
  });

  it('takes the SIPs that move, for their party', () => {
    expect(takes(sip())).toBe(true);
    expect(takes(sip({ part: null }))).toBe(false);
    expect(takes({ ...sip(), isProtected: true })).toBe(false);
    expect(owner(sip({ part: 'kommun' })).name).toBe('Kommun, Sundsvall');
  });
});
