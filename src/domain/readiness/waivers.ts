import { undoneSeqs } from '../answers/undone.ts';
import type { Waiver } from './readiness.ts';

/** A named person lets a gate pass, for a reason and for a time. */
export const WAIVED = 'waived';

export interface WaivedData {
  readonly gate: string;
  readonly reason: string;
  /** The last day it holds. */
  readonly until: string;
}

interface Event {
  readonly seq: number;
  readonly type: string;
  readonly effectiveOn: string;
  readonly by: string;
  readonly data: string;
}

/** The waivers given by a day and not taken back, also those that have expired. */
export function waiversOf(events: readonly Event[], asOf: string): readonly Waiver[] {
  const undone = undoneSeqs(events);
  return events
    .filter(({ seq, type, effectiveOn }) => type === WAIVED && effectiveOn <= asOf && !undone.has(seq))
    .map(({ seq, by, data }) => {
      const { gate, reason, until } = JSON.parse(data) as WaivedData;
      return { seq, gate, reason, by, until };
    });
}
