import { CHECKPOINT_CREATED, UNLOCKED, type UnlockedData } from '../../domain/checkpoints/checkpoint.ts';
import { restingCheckpoint } from '../../domain/checkpoints/lock.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';
import { atOnce } from '../../register/engine/transaction.ts';

interface UnlockRequest {
  readonly by: string;
  readonly reason: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isDryRun: boolean;
}

/** A person lifts the lock of a read-only checkpoint; the checkpoint itself stands. */
export function unlock(
  register: Register,
  { by, reason, asOf, writer, isDryRun }: UnlockRequest,
): { readonly seq: number | null; readonly checkpoint: string } {
  const { db } = register;
  refuseDayToCome(register, { asOf, writer });
  refuseUnfitText('--by', by);
  refuseUnfitText('--reason', reason);
  if (isDryRun) return { seq: null, checkpoint: lockedBy(db) };
  return atOnce(
    db,
    () => {
      const data: UnlockedData = { checkpoint: lockedBy(db), reason: reason.trim() };
      const logEvent = eventWriter(db, { ...writer, by: by.trim() });
      return { seq: logEvent({ type: UNLOCKED, effectiveOn: asOf, data }), checkpoint: data.checkpoint };
    },
    'within',
  );
}

function lockedBy(db: Engine): string {
  const resting = restingCheckpoint(eventsOfType(db, CHECKPOINT_CREATED, UNLOCKED));
  if (resting === null) throw new UserError('UNLOCK_NOTHING');
  return resting;
}
