import { GALLRAT, type GallratData, type Gallring } from '../../domain/gallring/gallring.ts';
import { eventsOfType } from './events.ts';
import type { Engine } from '../engine/engine.ts';

/** The latest gallring; null where the register has not been through one. */
export function gallringOf(db: Engine): Gallring | null {
  const event = eventsOfType(db, GALLRAT).at(-1);
  if (event === undefined) return null;
  const { seq, by, recordedAt, effectiveOn, data } = event;
  return { seq, by, recordedAt, effectiveOn, ...(JSON.parse(data) as GallratData) };
}
