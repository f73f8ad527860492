import { isInForce } from '../../domain/readiness/gates.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';

/** The report as the contract has it, with all that it is made of (schemas/readiness.schema.json). */
export function readinessJson(model: Readiness): object {
  const { asOf, verdict, gates, timeline, ...rest } = model;
  return {
    asOf,
    ready: verdict !== 'not-ready',
    verdict,
    gates: gates.map((gate) => ({
      ...gate,
      waiver: gate.waiver === null ? null : { ...gate.waiver, expired: !isInForce(gate.waiver, asOf) },
    })),
    ...rest,
    timeline: timeline.map(({ milestone, state, days, progress }) => ({
      id: milestone.id,
      step: milestone.step,
      title: milestone.title,
      from: milestone.from,
      to: milestone.to,
      owners: milestone.owners,
      state,
      days,
      progress,
    })),
  };
}
