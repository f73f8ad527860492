import { WHO } from '../../domain/classification/decision-facts.ts';
import { PROTECTION_DECIDED, type ProtectionDecidedData } from '../../domain/tracking/tracking.ts';
import { perhapsProtected, unplacedProtection } from '../../register/cases/unplaced-protection.ts';
import { atOnce } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import type { FoundCase } from '../cases/find-case.ts';
import { reclassify } from '../cases/reclassify.ts';
import { noteProtected } from '../lists/note-protected.ts';
import { namesakesOf } from '../lists/said-not-protected.ts';

/**
 * Lays the word that the person of a case is not the protected one who is called the same: all cases of the person are
 * classified anew by what else is known of them.
 *
 * @returns the event's number; 0 where nothing is to be written
 * @throws UserError where no list calls somebody of the name protected, or one says so of the person, or the case is of
 *   nobody's number
 */
export function decideNotProtected(
  register: Register,
  { kind, row }: FoundCase,
  {
    reason,
    on,
    writer,
    isDryRun,
  }: {
    readonly reason: string;
    readonly on: string;
    readonly writer: Writer;
    readonly isDryRun: boolean;
  },
): number {
  const { db } = register;
  if (row.person_key === null || !perhapsProtected(db).has(row.person_key))
    throw new UserError('NOT_PERHAPS_PROTECTED', { id: row.key });
  if (isDryRun) return 0;
  const data: ProtectionDecidedData = {
    reason: reason.trim(),
    restsOn: { sourceNo: row.last_source_no, row: row.last_row, columns: WHO },
    namesakes: namesakesOf(unplacedProtection(db), row).map(
      ({ sourceNo, row: at }) => [sourceNo, at] as const,
    ),
  };
  return atOnce(db, () => {
    const logEvent = eventWriter(db, writer);
    const seq = logEvent({ type: PROTECTION_DECIDED, effectiveOn: on, kind, caseId: row.key, data });
    noteProtected(register);
    reclassify(register, null, logEvent);
    return seq;
  });
}
