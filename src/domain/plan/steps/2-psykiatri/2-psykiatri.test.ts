import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('2-psykiatri');

describe('step 2-psykiatri', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('2-psykiatri')).toBe(
      'reference vardtillfalle personnummer patient born registered kommun admitted expected ready halsocentral openPsychiatry status registeredOn openPsychiatrySet halsocentralAdded extraMessage by comment',
    );
  });

  it('takes psychiatric patients who move, rättspsykiatri among them, for their ward', () => {
    expect(takes(vardtillfalle({ care_form: 'psykiatri' }))).toBe(true);
    expect(takes(vardtillfalle({ care_form: 'rattspsykiatri' }))).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(owner(vardtillfalle({ care_form: 'psykiatri' }))).toMatchObject({ part: 'psykiatri' });
  });
});
