import { describe, expect, it } from 'vitest';
import { planOf } from './plan.ts';
import { profileFaults } from './profile-faults.ts';
import { shipped } from './steps/steps.test-help.ts';

const PROFILE = shipped('stockholm-enhetsvis');

describe('the gate of a unit', () => {
  it('has an id of its own', () => {
    const ids = planOf(PROFILE).gates.flatMap((gate) => ('unitName' in gate ? [gate.id] : []));
    expect(ids).toContain('enhet-klar-halsocentralen-blaklockan');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('cannot be that of another unit: such a profile is refused with the path', () => {
    const unitDays = { 'Avd 1': '2025-09-22', 'Avd. 1': '2025-09-29' };
    expect(profileFaults({ ...PROFILE, unitDays })).toEqual([
      'unitDays.Avd. 1: går inte att skilja från ”Avd 1”',
    ]);
  });
});
