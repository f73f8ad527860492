import { describe, expect, it } from 'vitest';
import { noFates } from './fates.ts';
import { isLockedOut, sharesNothing } from './list-refusals.ts';

describe('a list after the read-only mark', () => {
  it('is locked out where it is of the source system and later than the mark', () => {
    expect(isLockedOut({ kind: 'sip', exportedOn: '2025-10-17' }, '2025-10-16')).toBe(true);
    expect(isLockedOut({ kind: 'sip', exportedOn: '2025-10-16' }, '2025-10-16')).toBe(false);
    expect(isLockedOut({ kind: 'lcsp_sip', exportedOn: '2025-10-17' }, '2025-10-16')).toBe(false);
  });
});

describe('a list that shares nothing with the one before', () => {
  const stranger = { kind: 'sip', isKindSaid: false, fates: { ...noFates(), new: 9 }, gone: 5 } as const;

  it('is refused where it would close many and nobody has said what it is', () => {
    expect(sharesNothing(stranger)).toBe(true);
  });

  it('is not refused where somebody has said its kind', () => {
    expect(sharesNothing({ ...stranger, isKindSaid: true })).toBe(false);
  });

  it('is not refused where few are gone, or its cases live shorter than the time between two lists', () => {
    expect(sharesNothing({ ...stranger, gone: 4 })).toBe(false);
    expect(sharesNothing({ ...stranger, kind: 'vardtillfalle' })).toBe(false);
    expect(sharesNothing({ ...stranger, kind: 'patient' })).toBe(true);
  });

  it('is not refused where it has a case that is known, or none that is new', () => {
    expect(sharesNothing({ ...stranger, fates: { ...noFates(), new: 9, unchanged: 1 } })).toBe(false);
    expect(sharesNothing({ ...stranger, fates: { ...noFates(), new: 9, changed: 1 } })).toBe(false);
    expect(sharesNothing({ ...stranger, fates: { ...noFates(), rejected: 9 } })).toBe(false);
  });
});
