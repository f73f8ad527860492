import { describe, expect, it } from 'vitest';
import { columnsOf, message, stepOf } from '../steps.test-help.ts';

const { takes } = stepOf('skyddade-kvittera');

describe('step skyddade-kvittera', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('skyddade-kvittera')).toBe(
      'reference meddelande case type from sent status acknowledgedOn by comment',
    );
  });

  it('takes messages about protected persons alone, for named handlers', () => {
    expect(takes(message({ isProtected: true }))).toBe(true);
    expect(takes(message())).toBe(false);
  });
});
