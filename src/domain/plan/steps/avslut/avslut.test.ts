import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, stepOf, vardtillfalle } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes } = stepOf('avslut', THERE);

describe('step avslut', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('avslut', THERE)).toBe(
      'reference vardtillfalle personnummer patient born kommun careForm admitted expected ready discharged why remark status closedOn closedInTarget by comment',
    );
  });

  it('takes every open vårdtillfälle that nobody has to decide on', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(takes(vardtillfalle({ ready_at: '2025-09-29' }))).toBe(true);
    expect(takes(vardtillfalle({ status: 'utskriven' }))).toBe(false);
  });
});
