import { describe, expect, it } from 'vitest';
import { columnsOf, patient, shipped, stepOf } from '../steps.test-help.ts';

const THERE = shipped('ostergotland-link');
const { takes, owner } = stepOf('arende', THERE);

describe('step arende', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('arende', THERE)).toBe(
      'reference personnummer patient born sipsToMove initiator status consentTaken caseStartedOn actorsAdded by comment',
    );
  });

  const one = { sipId: 'SIP-1', part: 'kommun', kommun: '0580', unit: null, role: 'Enhetschef' };

  it('has one row a person, whatever the number of SIPs, for who initiated the first', () => {
    const anna = patient(null, {
      movingSips: [one, { ...one, sipId: 'SIP-2', part: 'primarvard', unit: 'VC' }],
    });
    expect(takes(anna)).toBe(true);
    expect(owner(anna).name).toBe('Kommun, Linköping');
    expect(takes(patient('sarskilt', { hasOpenSip: true }))).toBe(false);
  });

  it('never has a protected person: the target handles none', () => {
    expect(takes(patient(null, { movingSips: [one], isProtected: true }))).toBe(false);
  });
});
