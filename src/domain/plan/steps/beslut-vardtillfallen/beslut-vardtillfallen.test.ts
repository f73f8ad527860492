import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('beslut-vardtillfallen');

describe('step beslut-vardtillfallen', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('beslut-vardtillfallen')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward careForm admitted ready why billing status vardtillfalleDecision decisionReason decidedOn by comment',
    );
  });

  it('takes what nobody can close or move without a word, for the project lead', () => {
    expect(takes(vardtillfalle({ status: 'utskriven' }))).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(owner(vardtillfalle()).name).toBe('Projektledningen');
  });
});
