import {
  CHECKPOINT_CREATED,
  CHECKPOINT_SEALED,
  UNLOCKED,
  type SealedData,
} from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointData } from '../../domain/checkpoints/checkpoint-schema.ts';
import { lockOf, type Lock } from '../../domain/checkpoints/lock.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';

/** A checkpoint as the register's log has it. */
export interface LoggedCheckpoint {
  readonly seq: number;
  readonly hash: string;
  readonly recordedAt: string;
  readonly data: CheckpointData;
  /** Null where the bag was never finished. */
  readonly manifestSha512: string | null;
}

/** The register's checkpoints, in the order in which they were made. */
export function loggedCheckpoints(db: Engine): readonly LoggedCheckpoint[] {
  const seals = new Map(
    eventsOfType(db, CHECKPOINT_SEALED).map(({ data }) => {
      const { checkpoint, manifestSha512 } = JSON.parse(data) as SealedData;
      return [checkpoint, manifestSha512];
    }),
  );
  return eventsOfType(db, CHECKPOINT_CREATED).map(({ seq, hash, recordedAt, data: text }) => {
    const data = JSON.parse(text) as CheckpointData;
    return { seq, hash, recordedAt, data, manifestSha512: seals.get(data.checkpoint) ?? null };
  });
}

/** The lock that holds now. */
export function currentLock(db: Engine): Lock | null {
  return lockOf(eventsOfType(db, CHECKPOINT_CREATED, UNLOCKED));
}
