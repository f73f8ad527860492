import { describe, expect, it } from 'vitest';
import { isLockedOut } from './list-refusals.ts';

describe('a list after the read-only mark', () => {
  it('is locked out where it is of the source system and later than the mark', () => {
    expect(isLockedOut({ kind: 'sip', exportedOn: '2025-10-17' }, '2025-10-16')).toBe(true);
    expect(isLockedOut({ kind: 'sip', exportedOn: '2025-10-16' }, '2025-10-16')).toBe(false);
    expect(isLockedOut({ kind: 'lcsp_sip', exportedOn: '2025-10-17' }, '2025-10-16')).toBe(false);
  });
});
