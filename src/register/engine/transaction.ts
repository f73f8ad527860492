import type { Engine } from './engine.ts';
import { decidedUpTo, noteWhatIsWritten, refuseUnlessAsDecided, type Decided } from './decided.ts';
import { WrittenMeanwhile } from './unusable-register.ts';

/** Does work within a transaction so that all of it stands, or nothing of it and all that was done before. */
export function inSavepoint<T>(db: Engine, work: () => T): T {
  db.exec('SAVEPOINT part');
  try {
    const result = work();
    db.exec('RELEASE part');
    return result;
  } catch (error) {
    takePartBack(db);
    throw error;
  }
}

/** Does work within a transaction to see what comes of it, and takes it all back. */
export function onTrial<T>(db: Engine, work: () => T): T {
  db.exec('SAVEPOINT part');
  try {
    return work();
  } finally {
    takePartBack(db);
  }
}

async function inWaitingSavepoint<T>(
  db: Engine,
  work: () => T | Promise<T>,
  { isKept }: { readonly isKept: boolean },
): Promise<T> {
  db.exec('SAVEPOINT part');
  try {
    const result = await work();
    if (isKept) db.exec('RELEASE part');
    else takePartBack(db);
    return result;
  } catch (error) {
    takePartBack(db);
    throw error;
  }
}

function takePartBack(db: Engine): void {
  if (db.inTransaction) db.exec('ROLLBACK TO part; RELEASE part');
}

/** What is done last in every transaction of a connection, as a part of it. */
const beforeCommit = new WeakMap<Engine, () => void>();

/** From now on every transaction of the connection ends with this: it stands or falls with what was written. */
export function endTransactionsWith(db: Engine, work: () => void): void {
  beforeCommit.set(db, work);
}

/**
 * Does work that writes as one transaction, and waits for nothing: all of it stands, or nothing.
 *
 * @param decided by what it was decided; where that is left out, by what was written when the register was opened, or
 *   when a decision was begun
 * @throws WrittenMeanwhile where somebody else has written after that: nothing is done then
 */
export function atOnce<T>(db: Engine, work: () => T, decided: Decided = 'before'): T {
  if (held.has(db)) return inSavepoint(db, work);
  db.begin();
  try {
    const isAsDecided = refuseUnlessAsDecided(db, decided);
    const result = work();
    beforeCommit.get(db)?.();
    commit(db, isAsDecided);
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
 * @param decided as of `atOnce`
 * @throws WrittenMeanwhile as of `atOnce`
 */
export async function inTransaction<T>(
  db: Engine,
  work: () => T | Promise<T>,
  {
    isKept = true,
    isEnded = true,
    decided = 'before',
  }: { readonly isKept?: boolean; readonly isEnded?: boolean; readonly decided?: Decided } = {},
): Promise<T> {
  if (held.has(db)) return inWaitingSavepoint(db, work, { isKept });
  db.begin();
  waiting.add(db);
  try {
    const isAsDecided = refuseUnlessAsDecided(db, decided);
    const result = await work();
    if (isKept && isEnded) beforeCommit.get(db)?.();
    if (isKept) commit(db, isAsDecided);
    else db.rollback();
    return result;
  } catch (error) {
    if (db.inTransaction) db.rollback();
    throw error;
  } finally {
    waiting.delete(db);
  }
}

/** What this connection writes is no news to it. */
function commit(db: Engine, isAsDecided: boolean): void {
  const upTo = isAsDecided ? decidedUpTo(db) : null;
  db.commit();
  upTo?.();
}

/** The connections that have the right to write while they decide: a transaction in theirs is a part of it. */
const held = new WeakSet<Engine>();

/**
 * Decides, and writes what was decided: by what stands when it is written. Where somebody else writes in between it is
 * decided anew, now with the right to write in hand, so that nobody comes in between again. Nobody may be asked anything
 * meanwhile.
 *
 * @param work looks and writes, in transactions of its own; it is done again from the start where it came too late
 */
export function decideAndWrite<T>(db: Engine, work: () => T): T {
  noteWhatIsWritten(db);
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WrittenMeanwhile)) throw error;
  }
  return atOnce(db, () => holding(db, work), 'anew');
}

/** The same of work that waits for files. */
export async function decideAndWriteWaiting<T>(db: Engine, work: () => Promise<T>): Promise<T> {
  noteWhatIsWritten(db);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WrittenMeanwhile)) throw error;
  }
  return holdingAll(db, work, 'anew');
}

/**
 * Does work that waits for files with the right to write in hand from its beginning, so that nobody comes in between:
 * where who looks waits for nobody who writes (docs/decisions/0015-who-looks-waits-for-nobody.md). In a file all would
 * wait for it, for as long as it takes: the work finds out itself whether somebody came in between.
 */
export async function holdingWhereNobodyWaits<T>(db: Engine, work: () => Promise<T>): Promise<T> {
  return db.witness === null ? work() : holdingAll(db, work, 'within');
}

async function holdingAll<T>(db: Engine, work: () => Promise<T>, decided: Decided): Promise<T> {
  return inTransaction(
    db,
    async () => {
      held.add(db);
      try {
        return await work();
      } finally {
        held.delete(db);
      }
    },
    { decided },
  );
}

function holding<T>(db: Engine, work: () => T): T {
  held.add(db);
  try {
    return work();
  } finally {
    held.delete(db);
  }
}

/** The connections whose transaction waits for something: the only ones that can be interrupted by a signal. */
const waiting = new Set<Engine>();

/** Takes back what is not done yet, so that an interrupted run leaves no journal for the next one to roll back. */
export function rollBackWaiting(): void {
  for (const db of waiting) if (db.inTransaction) db.rollback();
}
