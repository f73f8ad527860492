import { describe, expect, it } from 'vitest';
import { columnsOf, stepOf, vardtillfalle } from '../steps.test-help.ts';

const { takes, owner } = stepOf('fel-system-vardtillfallen');

describe('step fel-system-vardtillfallen', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('fel-system-vardtillfallen')).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted why status by comment',
    );
  });

  it('takes what was begun in the source after the start in the target, while it is open', () => {
    expect(takes({ ...vardtillfalle(), isBegunLate: true })).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(takes({ ...vardtillfalle({ status: 'avslutad' }), isBegunLate: true })).toBe(false);
  });

  it("is the ward's", () => {
    expect(owner(vardtillfalle()).name).toBe('Avdelning 17');
  });
});
