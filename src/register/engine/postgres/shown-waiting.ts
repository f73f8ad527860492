import type { Witness } from '../engine.ts';
import type { Bridge } from './bridge.ts';
import { simple } from './statement.ts';

/**
 * Where who was shown what waits for its place in the log (docs/decisions/0015-who-looks-waits-for-nobody.md). Anybody
 * who may write in the log lays a row here, whoever has the right to write, and has then left a trace that nobody who
 * works can take away. It gets its number and its link in the chain from whoever has that right next.
 */
export const SHOWN_WAITING = 'shown_waiting';

/** "OVGN", by which our locks are told from other programs' in the database. */
const OURS = 0x4f56474e;

/**
 * The register's own lock: whoever has it writes, one at a time.
 *
 * @param schema as SQL
 */
export const writersLock = (schema: string): string => `${String(OURS)}, ${registersNumber(schema)}`;
/** The register's own number in its database. */
const registersNumber = (schema: string): string =>
  `(SELECT oid::int FROM pg_namespace WHERE nspname = ${schema})`;

/** Those who have the register's lock, as columns of pg_stat_activity. */
export const HOLDERS = `SELECT coalesce(a.usename, '?') FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${String(OURS)}
    AND l.objid = ${registersNumber('current_schema()')}::oid
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

export const WAITING_TABLE = `CREATE TABLE ${SHOWN_WAITING} (no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, recorded_at text COLLATE "C" NOT NULL, effective_on text COLLATE "C" NOT NULL, "by" text COLLATE "C" NOT NULL, data text COLLATE "C" NOT NULL)`;

/**
 * The one way out of the table: each row is moved to the end of the log, within the transaction of whoever calls it;
 * nothing is done where somebody else writes. It has the owner's rights, as it writes what others have said. It is given
 * nothing, and does nothing that its caller could choose.
 */
export const foldShown = (schema: string): string => `
CREATE FUNCTION fold_shown() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
DECLARE
  one record;
  made event;
BEGIN
  IF NOT pg_try_advisory_xact_lock(${writersLock(`'${schema}'`)}) THEN
    RETURN;
  END IF;
  FOR one IN SELECT * FROM ${SHOWN_WAITING} ORDER BY no LOOP
    made := NULL;
    SELECT seq + 1, hash INTO made.seq, made.prev_hash FROM event ORDER BY seq DESC LIMIT 1;
    -- Not a register yet.
    IF NOT FOUND THEN
      RETURN;
    END IF;
    made.recorded_at := one.recorded_at;
    made.effective_on := one.effective_on;
    made."by" := one."by";
    made.type := 'shown';
    made.data := one.data;
    made.hash := hash_of(made);
    INSERT INTO event SELECT made.*;
    DELETE FROM ${SHOWN_WAITING} WHERE no = one.no;
  END LOOP;
END $$;`;

/** Moves what waits to the log, where nobody else writes. */
export const FOLD = simple('SELECT fold_shown()');

export function openWitness(bridge: Pick<Bridge, 'ask'>): Witness {
  return {
    note({ recordedAt, effectiveOn, by, data }) {
      const text = `INSERT INTO ${SHOWN_WAITING} (recorded_at, effective_on, "by", data) VALUES ($1, $2, $3, $4)`;
      // Each is done by itself: once the row is laid, it stands.
      bridge.ask([{ kind: 'query', text, name: null, values: [recordedAt, effectiveOn, by, data] }, FOLD]);
    },
    waiting: () =>
      bridge
        .ask([simple(`SELECT recorded_at, effective_on, "by", data FROM ${SHOWN_WAITING} ORDER BY no`)])
        .rows.map(([recordedAt, effectiveOn, by, data]) => ({
          recordedAt: String(recordedAt),
          effectiveOn: String(effectiveOn),
          by: String(by),
          data: String(data),
        })),
  };
}
