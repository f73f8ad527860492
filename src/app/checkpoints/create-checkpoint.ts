import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { dayOf } from '../../domain/calendar/days.ts';
import {
  CHECKPOINT_CREATED,
  CHECKPOINT_SEALED,
  type SealedData,
} from '../../domain/checkpoints/checkpoint.ts';
import type { CreatedCheckpoint } from '../../domain/checkpoints/checkpoint-models.ts';
import { holdingWhereNobodyWaits, inTransaction } from '../../register/engine/transaction.ts';
import { addCheckpointCases } from '../../register/file/checkpoint-copy.ts';
import type { Register } from '../../register/file/register.ts';
import { eventWriter, headOfLog, type Writer } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { dataOf } from './checkpoint-data.ts';
import { removeCheckpointLeftovers } from './checkpoint-leftovers.ts';
import { refuseCheckpoint, type CheckpointRequest } from './checkpoint-request.ts';
import { casesAt } from './checkpoint-state.ts';
import { copyInMemory, makeBag, type MadeBag } from './make-bag.ts';
import { giveName, orNotWritable } from './place-bag.ts';
import { verifyCheckpoints } from './verify-checkpoint.ts';

/**
 * Makes a checkpoint: a bag, and its event in the register.
 *
 * Everything is made in a folder of its own beside the wanted one, from a copy of the register. Only when that is whole
 * and on disk is the event written, in the register as in the copy; and only when that stands does the folder get its
 * name. On a server nobody else writes meanwhile, and who is shown something stands in the log after it. Whoever is
 * killed on the way leaves at most a folder `….part-…`.
 */
export async function createCheckpoint(
  register: Register,
  request: CheckpointRequest,
): Promise<CreatedCheckpoint> {
  const { folder, isDryRun } = request;
  await refuseCheckpoint(register, request);
  const effectiveOn = dayOf(request.effectiveAt);
  if (isDryRun) return tryCheckpoint(register, request, effectiveOn);

  await removeCheckpointLeftovers(register.db, folder);
  const staging = `${folder}.part-${randomBytes(6).toString('hex')}`;
  let isStanding = false;
  try {
    const { made, seq } = await holdingWhereNobodyWaits(register.db, async () => {
      const made = await orNotWritable(folder, async () => {
        await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
        await mkdir(staging, { mode: 0o700 });
        return makeBag(register, request, staging, effectiveOn);
      });
      await refuseUnlessWhole(staging);
      return { made, seq: await recordCheckpoint(register, made, request.writer) };
    });
    isStanding = true;
    await giveName(staging, folder);
    return {
      data: made.data,
      sealed: {
        seq,
        hash: made.event.hash,
        manifestSha512: made.manifestSha512,
        isSigned: request.signingKey !== null,
        files: made.files,
      },
      missingSources: made.missingSources,
    };
  } finally {
    // Once the event stands the folder is what it speaks of, whatever it is called.
    if (!isStanding) await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Reads the folder back as whoever receives it does, before anything says that there is a checkpoint. */
async function refuseUnlessWhole(folder: string): Promise<void> {
  const [verified] = await verifyCheckpoints([folder]);
  const [first] = verified?.problems ?? [];
  if (first !== undefined)
    throw new UserError('CHECKPOINT_NOT_WHOLE', { where: first.where, what: first.what });
}

/** What a checkpoint would state; nothing is written anywhere. */
function tryCheckpoint(
  register: Register,
  request: CheckpointRequest,
  effectiveOn: string,
): CreatedCheckpoint {
  const copy = copyInMemory(register);
  try {
    addCheckpointCases(copy.db, casesAt(copy, effectiveOn));
    return { data: dataOf(copy, request, effectiveOn), sealed: null, missingSources: [] };
  } finally {
    copy.close();
  }
}

/** The very same event in the register, if nobody has written there since it was copied; and the seal of the bag. */
async function recordCheckpoint({ db }: Register, made: MadeBag, writer: Writer): Promise<number> {
  return inTransaction(
    db,
    () => {
      const { headBefore, effectiveOn, checkpoint } = made.data;
      const head = headOfLog(db);
      if (head.seq !== headBefore.seq || head.hash !== headBefore.hash)
        throw new UserError('REGISTER_CHANGED_MEANWHILE');
      const logEvent = eventWriter(db, writer);
      const seq = logEvent({ type: CHECKPOINT_CREATED, effectiveOn, data: made.data });
      if (headOfLog(db).hash !== made.event.hash) throw new Error('the event is not the one in the bag');
      const data: SealedData = { checkpoint, manifestSha512: made.manifestSha512 };
      logEvent({ type: CHECKPOINT_SEALED, effectiveOn, data });
      return seq;
    },
    { decided: 'within' },
  );
}
