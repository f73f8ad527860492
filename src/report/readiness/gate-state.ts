import type { GateResult, Readiness } from '../../domain/readiness/readiness.ts';
import type { Told } from './deadline-text.ts';
import { shownCount } from './number-text.ts';

export type GateState = 'holds' | 'waived' | 'fails' | 'warns' | 'unmeasured';

export const GATE_STATES = {
  holds: { mark: '✓', word: 'Hålls', tone: 'good' },
  waived: { mark: '◇', word: 'Undantag', tone: 'warn' },
  fails: { mark: '✗', word: 'Hålls inte', tone: 'bad' },
  warns: { mark: '!', word: 'Varning', tone: 'warn' },
  unmeasured: { mark: '?', word: 'Kan inte mätas', tone: 'bad' },
} as const satisfies Record<GateState, Told>;

/** How it stands with a gate: a waiver counts up to and including its last day. */
export function gateState({ ok, waiver, severity, value }: GateResult, asOf: string): GateState {
  if (ok) return 'holds';
  if (waiver !== null && asOf <= waiver.until) return 'waived';
  if (severity === 'warning') return 'warns';
  return value === null ? 'unmeasured' : 'fails';
}

/** The blocking gates that hold the region back, those that miss by most first; what can not be measured, last. */
export function stopping(model: Readiness): readonly GateResult[] {
  return model.gates
    .filter((gate) => ['fails', 'unmeasured'].includes(gateState(gate, model.asOf)))
    .toSorted((one, other) => excess(other) - excess(one));
}

function excess({ value, threshold }: GateResult): number {
  return value === null ? -1 : Math.abs(value - threshold);
}

/** The measured value in words: "206 öppna SIP:ar i Prator". */
export function measured({ value, unit }: GateResult): string {
  return value === null ? 'Kan inte mätas' : `${shownCount(value)} ${unit}`;
}
