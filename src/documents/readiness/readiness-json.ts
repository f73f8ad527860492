import { isInForce } from '../../domain/readiness/gates.ts';
import { milestoneJson } from '../kit/milestone-json.ts';
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
    timeline: timeline.map(milestoneJson),
  };
}
