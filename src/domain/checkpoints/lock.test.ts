import { describe, expect, it } from 'vitest';
import { CHECKPOINT_CREATED, UNLOCKED, type CheckpointKind } from './checkpoint.ts';
import { lockOf, sourceReadOnlySince } from './lock.ts';

const created = (seq: number, kind: CheckpointKind, effectiveOn = '2025-10-16') => ({
  seq,
  type: CHECKPOINT_CREATED,
  effectiveOn,
  data: JSON.stringify({ kind, checkpoint: `K-000${seq}` }),
});
const unlocked = (seq: number) => ({
  seq,
  type: UNLOCKED,
  effectiveOn: '2025-10-17',
  data: JSON.stringify({ checkpoint: 'K-0001', reason: 'prov' }),
});

describe('the lock', () => {
  it('is none before a read-only checkpoint', () => {
    expect(lockOf([])).toBeNull();
    expect(lockOf([created(1, 'milestone'), created(2, 'archive')])).toBeNull();
  });

  it('is that of the read-only checkpoint, from its effective day', () => {
    expect(lockOf([created(1, 'read-only'), created(2, 'milestone'), created(3, 'archive')])).toEqual({
      checkpoint: 'K-0001',
      seq: 1,
      since: '2025-10-16',
    });
  });

  it('is that of the latest, where there are several', () => {
    expect(lockOf([created(1, 'read-only'), created(2, 'read-only', '2025-10-20')])).toMatchObject({
      checkpoint: 'K-0002',
      since: '2025-10-20',
    });
  });

  it('is lifted by an unlocking, and laid again by the next checkpoint', () => {
    expect(lockOf([created(1, 'read-only'), unlocked(2)])).toBeNull();
    expect(lockOf([created(1, 'read-only'), unlocked(2), created(3, 'read-only')])).toMatchObject({ seq: 3 });
  });
});

describe('the day since which the source system is read-only', () => {
  const plan = { readOnly: '2025-10-16' };
  const lock = { checkpoint: 'K-0001', seq: 1, since: '2025-10-15' };

  it('is that of the lock, whatever day is asked about', () => {
    expect(sourceReadOnlySince(lock, '2025-10-01', plan)).toBe('2025-10-15');
    expect(sourceReadOnlySince(lock, '2025-10-20', plan)).toBe('2025-10-15');
  });

  it('is that of the plan without a lock, once it has come', () => {
    expect(sourceReadOnlySince(null, '2025-10-15', plan)).toBeNull();
    expect(sourceReadOnlySince(null, '2025-10-16', plan)).toBe('2025-10-16');
  });
});
