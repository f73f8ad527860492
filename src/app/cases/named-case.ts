import { referenceCode } from '../../domain/identity/reference-code.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';

const REFERENCES: Partial<Record<KindName, 'S' | 'V'>> = { sip: 'S', vardtillfalle: 'V' };

/** What a case may be called in front of people: its id, unless that is a person's number, and its reference. */
export function nameOfCase(
  kind: KindName,
  caseNo: number,
  key: string,
): { readonly id: string | null; readonly reference: string | null } {
  const letter = REFERENCES[kind];
  return {
    id: kindOf(kind).identifiedBy === 'person_id' ? null : key,
    reference: letter === undefined ? null : referenceCode(letter, caseNo),
  };
}
