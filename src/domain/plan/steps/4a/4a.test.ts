import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('4a');

describe('step 4a', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('4a')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward careForm admitted expected halsocentral status acknowledged answered extraMessage by comment',
    );
  });

  it('takes every patient who moves, for the biståndshandläggare of the kommun', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(takes(vardtillfalle({ care_form: 'psykiatri' }))).toBe(true);
    expect(takes(vardtillfalle({ ready_at: '2025-09-29' }))).toBe(false);
    expect(owner(vardtillfalle()).name).toBe('Biståndshandläggare, Sundsvall');
  });
});
