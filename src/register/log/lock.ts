import { CHECKPOINT_CREATED, UNLOCKED } from '../../domain/checkpoints/checkpoint.ts';
import { lockOf, type Lock } from '../../domain/checkpoints/lock.ts';
import { eventsOfType } from './events.ts';
import type { Engine } from '../engine/engine.ts';

/** The lock of a read-only checkpoint that holds now; null where there is none. */
export function lockOfRegister(db: Engine): Lock | null {
  return lockOf(eventsOfType(db, CHECKPOINT_CREATED, UNLOCKED));
}
