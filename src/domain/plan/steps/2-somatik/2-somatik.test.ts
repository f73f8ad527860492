import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('2-somatik');

describe('step 2-somatik', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('2-somatik')).toBe(
      'reference vardtillfalle personnummer patient born registered kommun admitted expected ready halsocentral status registeredOn extraMessage by comment',
    );
  });

  it('takes somatic patients who move, for their ward', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(takes(vardtillfalle({ care_form: 'psykiatri' }))).toBe(false);
    expect(takes(vardtillfalle({ ready_at: '2025-09-29' }))).toBe(false);
    expect(owner(vardtillfalle())).toMatchObject({ unit: 'Avdelning 17', part: 'slutenvard' });
    expect(owner(vardtillfalle({ unit: null })).name).toBe('Somatisk slutenvård, enhet saknas (Sundsvall)');
  });
});
