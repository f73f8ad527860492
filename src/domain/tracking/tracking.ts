import type { Decision, Reopened } from '../classification/case-state.ts';
import type { CaseClass } from '../classification/classes.ts';
import type { DecisionBasis } from '../classification/decision-facts.ts';
import { MARKS, type MarkName } from './marks.ts';
import type { Reopening } from './reopening.ts';

/** An event of the log, as far as tracking needs it. */
export interface TrackedEvent {
  readonly seq: number;
  readonly type: string;
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly effectiveOn: string;
  readonly by: string;
  readonly data: string;
}

/** What people have said of one case, as of a day. */
export interface Tracked {
  readonly attestedClosedOn: string | null;
  readonly decision: Decision | null;
  /** What the decision rests on. */
  readonly decisionBasis: DecisionBasis | null;
  readonly reopened: Reopened | null;
}

export const MARKED = 'marked';
export const DECIDED = 'decided';
export const REOPENED = 'reopened';

/** The types of event that say something of one case, for `trackCases`. */
export const TRACKED = [MARKED, DECIDED, REOPENED] as const;

export interface MarkedData {
  readonly mark: MarkName;
  readonly note: string;
}

export interface DecidedData {
  readonly class: CaseClass;
  readonly reason: string;
  /** What the tables said, had nobody decided. */
  readonly overruled?: { readonly class: string; readonly rule: string };
  readonly restsOn?: DecisionBasis;
}

export interface ReopenedData extends Reopening {
  readonly sourceNo: number;
  readonly row: number;
}

const NOTHING: Tracked = { attestedClosedOn: null, decision: null, decisionBasis: null, reopened: null };

const nameOf = (kind: string, caseId: string): string => `${kind} ${caseId}`;

/**
 * Folds the events that count by a day into what holds for each case.
 *
 * @returns a look-up by kind and the case's id
 */
export function trackCases(
  events: readonly TrackedEvent[],
  asOf: string,
): (kind: string, caseId: string) => Tracked {
  const tracked = new Map<string, Tracked>();
  for (const event of events) {
    if (event.kind === null || event.caseId === null || event.effectiveOn > asOf) continue;
    const name = nameOf(event.kind, event.caseId);
    const before = tracked.get(name) ?? NOTHING;
    if (event.type === MARKED) {
      const { mark } = JSON.parse(event.data) as MarkedData;
      if (MARKS[mark].closesInSource) tracked.set(name, { ...before, attestedClosedOn: event.effectiveOn });
    } else if (event.type === DECIDED) {
      const { class: decided, reason, restsOn = null } = JSON.parse(event.data) as DecidedData;
      const decision = { class: decided, reason, by: event.by, on: event.effectiveOn };
      tracked.set(name, { ...before, decision, decisionBasis: restsOn });
    } else if (event.type === REOPENED) {
      const { goneFrom, attestedClosedOn } = JSON.parse(event.data) as ReopenedData;
      tracked.set(name, { ...before, reopened: { on: event.effectiveOn, goneFrom, attestedClosedOn } });
    }
  }
  if (tracked.size === 0) return () => NOTHING;
  return (kind, caseId) => tracked.get(nameOf(kind, caseId)) ?? NOTHING;
}
