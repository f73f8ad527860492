import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { AnsweredKind } from '../../domain/plan/subject.ts';
import type { Engine } from '../engine/engine.ts';

/** Looks up what events call a case: its id; where that is a person's number, and of a party of a SIP, the reference. */
export function openCaseIds(
  db: Engine,
): (row: { readonly kind: AnsweredKind; readonly caseNo: number }) => string {
  const keyOf = {
    sip: db.prepare('SELECT key FROM sip WHERE case_no = ?').pluck(),
    vardtillfalle: db.prepare('SELECT key FROM vardtillfalle WHERE case_no = ?').pluck(),
    meddelande: db.prepare('SELECT key FROM meddelande WHERE case_no = ?').pluck(),
  };
  // The row of a list of conflicts has a key of its own: the case is told by its number.
  return ({ kind, caseNo }) =>
    kind === 'sip' || kind === 'vardtillfalle' || kind === 'meddelande'
      ? (keyOf[kind].get(caseNo) as string)
      : referenceCode(kind === 'sip_part' ? 'D' : 'P', caseNo);
}
