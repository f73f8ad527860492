import { markOf } from '../../domain/answers/marks.ts';
import { isAttestedClosed, isGone } from '../../domain/classification/case-state.ts';
import type { Decided } from '../../domain/classification/class-rule.ts';
import type { SipClass } from '../../domain/classification/classes.ts';
import { closedAs, type ClosedAs } from '../../domain/classification/closed-as.ts';
import { moveWindow } from '../../domain/plan/plan.ts';
import { ALL_STEPS } from '../../domain/plan/plans.ts';
import type { Tracked } from '../../domain/tracking/tracking.ts';
import { coverageBefore } from '../../register/lists/coverage.ts';
import type { Register } from '../../register/file/register.ts';
import type { ClassifiedSip, Classifier } from './classifier.ts';

type DecidedSip = Omit<ClassifiedSip, 'classification'> & { readonly classification: Decided<SipClass> };

/** The lists of SIPs that are not current: who ends one there has said that it is not moved, as on any by its status. */
const ENDING_STEPS: ReadonlySet<string> = new Set(
  ALL_STEPS.flatMap(({ id, of, takes }) =>
    of === 'sip' && (takes as readonly string[]).every((name) => name === 'close-not-current') ? [id] : [],
  ),
);

/**
 * Opens a look-up of what became of closed SIPs: moved, ended, or not known.
 *
 * @returns null of one that is open
 */
export function openClosedAs(
  { db, profile }: Register,
  { trackedOf }: Pick<Classifier, 'trackedOf'>,
): (sip: DecidedSip) => ClosedAs | null {
  const moveFrom = moveWindow(profile)?.from ?? null;
  const before = moveFrom === null ? null : coverageBefore(db, 'sip', moveFrom);
  const isClosedBeforeMove = ({ row, item }: DecidedSip): boolean => {
    if (moveFrom === null || before === null) return false;
    if (isAttestedClosed(item)) return (item.attestedClosedOn ?? moveFrom) < moveFrom;
    if (isGone(item)) return before.coveredOn(row) > row.last_seen_on;
    return item.facts.status === 'closed' && row.facts_on < moveFrom;
  };
  return (sip) => {
    const { row, item, classification } = sip;
    if (classification.class !== 'closed') return null;
    const tracked = trackedOf('sip', row.key);
    return closedAs({
      inTargetLists: item.inTargetLists,
      createdOn: createdOn(tracked),
      isSaidNotCurrent: item.decision?.class === 'close-not-current' || isEndedOnItsList(tracked),
      isClosedBeforeMove: isClosedBeforeMove(sip),
    });
  };
}

/**
 * The last day that it was attested created in the target system. "Alla parter klara" on a list says that its parties are
 * done, not that anybody has seen it there; who notes by hand that it is moved has said so.
 */
function createdOn({ attested }: Tracked): string | null {
  const days = attested.flatMap(({ mark, answer, on }) =>
    mark === 'sip-created-in-lifecare' || (mark === 'sip-moved' && answer === null) ? [on] : [],
  );
  return days.sort().at(-1) ?? null;
}

const isEndedOnItsList = ({ attested, attestedClosedOn }: Tracked): boolean =>
  attested.some(
    ({ mark, answer, on, isNotCurrent }) =>
      markOf(mark).closesInSource &&
      answer !== null &&
      (ENDING_STEPS.has(answer.step) || isNotCurrent === true) &&
      on === attestedClosedOn,
  );
