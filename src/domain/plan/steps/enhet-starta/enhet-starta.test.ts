import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, vardtillfalle, stepOf, unitState } from '../steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');
const { takes } = stepOf('enhet-starta', PROFILE);

describe('step enhet-starta', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('enhet-starta', PROFILE)).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected ready unitDay status registeredOn by comment',
    );
  });

  it('takes who was admitted on the day of the unit or later, once that has come, and nobody else', () => {
    const on = (state: Parameters<typeof unitState>[0], admitted: string) =>
      takes({ ...vardtillfalle({ admitted_at: admitted }), ...unitState(state) });
    expect(on('begun', '2025-09-22')).toBe(true);
    expect(on('begun', '2025-09-21')).toBe(false);
    expect(on('later', '2025-09-22')).toBe(false);
    expect(on('never', '2025-09-22')).toBe(false);
  });
});
