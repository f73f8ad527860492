import { describe, expect, it } from 'vitest';
import type { Figure } from '../readiness/day-page.ts';
import { aReadiness } from '../readiness/readiness.test-help.ts';
import { figuresOf, placesOf } from './figures.ts';

const figure = (own: Partial<Figure> = {}): Figure => ({
  ...{ value: 7, isFew: false, cohort: 'step-left', scope: { unit: 'Avdelning 7', step: '2-somatik' } },
  ...own,
});

describe('the figures of the page', () => {
  it('have a place each, however often one stands on the page', () => {
    const named = [
      { label: 'a', figure: figure() },
      { label: 'b', figure: figure({ cohort: 'sip-open' }) },
    ];
    const placeOf = placesOf(named);
    expect([placeOf(figure()), placeOf(figure({ cohort: 'sip-open' }))]).toEqual(['r-1', 'r-2']);
  });

  it('tell a unit that is not known from one that was not asked about', () => {
    const placeOf = placesOf([{ label: 'a', figure: figure({ scope: { unit: null } }) }]);
    expect([placeOf(figure({ scope: { unit: null } })), placeOf(figure({ scope: {} }))]).toEqual([
      'r-1',
      null,
    ]);
  });

  it('lead nowhere where they are few, and are none where nothing was reckoned', () => {
    const placeOf = placesOf([{ label: 'a', figure: figure() }]);
    expect(placeOf(figure({ isFew: true }))).toBeNull();
    expect(figuresOf({ ...aReadiness(), day: null })).toEqual([]);
  });

  it('are each once, and nothing of nought is among them', () => {
    const model = aReadiness();
    const { day } = model;
    if (day === null) throw new Error('no page');
    const decisions = [
      { figure: figure({ cohort: 'needs-decision', scope: {}, value: 0 }), what: 'ärenden', who: '' },
      { figure: figure({ cohort: 'trapped-undecided', scope: {} }), what: 'patienter', who: '' },
      { figure: figure({ cohort: 'trapped-undecided', scope: {} }), what: 'patienter', who: '' },
    ];
    const told = figuresOf({ ...model, gates: [], day: { ...day, decisions } });
    expect(told.map(({ figure: { cohort } }) => cohort)).toEqual(['sip-open', 'trapped-undecided']);
    expect(told[1]?.label).toBe('Patienter');
  });
});
