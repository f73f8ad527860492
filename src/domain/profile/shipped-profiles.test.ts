import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { weekday } from '../calendar/days.ts';
import { PARTS } from '../kinds/terms.ts';
import { planOf } from '../plan/plan.ts';
import { profileFaults } from '../plan/profile-faults.ts';
import { DEFAULT_PROFILE } from './default-profile.ts';
import { parseProfile } from './parse-profile.ts';
import { SHIPPED_PROFILES } from './shipped-profiles.ts';

describe('the shipped profiles', () => {
  it.each(Object.entries(SHIPPED_PROFILES))('%s has no fault and its own name', (name, raw) => {
    const parsed = parseProfile(raw);
    expect(parsed).toMatchObject({ profile: { name } });
    expect('faults' in parsed ? parsed.faults : profileFaults(parsed.profile)).toEqual([]);
  });

  it('have the default among them', () => {
    expect(Object.keys(SHIPPED_PROFILES)).toContain(DEFAULT_PROFILE);
  });
});

describe('vasternorrland-2025', () => {
  const milestone = (id: string) => PROFILE.milestones.find((entry) => entry.id === id);

  it('has the seven kommuner of län 22 with the codes of SCB', () => {
    expect(PROFILE.lan).toBe('22');
    expect(Object.fromEntries(PROFILE.kommuner.map(({ code, name }) => [code, name]))).toEqual({
      '2260': 'Ånge',
      '2262': 'Timrå',
      '2280': 'Härnösand',
      '2281': 'Sundsvall',
      '2282': 'Kramfors',
      '2283': 'Sollefteå',
      '2284': 'Örnsköldsvik',
    });
  });

  it('has every part once', () => {
    expect(PROFILE.parts.map(({ code }) => code)).toEqual(PARTS);
  });

  // Seed 000, Tidplan and Steg 1–6; domain §2. The weekdays are the source's own.
  it.each([
    ['personal', 'mån', '2025-04-28', 'mån', '2025-09-29'],
    ['steg-1', 'tis', '2025-05-06', 'mån', '2025-09-29'],
    ['produktionslank', 'mån', '2025-09-29', 'mån', '2025-09-29'],
    ['steg-2', 'tis', '2025-09-30', 'tis', '2025-09-30'],
    ['steg-3', 'tis', '2025-09-30', 'tis', '2025-09-30'],
    ['steg-4', 'ons', '2025-10-01', 'ons', '2025-10-01'],
    ['steg-6', 'tor', '2025-10-02', 'fre', '2025-10-10'],
    ['vecka-41', 'mån', '2025-10-06', 'sön', '2025-10-12'],
    ['laslage', 'tor', '2025-10-16', 'tor', '2025-10-16'],
    ['arkivering', 'tor', '2025-10-23', 'tor', '2025-10-23'],
  ])('has %s from %s %s to %s %s', (id, fromWeekday, from, toWeekday, to) => {
    expect(milestone(id)).toMatchObject({ from, to });
    expect([weekday(from), weekday(to)]).toEqual([fromWeekday, toWeekday]);
  });

  it('keeps the three closing deadlines of the source apart', () => {
    expect(PROFILE.deadlines).toEqual({
      lastReadyInSource: '2025-09-29',
      sipWindowEnds: '2025-10-10',
      allSipsClosed: '2025-10-12',
      readOnly: '2025-10-16',
      archiving: '2025-10-23',
    });
  });

  it('says the same day in the deadlines and in the plan', () => {
    expect(milestone('steg-6')?.to).toBe(PROFILE.deadlines.sipWindowEnds);
    expect(milestone('vecka-41')?.to).toBe(PROFILE.deadlines.allSipsClosed);
    expect(milestone('laslage')?.from).toBe(PROFILE.deadlines.readOnly);
    expect(milestone('arkivering')?.from).toBe(PROFILE.deadlines.archiving);
  });

  it('lists the trapped before the source is read-only', () => {
    expect(PROFILE.rules.trappedFrom < PROFILE.deadlines.readOnly).toBe(true);
    expect(PROFILE.rules.trappedFrom > PROFILE.deadlines.lastReadyInSource).toBe(true);
  });

  it('registers private actors beforehand, but not in Sundsvall', () => {
    expect(PROFILE.exceptions).toMatchObject([{ step: '1', housing: 'privat', exceptKommuner: ['2281'] }]);
  });

  it.each(['milestones', 'exceptions', 'openQuestions'] as const)(
    'gives every one of the %s an id of its own and a source',
    (list) => {
      const entries: readonly { readonly id: string; readonly source: string }[] = PROFILE[list];
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      for (const { source } of entries) expect(source).toMatch(/^000/u);
    },
  );

  it('has a milestone for every step of the plan that is part of one', () => {
    const ids = PROFILE.milestones.map(({ id }) => id);
    for (const { milestone } of planOf(PROFILE).steps)
      if (milestone !== null) expect(ids).toContain(milestone);
  });
});
