import type { Milestone } from '../../domain/profile/profile-schema.ts';
import { TICKED, type TickedData, type TickedPlace, type TickPlace } from '../../domain/timeline/ticks.ts';
import { listedUnits } from '../../register/cases/units.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { atOnce, decideAndWrite } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { openMilestoneTicks } from '../cases/ticked-milestones.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';

interface TickRequest {
  readonly milestone: Milestone;
  /** As the milestone is ticked: a kommun, a unit, or neither for the region. */
  readonly place: TickPlace;
  readonly on: string;
  readonly note: string | null;
  readonly by: string | null;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isDryRun: boolean;
}

export interface TickedMilestone extends TickPlace {
  /** 0 in a dry run. */
  readonly seq: number;
  readonly milestone: string;
  readonly label: string;
}

/**
 * Ticks a milestone that no list proves off, for a place.
 *
 * @throws UserError for a day to come, a text like a personnummer, and a place that is ticked already
 */
export const tickMilestone = (register: Register, request: TickRequest): TickedMilestone =>
  decideAndWrite(register.db, () => tickNow(register, request));

function tickNow(register: Register, request: TickRequest): TickedMilestone {
  const { milestone, on, asOf, note, by } = request;
  refuseDayToCome(register, request);
  if (on > asOf) throw new UserError('MARK_DAY_TO_COME', { on, asOf });
  if (note !== null) refuseUnfitText('--note', note);
  if (by !== null) refuseUnfitText('--by', by);
  const place = placeMeant(register, request);
  const { kommun, unit, label, doneOn, seq } = place;
  if (doneOn !== null)
    throw new UserError('MILESTONE_TICKED', {
      milestone: milestone.id,
      place: label,
      on: doneOn,
      seq: seq ?? '',
    });
  const data: TickedData = { milestone: milestone.id, kommun, unit, note: note?.trim() ?? null };
  const told = { milestone: milestone.id, kommun, unit, label };
  if (request.isDryRun) return { seq: 0, ...told };
  return atOnce(register.db, () => {
    const logEvent = eventWriter(register.db, { ...request.writer, by: by ?? request.writer.by });
    return { seq: logEvent({ type: TICKED, effectiveOn: on, data }), ...told };
  });
}

/**
 * The units that a milestone can be ticked for.
 *
 * @throws UserError where no list of units is in
 */
export function unitsToTick({ db }: Register, milestone: string): readonly string[] {
  const units = listedUnits(db).map(({ name }) => name);
  if (units.length === 0) throw new UserError('MILESTONE_WITHOUT_UNITS', { milestone });
  return units;
}

/** The place as of the end of time: what is ticked on a later day is ticked too. */
function placeMeant(register: Register, { milestone, place }: TickRequest): TickedPlace {
  const places = openMilestoneTicks(register, '9999-12-31')(milestone) ?? [];
  const isUnit = milestone.ticked?.per === 'unit';
  const found = places.find((one) => (isUnit ? one.unit === place.unit : one.kommun === place.kommun));
  if (found === undefined) throw new Error(`no place of ${milestone.id}`);
  return found;
}
