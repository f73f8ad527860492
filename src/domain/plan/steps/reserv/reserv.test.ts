import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes } = stepOf('reserv');

describe('step reserv', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('reserv')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted outside status receiverTold safeWay formsUsed by comment',
    );
  });

  it('takes who moves and is not reached by the target system', () => {
    expect(takes(vardtillfalle({ kommun: null }))).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(takes(vardtillfalle({ kommun: null, ready_at: '2025-09-29' }))).toBe(false);
  });
});
