import type { KindName } from '../../domain/records/kinds.ts';
import { caseWithNumber } from '../../register/cases.ts';
import type { Database } from '../../register/driver.ts';
import { latestListOn } from '../../register/sources.ts';

/** What the lists say of when a case began, and whether it is open. */
export interface CaseStanding {
  /** The day it began; null where no list says. */
  readonly beganOn: string | null;
  /** The day of the newest list, where that has the case open; null otherwise. */
  readonly openInListOn: string | null;
}

export const NO_STANDING: CaseStanding = { beganOn: null, openInListOn: null };

/** How a SIP or vårdtillfälle stands in the lists up to a day; of anything else nothing is said. */
export function standingOf(
  db: Database,
  { kind, caseNo }: { readonly kind: KindName; readonly caseNo: number },
  asOf: string,
): CaseStanding {
  if (kind === 'sip') {
    const row = caseWithNumber(db, kind, caseNo);
    if (row === undefined) return NO_STANDING;
    return { beganOn: row.started_on, openInListOn: openOn(row.status !== 'closed', row.last_seen_on) };
  }
  if (kind === 'vardtillfalle') {
    const row = caseWithNumber(db, kind, caseNo);
    if (row === undefined) return NO_STANDING;
    return {
      beganOn: row.admitted_at?.slice(0, 10) ?? null,
      openInListOn: openOn(row.status !== 'avslutad', row.last_seen_on),
    };
  }
  return NO_STANDING;

  function openOn(isOpen: boolean, lastSeenOn: string): string | null {
    const latest = latestListOn(db, kind, asOf);
    return isOpen && lastSeenOn === latest ? latest : null;
  }
}
