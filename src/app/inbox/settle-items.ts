import { COMMENT_RELEASED, INBOX_DONE, type InboxItem, type SettledData } from '../../domain/inbox/inbox.ts';
import { holdsPersonNumber } from '../../domain/identity/person-number-in-text.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { atOnce, decideAndWrite } from '../../register/engine/transaction.ts';
import { UserError } from '../../text/errors.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';
import { takeInbox } from './take-inbox.ts';

interface SettleRequest {
  /** As they are written. */
  readonly ids: readonly string[];
  readonly by: string | null;
  readonly reason: string | null;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isDryRun: boolean;
}

export interface SettledItem {
  /** 0 in a dry run. */
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly references: readonly string[];
}

/**
 * Writes down that items of the inbox have been seen to: all of them, or none.
 *
 * @throws UserError for an id that stands for nothing in the inbox now, an unfit text, a day to come
 */
export const settleItems = (register: Register, request: SettleRequest): readonly SettledItem[] =>
  decideAndWrite(register.db, () => write(register, request, INBOX_DONE, (item) => item.causes));

/**
 * Lets comments stand on pages that leave the register.
 *
 * @throws UserError besides for an item without a comment that may be told, and a comment with what is like a personnummer
 */
export const releaseComments = (register: Register, request: SettleRequest): readonly SettledItem[] =>
  decideAndWrite(register.db, () => write(register, request, COMMENT_RELEASED, commentsOf));

function commentsOf(item: InboxItem): readonly string[] {
  if (item.comments.length === 0) throw new UserError('INBOX_NO_COMMENT', { id: item.id });
  if (item.comments.some(({ text }) => holdsPersonNumber(text)))
    throw new UserError('INBOX_COMMENT_WITH_NUMBER', { id: item.id });
  return item.comments.map(({ cause }) => cause);
}

function write(
  register: Register,
  request: SettleRequest,
  type: typeof INBOX_DONE | typeof COMMENT_RELEASED,
  causesOf: (item: InboxItem) => readonly string[],
): readonly SettledItem[] {
  const { asOf, writer, by, reason } = request;
  // Who asks for nothing waits for nobody.
  if (request.ids.length === 0) return [];
  if (by !== null) refuseUnfitText('--by', by);
  if (reason !== null) refuseUnfitText('--reason', reason);
  refuseDayToCome(register, request);
  const items = itemsWith(takeInbox(register, asOf), request.ids);
  const events = items.map((item) => ({ item, causes: causesOf(item) }));
  const told = (item: InboxItem, seq: number): SettledItem => {
    const { id, kind, references } = item;
    return { seq, id, kind, references };
  };
  if (request.isDryRun) return items.map((item) => told(item, 0));
  return atOnce(register.db, () => {
    const logEvent = eventWriter(register.db, by === null ? writer : { ...writer, by: by.trim() });
    return events.map(({ item, causes }) => {
      const { id, kind, references } = item;
      const data: SettledData = { item: id, kind, causes, references, reason: reason?.trim() ?? '' };
      return told(item, logEvent({ type, effectiveOn: asOf, data }));
    });
  });
}

/** Without regard to case and hyphen. */
const plain = (id: string): string => id.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');

function itemsWith(items: readonly InboxItem[], ids: readonly string[]): readonly InboxItem[] {
  const byId = new Map(items.map((item) => [plain(item.id), item]));
  return [...new Set(ids.map(plain))].map((id) => {
    const item = byId.get(id);
    if (item === undefined)
      throw new UserError('INBOX_ITEM_UNKNOWN', { id: ids.find((one) => plain(one) === id) ?? id });
    return item;
  });
}
