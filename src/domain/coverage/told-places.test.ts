import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toldCells, type GuardedCell } from './told-places.ts';

const cell = (kommun: string, open: number, inList: number, guarded = 0): GuardedCell => ({
  kommun,
  part: 'kommun',
  open,
  inList,
  guarded,
});

describe('where cases are lacking', () => {
  it('is told place by place where no protected person is among them', () => {
    expect(toldCells([cell('2260', 4, 3), cell('2281', 9, 9), cell('2262', 2, 0)])).toEqual([
      { kommun: '2260', part: 'kommun', open: 4, inList: 3, isRest: false },
      { kommun: '2262', part: 'kommun', open: 2, inList: 0, isRest: false },
    ]);
  });

  it('is told of places with five others lacking, and of all the rest together, where one is', () => {
    const cells = [cell('2260', 4, 3), cell('2281', 9, 9), cell('2262', 8, 2, 1), cell('2284', 3, 2, 1)];
    expect(toldCells(cells)).toEqual([
      { kommun: '2262', part: 'kommun', open: 8, inList: 2, isRest: false },
      { kommun: null, part: null, open: 16, inList: 14, isRest: true },
    ]);
  });

  it('says the same wherever a protected person is, of the places in which few others are lacking', () => {
    const places = fc.array(fc.tuple(fc.nat(9), fc.nat(4)), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(places, fc.nat(7), fc.nat(7), (counts, one, other) => {
        const at = (protectedAt: number): readonly unknown[] =>
          toldCells(
            counts.map(([inList, lacking], place) => {
              const guarded = place === protectedAt % counts.length ? 1 : 0;
              return cell(String(2260 + place), inList + lacking + guarded, inList, guarded);
            }),
          );
        expect(at(one)).toEqual(at(other));
      }),
    );
  });

  it('adds up to what is lacking, whatever is told', () => {
    const cells = fc
      .array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(2)), { maxLength: 8 })
      .map((counts) =>
        counts.map(([inList, lacking, guarded], place) =>
          cell(String(place), inList + lacking + guarded, inList, guarded),
        ),
      );
    const lackingIn = (some: readonly { readonly open: number; readonly inList: number }[]): number =>
      some.reduce((sum, { open, inList }) => sum + open - inList, 0);
    fc.assert(
      fc.property(cells, (all) => {
        expect(lackingIn(toldCells(all))).toBe(lackingIn(all));
      }),
    );
  });
});
