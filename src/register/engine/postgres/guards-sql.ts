import { foldShown } from './shown-waiting.ts';

/** Laid again by a gallring, which alone may change events. */
export const KEEP_EVENTS = `
CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`;

export const FREE_EVENTS = `
DROP TRIGGER event_is_never_changed ON event;
DROP TRIGGER event_is_never_emptied ON event;`;

/** Whether whoever is logged in owns the register. Written where it is asked for each event: a call costs more than the answer. */
const isOwner = (schema: string): string =>
  `(SELECT pg_has_role(session_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = '${schema}')`;

/** The hash of an event, as log/events.ts makes it. */
const hashOf = (one: string): string =>
  `encode(sha256(convert_to('[' || ${one}.seq || ',' || to_json(${one}.recorded_at) || ',' || to_json(${one}.effective_on) || ','
    || to_json(${one}."by") || ',' || to_json(${one}.type) || ',' || coalesce(to_json(${one}.kind)::text, 'null') || ','
    || coalesce(to_json(${one}.case_id)::text, 'null') || ',' || to_json(${one}.data) || ',' || to_json(${one}.prev_hash) || ']', 'UTF8')), 'hex')`;

/**
 * What a database holds its writers to, whoever they are (the rights of roles besides: rights.ts).
 *
 * - An event is never changed or removed, by anybody: a gallring takes the guards away first, which only the register's
 *   owner can, and lays them again.
 * - It is written under the name that its writer is logged in by: `by` is proven. The owner copies registers in, with
 *   the events that they have; what waited for its place (shown-waiting.ts) was held to its writer's name when it was laid.
 * - It follows the last one, in its number and its chain (hashedText in log/events.ts), and its data can be read: one that did not would stop every
 *   command, and nobody can take it away.
 * - A row of the ledger keeps its fate once the event of its list's import stands; the owner sets lists aside.
 *
 * Each function looks in the register alone, so that nobody can put a table of their own in the way.
 */
export const logGuards = (schema: string): string => `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema}, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION refuse_other_writer() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema}, pg_temp AS $$
DECLARE last record;
BEGIN
  IF TG_TABLE_NAME = 'event' AND ${isOwner(schema)} THEN
    RETURN NEW;
  END IF;
  IF NEW."by" <> session_user::text AND NOT starts_with(NEW."by", session_user::text || ' (')
    AND current_user <> (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = '${schema}') THEN
    RAISE EXCEPTION 'an event is written under the name of who is logged in' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_TABLE_NAME = 'event' THEN
    SELECT seq, hash INTO last FROM event ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, repeat('0', 64)) OR NEW.hash <> ${hashOf('NEW')} THEN
      RAISE EXCEPTION 'an event follows the last one' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  IF jsonb_typeof(NEW.data::jsonb) <> 'object' OR NEW.effective_on !~ '^\\d{4}-\\d{2}-\\d{2}$' THEN
    RAISE EXCEPTION 'an event has data that can be read' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION hash_of(one event) RETURNS text LANGUAGE sql STABLE SET search_path = ${schema}, pg_temp AS $$
  SELECT ${hashOf('one')}
$$;
CREATE FUNCTION refuse_late_fate() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema}, pg_temp AS $$
BEGIN
  IF is_owner() OR (OLD.source_no = NEW.source_no AND OLD."row" = NEW."row" AND NOT EXISTS (
    SELECT 1 FROM event WHERE type = 'imported' AND (data::jsonb ->> 'sourceNo')::bigint = OLD.source_no)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of the ledger keeps its fate' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT ${isOwner(schema)}
$$;
CREATE TRIGGER event_has_its_writer BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse_other_writer();
CREATE TRIGGER source_row_keeps_its_fate BEFORE UPDATE ON source_row FOR EACH ROW EXECUTE FUNCTION refuse_late_fate();
CREATE TRIGGER shown_has_its_writer BEFORE INSERT ON shown_waiting FOR EACH ROW EXECUTE FUNCTION refuse_other_writer();
${foldShown(schema)}
${KEEP_EVENTS}`;

/** Takes every guard of a register away, wherever it stands, so that they can be laid anew. */
export const freeOfGuards = (schema: string): string => `
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = '${schema}' AND NOT t.tgisinternal LOOP
    EXECUTE format('DROP TRIGGER %I ON %I.%I', one.tgname, '${schema}', one.relname);
  END LOOP;
END $$`;
