import { some } from '../../domain/words/counted.ts';
import { createHash } from 'node:crypto';
import {
  COMMENT_RELEASED,
  INBOX_DONE,
  itemsOf,
  settledBy,
  type InboxItem,
  type Signal,
} from '../../domain/inbox/inbox.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import type { Cell } from '../../domain/readiness/cells.ts';
import { bareName } from '../../domain/records/bare-name.ts';
import { unplacedProtection } from '../../register/cases/unplaced-protection.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { takeListsOut } from '../worklists/lists-out.ts';
import { takeReadinessRows } from '../readiness/take-readiness.ts';
import { answerSignals } from './answer-signals.ts';
import { cellSignals } from './cell-signals.ts';
import { notCountedSignals } from './not-counted-signals.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/**
 * What waits for a person as of a day: what came back with lists, what the classes and the lists of each step say, and
 * what has not come back. It is worked out anew each time, so that an item is gone when its cause is; only that somebody
 * has seen to it is written down.
 *
 * @param cells as of the day, one case each, where the caller has them
 */
export function takeInbox(
  register: Register,
  asOf: string,
  cells: readonly Cell[] = takeReadinessRows(register, asOf, { since: null }),
): readonly InboxItem[] {
  const signals = [
    ...unknownProtected(register, asOf),
    ...answerSignals(register, asOf, cells),
    ...notCountedSignals(register, asOf, cells),
    ...cellSignals(register, asOf, cells),
    ...lateLists(register, asOf),
  ];
  const settled = settledBy(eventsOfType(register.db, INBOX_DONE, COMMENT_RELEASED, UNDONE), asOf);
  return itemsOf(signals, settled, asOf, digest);
}

/** Rows that say that somebody is protected, and not who. Of those that stand on the lists of such persons, by name. */
function unknownProtected({ db }: Register, asOf: string): readonly Signal[] {
  return unplacedProtection(db).flatMap(({ sourceNo, row, listOn, name, isCase }): readonly Signal[] =>
    listOn > asOf || (isCase && bareName(name) === null)
      ? []
      : [
          {
            kind: 'protected-unknown',
            ...{ subject: String(sourceNo), cause: String(row), reference: `lista ${sourceNo} rad ${row}` },
            ...{
              recipient: 'Projektledningen',
              kommun: null,
              part: null,
              unit: null,
              step: null,
              list: null,
            },
            ...{ since: listOn, dueOn: null, comment: null, isGuarded: false },
            why: isCase
              ? 'Personen står på listan över skyddade, men numret säger inte vem det är: andra ärenden med samma namn och kommun hanteras som skyddade.'
              : 'Raden är inte intagen, och numret säger inte vem det är: ärenden med samma namn och kommun hanteras som skyddade.',
          },
        ],
  );
}

function lateLists(register: Register, asOf: string): readonly Signal[] {
  return takeListsOut(register, asOf).flatMap(({ lists, recipient, isGuarded }) =>
    lists.flatMap((list): readonly Signal[] =>
      !list.isLate || list.state === 'back'
        ? []
        : [
            {
              kind: 'late-list',
              ...{ subject: list.id, cause: 'late', reference: list.id, recipient, isGuarded },
              ...{ kommun: list.kommun, part: list.part, unit: list.unit, step: list.step, list: list.id },
              ...{ since: list.firstHandedOutOn, dueOn: list.deadline, comment: null },
              why: list.state === 'out' ? 'Har inte kommit tillbaka.' : lateText(list),
            },
          ],
    ),
  );
}

const lateText = ({
  rows,
  answeredRows,
}: {
  readonly rows: number | null;
  readonly answeredRows: number | null;
}): string =>
  `${answeredRows ?? 0} av ${some(rows ?? 0, 'rad')} är ${answeredRows === 1 ? 'besvarad' : 'besvarade'}.`;
