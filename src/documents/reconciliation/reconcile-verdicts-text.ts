import type { ReconciliationVerdict } from '../../domain/reconciliation/verdicts.ts';
import type { Paint } from '../kit/paint.ts';
import { wrap } from '../kit/table.ts';

/** Whether the reconciliation is well, and each thing that must hold: the first that is told. */
export function verdictsText(
  verdicts: readonly ReconciliationVerdict[],
  isWell: boolean,
  paint: Paint,
  width: number,
): string {
  const word = ({ ok, severity }: ReconciliationVerdict): string => {
    if (ok) return paint.good('ok ');
    return severity === 'blocking' ? paint.bad('NEJ') : paint.notice('OBS');
  };
  return [
    paint.bold(`Avstämningen ${isWell ? 'stämmer' : 'stämmer INTE'}`),
    ...verdicts.map((verdict) => `  ${word(verdict)}   ${wrap(verdict.text, width - 8, '        ')}`),
  ].join('\n');
}
