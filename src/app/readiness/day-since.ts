import { undoneSeqs, UNDONE } from '../../domain/answers/undone.ts';
import { KINDS, type KindName } from '../../domain/kinds/kinds.ts';
import type { DayInbox, DaySince } from '../../domain/readiness/day-page.ts';
import { dayBefore } from '../../domain/day/day-page-of.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { Forecast } from '../../domain/forecast/forecast.ts';
import { newestWorklists } from '../../register/hand-outs/worklists.ts';
import type { LoggedEvent } from '../../register/log/events.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

/** What has come in from the working day before up to the day: lists, answers, decisions, and what has not come. */
export function takeDaySince(
  register: Register,
  asOf: string,
  forecast: Forecast,
  inbox: DayInbox | null,
): DaySince {
  const { db, profile } = register;
  const from = dayBefore(asOf);
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  const standing = (...types: Parameters<typeof eventsOfType>[1][]): readonly LoggedEvent[] =>
    eventsOfType(db, ...types).filter(({ seq, effectiveOn }) => effectiveOn <= asOf && !undone.has(seq));
  const isNew = ({ effectiveOn }: LoggedEvent): boolean => effectiveOn >= from;
  const returned = standing('returned');
  const kinds = standing('imported')
    .filter(isNew)
    .map(({ data }) => (JSON.parse(data) as { readonly kind: KindName }).kind);
  const begun = new Set(
    planOf(profile).steps.flatMap(({ id, beginsOn, milestone }) =>
      milestone === null || (beginsOn !== null && beginsOn > asOf) ? [] : [id],
    ),
  );
  const back = new Set(
    returned.map(({ data }) => (JSON.parse(data) as { readonly worklist: string }).worklist),
  );
  return {
    from,
    returned: returned.filter(isNew).length,
    // A list without a day of its own counts from whenever it was read in: that is no news of the day.
    imported: [...new Set(kinds)]
      .filter((kind) => KINDS[kind].isDated)
      .map((kind) => kindLabel(kind, profile))
      .toSorted(),
    decided: standing('decided', 'protection-decided', 'conflict-resolved').filter(isNew).length,
    closed: closedSince(forecast, from),
    missing: newestWorklists(db).filter(
      ({ step, asOf: handedOutOn, worklistId }) =>
        begun.has(step) && handedOutOn <= asOf && !back.has(worklistId),
    ).length,
    inbox,
  };
}

/** SIPs that are open no longer, net, since the end of the day before that; null where nothing was measured by then. */
function closedSince({ scopes: [region] }: Forecast, from: string): number | null {
  const before = region?.points.findLast(({ day }) => day < from);
  if (region === undefined || before === undefined) return null;
  return before.open - before.attestedClosed - region.remaining;
}
