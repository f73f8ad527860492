import type { Engine } from './engine.ts';

/** Does work within a transaction so that all of it stands, or nothing of it and all that was done before. */
export function inSavepoint<T>(db: Engine, work: () => T): T {
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
const beforeCommit = new WeakMap<Engine, () => void>();

/** From now on every transaction of the connection ends with this: it stands or falls with what was written. */
export function endTransactionsWith(db: Engine, work: () => void): void {
  beforeCommit.set(db, work);
}

/** Does work that writes as one transaction, and waits for nothing: all of it stands, or nothing. */
export function atOnce<T>(db: Engine, work: () => T): T {
  db.begin();
  try {
    const result = work();
    beforeCommit.get(db)?.();
    db.commit();
    return result;
  } catch (error) {
    if (db.inTransaction) db.rollback();
    throw error;
  }
}

/**
 * Does work that writes as one transaction: all of it stands, or nothing. The work may wait for files in between.
 *
 * @param isKept false does the work and takes it all back, for a trial
 * @param isEnded false leaves out what transactions of this connection end with, where the file is built anew after it
 */
export async function inTransaction<T>(
  db: Engine,
  work: () => T | Promise<T>,
  { isKept = true, isEnded = true }: { readonly isKept?: boolean; readonly isEnded?: boolean } = {},
): Promise<T> {
  db.begin();
  waiting.add(db);
  try {
    const result = await work();
    if (isKept && isEnded) beforeCommit.get(db)?.();
    if (isKept) db.commit();
    else db.rollback();
    return result;
  } catch (error) {
    if (db.inTransaction) db.rollback();
    throw error;
  } finally {
    waiting.delete(db);
  }
}

/** The connections whose transaction waits for something: the only ones that can be interrupted by a signal. */
const waiting = new Set<Engine>();

/** Takes back what is not done yet, so that an interrupted run leaves no journal for the next one to roll back. */
export function rollBackWaiting(): void {
  for (const db of waiting) if (db.inTransaction) db.rollback();
}
