import type { Engine } from './engine.ts';
import { WrittenMeanwhile } from './unusable-register.ts';

/**
 * By what a transaction was decided, which others may have made untrue while it waited for the right to write:
 * - `before`: by what was written before, so that nothing may have been written since;
 * - `within`: nothing before it; the work itself looks and decides, or only writes down what has been done;
 * - `anew`: the same, of all that its command decides;
 * - a question that looks again, asked where something was written since: whether it would be decided just so now.
 *
 * What was shown to whom changes nothing, nor does a seal. Another profile changes everything: the one in hand is no longer the register's.
 */
export type Decided = 'before' | 'within' | 'anew' | (() => boolean);

interface Basis {
  readonly path: string;
  /** The last event that what is decided may rest on. */
  seq: number;
}

const bases = new WeakMap<Engine, Basis>();

/** From now on nothing is written by what others have made untrue: asked before anything of the register is read. */
export function decideByWhatIsWritten(db: Engine, path: string): void {
  bases.set(db, { path, seq: lastSeq(db) });
}

/**
 * A decision begins here: what others wrote before it is seen by it.
 *
 * @throws WrittenMeanwhile where another profile was given since the register was opened
 */
export function noteWhatIsWritten(db: Engine): void {
  const basis = bases.get(db);
  if (basis === undefined || db.inTransaction) return;
  const seq = lastSeq(db);
  if (writtenSince(db, basis).includes(PROFILE_APPLIED)) throw new WrittenMeanwhile(basis.path);
  basis.seq = seq;
}

/**
 * Asked first in a transaction, when nobody else can write.
 *
 * @returns whether all that is known is of now, and goes on to be when this is written
 * @throws WrittenMeanwhile
 */
export function refuseUnlessAsDecided(db: Engine, decided: Decided): boolean {
  const basis = bases.get(db);
  if (basis === undefined) return false;
  const since = writtenSince(db, basis);
  if (since.length === 0) return true;
  if (since.includes(PROFILE_APPLIED) || decided === 'before') throw new WrittenMeanwhile(basis.path);
  if (typeof decided === 'function' && !decided()) throw new WrittenMeanwhile(basis.path);
  return decided === 'anew';
}

/**
 * Looks, before a transaction is committed, how far the log goes with it.
 *
 * @returns notes it, once it is committed; null of a connection that nobody decides by
 */
export function decidedUpTo(db: Engine): (() => void) | null {
  const basis = bases.get(db);
  if (basis === undefined) return null;
  const seq = lastSeq(db);
  return () => {
    basis.seq = seq;
  };
}

const PROFILE_APPLIED = 'profile-applied';

const lastSeq = (db: Engine): number =>
  (db.prepare('SELECT max(seq) FROM event').pluck().get() as number | null) ?? 0;

function writtenSince(db: Engine, { seq }: Basis): readonly string[] {
  return db
    .prepare("SELECT DISTINCT type FROM event WHERE seq > ? AND type NOT IN ('shown', 'register-sealed')")
    .pluck()
    .all(seq) as string[];
}
