import { describe, expect, it } from 'vitest';
import { columnsOf, shipped, stepOf, vardtillfalle } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes, owner } = stepOf('fast-vardkontakt', THERE);

describe('step fast-vardkontakt', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('fast-vardkontakt', THERE)).toBe(
      'reference vardtillfalle personnummer patient born kommun ward admitted expected status contactNamedOn by comment',
    );
  });

  it('takes every patient who moves, for the open care', () => {
    expect(takes(vardtillfalle())).toBe(true);
    expect(owner(vardtillfalle()).unit).toBe('Nacksta hälsocentral');
  });
});
