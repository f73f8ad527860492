import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { goLiveOfUnit, goLiveOn, isBegunAfter } from './go-live.ts';
import { shipped, unitState } from './steps/steps.test-help.ts';

describe('the day from which cases are begun in the target system', () => {
  it('is the wards’ for vårdtillfällen and that of moving for SIPs', () => {
    expect(goLiveOn(PROFILE, 'vardtillfalle')).toBe('2025-09-30');
    expect(goLiveOn(PROFILE, 'sip')).toBe('2025-10-02');
    expect(goLiveOn(PROFILE, 'patient')).toBeNull();
  });

  it('is none for a region whose units switch one by one: they have days of their own', () => {
    const stockholm = shipped('stockholm-enhetsvis');
    expect([goLiveOn(stockholm, 'vardtillfalle'), goLiveOn(stockholm, 'sip')]).toEqual([null, null]);
  });

  it('is a unit’s own day there, once it has come', () => {
    const own = goLiveOfUnit(shipped('stockholm-enhetsvis'), 'sip');
    const states = (['begun', 'later', 'never'] as const).map((state) => own(unitState(state).connection));
    expect(states).toEqual(['2025-09-22', null, null]);
    const atOnce = goLiveOfUnit(PROFILE, 'sip');
    expect(atOnce(unitState('never').connection)).toBe('2025-10-02');
  });

  it('counts the day itself, and nothing of what is not known', () => {
    expect(isBegunAfter('2025-09-30', '2025-09-30T00:01')).toBe(true);
    expect(isBegunAfter('2025-09-30', '2025-09-29T23:59')).toBe(false);
    expect(isBegunAfter('2025-09-30', null)).toBe(false);
    expect(isBegunAfter(null, '2025-09-30')).toBe(false);
  });
});
