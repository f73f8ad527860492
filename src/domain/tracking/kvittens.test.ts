import { describe, expect, it } from 'vitest';
import { kvittensOf } from './kvittens.ts';

describe('a kvittens', () => {
  const of = (
    acknowledged_at: string | null,
    is_information_only: 0 | 1 | null = 0,
    unread: readonly string[] = [],
  ) => kvittensOf({ acknowledged_at, is_information_only }, unread);

  it('is given by a day, and owed without one', () => {
    expect([of('2025-09-20'), of(null), of(null, null)]).toEqual(['given', 'owed', 'owed']);
  });

  it('is nobody’s to give where the message is for information', () => {
    expect([of(null, 1), of('2025-09-20', 1)]).toEqual(['not-owed', 'not-owed']);
  });

  it('is no event where its day had not come when the list was taken out', () => {
    expect(of('2025-10-20', 0, ['acknowledged_at_after_list'])).toBe('doubted');
    expect(of('2025-10-20', 1, ['acknowledged_at_after_list'])).toBe('not-owed');
    expect(of('2025-09-20', 0, ['type'])).toBe('given');
  });
});
