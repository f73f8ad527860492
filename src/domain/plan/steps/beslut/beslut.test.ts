import { describe, expect, it } from 'vitest';
import { columnsOf, sip, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('beslut');

describe('step beslut', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('beslut')).toBe(
      'reference sip personnummer patient born kommun part unit role reason consent status sipDecision decisionReason decidedOn by comment',
    );
  });

  it('takes the SIPs that nobody can move without a word, for the project lead', () => {
    expect(takes(sip({ part: null }))).toBe(true);
    expect(takes(sip())).toBe(false);
    expect(owner(sip({ part: null })).name).toBe('Projektledningen');
  });
});
