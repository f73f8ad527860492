import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('5');

describe('step 5', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('5')).toBe(
      'reference vardtillfalle personnummer patient born kommun careForm admitted expected ready discharged why billing summonsSent remark status closedOn closedInTarget reportScanned by comment',
    );
  });

  it('takes every open vårdtillfälle that nobody has to decide on, for its ward', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(takes(vardtillfalle({ ready_at: '2025-09-29' }))).toBe(true);
    expect(takes(vardtillfalle({ discharged_at: '2025-09-28' }))).toBe(false);
    expect(takes(vardtillfalle({ kommun: null, person_id: null, status: 'utskriven' }))).toBe(false);
    expect(owner(vardtillfalle())).toMatchObject({ unit: 'Avdelning 17' });
  });

  it('was done before its milestone too: a day before it is as good', () => {
    expect(stepOf('5')).toMatchObject({ milestone: 'steg-5', beginsOn: null });
  });
});
