import { isInForce } from '../../domain/readiness/gates.ts';
import type { Waiver } from '../../domain/readiness/readiness.ts';

/** The waivers that have been given, in the order they were. */
export function waiversText(waivers: readonly Waiver[], asOf: string): string {
  if (waivers.length === 0) return 'Inga undantag.';
  return waivers
    .map((waiver) => {
      const { seq, gate, until, by, reason } = waiver;
      const state = isInForce(waiver, asOf) ? `till och med ${until}` : `gick ut ${until}`;
      return `Händelse ${seq}  ${gate}  ${state}, ${by}: ${reason}`;
    })
    .join('\n');
}
