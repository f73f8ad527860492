import { holdsPersonNumber } from '../identity/person-number-in-text.ts';
import { asSeen } from './as-seen.ts';
import type { RowFinding } from './returned-findings.ts';
import type { KnownRow } from './returned-row.ts';

/** Who has answered a row, as they wrote it; a number of a person is told of and not kept. */
export function signatureIn(
  cells: KnownRow['cells'],
  column: string,
): { readonly by: string | null; readonly findings: readonly RowFinding[] } {
  const signed = asSeen(cells.get(column) ?? null);
  if (signed === '') return { by: null, findings: [] };
  if (!holdsPersonNumber(signed)) return { by: signed, findings: [] };
  return { by: null, findings: [{ code: 'SIGNATURE_WITH_PERSONNUMMER', column }] };
}

/** Whether anybody can be meant by what stands there: a dash or a question mark is no name. */
export const isSigned = (cells: KnownRow['cells'], column: string): boolean =>
  saysSomething(cells.get(column) ?? '');

/** Whether a text says anything: signs alone stand for nothing. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
