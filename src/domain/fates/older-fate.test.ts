import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIST, record, spell } from './fates.test-help.ts';
import { fateOfOlder, layHistory, type Spell, type TakenHere } from './older-fate.ts';

const unitB = record({ values: ['S1', 'B', 0] });
const rowOf = (
  written: ReturnType<typeof record>,
  history: readonly Spell[],
  here: TakenHere | null = null,
  list = LIST,
): ReturnType<typeof fateOfOlder> => fateOfOlder(9, written, { history, here, list });

describe('a row of a list older than what is known of its case', () => {
  const history = [spell('2025-08-20', 1, 'A'), spell('2025-10-01', 2, 'B')];

  it('is unchanged where it says what held that day, and the history stands', () => {
    expect(rowOf(record(), history)).toMatchObject({
      taken: { fate: 'unchanged', met: null },
      change: { how: 'stands' },
    });
  });

  it('is changed where it says otherwise, and its facts are laid in at its day', () => {
    const { taken, change } = rowOf(unitB, history);
    expect(taken.fate).toBe('changed');
    expect(change).toEqual({ how: 'laid', spell: { ...spell('2025-09-15', 3, 'B'), row: 9 } });
  });

  it('is held against the list of the same day that came in before it', () => {
    const sameDay = [spell('2025-08-20', 1, 'A'), spell('2025-09-15', 2, 'B'), spell('2025-10-01', 4, 'A')];
    expect(rowOf(unitB, sameDay).change.how).toBe('stands');
    const cameAfter = [spell('2025-08-20', 1, 'A'), spell('2025-09-15', 4, 'B'), spell('2025-10-01', 5, 'A')];
    expect(rowOf(unitB, cameAfter).change.how).toBe('laid');
  });

  it('before every list: the history begins with it, or its first facts held by then already', () => {
    const later = [spell('2025-10-01', 2, 'A')];
    expect(rowOf(unitB, later)).toMatchObject({
      taken: { fate: 'changed' },
      change: { how: 'begins', first: { factsOn: '2025-09-15', sourceNo: 3, row: 9 } },
    });
    expect(rowOf(record(), later)).toMatchObject({
      taken: { fate: 'unchanged' },
      change: { how: 'began', first: later[0], on: { factsOn: '2025-09-15', sourceNo: 3, row: 9 } },
    });
  });

  it('takes what held that day in a column that the list does not have', () => {
    const list = { ...LIST, absent: [1] };
    expect(rowOf(record({ values: ['S1', null, 0] }), history, null, list).taken.fate).toBe('unchanged');
    const { change } = rowOf(record({ values: ['S1', null, 1] }), history, null, list);
    expect(change.how === 'laid' && JSON.parse(change.spell.facts)).toMatchObject({
      unit: 'A',
      is_protected: 1,
    });
  });

  it('is a duplicate where the list has said it before, and contradicts it where it says otherwise', () => {
    const here: TakenHere = { row: 6, record: record(), isRejected: false };
    expect(rowOf(record(), history, here)).toEqual({
      taken: { fate: 'duplicate', otherRow: 6, overturnsOther: false, met: null },
      here,
      change: { how: 'stands' },
      spell: null,
    });
    const again = rowOf(unitB, history, here);
    expect(again.taken).toEqual({ fate: 'rejected', otherRow: 6, overturnsOther: true, met: null });
    expect(again.here).toMatchObject({ row: 6, isRejected: true, record: { values: ['S1', null, 0] } });
    expect(again.change.how === 'laid' && [again.change.spell.row, again.change.spell.facts]).toEqual([
      6,
      expect.stringContaining('"is_conflicting":1'),
    ]);
    const third = rowOf(record({ values: ['S1', null, 0] }), history, again.here);
    expect(third.taken).toMatchObject({ fate: 'rejected', overturnsOther: false });
  });

  it('contradicts it where only what could not be read is another', () => {
    const here: TakenHere = { row: 6, record: record(), isRejected: false };
    expect(rowOf(record({ notUnderstood: { unit: 'x' } }), history, here).taken.fate).toBe('rejected');
  });

  it('leaves a column alone that the list does not have, in its second row too', () => {
    const here: TakenHere = { row: 6, record: record(), isRejected: false };
    const second = rowOf(record({ values: ['S1', null, 0] }), history, here, { ...LIST, absent: [1] });
    expect(second.taken.fate).toBe('duplicate');
  });
});

describe('a history with one more list', () => {
  const placeOf = ({ factsOn, sourceNo, row }: Spell) => ({ factsOn, sourceNo, row });

  it('has a spell for each stretch of lists that say the same', () => {
    const history = [spell('2025-08-20', 1, 'A')];
    const sightings = [spell('2025-08-20', 1, 'A'), spell('2025-10-01', 2, 'A')].map(placeOf);
    const laid = layHistory(history, sightings, spell('2025-09-15', 3, 'B'));
    expect(laid).toEqual([
      spell('2025-08-20', 1, 'A'),
      spell('2025-09-15', 3, 'B'),
      spell('2025-10-01', 2, 'A'),
    ]);
  });

  it('stands last where its day is', () => {
    const laid = layHistory([spell('2025-09-15', 1, 'A')], [placeOf(spell('2025-09-15', 1, 'A'))], {
      ...spell('2025-09-15', 3, 'B'),
    });
    expect(laid.map(({ sourceNo }) => sourceNo)).toEqual([1, 3]);
  });

  it('is the same in whatever order the lists came in', () => {
    const units = fc.array(fc.constantFrom('A', 'B'), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(units, fc.nat(), (said, nat) => {
        const lists = said.map((unit, at) => spell(`2025-09-0${at + 1}`, at + 1, unit));
        const late = lists[nat % lists.length];
        if (late === undefined) return;
        const others = lists.filter((one) => one !== late);
        const spellsOf = (all: readonly Spell[]) => all.filter((one, at) => one.facts !== all[at - 1]?.facts);
        expect(layHistory(spellsOf(others), others.map(placeOf), late)).toEqual(spellsOf(lists));
      }),
    );
  });
});
