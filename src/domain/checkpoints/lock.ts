import { CHECKPOINT_CREATED, UNLOCKED, type CheckpointKind } from './checkpoint.ts';

/** What a read-only checkpoint locks: facts and work in the source system, from its effective day on. */
export interface Lock {
  readonly checkpoint: string;
  /** The event that locked. */
  readonly seq: number;
  /** The day the source system was set read-only: lists taken out after it change nothing. */
  readonly since: string;
}

interface LockEvent {
  readonly seq: number;
  readonly type: string;
  readonly effectiveOn: string;
  readonly data: string;
}

/**
 * The day since which nothing can be written in the source system; null while it can: set read-only by a checkpoint,
 * or by the plan once its day has come (domain §7: after it no worklist may plan work in Prator).
 */
export function sourceReadOnlySince(
  lock: Lock | null,
  asOf: string,
  { readOnly }: { readonly readOnly: string },
): string | null {
  if (lock !== null) return lock.since;
  return asOf < readOnly ? null : readOnly;
}

/** The read-only or archive checkpoint that nobody has unlocked since: lists that it rests on are not set aside. */
export function restingCheckpoint(events: readonly LockEvent[]): string | null {
  let resting: string | null = null;
  for (const { type, data } of events) {
    if (type === UNLOCKED) resting = null;
    if (type !== CHECKPOINT_CREATED) continue;
    const { kind, checkpoint } = JSON.parse(data) as { kind: CheckpointKind; checkpoint: string };
    if (kind !== 'milestone') resting = checkpoint;
  }
  return resting;
}

/**
 * The lock that holds now: the latest read-only checkpoint that nobody has unlocked since. It is a matter of what has
 * been recorded, not of the day a report counts from.
 *
 * @param events checkpoints and unlockings, in the order of `seq`
 */
export function lockOf(events: readonly LockEvent[]): Lock | null {
  let lock: Lock | null = null;
  for (const { seq, type, effectiveOn, data } of events) {
    if (type === UNLOCKED) lock = null;
    if (type !== CHECKPOINT_CREATED) continue;
    const { kind, checkpoint } = JSON.parse(data) as { kind: CheckpointKind; checkpoint: string };
    if (kind === 'read-only') lock = { checkpoint, seq, since: effectiveOn };
  }
  return lock;
}
