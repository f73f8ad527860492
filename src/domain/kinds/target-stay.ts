import type { FactValue } from './kinds.ts';

/**
 * Whether a vårdtillfälle goes on, by a list of the target system: it says neither that it is closed or never begun, nor
 * that anybody left.
 */
export const isStayOpen = ({
  status,
  discharged_at: dischargedAt,
}: {
  readonly status: FactValue;
  readonly discharged_at: FactValue;
}): boolean => dischargedAt === null && (status === null || status === 'inskriven');
