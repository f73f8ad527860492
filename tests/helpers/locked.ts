import {
  CHECKPOINT_CREATED,
  UNLOCKED,
  type CheckpointKind,
} from '../../src/domain/checkpoints/checkpoint.ts';
import { eventWriter, type NewEvent } from '../../src/register/log/events.ts';
import { openRegister } from '../../src/register/file/register.ts';
import type { World } from './cli.ts';
import { registerPlace } from './database.ts';

const WRITER = { by: 'prov', recordedAt: '2025-10-16T13:00:00.000Z' };

/** Writes an event past the commands. */
export function writeEvent(world: World, event: NewEvent): number {
  const register = openRegister(registerPlace(world), 'write');
  try {
    return eventWriter(register.db, WRITER)(event);
  } finally {
    register.close();
  }
}

/** The event of a checkpoint, without its folder. */
export function writeCheckpoint(
  world: World,
  kind: CheckpointKind,
  checkpoint = 'K-0001',
  effectiveOn = '2025-10-16',
): number {
  return writeEvent(world, { type: CHECKPOINT_CREATED, effectiveOn, data: { kind, checkpoint } });
}

/** Locks a register as a read-only checkpoint of a day does. */
export function lockRegister(world: World, since = '2025-10-16'): void {
  writeCheckpoint(world, 'read-only', 'K-0001', since);
}

export function unlockRegister(world: World): void {
  writeEvent(world, {
    type: UNLOCKED,
    effectiveOn: '2025-10-17',
    data: { checkpoint: 'K-0001', reason: 'prov' },
  });
}
