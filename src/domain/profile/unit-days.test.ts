import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openConnections } from './unit-days.ts';

const PROFILE = {
  unitDays: { 'Avdelning 17': '2025-10-06', 'Avdelning 18': null },
  unitTypes: [
    { name: 'vårdavdelning', part: 'slutenvard', aliases: ['avdelning'], day: '2025-09-22' },
    { name: 'säbo', part: 'kommun', aliases: [], notConnected: 'utreds när' },
  ],
};
const TYPES: Readonly<Record<string, string>> = {
  'Avdelning 16': 'Avdelning',
  'Avdelning 17': 'vårdavdelning',
  'Avdelning 18': 'vårdavdelning',
  Lunden: 'säbo',
};
const on = (day: string) => openConnections(PROFILE, (unit) => TYPES[unit] ?? null, day);

describe('the day of a unit', () => {
  it.each([
    ['its own', 'Avdelning 17', '2025-10-06', { state: 'begun', day: '2025-10-06', why: null }],
    ['its own, not come', 'Avdelning 17', '2025-10-05', { state: 'later', day: '2025-10-06', why: null }],
    ['however it is spelt', 'avdelning  17', '2025-10-06', { state: 'begun', day: '2025-10-06', why: null }],
    ['that of its type', 'Avdelning 16', '2025-09-22', { state: 'begun', day: '2025-09-22', why: null }],
    ['none of its own', 'Avdelning 18', '2025-12-01', { state: 'never', day: null }],
    ['none of its type', 'Lunden', '2025-12-01', { state: 'never', day: null, why: 'utreds när' }],
    [
      'of no list',
      'Okänd',
      '2025-12-01',
      { state: 'never', day: null, why: 'ingen dag är satt för enheten' },
    ],
    ['of no unit', null, '2025-12-01', { state: 'never', day: null, why: 'enheten är inte angiven' }],
  ])('is %s: %s on %s', (_, unit, day, expected) => {
    expect(on(day)(unit)).toMatchObject(expected);
  });

  it('never comes undone: who has begun has begun on every later day', () => {
    const units = fc.constantFrom(...Object.keys(TYPES));
    const days = fc.constantFrom('2025-09-01', '2025-09-22', '2025-10-05', '2025-10-06', '2025-12-01');
    fc.assert(
      fc.property(units, days, days, (unit, one, other) => {
        fc.pre(one <= other && on(one)(unit).state === 'begun');
        expect(on(other)(unit).state).toBe('begun');
      }),
    );
  });
});
