import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes } = stepOf('borttappade');

describe('step borttappade', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('borttappade')).toBe(
      'reference sip personnummer patient born kommun role lost status foundInTarget by comment',
    );
  });

  it('takes the SIPs that are gone and not found in the target, for their party', () => {
    const lost = {
      lastSeenOn: '2025-09-15',
      sourceListOn: '2025-10-08',
      targetListOn: '2025-10-08',
      attestedMovedOn: null,
    };
    expect(takes({ ...sip({ status: 'closed' }), lost })).toBe(true);
    expect(takes(sip({ status: 'closed' }))).toBe(false);
    expect(takes({ ...sip({ status: 'closed' }), lost, isProtected: true })).toBe(false);
  });
});
