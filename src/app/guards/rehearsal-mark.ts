import { rehearsalOf, type Rehearsal } from '../../register/file/rehearsal.ts';
import type { Register } from '../../register/file/register.ts';
import { REHEARSAL_WATERMARK, rehearsalLine } from '../../text/rehearsal.ts';

/** What must stand across everything made from the register: ÖVNING in a rehearsal, null in earnest. */
export function watermarkOf(register: Pick<Register, 'db'>): string | null {
  return rehearsalOf(register) === null ? null : REHEARSAL_WATERMARK;
}

export interface RehearsalMark {
  readonly line: string;
  readonly json: Pick<Rehearsal, 'of' | 'on' | 'seq' | 'hash'>;
}

/** How every answer from a rehearsal begins: a line for people, a member for scripts. */
export function markOf({ of, on, seq, hash }: Rehearsal): RehearsalMark {
  return { line: rehearsalLine(of, on), json: { of, on, seq, hash } };
}

/** How the answers from a register begin; null in earnest. */
export function rehearsalMark(register: Pick<Register, 'db'>): RehearsalMark | null {
  const rehearsal = rehearsalOf(register);
  return rehearsal === null ? null : markOf(rehearsal);
}

/** Before the names of files that are handed out in a rehearsal. */
export function rehearsalPrefix(watermark: string | null): string {
  return watermark === null ? '' : 'ovning-';
}
