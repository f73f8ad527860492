import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isChanged, listChanges, type ListShown } from './list-changes.ts';

const shown = (rows: Readonly<Record<string, string>>, own: Partial<ListShown> = {}): ListShown => ({
  ...{ plan: 'p', address: 'a' },
  ...own,
  rows: new Map(Object.entries(rows)),
});
const SAME = (): readonly [string, string] => ['', ''];
const of = (was: ListShown | undefined, is: ListShown | undefined) => listChanges(was, is, SAME);

describe('what is otherwise of a list', () => {
  it('is nothing where it would hold the same', () => {
    expect(isChanged(of(shown({ a: '1' }), shown({ a: '1' })))).toBe(false);
    expect(isChanged(of(undefined, undefined))).toBe(false);
  });

  it.each([
    ['a text of its plan', shown({ a: '1' }, { plan: 'q' }), { hasOtherPlan: true }],
    ['its owner, folder or file', shown({ a: '1' }, { address: 'b' }), { isRenamed: true }],
    ['a cell', shown({ a: '2' }), { rowsChanged: 1, rowsIn: 0, rowsOut: 0 }],
    ['a row to it', shown({ a: '1', b: '1' }), { rowsIn: 1, rowsOut: 0 }],
    ['a row from it', shown({}), { rowsIn: 0, rowsOut: 1 }],
  ])('%s', (_what, is, changes) => {
    const found = of(shown({ a: '1' }), is);
    expect(found).toMatchObject(changes);
    expect(isChanged(found)).toBe(true);
  });

  it('of one that has gone, its rows and the plan that it would have without them', () => {
    expect(of(shown({ a: '1' }), undefined)).toMatchObject({
      ...{ rowsOut: 1, isRenamed: false, hasOtherPlan: false },
    });
    expect(listChanges(undefined, undefined, () => ['p', 'q']).hasOtherPlan).toBe(true);
  });

  it('whatever rows it had and has, they add up', () => {
    const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(rows, rows, (was, is) => {
        const { rowsIn, rowsOut, rowsChanged } = of(shown(was), shown(is));
        expect(Object.keys(was).length + rowsIn - rowsOut).toBe(Object.keys(is).length);
        expect(rowsIn + rowsOut + rowsChanged === 0).toBe(
          JSON.stringify(Object.entries(was).toSorted()) === JSON.stringify(Object.entries(is).toSorted()),
        );
      }),
    );
  });
});
