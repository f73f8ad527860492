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

/** What is done last in every transaction of a connection, as a part of it. */
const beforeCommit = new WeakMap<Database, () => void>();

/** From now on every transaction of the connection ends with this: it stands or falls with what was written. */
export function endTransactionsWith(db: Database, work: () => void): void {
  beforeCommit.set(db, work);
}

/** Does work that writes as one transaction, and waits for nothing: all of it stands, or nothing. */
export function atOnce<T>(db: Database, work: () => T): T {
  return db
    .transaction(() => {
      const result = work();
      beforeCommit.get(db)?.();
      return result;
    })
    .immediate();
}

/**
 * Does work that writes as one transaction: all of it stands, or nothing. The work may wait for files in between.
 *
 * @param isKept false does the work and takes it all back, for a trial
 * @param isEnded false leaves out what transactions of this connection end with, where the file is built anew after it
 */
export async function inTransaction<T>(
  db: Database,
  work: () => T | Promise<T>,
  { isKept = true, isEnded = true }: { readonly isKept?: boolean; readonly isEnded?: boolean } = {},
): Promise<T> {
  db.exec('BEGIN IMMEDIATE');
  waiting.add(db);
  try {
    const result = await work();
    if (isKept && isEnded) beforeCommit.get(db)?.();
    db.exec(isKept ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  } finally {
    waiting.delete(db);
  }
}

/** The connections whose transaction waits for something: the only ones that can be interrupted by a signal. */
const waiting = new Set<Database>();

/** Takes back what is not done yet, so that an interrupted run leaves no journal for the next one to roll back. */
export function rollBackWaiting(): void {
  for (const db of waiting) if (db.inTransaction) db.exec('ROLLBACK');
}
