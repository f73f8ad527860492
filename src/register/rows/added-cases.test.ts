import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openNamesakes } from '../../domain/records/namesakes.ts';
import { marksOf } from '../../domain/records/record-marks.ts';
import { createAddedCases } from './added-cases.ts';

/** As it is, or with its marks made, as those of a long list are. */
const whose = (personKey: string | null, name: string | null, isMarked: boolean) => ({
  personKey,
  name,
  marks: isMarked ? marksOf('', personKey, name) : null,
});
const ANNA = whose('199901012384', 'Anna Ek', true);

describe('the cases that a list adds', () => {
  it('are counted by kommun as they are now', () => {
    const added = createAddedCases(7);
    for (const kommun of ['2280', '2281', '2280', null]) added.add(ANNA, kommun, null);
    added.change(9, '2281', '2280');
    expect(Object.fromEntries(added.perKommun)).toEqual({ '2280': 3, '2281': 0, null: 1 });
    expect([...added.changed]).toEqual([9]);
  });

  it('are none of those that were there before', () => {
    const added = createAddedCases(7);
    added.add(ANNA, '2280', null);
    added.change(7, '2281', '2280');
    expect(Object.fromEntries(added.perKommun)).toEqual({ '2280': 1 });
    expect(added.changed.size).toBe(0);
  });

  it('are found by their persons, none of them missed', () => {
    const person = fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'å', ''));
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 40 }),
        fc.array(person),
        fc.nat(9),
        fc.boolean(),
        (persons, asked, before, isMarked) => {
          const added = createAddedCases(before);
          for (const one of persons) added.add(whose(one, null, isMarked), null, null);
          const wanted = new Set(asked.filter((one) => one !== null));
          const theirs = persons.flatMap((one, at) =>
            one !== null && wanted.has(one) ? [before + 1 + at] : [],
          );
          expect(added.perhapsOf(wanted)).toEqual(theirs);
        },
      ),
    );
  });

  it('are found by what they are called, none of them missed', () => {
    const called = fc.record({
      name: fc.constantFrom('Anna Ek', 'EK, ANNA', 'Bo Ek', 'Åsa Öberg', null),
      kommun: fc.constantFrom('2280', '2281', null),
    });
    fc.assert(
      fc.property(
        fc.array(called, { maxLength: 40 }),
        fc.array(called, { minLength: 1 }),
        fc.boolean(),
        (all, asked, isMarked) => {
          const added = createAddedCases(7);
          for (const { name, kommun } of all) added.add(whose(null, name, isMarked), kommun, null);
          const isNamesake = openNamesakes(asked);
          const found = added.perhapsCalled(asked);
          for (const [at, one] of all.entries()) if (isNamesake(one)) expect(found).toContain(8 + at);
          const isAsked = asked.some(({ name }) => name === 'Bo Ek');
          if (!isAsked) for (const at of found) expect(all[at - 8]?.name).not.toBe('Bo Ek');
        },
      ),
    );
  });

  it('are found among more than there was room for at first', () => {
    const added = createAddedCases(0);
    for (let at = 0; at < 20_000; at += 1)
      added.add(whose(`person ${at}`, null, false), null, at % 3 === 0 ? 'protected' : 'move-to-target');
    expect(added.perhapsOf(new Set(['person 0', 'person 4095', 'person 4096', 'person 19998']))).toEqual([
      1, 4096, 4097, 19_999,
    ]);
    expect([1, 4096, 4097, 19_999].map(added.cameAs)).toEqual([
      'protected',
      'protected',
      'move-to-target',
      'protected',
    ]);
  });
});
