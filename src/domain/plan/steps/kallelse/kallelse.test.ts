import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, stepOf, vardtillfalle } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes, owner } = stepOf('kallelse', THERE);

describe('step kallelse', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('kallelse', THERE)).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected ready summonsBy status summonsOn by comment',
    );
  });

  const byWhen = (readyAt: string): string | null => {
    const column = stepOf('kallelse', THERE).columns.find(({ key }) => key === 'summonsBy');
    return column?.kind === 'fact' ? column.value(vardtillfalle({ ready_at: readyAt }), THERE) : null;
  };

  it('takes patients who move and are utskrivningsklara', () => {
    expect(takes(vardtillfalle({ ready_at: '2025-10-01' }))).toBe(true);
    expect(takes(vardtillfalle())).toBe(false);
    expect(owner(vardtillfalle()).unit).toBe('Nacksta hälsocentral');
  });

  it('says by when: a day later, at weekends three', () => {
    expect([byWhen('2025-10-01T09:00'), byWhen('2025-10-04T09:00')]).toEqual(['2025-10-02', '2025-10-07']);
  });
});
