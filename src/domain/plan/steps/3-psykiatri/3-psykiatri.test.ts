import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('3-psykiatri');

describe('step 3-psykiatri', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('3-psykiatri')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected openPsychiatry status acknowledged answered contact extraMessage by comment',
    );
  });

  it('takes psychiatric patients who move, for the öppenvård of their kommun where there is one', () => {
    const inPsychiatry = vardtillfalle({ care_form: 'psykiatri' });
    expect(takes(inPsychiatry)).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(owner({ ...inPsychiatry, openPsychiatry: 'Psykmottagningen' }).unit).toBe('Psykmottagningen');
    expect(owner(inPsychiatry).name).toContain('enhet att utse');
  });
});
