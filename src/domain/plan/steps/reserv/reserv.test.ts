import { describe, expect, it } from 'vitest';
import { PROFILE, vardtillfalleCase, vardtillfalleSubject } from '../../../classification/cases.test-help.ts';
import { planOf } from '../../plan.ts';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes } = stepOf('reserv');
const FROM_ELSEWHERE = vardtillfalleSubject(
  vardtillfalleCase({ kommun: null }, { unread: ['kommun_outside_region'] }),
);

describe('step reserv', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('reserv')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted outside status receiverTold safeWay formsUsed by comment',
    );
  });

  it('takes who moves and is not reached by the target system', () => {
    expect(takes(FROM_ELSEWHERE)).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(takes(vardtillfalle({ kommun: null, ready_at: '2025-09-29' }))).toBe(false);
  });

  it('takes them instead of steps 2–4, not besides; the ward finishes them in step 5', () => {
    const on = planOf(PROFILE).steps.filter((step) => step.takes(FROM_ELSEWHERE));
    expect(on.map(({ id }) => id)).toEqual(['5', 'reserv']);
  });
});
