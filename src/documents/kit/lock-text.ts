import type { Lock } from '../../domain/checkpoints/lock.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Paint } from './paint.ts';

/** The line that says that a read-only checkpoint locks the register; none where it does not. */
export function lockLines(
  lock: Lock | null,
  { source }: Pick<Profile, 'source'>,
  paint: Paint,
): readonly string[] {
  if (lock === null) return [];
  return [
    paint.notice(`${source} är i läsläge sedan ${lock.since} (${lock.checkpoint}): registret är låst.`),
  ];
}
