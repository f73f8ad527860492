import type { Cell } from '../../domain/readiness/cells.ts';
import type { DayInbox } from '../../domain/readiness/day-page.ts';
import type { ReadinessFacts } from '../../domain/readiness/facts.ts';
import { dayPageOf } from '../../domain/day/day-page-of.ts';
import { forecastOf } from '../../domain/forecast/forecast-of.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { gateResults, verdictOf } from '../../domain/readiness/gates.ts';
import { CONTROL_TOTALS, type KeptTotals } from '../../domain/readiness/kept-totals.ts';
import type { GateResult, ListUsed, Readiness, Since } from '../../domain/readiness/readiness.ts';
import { milestoneProgress } from '../../domain/readiness/milestone-progress.ts';
import { figureTables } from '../../domain/readiness/tables.ts';
import { WAIVED, waiversOf } from '../../domain/readiness/waivers.ts';
import { compareTotals } from '../../domain/reconciliation/compare-totals.ts';
import { dayNumber } from '../../domain/calendar/days.ts';
import { KINDS, KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { untickedOf } from '../../domain/timeline/ticks.ts';
import { timelineOf } from '../../domain/timeline/timeline.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import { eventsOfType, headOfWhatIsSaid } from '../../register/log/events.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import { listDays } from '../../register/cases/reconciliation.ts';
import type { Register } from '../../register/file/register.ts';
import { latestListOn, listDayBefore } from '../../register/lists/sources.ts';
import { UserError } from '../../text/errors.ts';
import { openClassifier } from '../cases/classifier.ts';
import { openMilestoneTicks } from '../cases/ticked-milestones.ts';
import { unknownUnitDays } from '../cases/units.ts';
import { compareLifecare } from '../reconciliation/compare-lifecare.ts';
import { takeDaySince } from './day-since.ts';
import { cellsAt } from './readiness-cells.ts';
import { cellsOnTheSpot } from './spot-cells.ts';
import { openListedSips, takeBurndown, type ListedSips } from './take-burndown.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

export interface ReadinessOptions {
  /** Only the gates of this milestone of the profile. */
  readonly milestone: string | null;
  /** The day to compare with; null = that of the SIP list before the newest. */
  readonly since: string | null;
  /** HH:MM that the plan's clock is read at, null for the whole day; left out where the first page is not asked for. */
  readonly time?: string | null;
  /** What waits for somebody, where the first page tells it. */
  readonly inbox?: DayInbox;
  /** Written across every page. */
  readonly watermark: string | null;
}

/**
 * The cut-over report as of a day. Where the kept classes hold the database counts them; for any other day every case
 * is classified on the spot, with the same figures.
 *
 * @throws UserError where no SIP list stood on the day to compare with
 */
export function takeReadiness(register: Register, asOf: string, options: ReadinessOptions): Readiness {
  const { db, profile } = register;
  const classifier = openClassifier(register, asOf);
  const listed = openListedSips(register);
  const { facts, timeline } = factsOf(
    register,
    asOf,
    options.since,
    (since, lost) => cellsAt(register, { asOf, since, lost, classifier }, listed.closings),
    listed,
  );
  const gates = gateResults(facts, waiversOf(eventsOfType(db, WAIVED, UNDONE), asOf), options.milestone);
  const tables = figureTables(facts);
  const forecast = forecastOf({ profile, asOf, scopes: takeBurndown(register, asOf, listed) });
  return {
    asOf,
    title: profile.title,
    source: profile.source,
    target: profile.target,
    watermark: options.watermark,
    head: headOfWhatIsSaid(db),
    lists: facts.lists,
    since: facts.since,
    verdict: verdictOf(gates, asOf),
    gates,
    tables,
    day:
      options.time === undefined
        ? null
        : dayPageOf({
            ...{ profile, asOf, tables, forecast, timeline, time: options.time },
            cells: facts.cells,
            since: takeDaySince(register, asOf, forecast, options.inbox ?? null),
            contacts: contactsByName(db),
          }),
    forecast,
    timeline,
    isPublic: false,
  };
}

/** The gates alone, with their waivers: what a checkpoint states of them. */
export function gatesAt(register: Register, asOf: string): readonly GateResult[] {
  return takeReadiness(register, asOf, { milestone: null, since: null, watermark: null }).gates;
}

/** The cells as of a day, one case each and told of: what `--rows` lists. */
export function takeReadinessRows(
  register: Register,
  asOf: string,
  { since: asked }: Pick<ReadinessOptions, 'since'>,
): readonly Cell[] {
  const since = sinceOf(register, asOf, asked);
  const { lost } = lostSips(register, asOf);
  const classifier = openClassifier(register, asOf);
  return cellsOnTheSpot(
    register,
    { asOf, since, lost, classifier },
    newestTotals(register, asOf)?.day ?? null,
  );
}

function factsOf(
  register: Register,
  asOf: string,
  asked: string | null,
  cellsOf: (since: Since | null, lost: ReadonlySet<string>) => readonly Cell[],
  listed: ListedSips,
): { readonly facts: ReadinessFacts; readonly timeline: Readiness['timeline'] } {
  const { db, profile } = register;
  const since = sinceOf(register, asOf, asked);
  const { lost, canTellLost } = lostSips(register, asOf);
  const cells = cellsOf(since, lost);
  const timeline = timelineOf(
    profile,
    asOf,
    ({ id }) => milestoneProgress(id, cells, planOf(profile)),
    openMilestoneTicks(register, asOf),
  );
  const facts = {
    asOf,
    profile,
    cells,
    lists: listsUsed(register, asOf),
    since,
    totals: comparedTotals(register, asOf, listed),
    canTellLost,
    unticked: untickedOf(timeline, profile),
    unknownUnits: unknownUnitDays(register),
    readOnlyCheckpoints: eventsOfType(db, CHECKPOINT_CREATED).filter(
      ({ effectiveOn, data }) =>
        effectiveOn <= asOf && (JSON.parse(data) as { readonly kind?: string }).kind === 'read-only',
    ).length,
  };
  return { facts, timeline };
}

const CHECKPOINT_CREATED = 'checkpoint-created';

function sinceOf({ db }: Register, asOf: string, asked: string | null): Since | null {
  if (asked !== null) {
    const listOn = latestListOn(db, 'sip', asked);
    if (listOn === null) throw new UserError('SINCE_WITHOUT_LIST', { day: asked });
    return { day: asked, listOn };
  }
  const newest = latestListOn(db, 'sip', asOf);
  const before = newest === null ? null : listDayBefore(db, 'sip', newest);
  return before === null ? null : { day: before, listOn: before };
}

function listsUsed({ db, profile }: Register, asOf: string): readonly ListUsed[] {
  return KIND_NAMES.filter((kind) => KINDS[kind].isDated).map((kind) => {
    const exportedOn = latestListOn(db, kind, asOf);
    const ageDays = exportedOn === null ? null : dayNumber(asOf) - dayNumber(exportedOn);
    return { kind, label: kindLabel(kind, profile), exportedOn, ageDays };
  });
}

/** SIPs lost between the systems, by reference; none can be told without a list of the target. */
function lostSips(
  register: Register,
  asOf: string,
): { readonly lost: ReadonlySet<string>; readonly canTellLost: boolean } {
  const targetListOn = latestListOn(register.db, 'lcsp_sip', asOf);
  const nobody = { lost: new Set<string>(), canTellLost: false };
  if (targetListOn === null || listDays(register.db, 'sip', asOf).length === 0) return nobody;
  const { lost } = compareLifecare(register, asOf, targetListOn);
  return { lost: new Set(lost.map(({ reference }) => reference)), canTellLost: true };
}

function newestTotals({ db }: Register, asOf: string): KeptTotals | null {
  const kept = eventsOfType(db, CONTROL_TOTALS).filter(({ effectiveOn }) => effectiveOn <= asOf);
  const newest = kept.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)).at(-1);
  return newest === undefined ? null : (JSON.parse(newest.data) as KeptTotals);
}

function comparedTotals(register: Register, asOf: string, listed: ListedSips): ReadinessFacts['totals'] {
  const totals = newestTotals(register, asOf);
  if (totals === null) return null;
  const { day } = totals;
  const listOn = latestListOn(register.db, 'sip', day);
  const counts = listOn === null ? [] : listed.on(listOn, listOn);
  return { day, comparison: compareTotals(totals, counts) };
}
