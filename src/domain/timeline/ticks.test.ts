import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { openTicks, TICKED, untickedOf } from './ticks.ts';
import { timelineOf } from './timeline.ts';

const UNITS = [
  { name: 'Avdelning 17', kommun: '2281' },
  { name: 'Nacksta hälsocentral', kommun: '2281' },
];

const tick = (seq: number, effectiveOn: string, data: object) => ({
  seq,
  type: TICKED,
  effectiveOn,
  data: JSON.stringify({ kommun: null, unit: null, note: null, ...data }),
});

const EVENTS = [
  tick(1, '2025-09-01', { milestone: 'personal', kommun: '2281' }),
  tick(2, '2025-09-02', { milestone: 'personal', kommun: '2262' }),
  { seq: 3, type: 'undone', effectiveOn: '2025-09-03', data: JSON.stringify({ seqs: [2], return: null }) },
  tick(4, '2025-09-20', { milestone: 'siths-roller', unit: 'Avdelning 17' }),
  tick(5, '2025-09-29', { milestone: 'produktionslank' }),
];

const entriesOn = (asOf: string, units = UNITS) =>
  timelineOf(
    PROFILE,
    asOf,
    () => ({ planned: 10, done: 4 }),
    openTicks(EVENTS, asOf, { profile: PROFILE, units }),
  );
const entry = (id: string, asOf: string, units = UNITS) =>
  entriesOn(asOf, units).find(({ milestone }) => milestone.id === id);

describe('a milestone that no list proves', () => {
  it('is as far as it is ticked, kommun by kommun, and a tick taken back does not count', () => {
    expect(entry('personal', '2025-09-10')).toMatchObject({
      state: 'running',
      progress: { planned: 7, done: 1 },
    });
    const done = entry('personal', '2025-09-10')?.places?.filter(({ doneOn }) => doneOn !== null);
    expect(done).toEqual([{ kommun: '2281', unit: null, label: 'Sundsvall', doneOn: '2025-09-01', seq: 1 }]);
  });

  it('counts no tick before its day', () => {
    expect(entry('personal', '2025-08-31')?.progress).toEqual({ planned: 7, done: 0 });
  });

  it('is of units as the list of units has them, and of none without one', () => {
    expect(entry('siths-roller', '2025-09-21')?.progress).toEqual({ planned: 2, done: 1 });
    expect(entry('siths-roller', '2025-10-21', [])).toMatchObject({ state: 'past', places: [] });
  });

  it('is done when the region is ticked', () => {
    expect(entry('produktionslank', '2025-09-29')?.state).toBe('done');
  });

  it('is measured by lists where the profile does not say that it is ticked', () => {
    expect(entry('steg-6', '2025-10-03')).toMatchObject({ progress: { planned: 10, done: 4 }, places: null });
  });
});

describe('what should have been ticked', () => {
  it('is told from the day after, with whose it is and where it is missing', () => {
    expect(untickedOf(entriesOn('2025-09-29'), PROFILE)).toEqual([]);
    expect(untickedOf(entriesOn('2025-09-30'), PROFILE)).toMatchObject([
      {
        milestone: 'personal',
        title: 'Kommunerna registrerar sin personal i Lifecare SP',
        owners: ['kommun'],
        dueOn: '2025-09-29',
        per: 'kommun',
        missing: ['Ånge', 'Timrå', 'Härnösand', 'Kramfors', 'Sollefteå', 'Örnsköldsvik'],
      },
      { milestone: 'siths-roller', per: 'unit', missing: ['Nacksta hälsocentral'] },
    ]);
  });
});
