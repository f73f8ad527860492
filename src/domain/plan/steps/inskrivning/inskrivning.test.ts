import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, stepOf, vardtillfalle } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes, owner } = stepOf('inskrivning', THERE);

describe('step inskrivning', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('inskrivning', THERE)).toBe(
      'reference vardtillfalle personnummer patient born kommun careForm admitted expected ready status registeredOn by comment',
    );
  });

  it('takes every patient who moves, for the ward', () => {
    expect(takes(vardtillfalle({ care_form: 'psykiatri' }))).toBe(true);
    expect(takes(vardtillfalle({ ready_at: '2025-09-29' }))).toBe(false);
    expect(owner(vardtillfalle()).unit).toBe('Avdelning 17');
  });
});
