import type { GateResult, Readiness } from './readiness.ts';

export type GateState = 'holds' | 'waived' | 'fails' | 'warns' | 'unmeasured';

/** How it stands with a gate: a waiver counts up to and including its last day. */
export function gateState(gate: GateResult, asOf: string): GateState {
  const { ok, waiver, severity } = gate;
  if (ok) return 'holds';
  if (waiver !== null && asOf <= waiver.until) return 'waived';
  if (severity === 'warning') return 'warns';
  return isUnmeasured(gate) ? 'unmeasured' : 'fails';
}

export const isUnmeasured = ({ value, isWithheld }: Pick<GateResult, 'value' | 'isWithheld'>): boolean =>
  value === null && isWithheld !== true;

/** The blocking gates that hold the region back, those that miss by most first; what can not be measured, last. */
export function stopping({ gates, asOf }: Pick<Readiness, 'gates' | 'asOf'>): readonly GateResult[] {
  return gates
    .filter((gate) => ['fails', 'unmeasured'].includes(gateState(gate, asOf)))
    .toSorted((one, other) => excess(other) - excess(one));
}

function excess({ value, threshold }: GateResult): number {
  return value === null ? -1 : Math.abs(value - threshold);
}
