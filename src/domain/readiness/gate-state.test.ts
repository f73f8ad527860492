import { describe, expect, it } from 'vitest';
import { gateState, stopping } from './gate-state.ts';
import { aReadiness } from './readiness.test-help.ts';
import type { GateResult } from './readiness.ts';

const gate = (more: Partial<GateResult> = {}): GateResult => ({
  id: 'sips-closed',
  milestone: 'vecka-41',
  title: 'Alla SIP:ar är stängda',
  dueOn: '2025-10-12',
  severity: 'blocking',
  ok: false,
  value: 3,
  threshold: 0,
  unit: 'SIP:ar',
  reasons: [],
  waiver: null,
  cohort: null,
  ...more,
});
const waiver = { seq: 1, gate: 'sips-closed', reason: 'Väntar', by: 'P Exempel', until: '2025-10-08' };

describe('the state of a gate', () => {
  it.each([
    ['holds', gate({ ok: true }), '2025-10-08'],
    ['holds', gate({ ok: true, waiver }), '2025-10-08'],
    ['fails', gate(), '2025-10-08'],
    ['unmeasured', gate({ value: null }), '2025-10-08'],
    ['fails', gate({ value: null, isWithheld: true }), '2025-10-08'],
    ['warns', gate({ severity: 'warning' }), '2025-10-08'],
    ['warns', gate({ severity: 'warning', value: null }), '2025-10-08'],
    ['waived', gate({ waiver }), '2025-10-08'],
    ['waived', gate({ waiver, value: null }), '2025-10-08'],
    ['fails', gate({ waiver }), '2025-10-09'],
  ])('is %s', (state, one, asOf) => {
    expect(gateState(one, asOf)).toBe(state);
  });
});

describe('what holds the region back', () => {
  it('is what blocks and has no waiver in force, the largest first and the unmeasured last', () => {
    expect(stopping(aReadiness()).map(({ id }) => id)).toEqual([
      'messages-acknowledged',
      'sips-closed',
      'sips-closed-read-only',
      'sips-decided',
      'trapped-decided',
      'stays-completed',
      'systems-agree',
    ]);
  });
});
