import { isChanged, listChanges } from '../../domain/plan/list-changes.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { hasMoved } from '../../domain/returned/moved-case.ts';
import { newestWorklists, rowsOfWorklist, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import { openFootings } from '../worklists/footing.ts';
import { keyOfIssued, type ListsShown } from './lists-shown.ts';

interface Side {
  readonly register: Register;
  readonly shown: ListsShown;
}

/**
 * The lists that somebody has and that are others now, and those that nobody has been handed and that have other rows:
 * between them stands every row that goes from a list or comes to one.
 */
export function changedLists(
  before: Side,
  after: Side,
  asOf: string,
): Pick<ProfileConsequences, 'lists' | 'firstLists'> {
  const issued = newestWorklists(before.register.db);
  return {
    lists: outdatedLists(issued, before, after, asOf),
    firstLists: firstLists(new Set(issued.map(keyOfIssued)), before.shown, after.shown),
  };
}

function outdatedLists(
  issued: readonly IssuedWorklist[],
  before: Side,
  after: Side,
  asOf: string,
): ProfileConsequences['lists'] {
  const heldThen = openHeldRows(before.register, asOf);
  const heldNow = openHeldRows(after.register, asOf);
  return issued.flatMap((list) => {
    const { worklistId, step, owner } = list;
    const key = keyOfIssued(list);
    const [was, is] = [before.shown.lists.get(key), after.shown.lists.get(key)];
    const changes = listChanges(was, is, () => [
      before.shown.emptyPlanOf(list),
      after.shown.emptyPlanOf(list),
    ]);
    const wereHeld = heldThen(list);
    const rowsHeld = heldNow(list).filter((row) => !wereHeld.includes(row)).length;
    if (!isChanged(changes) && rowsHeld === 0) return [];
    const isGuarded = stepWithId(planOf(after.register.profile), step)?.isGuarded === true;
    const newOwner = changes.isRenamed && is !== undefined && is.owner !== owner ? is.owner : null;
    return [{ worklist: worklistId, step, owner, isGuarded, ...changes, rowsHeld, newOwner }];
  });
}

/** The lists that nobody has been handed, and that have rows that they had not, or have them no longer. */
function firstLists(
  issued: ReadonlySet<string>,
  was: ListsShown,
  is: ListsShown,
): ProfileConsequences['firstLists'] {
  return [...new Set([...was.lists.keys(), ...is.lists.keys()])].flatMap((key) => {
    if (issued.has(key)) return [];
    const [then, now] = [was.lists.get(key), is.lists.get(key)];
    const list = now ?? then;
    const { rowsIn, rowsOut } = listChanges(then, now, () => ['', '']);
    if (list === undefined || rowsIn + rowsOut === 0) return [];
    const { step, owner, isGuarded } = list;
    return [{ step, owner, isGuarded, rowsIn, rowsOut }];
  });
}

/** Opens a look-up of the rows of a list on which an answer would be held if it came back now. */
function openHeldRows(register: Register, asOf: string): (list: IssuedWorklist) => readonly string[] {
  const plan = planOf(register.profile);
  const footings = new Map<string, ReturnType<typeof openFootings>>();
  const footingsOn = (day: string): ReturnType<typeof openFootings> => {
    const known = footings.get(day) ?? openFootings(register, asOf, day);
    footings.set(day, known);
    return known;
  };
  return ({ worklistId, step: id, asOf: handedOutOn }) => {
    const step = stepWithId(plan, id);
    if (step === undefined) return [];
    const footingOf = footingsOn(handedOutOn);
    return [...rowsOfWorklist(register.db, worklistId)].flatMap(([token, { cells }]) =>
      hasMoved(cells, step.isGuarded, footingOf(step, token)) ? [token] : [],
    );
  };
}
