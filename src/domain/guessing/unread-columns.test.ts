import { describe, expect, it } from 'vitest';
import { isReadWhole } from './unread-columns.ts';

const WHOLE = { unused: [], nameless: [], width: 2 } as const;

describe('a list', () => {
  it('is read whole where every column of its header is read and no row is wider', () => {
    expect(isReadWhole(WHOLE, [['a', 'b'], ['a']])).toBe(true);
  });

  it.each([
    ['a header that leads nowhere', { ...WHOLE, unused: [{ index: 1, header: 'Anm' }] }, [['a', 'b']]],
    ['a column without a header', { ...WHOLE, nameless: [1] }, [['a', 'b']]],
    [
      'a row that is wider than the header',
      WHOLE,
      [
        ['a', 'b'],
        ['a', 'b', 'c'],
      ],
    ],
  ])('is not, with %s', (_what, columns, rows) => {
    expect(isReadWhole(columns, rows)).toBe(false);
  });
});
