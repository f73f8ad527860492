import { UNDONE } from '../../domain/answers/undone.ts';
import { openTicks, TICKED } from '../../domain/timeline/ticks.ts';
import { timelineOf } from '../../domain/timeline/timeline.ts';
import type { Status, StatusFilter } from '../../domain/tracking/status.ts';
import { listedUnits } from '../../register/cases/units.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';

/** Opens a look-up of how the milestones that no list proves are ticked as of a day. */
export function openMilestoneTicks({ db, profile }: Register, asOf: string): ReturnType<typeof openTicks> {
  return openTicks(eventsOfType(db, TICKED, UNDONE), asOf, { profile, units: listedUnits(db) });
}

/** The milestones that no list proves, as far as they are of the places asked for. */
export function milestonesIn(
  register: Register,
  asOf: string,
  { kommun, unit }: Pick<StatusFilter, 'kommun' | 'unit'>,
): Status['milestones'] {
  const timeline = timelineOf(register.profile, asOf, () => null, openMilestoneTicks(register, asOf));
  return timeline.flatMap(({ milestone: { id, title, owners, to }, state, places }) => {
    const asked = (places ?? []).filter(
      (place) => (kommun === null || place.kommun === kommun) && (unit === null || place.unit === unit),
    );
    if (asked.length === 0) return [];
    return [
      {
        id,
        title,
        owners,
        dueOn: to,
        isLate: state === 'late' && asked.some(({ doneOn }) => doneOn === null),
        places: asked.map(({ kommun: code, unit: name, label, doneOn }) => ({
          kommun: code,
          unit: name,
          label,
          doneOn,
        })),
      },
    ];
  });
}
