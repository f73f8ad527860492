import type { GateResult, Readiness } from './readiness.ts';

export type GateState = 'holds' | 'waived' | 'fails' | 'warns' | 'unmeasured';

/** How it stands with a gate: a waiver counts up to and including its last day. */
export function gateState({ ok, waiver, severity, value }: GateResult, asOf: string): GateState {
  if (ok) return 'holds';
  if (waiver !== null && asOf <= waiver.until) return 'waived';
  if (severity === 'warning') return 'warns';
  return value === null ? 'unmeasured' : 'fails';
}

/** The blocking gates that hold the region back, those that miss by most first; what can not be measured, last. */
export function stopping({ gates, asOf }: Pick<Readiness, 'gates' | 'asOf'>): readonly GateResult[] {
  return gates
    .filter((gate) => ['fails', 'unmeasured'].includes(gateState(gate, asOf)))
    .toSorted((one, other) => excess(other) - excess(one));
}

function excess({ value, threshold }: GateResult): number {
  return value === null ? -1 : Math.abs(value - threshold);
}
