import { describe, expect, it } from 'vitest';
import { columnsOf, message, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('kvittera');

describe('step kvittera', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('kvittera')).toBe(
      'reference meddelande case personnummer patient born type from sent help status acknowledgedOn by comment',
    );
  });

  it('takes messages that wait for a kvittens, for who receives them', () => {
    expect(takes(message())).toBe(true);
    expect(takes(message({ isProtected: true }))).toBe(false);
    expect(owner(message()).unit).toBe('Nacksta hälsocentral');
  });
});
