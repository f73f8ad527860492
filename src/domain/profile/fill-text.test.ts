import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { fillText, namedMilestones } from './fill-text.ts';

const LINK = { ...PROFILE, source: 'det tidigare systemet', target: 'Cosmic Link' };

describe('a text with places', () => {
  it.each([
    ['Avsluta i {source}.', 'Avsluta i Prator.'],
    ['Före {day:readOnly}, {week:allSipsClosed}.', 'Före 2025-10-16, vecka 41.'],
    ['Från {day:steg-2}.', 'Från 2025-09-30.'],
    ['Ring {support}: {support:region}.', 'Ring central IT: ärende i Självservice – Prator.'],
  ])('%s reads %s', (text, filled) => {
    expect(fillText(text, PROFILE)).toBe(filled);
  });

  it('begins a sentence as any word does', () => {
    expect(fillText('{source} stängs. {source} läses i {source}.', LINK)).toBe(
      'Det tidigare systemet stängs. Det tidigare systemet läses i det tidigare systemet.',
    );
  });

  it.each(['{day}', '{day:aldrig}', '{week:source}', '{system}', '{source:day}', '{support:namn}'])(
    'with %s is refused',
    (text) => {
      expect(() => fillText(text, PROFILE)).toThrow(/nothing to fill in/u);
    },
  );

  it('says another week where the day is another', () => {
    const moved = { ...PROFILE, deadlines: { ...PROFILE.deadlines, allSipsClosed: '2025-11-09' } };
    expect(namedMilestones(moved).find(({ id }) => id === 'vecka-41')?.fromText).toBe('senast vecka 45');
  });
});
