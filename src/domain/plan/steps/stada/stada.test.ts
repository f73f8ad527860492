import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('stada');

describe('step stada', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('stada')).toBe(
      'reference sip personnummer patient born kommun role reason remark phase changed status stillCurrent closedOn by comment',
    );
  });

  it('takes the SIPs proposed as not current, for their party', () => {
    expect(takes(sip({ phase: 'utvardering' }))).toBe(true);
    expect(takes(sip())).toBe(false);
    expect(owner(sip({ phase: 'utvardering' })).unit).toBe('Nacksta hälsocentral');
  });
});
