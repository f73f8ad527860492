import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import type { Status, StatusFilter } from '../../domain/tracking/status.ts';
import type { SipCount } from '../../register/cases/counts.ts';
import { gallringOf } from '../../register/log/gallring-done.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { openClosedAs } from './closed-as.ts';
import { openClassifier } from './classifier.ts';
import { countExtraMessagesOf } from './count-extra-messages.ts';
import { statusOf, takeKeptStatus } from './kept-status.ts';

/** Everything: no filter. */
export const WHOLE_REGION: StatusFilter = { kommun: null, part: null, unit: null };

/**
 * Where things stand on a day. The kept classes are counted by the database for the days that they hold for; for any
 * other day every case is classified on the spot, by the same tables. Of a register that has been gallrat only the
 * counts of the archive's day are left.
 */
export function takeStatus(register: Register, askedFor: string, filter: StatusFilter): Status {
  const kept = takeKeptStatus(register, askedFor, filter);
  if (kept !== null) return kept;
  const asOf = gallringOf(register.db)?.day ?? askedFor;
  const { unit } = filter;
  return statusOf(register, askedFor, filter, {
    sips: countSipsOnTheSpot(register, asOf, unit),
    sipsClosedByWord: sipsClosedByWordOnTheSpot(register, asOf, unit),
    vardtillfallen: openClassifier(register, asOf)
      .vardtillfallen.filter(({ row }) => unit === null || row.unit === unit)
      .map(({ row, classification }) => ({ kommun: row.kommun, class: classification.class, cases: 1 })),
    extraMessages: () => countExtraMessagesOf(register, asOf, { isKept: false }),
  });
}

function countSipsOnTheSpot(register: Register, asOf: string, unit: string | null): readonly SipCount[] {
  const counts = new Map<
    string,
    { part: string | null; kommun: string | null; class: string; closedAs: ClosedAs | null; cases: number }
  >();
  const classifier = openClassifier(register, asOf);
  const closedAsOf = openClosedAs(register, classifier);
  for (const sip of classifier.sips()) {
    const { row, classification } = sip;
    if (unit !== null && row.unit !== unit) continue;
    const { part, kommun } = row;
    const closedAs = closedAsOf(sip);
    const name = `${part ?? ''} ${kommun ?? ''} ${classification.class} ${closedAs ?? ''}`;
    const counted = counts.get(name);
    if (counted === undefined)
      counts.set(name, { part, kommun, class: classification.class, closedAs, cases: 1 });
    else counted.cases += 1;
  }
  return [...counts.values()];
}

function sipsClosedByWordOnTheSpot(
  register: Register,
  asOf: string,
  unit: string | null,
): readonly { readonly part: string | null; readonly kommun: string | null; readonly cases: number }[] {
  const coverage = coverageOf(register.db, 'sip', asOf);
  return [...openClassifier(register, asOf).sips()].flatMap(({ row, classification }) =>
    classification.class === 'closed' &&
    coverage.isListed(row) &&
    row.status !== 'closed' &&
    (unit === null || row.unit === unit)
      ? [{ part: row.part, kommun: row.kommun, cases: 1 }]
      : [],
  );
}
