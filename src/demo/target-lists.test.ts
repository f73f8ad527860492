import { expect, it } from 'vitest';
import { generateRegion } from './region-lists.ts';
import { targetListsOf } from './target-lists.ts';

const region = generateRegion();
const journey = {
  plan: 'prator-lifecare',
  target: 'Lifecare SP',
  deadlines: { lastReadyInSource: '2025-09-29' },
};
const filesOf = (of: Partial<typeof journey>): readonly string[] =>
  targetListsOf(region, { ...journey, ...of }).map(({ fileName }) => fileName);

it('the target system has its lists only in the plan that they tell of', () => {
  expect(filesOf({})).toEqual([
    'lcsp-enheter-2025-09-29.csv',
    'lcsp-patienter-2025-09-29.csv',
    'lcsp-vardtillfallen-2025-09-30.csv',
  ]);
  expect(filesOf({ plan: 'cosmic-link' })).toEqual([]);
});

it('the target system of another name is called so in them', () => {
  const [list] = targetListsOf(region, { ...journey, target: 'Nya systemet' });
  const text = new TextDecoder().decode(list?.bytes);
  expect(text.split('\r\n')[0]).toBe('Nya systemet – Enheter');
});

it.each([1, 2, 3])('the lists are the same of the same seed, and of its people alone: seed %i', (seed) => {
  const [one, other] = [generateRegion(seed), generateRegion(seed)];
  const textsOf = ({ targetLists }: typeof one): readonly string[] =>
    targetLists.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  expect(textsOf(one)).toEqual(textsOf(other));
  expect(one.truth.target.patients).toMatchObject({ twice: 3, otherKommun: 2, unknown: 2 });
  expect(one.truth.target.stays.tooMuch).toHaveLength(1);
});
