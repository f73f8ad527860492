import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { SipContext } from '../../domain/classification/sip-classes.ts';
import type { MessageSubject, SipSubject, VardtillfalleSubject } from '../../domain/plan/subject.ts';
import { isStillOwed, kvittensOf } from '../../domain/tracking/kvittens.ts';
import { casesAsOf, unreadColumns } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';

/** Every message of the newest list that somebody owes a kvittens, whatever is known of its case. */
export function messagesOf(
  { db }: Register,
  asOf: string,
  subjects: readonly (SipSubject | VardtillfalleSubject)[],
  huvudmanOf: (unit: string | null) => MessageSubject['receivedBy'],
  { isUnknownUnit }: Pick<SipContext, 'isUnknownUnit'>,
): readonly MessageSubject[] {
  const cases = new Map<string, SipSubject | VardtillfalleSubject>();
  for (const subject of subjects) {
    const id = subject.kind === 'sip' ? subject.item.facts.sip_id : subject.item.facts.vardtillfalle_id;
    if (id !== null) cases.set(id, subject);
  }
  const coverage = coverageOf(db, 'meddelande', asOf);
  const messages: MessageSubject[] = [];
  for (const row of casesAsOf(db, 'meddelande', asOf)) {
    const isOwed = isStillOwed(kvittensOf(row, unreadColumns(row.not_understood))) && coverage.isListed(row);
    if (!isOwed) continue;
    const about = cases.get(row.case_id ?? '');
    const { name, personId, birthYear, kommun, consent, isProtected } = about ?? NOBODY;
    messages.push({
      kind: 'meddelande',
      reference: referenceCode('M', row.case_no),
      caseNo: row.case_no,
      name,
      personId,
      birthYear,
      kommun,
      consent,
      isProtected,
      unit: row.to_unit,
      facts: row,
      caseState:
        about === undefined ? 'unknown' : about.classification.class === 'closed' ? 'closed' : 'open',
      isUnitKnown: row.to_unit !== null && !isUnknownUnit(row.to_unit),
      receivedBy: huvudmanOf(row.to_unit),
    });
  }
  return messages;
}

const NOBODY = {
  name: null,
  personId: null,
  birthYear: null,
  kommun: null,
  consent: null,
  isProtected: false,
} as const;
