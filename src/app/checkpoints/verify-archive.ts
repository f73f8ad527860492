import type { ArchiveVerdict } from './gallra.ts';
import { verifyCheckpoints } from './verify-checkpoint.ts';

/**
 * Verifies an archive's folder: the one place where the gallring meets the checking of checkpoints.
 *
 * @throws UserError where the folder is no bag at all
 */
export async function verifyArchive(folder: string): Promise<ArchiveVerdict> {
  const [verified] = await verifyCheckpoints([folder]);
  const { checkpoint = null, problems = [] } = verified ?? {};
  return {
    ok: checkpoint !== null && problems.length === 0,
    problems,
    checkpoint: checkpoint?.id ?? null,
    head: checkpoint?.head.hash ?? null,
  };
}
