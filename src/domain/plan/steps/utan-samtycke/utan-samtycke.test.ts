import { describe, expect, it } from 'vitest';
import { sipCase, sipContext, sipSubject } from '../../../classification/cases.test-help.ts';
import { planOf } from '../../plan.ts';
import { columnsOf, shipped, sip, stepOf } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes } = stepOf('utan-samtycke', THERE);

describe('step utan-samtycke', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('utan-samtycke', THERE)).toBe(
      'reference sip personnummer patient born kommun role reason remark status closedOn by comment',
    );
  });

  it('takes the SIPs that end because consent is refused or taken back', () => {
    const refused = sipSubject(sipCase({ consent: 'no' }), sipContext([], { rules: planOf(THERE).sipRules }));
    expect(refused.classification.class).toBe('end-without-consent');
    expect(takes(refused)).toBe(true);
    expect(takes(sip())).toBe(false);
  });
});
