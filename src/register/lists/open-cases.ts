import { ACKNOWLEDGED_AHEAD } from '../../domain/records/ahead-days.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

/** A column of a case; nothing where the kind has none. */
export const columnOr = (kind: KindName, column: string): string =>
  kindOf(kind).fields.some(({ name }) => name === column) ? `c."${column}"` : 'NULL';

/** Whether a message has no kvittens, or one that had not come when the list was taken out. */
const hasNoKvittensSql = ({ sql }: Engine, message: string): string =>
  `(${message}.acknowledged_at IS NULL OR (${message}.not_understood IS NOT NULL
    AND ${sql.member(`${message}.not_understood`, ACKNOWLEDGED_AHEAD)} IS NOT NULL))`;

/** Whether somebody still owes a message its kvittens: `isStillOwed` of `kvittensOf`, for the database. */
export const isKvittensOwedSql = (db: Engine, message: string): string =>
  `(${hasNoKvittensSql(db, message)} AND ${message}.is_information_only IS DISTINCT FROM 1)`;

/** Whether a kind's case is ongoing. */
const OPEN: Partial<Readonly<Record<KindName, (db: Engine) => string>>> = {
  sip: () => "(c.class = 'closed') IS NOT TRUE",
  vardtillfalle: () => "(c.class = 'closed') IS NOT TRUE",
  meddelande: (db) => hasNoKvittensSql(db, 'c'),
};
export const isOpenSql = (db: Engine, kind: KindName): string => OPEN[kind]?.(db) ?? 'TRUE';

/** Cases that only a list that was set aside had wait for people, whatever other lists lack. */
export const IS_IN_A_LIST = 'c.last_source_no NOT IN (SELECT source_no FROM aside_source)';
