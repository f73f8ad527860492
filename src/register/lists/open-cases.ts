import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';

/** A column of a case; nothing where the kind has none. */
export const columnOr = (kind: KindName, column: string): string =>
  kindOf(kind).fields.some(({ name }) => name === column) ? `c."${column}"` : 'NULL';

/** What a kind's case is no longer ongoing by. */
const CLOSED: Partial<Readonly<Record<KindName, string>>> = {
  sip: "c.class = 'closed'",
  vardtillfalle: "c.class = 'closed'",
  meddelande: 'c.acknowledged_at IS NOT NULL',
};
export const isOpenSql = (kind: KindName): string =>
  CLOSED[kind] === undefined ? 'TRUE' : `(${CLOSED[kind]}) IS NOT TRUE`;

/** Cases that only a list that was set aside had wait for people, whatever other lists lack. */
export const IS_IN_A_LIST = 'c.last_source_no NOT IN (SELECT source_no FROM aside_source)';
