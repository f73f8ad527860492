import { describe, expect, it } from 'vitest';
import { protectionChangeOf } from './protection-change.ts';

describe('the protection of a case that a list has again', () => {
  it('is lifted by a no and by nothing, and stays where it is said again', () => {
    expect(protectionChangeOf(1, 0)).toBe('lifted');
    expect(protectionChangeOf(1, null)).toBe('lifted');
    expect(protectionChangeOf(1, 1)).toBe('stays');
  });

  it('is no change where the list before did not say it', () => {
    expect(protectionChangeOf(0, 0)).toBeNull();
    expect(protectionChangeOf(null, 1)).toBeNull();
  });
});
