import { dayNumber } from '../../domain/calendar/days.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import { listsOut, type ListOut } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import type { RecipientLists, StandingList } from '../../documents/status/lists-text.ts';

/** What is out, what has come back and since when, for each recipient. */
export function takeListsOut(register: Register, asOf: string): readonly RecipientLists[] {
  const plan = planOf(register.profile);
  const standing = (list: ListOut): StandingList => {
    const step = stepWithId(plan, list.step);
    const isGuarded = step?.isGuarded === true;
    const isBack = list.answeredRows > 0 || list.returnedOn !== null;
    return {
      ...{ id: list.worklistId, step: list.step, stepTitle: step?.title ?? list.step },
      ...{ kommun: list.kommun, part: list.part, unit: list.unit },
      handedOutOn: list.asOf,
      firstHandedOutOn: list.firstOn,
      daysOut: dayNumber(asOf.slice(0, 10)) - dayNumber(list.firstOn.slice(0, 10)),
      deadline: step?.deadline ?? null,
      isLate: step !== undefined && step.deadline < asOf.slice(0, 10) && list.answeredRows < list.rows,
      returnedOn: list.returnedOn,
      // How many protected persons there are, and how far their lists have come, is told nobody here.
      rows: isGuarded ? null : list.rows,
      answeredRows: isGuarded ? null : list.answeredRows,
      state: !isBack ? 'out' : isGuarded || list.answeredRows < list.rows ? 'part' : 'back',
      outdated: list.outdated,
    };
  };
  return [...groupBy(listsOut(register.db, asOf), ({ recipientKey }) => recipientKey)]
    .map(([, lists]) => {
      const all = lists.map(standing).sort((a, b) => a.id.localeCompare(b.id));
      return {
        recipient: lists[0]?.recipient ?? '',
        isGuarded: all.some(({ rows }) => rows === null),
        lists: all,
      };
    })
    .sort((a, b) => a.recipient.localeCompare(b.recipient, 'sv'));
}
