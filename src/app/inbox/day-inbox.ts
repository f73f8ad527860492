import { inboxCounts } from '../../domain/inbox/inbox.ts';
import type { Cell } from '../../domain/readiness/cells.ts';
import type { DayInbox } from '../../domain/readiness/day-page.ts';
import { rowsOfWorklist } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import { takeInbox } from './take-inbox.ts';

/** A list with fewer rows would say whom a comment is about. */
const LONG_ENOUGH = 5;

/** What the day's page tells of the inbox: counts, and the comments that somebody has let out. */
export function takeDayInbox(register: Register, asOf: string, cells: readonly Cell[]): DayInbox {
  const items = takeInbox(register, asOf, cells);
  return {
    counts: inboxCounts(items),
    comments: items.flatMap(({ comments, recipient, list }) =>
      comments
        .filter(({ isReleased }) => isReleased)
        .map(({ text }) => ({
          text,
          recipient:
            list !== null && rowsOfWorklist(register.db, list).size >= LONG_ENOUGH ? recipient : null,
        })),
    ),
  };
}
