import type { Engine } from '../../register/engine/engine.ts';
import { getSetting } from '../../register/engine/settings.ts';

/**
 * Settings: the day that the kept classes count from, and the day until which they hold. They do not depend on when
 * an import was run: the day they count from is that of the newest list or attestation.
 */
export const KEPT = {
  from: 'classes_from',
  until: 'classes_until',
} as const;
export const FOREVER = '9999-12-31';

/** Whether the kept classes say what holds on a day. */
export function doKeptClassesHold(db: Engine, asOf: string): boolean {
  const from = getSetting(db, KEPT.from);
  return from !== undefined && from <= asOf && asOf < (getSetting(db, KEPT.until) ?? FOREVER);
}
