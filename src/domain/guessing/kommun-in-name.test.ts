import { describe, expect, it } from 'vitest';
import { parseProfile } from '../profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import { DEFAULT_PROFILE } from '../profile/default-profile.ts';
import { kommunInName } from './kommun-in-name.ts';

const parsed = parseProfile(SHIPPED_PROFILES[DEFAULT_PROFILE]);
if (!('profile' in parsed)) throw new Error('the shipped profile is faulty');
const { profile } = parsed;

describe('the kommun in the name of a sheet or file', () => {
  it.each([
    ['Sundsvall', '2281'],
    ['SIP Härnösands kommun', '2280'],
    ['prator-sip-harnosand-2025-09-15.csv', '2280'],
    ['2282', '2282'],
  ])('%s is found', (name, code) => {
    expect(kommunInName(name, profile)).toBe(code);
  });

  it.each(['Blad1', 'Sundsvall och Timrå', 'prator-sip-2025-09-15.csv', ''])(
    '%s names none for sure',
    (name) => {
      expect(kommunInName(name, profile)).toBeNull();
    },
  );
});
