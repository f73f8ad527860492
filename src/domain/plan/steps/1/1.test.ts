import { describe, expect, it } from 'vitest';
import { columnsOf, patient, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('1');

describe('step 1', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('1')).toBe(
      'reference personnummer patient born housing hemsjukvard temporaryAddress nextOfKin listed hasSip status registeredOn contact by comment',
    );
  });

  it('takes who does not live in ordinärt boende, and who has an ongoing SIP', () => {
    expect(takes(patient('sarskilt'))).toBe(true);
    expect(takes(patient('ordinart'))).toBe(false);
    expect(takes(patient(null))).toBe(false);
    expect(takes(patient('ordinart', { hasOpenSip: true }))).toBe(true);
  });

  it('takes who lives with a private actor, but not in Sundsvall', () => {
    expect(takes(patient('privat', { kommun: '2260' }))).toBe(true);
    expect(takes(patient('privat', { kommun: '2281' }))).toBe(false);
  });

  it("is the kommun's", () => {
    expect(owner(patient('lss')).name).toBe('Kommunen, Sundsvall');
  });
});
