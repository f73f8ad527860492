import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import type { DatedAhead } from '../../domain/checkpoints/checkpoint-schema.ts';
import { SAID_BY_PEOPLE } from '../../domain/tracking/tracking.ts';
import { eventDaysDown, eventsOfType } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { allSources } from '../../register/lists/sources.ts';

/**
 * What people have said, and lists, that count from a day that had not come, and that nobody has taken back: a
 * checkpoint can not count with it, and says so.
 */
export function datedAhead(db: Engine, today: string): readonly DatedAhead[] {
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  const found: DatedAhead[] = [];
  for (const { seq, effectiveOn } of eventDaysDown(db, ...SAID_BY_PEOPLE)) {
    if (effectiveOn <= today) break;
    if (!undone.has(seq)) found.push({ seq, sourceNo: null, effectiveOn });
  }
  for (const { sourceNo, exportedOn } of allSources(db))
    if (exportedOn > today) found.push({ seq: null, sourceNo, effectiveOn: exportedOn });
  return found;
}
