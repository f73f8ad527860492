import { PROFILE } from '../../../classification/cases.test-help.ts';
import { describe, expect, it } from 'vitest';
import { columnsOf, patient, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('beslut-patienter');
const guarded = stepOf('skyddade-patienter');

describe('step beslut-patienter', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('beslut-patienter')).toBe(
      'reference caseInSource personnummer patient born kommun housing hasSip placeUnknown status registeredOn by comment',
    );
  });

  it('takes whose boende is not known, and who is to be registered by nobody knows which kommun', () => {
    expect(takes(patient(null))).toBe(true);
    expect(takes(patient('sarskilt', { kommun: null }))).toBe(true);
    expect(takes(patient('ordinart', { kommun: null, hasOpenSip: true }))).toBe(true);
  });

  it('does not take who is on the list of step 1, or on none because nothing is to be done', () => {
    expect(takes(patient(null, { hasOpenSip: true }))).toBe(false);
    expect(takes(patient('sarskilt'))).toBe(false);
    expect(takes(patient('ordinart', { kommun: null }))).toBe(false);
  });

  it("is the kommun's, and the project lead's where no kommun is known", () => {
    expect(owner(patient(null)).name).toBe('Kommunen, Sundsvall');
    expect(owner(patient('lss', { kommun: null })).name).toBe('Projektledningen');
  });

  it('leaves protected persons to the named handlers', () => {
    const one = patient(null, { isProtected: true });
    expect([takes(one), guarded.takes(one)]).toEqual([false, true]);
  });

  it('says what is not known', () => {
    const column = stepOf('beslut-patienter').columns.find(({ key }) => key === 'placeUnknown');
    const said = (one: ReturnType<typeof patient>) =>
      column?.kind === 'fact' ? column.value(one, PROFILE) : undefined;
    expect(said(patient(null))).toBe('Boendet är okänt');
    expect(said(patient('lss', { kommun: null }))).toBe(
      'Patientens kommun är okänd eller ligger utanför regionen',
    );
  });
});
