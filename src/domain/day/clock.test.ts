import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { beginsAt, hasBegun } from './clock.ts';

const milestone = (id: string): (typeof PROFILE.milestones)[number] => {
  const found = PROFILE.milestones.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no milestone ${id}`);
  return found;
};

describe('the plan’s clock', () => {
  it('reads a time, and the words for one', () => {
    expect(beginsAt({ fromTime: '10:30', fromText: 'från lunchtid' })).toBe('10:30');
    expect(beginsAt(milestone('steg-2'))).toBe('07:00');
    expect(beginsAt(milestone('steg-3'))).toBe('12:00');
    expect(beginsAt(milestone('steg-4'))).toBeNull();
    expect(beginsAt(milestone('steg-5'))).toBeNull();
  });

  it.each<[string, string, string | null, boolean]>([
    ['steg-3', '2025-09-30', '11:59', false],
    ['steg-3', '2025-09-30', '12:00', true],
    // Only the day was asked about: all of it.
    ['steg-3', '2025-09-30', null, true],
    ['steg-3', '2025-09-29', '23:00', false],
    ['steg-3', '2025-10-01', '00:01', true],
    ['steg-4', '2025-10-01', '00:01', true],
  ])('%s on %s at %s: %s', (id, asOf, time, begun) => {
    expect(hasBegun(milestone(id), asOf, time)).toBe(begun);
  });
});
