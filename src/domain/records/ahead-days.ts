import type { FactValue, KindName } from '../kinds/kinds.ts';

/**
 * What can not have been so when the list was taken out is kept under this name too, beside its own: it was read, and
 * nobody has said it. A day after the list's own is no event, whatever the clock says later; the next list may say it.
 */
export const AHEAD = '_after_list';

/** A kvittens that a list has, and that had not come when it was taken out. */
export const ACKNOWLEDGED_AHEAD = `acknowledged_at${AHEAD}`;

type Statuses = Readonly<Record<string, readonly string[]>>;

const STAY: Statuses = {
  admitted_at: ['inskriven', 'utskriven', 'avslutad'],
  discharged_at: ['utskriven', 'avslutad'],
  deceased_on: ['utskriven', 'avslutad'],
};

/** The statuses that say what a day after the list's own says has not happened. */
const CONTRADICTED: Readonly<Partial<Record<KindName, Statuses>>> = {
  sip: { started_on: ['closed'], changed_on: ['closed'] },
  vardtillfalle: STAY,
  lcsp_vardtillfalle: STAY,
};

/** Whether a status says that something has happened, while its day lies after the list's own. */
export const isStatusContradicted = (kind: KindName, column: string, status: FactValue): boolean =>
  typeof status === 'string' && CONTRADICTED[kind]?.[column]?.includes(status) === true;

/** The columns, of those that could not be read, that say what can not have been so when the list was taken out. */
export const columnsAhead = (unread: readonly string[]): readonly string[] =>
  unread.flatMap((name) => (name.endsWith(AHEAD) ? [name.slice(0, -AHEAD.length)] : []));
