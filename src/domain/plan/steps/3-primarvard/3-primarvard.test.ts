import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('3-primarvard');

describe('step 3-primarvard', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('3-primarvard')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected status acknowledged answered contact extraMessage by comment',
    );
  });

  it('takes somatic patients who move, for their hälsocentral', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(takes(vardtillfalle({ care_form: 'psykiatri' }))).toBe(false);
    expect(owner(vardtillfalle()).unit).toBe('Nacksta hälsocentral');
    expect(owner(vardtillfalle({ halsocentral: null })).name).toContain('hälsocentral saknas');
  });
});
