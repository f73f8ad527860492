import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('4b');

describe('step 4b', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('4b')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward careForm admitted expected halsocentral status acknowledged answeredNurse answeredOccupational answeredPhysio extraMessage by comment',
    );
  });

  it('takes every patient who moves, for the HSL-personal of the kommun', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(takes(vardtillfalle({ ready_at: '2025-09-29' }))).toBe(false);
    expect(owner(vardtillfalle()).name).toContain('fysioterapeut, Sundsvall');
  });
});
