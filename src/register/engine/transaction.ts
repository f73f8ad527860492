import type { Database } from './driver.ts';

/** Does work within a transaction so that all of it stands, or nothing of it and all that was done before. */
export function inSavepoint<T>(db: Database, work: () => T): T {
  db.exec('SAVEPOINT part');
  try {
    const result = work();
    db.exec('RELEASE part');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK TO part; RELEASE part');
    throw error;
  }
}

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
