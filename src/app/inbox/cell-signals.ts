import type { InboxKind } from '../../domain/inbox/inbox-kinds.ts';
import { standingChange, type StandingChange } from '../../domain/inbox/class-changes.ts';
import type { Signal } from '../../domain/inbox/inbox.ts';
import { planOf, type Step } from '../../domain/plan/plan.ts';
import { isGuardedStep } from '../../domain/plan/plans.ts';
import type { StepCall } from '../../domain/plan/step-entry.ts';
import type { Cell, Place, StepPlace } from '../../domain/readiness/cells.ts';
import { isTrapped, needsDecision } from '../../domain/readiness/called-for.ts';
import { newestWorklists } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import { classChanges, nameOfCase } from '../cases/class-changes.ts';

/** What has no list of its own yet: whoever owns the lists of decisions. */
const OWNERLESS = 'Projektledningen';

/** What the class of a case, or a list that it stands on, calls somebody for. */
export function cellSignals(register: Register, asOf: string, cells: readonly Cell[]): readonly Signal[] {
  const { db, profile } = register;
  const steps = new Map(planOf(profile).steps.map((step) => [step.id, step]));
  const changes = openChanges(register, asOf);
  const lists = new Map(
    newestWorklists(db)
      .filter((list) => list.asOf <= asOf)
      .map(({ step, kommun, part, unit, worklistId }) => [nameOf(step, { kommun, part, unit }), worklistId]),
  );
  const placedOn = (step: Step | null, owner: Place): Pick<Signal, 'step' | 'list' | 'dueOn'> =>
    step === null
      ? { step: null, list: null, dueOn: profile.deadlines.readOnly }
      : { step: step.id, list: lists.get(nameOf(step.id, owner)) ?? null, dueOn: step.deadline };
  return cells.flatMap((cell): readonly Signal[] => {
    const { shown } = cell;
    if (shown === null) return [];
    const change = changes(cell.kind, shown.id);
    return callsOf(cell, steps).map(({ kind, place, step }): Signal => {
      const { owner, recipient } = place ?? NOBODYS;
      const isRequest = kind === 'acknowledge';
      return {
        ...{ ...owner, kind, recipient: recipient ?? OWNERLESS },
        // A unit asks for all its messages at once.
        subject: isRequest ? (recipient ?? '') : shown.reference,
        cause: `${shown.reference} ${change.seq} ${BY_REASON.includes(kind) ? shown.why : ''}`,
        ...{ reference: shown.reference, caseId: shown.id, since: change.on },
        ...placedOn(step, owner),
        why: isRequest ? '' : shown.why,
        comment: null,
        isGuarded: isForHandlers(cell),
      };
    });
  });
}

/** What has no list of its own. */
const NOBODYS: Pick<StepPlace, 'owner' | 'recipient'> = {
  owner: { kommun: null, part: null, unit: null },
  recipient: null,
};

/** What is decided once is asked again for another reason; what stands on a list stands there whatever else is said. */
const BY_REASON: readonly InboxKind[] = ['both-systems', 'decision', 'lost'];
const nameOf = (step: string, { kommun, part, unit }: Place): string =>
  JSON.stringify([step, kommun, part, unit]);

const isForHandlers = ({ shown, steps, ...cell }: Cell): boolean =>
  shown?.isProtected === true ||
  ('class' in cell && cell.class === 'protected') ||
  steps.some(({ step }) => isGuardedStep(step));

interface Call {
  readonly kind: InboxKind;
  readonly place: StepPlace | null;
  readonly step: Step | null;
}

/** What a case is in the inbox by its class, and by the lists that it stands on: a decision but once. */
function callsOf(cell: Cell, steps: ReadonlyMap<string, Step>): readonly Call[] {
  const placeFor = (call: StepCall): StepPlace | null =>
    cell.steps.find(({ step }) => steps.get(step)?.calls === call) ?? null;
  const at = (kind: InboxKind, place: StepPlace | null): Call => ({
    kind,
    place,
    step: place === null ? null : (steps.get(place.step) ?? null),
  });
  const byClass = kindByClass(cell);
  const byList = CALLS.flatMap((call): readonly Call[] => {
    const place = placeFor(call);
    if (place === null || (call === 'decision' && byClass !== null)) return [];
    // An answer that the work is done settles it; help that is asked for is told of as that, and by the request of the unit.
    const isLeft = place.state === 'not-done' || (call === 'acknowledge' && place.state === 'need-help');
    return isLeft ? [at(call, place)] : [];
  });
  return byClass === null ? byList : [at(byClass, placeFor('decision')), ...byList];
}

const CALLS = ['lost', 'begun-late', 'decision', 'acknowledge'] as const satisfies readonly StepCall[];

function kindByClass(cell: Cell): InboxKind | null {
  if (needsDecision(cell))
    return 'class' in cell && cell.class === 'in-both-systems' ? 'both-systems' : 'decision';
  return isTrapped(cell) ? 'decision' : null;
}

/** The change by which each case has the class that it has by a day. */
function openChanges(
  { db }: Register,
  asOf: string,
): (kind: string, caseId: string | null) => StandingChange {
  const changes = classChanges(db);
  return (kind, caseId) =>
    standingChange((changes.get(nameOfCase(kind, caseId ?? '')) ?? []).filter(({ on }) => on <= asOf));
}
