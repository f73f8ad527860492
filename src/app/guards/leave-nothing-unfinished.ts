import { removeUnfinished } from '../../files/put/atomic-write.ts';
import { rollBackWaiting } from '../../register/engine/transaction.ts';

/** For a run that is interrupted and ends now: what it had begun is taken back. */
export function leaveNothingUnfinished(): void {
  rollBackWaiting();
  removeUnfinished();
}
