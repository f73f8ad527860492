import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { message, patient } from '../plan/steps/steps.test-help.ts';
import type { Kvittens } from './kvittens.ts';
import { whyMessage, whyPatient } from './why-listed.ts';

const why = (one: ReturnType<typeof patient> | null, isTaken = true): string =>
  whyPatient(one, { listOn: '2025-09-15', isTaken }, PROFILE).join(' ');

describe('why a patient stands on a list, or on none', () => {
  it('is what step 1 rests on: an ongoing SIP, and where the patient lives', () => {
    expect(why(patient('sarskilt'))).toBe('Personen har ingen pågående SIP. Boende: Särskilt boende.');
    expect(why(patient(null, { hasOpenSip: true }))).toBe('Personen har en pågående SIP. Boendet är okänt.');
    expect(why(patient('lss', { kommun: null }))).toContain('Patientens kommun är okänd');
    expect(why(patient('lss', { isProtected: true }))).toContain('bara utsedda handläggare');
  });

  it('says that nobody has the patient, and which exception that rests on', () => {
    expect(why(patient('ordinart'), false)).toContain('den står på ingen lista');
    expect(why(patient('ordinart'), false)).not.toContain('undantagen');
    expect(why(patient('privat', { kommun: '2281' }), false)).toContain(
      'Kommunen är undantagen för det boendet.',
    );
    expect(why(null, false)).toContain('inte i det senaste uttaget 2025-09-15');
  });
});

const NEWEST = { isListed: true, listOn: '2025-10-01' };
const ofMessage = (
  facts: Partial<ReturnType<typeof message>['facts']>,
  more: Parameters<typeof message>[0] | null = {},
  newest = NEWEST,
  kvittens: Kvittens = 'owed',
): string =>
  whyMessage(
    more === null ? null : message(more),
    { ...message().facts, kvittens, ...facts },
    newest,
    PROFILE,
  ).join(' ');

describe('why a message waits for a kvittens, or does not', () => {
  it('is that it is owed, and by whom', () => {
    expect(ofMessage({}, { unit: 'Nacksta hälsocentral' })).toBe(
      'Meddelandet väntar på kvittens av Nacksta hälsocentral.',
    );
    expect(ofMessage({}, { caseState: 'closed' })).toContain('Ärendet är avslutat i Prator.');
  });

  it('is that it is acknowledged, was sent for information, or is gone from the list', () => {
    expect(ofMessage({ acknowledged_at: '2025-09-30T10:00' }, null)).toBe(
      'Meddelandet är kvitterat 2025-09-30 10:00.',
    );
    expect(ofMessage({ acknowledged_at: '2025-10-09' }, null, NEWEST, 'doubted')).toBe(
      'Listan har en kvittens 2025-10-09, som inte hade kommit när den togs ut: det är inte känt om meddelandet är kvitterat.',
    );
    expect(ofMessage({ is_information_only: 1 }, null)).toContain('för kännedom');
    expect(ofMessage({}, null, { ...NEWEST, isListed: false })).toContain(
      'inte i det senaste uttaget 2025-10-01',
    );
  });
});
