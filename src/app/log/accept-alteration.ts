import { isServerAddress } from '../../register/engine/register-name.ts';
import { openAltered } from '../../register/file/register.ts';
import { UnusableRegister } from '../../register/engine/unusable-register.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import {
  ALTERATION_ACCEPTED,
  type AlterationAcceptedData,
  type Verification,
} from '../../domain/verification/verification.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';
import { sealRegister } from '../../register/file/seal.ts';
import { verifyRegister } from './verify-register.ts';
import { atOnce } from '../../register/engine/transaction.ts';

/** How many of the problems stand in the event, one by one. */
const MOST_FOUND = 100;

/**
 * Lets an altered register stand: logs what was found, who answers for it and why, and seals the file as it is. Breaks
 * of the log itself stay as they are, and are found by every later check.
 *
 * @returns what was wrong, and the event; null where nothing was
 * @throws UserError, UnusableRegister where the register is damaged rather than altered
 */
export function acceptAlteration(
  path: string,
  {
    by,
    reason,
    asOf,
    writer,
  }: { readonly by: string; readonly reason: string; readonly asOf: string; readonly writer: Writer },
): { readonly before: Verification; readonly seq: number } | null {
  // There is no seal to be made anew: what is found there is for the database's administrator.
  if (isServerAddress(path)) throw new UnusableRegister('SERVER_FILE_ONLY', path);
  refuseUnfitText('--reason', reason);
  const before = verifyRegister(path);
  if (before.ok) return null;
  // Without its tables a register can not be written in, whoever accepts it.
  if (before.problems.some(({ check }) => check === 'schema' || check === 'file'))
    throw new UnusableRegister('REGISTER_DAMAGED', path);
  const register = openAltered(path);
  try {
    const { db } = register;
    const data: AlterationAcceptedData = {
      reason: reason.trim(),
      user: writer.by,
      problems: before.problems.length,
      found: before.problems.slice(0, MOST_FOUND).map(({ check, where }) => ({ check, where })),
    };
    const seq = atOnce(db, () =>
      eventWriter(db, { ...writer, by })({ type: ALTERATION_ACCEPTED, effectiveOn: asOf, data }),
    );
    // Also where the log was cut, and the seal speaks of a later event than this.
    sealRegister(db, path);
    return { before, seq };
  } finally {
    register.close();
  }
}
