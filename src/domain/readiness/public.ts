import type { Readiness } from './readiness.ts';
export function publicReadiness(model: Readiness): Readiness {
  return model;
}
