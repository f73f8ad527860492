import type { Database } from './driver.ts';

/**
 * Does work that writes as one transaction: all of it stands, or nothing. The work may wait for files in between.
 *
 * @param isKept false does the work and takes it all back, for a trial
 */
export async function inTransaction<T>(
  db: Database,
  work: () => T | Promise<T>,
  { isKept = true }: { readonly isKept?: boolean } = {},
): Promise<T> {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    db.exec(isKept ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
