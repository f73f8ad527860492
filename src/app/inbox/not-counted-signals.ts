import { ANSWERED, RESOLVED } from '../../domain/answers/answers.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import type { Signal } from '../../domain/inbox/inbox.ts';
import {
  NOT_COUNTED,
  nameOfTold,
  standingNotCounted,
  type NotCounted,
} from '../../domain/inbox/not-counted.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Cell } from '../../domain/readiness/cells.ts';
import { callsWhile, type ReturnedCode } from '../../domain/returned/returned-findings.ts';
import { countOfType, eventsOfType } from '../../register/log/events.ts';
import { ownersOfWorklists } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import { returnedText } from '../../text/returned.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { standingOn, whoOf } from './answer-signals.ts';

/** What was told of answers that do not count, and stands: with whoever the list was handed out to. */
export function notCountedSignals(
  register: Register,
  asOf: string,
  cells: readonly Cell[],
): readonly Signal[] {
  const { db, profile } = register;
  if (countOfType(db, NOT_COUNTED) === 0) return [];
  const events = eventsOfType(db, NOT_COUNTED, ANSWERED, RESOLVED, UNDONE);
  const standing = standingOn(register, cells, asOf);
  const issued = ownersOfWorklists(db);
  const plan = planOf(profile);
  return standingNotCounted(events, asOf, openPersonPlaces(db)).flatMap((one): readonly Signal[] => {
    const { worklist, step, token, code, on } = one;
    const { place, isProtected } = standing({ token, step });
    const calls = callsWhile(code);
    if (calls === null || (calls === 'step' && place === null) || (calls === 'closed' && place !== null))
      return [];
    return [
      {
        ...whoOf(issued.get(worklist)),
        kind: 'not-counted',
        // Of one list, the same of several rows is one thing to see to.
        ...{ subject: `${worklist} ${code} ${one.column ?? ''}`, cause: nameOfTold(one, one) },
        ...{ reference: token, step, list: worklist, since: on, comment: null, isGuarded: isProtected },
        dueOn: stepWithId(plan, step)?.deadline ?? null,
        why: fillNames(whyOf(one), profile),
      },
    ];
  });
}

/** "Status: svaret är inget av alternativen": a code of a version that is no more is told by itself. */
function whyOf({ code, column, detail }: NotCounted): string {
  const text = callsWhile(code) === null ? code : returnedText(code as ReturnedCode, detail);
  const header = column === null ? null : (answerColumn(column)?.header ?? null);
  return header === null ? text : `${header}: ${text}`;
}
