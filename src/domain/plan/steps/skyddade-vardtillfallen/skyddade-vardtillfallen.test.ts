import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes } = stepOf('skyddade-vardtillfallen');

describe('step skyddade-vardtillfallen', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('skyddade-vardtillfallen')).toBe('reference vardtillfalle status by comment');
  });

  it('takes protected persons in hospital, whatever their class, until closed', () => {
    expect(takes(vardtillfalle({ is_protected: 1 }))).toBe(true);
    expect(takes({ ...vardtillfalle(), isProtected: true })).toBe(true);
    expect(takes({ ...vardtillfalle({ discharged_at: '2025-09-28' }), isProtected: true })).toBe(false);
    expect(takes(vardtillfalle())).toBe(false);
  });
});
