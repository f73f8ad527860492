import { PROFILE } from '../../../classification/cases.test-help.ts';
import { describe, expect, it } from 'vitest';
import { columnsOf, patient, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('1');

describe('step 1', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('1')).toBe(
      'reference caseInSource personnummer patient born housing hemsjukvard temporaryAddress nextOfKin listed hasSip inTargetList status registeredOn contact by comment',
    );
  });

  it('takes who does not live in ordinärt boende, and who has an ongoing SIP', () => {
    expect(takes(patient('sarskilt'))).toBe(true);
    expect(takes(patient('ordinart'))).toBe(false);
    expect(takes(patient(null))).toBe(false);
    expect(takes(patient('ordinart', { hasOpenSip: true }))).toBe(true);
    expect(takes(patient('sarskilt', { kommun: null }))).toBe(false);
  });

  it('takes who lives with a private actor, but not in Sundsvall', () => {
    expect(takes(patient('privat', { kommun: '2260' }))).toBe(true);
    expect(takes(patient('privat', { kommun: '2281' }))).toBe(false);
  });

  it("is the kommun's", () => {
    expect(owner(patient('lss')).name).toBe('Kommunen, Sundsvall');
  });
});

describe('what the person is looked up by', () => {
  const column = stepOf('1').columns.find(({ key }) => key === 'caseInSource');
  const shown = (caseInSource: string | null): string | null | undefined =>
    column?.kind === 'fact' ? column.value(patient('sarskilt', { caseInSource }), PROFILE) : undefined;

  it('is an ongoing case, where there is one', () => {
    expect(shown('SIP-1')).toBe('SIP-1');
  });

  it('is else the personnummer alone, and the list says so', () => {
    expect(shown(null)).toContain('personnummer');
  });
});
