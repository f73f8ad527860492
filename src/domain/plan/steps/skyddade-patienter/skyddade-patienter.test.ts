import { describe, expect, it } from 'vitest';
import { columnsOf, patient, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('skyddade-patienter');

describe('step skyddade-patienter', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('skyddade-patienter')).toBe('reference hasSip status registeredOn by comment');
  });

  it('takes protected persons of step 1 alone, for named handlers', () => {
    expect(takes(patient('sarskilt', { isProtected: true }))).toBe(true);
    expect(takes(patient('ordinart', { isProtected: true }))).toBe(false);
    expect(takes(patient('sarskilt'))).toBe(false);
    expect(owner(patient('sarskilt', { isProtected: true })).name).toBe('Utsedda handläggare');
  });
});
