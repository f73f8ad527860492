import type { ListedCheckpoint } from '../../domain/checkpoints/checkpoint-models.ts';
import type { Register } from '../../register/file/register.ts';
import { currentLock, loggedCheckpoints } from './checkpoint-log.ts';

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
