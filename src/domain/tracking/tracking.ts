import type { Decision } from '../classification/case-state.ts';
import type { CaseClass } from '../classification/classes.ts';
import { MARKS, type MarkName } from './marks.ts';

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
}

export const MARKED = 'marked';
export const DECIDED = 'decided';

export interface MarkedData {
  readonly mark: MarkName;
  readonly note: string;
}

const NOTHING: Tracked = { attestedClosedOn: null, decision: null };

const nameOf = (kind: string, caseId: string): string => `${kind} ${caseId}`;

/**
 * Folds the events that count by a day into what holds for each case.
 *
 * @returns a look-up by kind and the case's id
 */
export function trackCases(events: readonly TrackedEvent[], asOf: string): (kind: string, caseId: string) => Tracked {
  const tracked = new Map<string, Tracked>();
  for (const event of events) {
    if (event.kind === null || event.caseId === null || event.effectiveOn > asOf) continue;
    const name = nameOf(event.kind, event.caseId);
    const before = tracked.get(name) ?? NOTHING;
    if (event.type === MARKED) {
      const { mark } = JSON.parse(event.data) as MarkedData;
      if (MARKS[mark].closesInSource) tracked.set(name, { ...before, attestedClosedOn: event.effectiveOn });
    } else if (event.type === DECIDED) {
      const { class: decided, reason } = JSON.parse(event.data) as { class: CaseClass; reason: string };
      tracked.set(name, { ...before, decision: { class: decided, reason, by: event.by, on: event.effectiveOn } });
    }
  }
  if (tracked.size === 0) return () => NOTHING;
  return (kind, caseId) => tracked.get(nameOf(kind, caseId)) ?? NOTHING;
}
