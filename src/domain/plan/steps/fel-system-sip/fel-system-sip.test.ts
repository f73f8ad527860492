import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('fel-system-sip');

describe('step fel-system-sip', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('fel-system-sip')).toBe(
      'reference sip personnummer patient born kommun part unit started status by comment',
    );
  });

  it('takes what was begun in the source after the start in the target, while it is open', () => {
    expect(takes({ ...sip(), isBegunLate: true })).toBe(true);
    expect(takes(sip())).toBe(false);
    expect(takes({ ...sip({ status: 'closed' }), isBegunLate: true })).toBe(false);
  });

  it("is the responsible party's", () => {
    expect(owner(sip()).name).toContain('Nacksta hälsocentral');
  });
});
