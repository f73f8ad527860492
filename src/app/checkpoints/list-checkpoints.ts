import type { CheckpointKind } from '../../domain/checkpoints/checkpoint.ts';
import type { Register } from '../../register/register.ts';
import { currentLock, loggedCheckpoints } from './checkpoint-log.ts';

/** One checkpoint of a register, as it is listed. */
export interface ListedCheckpoint {
  readonly checkpoint: string;
  readonly kind: CheckpointKind;
  readonly effectiveAt: string;
  readonly by: string;
  readonly statement: string;
  readonly openSips: number;
  readonly isPseudonymised: boolean;
  readonly head: { readonly seq: number; readonly hash: string };
  /** Null where the making of the folder was never finished. */
  readonly manifestSha512: string | null;
  /** Whether it locks the register now. */
  readonly isLocking: boolean;
}

export function listCheckpoints({ db }: Register): readonly ListedCheckpoint[] {
  const lock = currentLock(db);
  return loggedCheckpoints(db).map(({ seq, hash, data, manifestSha512 }) => ({
    checkpoint: data.checkpoint,
    kind: data.kind,
    effectiveAt: data.effectiveAt,
    by: data.by,
    statement: data.statement,
    openSips: data.counts.sips.open,
    isPseudonymised: data.isPseudonymised,
    head: { seq, hash },
    manifestSha512,
    isLocking: lock?.seq === seq,
  }));
}
