import { parseReferenceCode, type Reference } from '../../domain/identity/reference-code.ts';
import { caseWithNumber, findCase, type CaseRow } from '../../register/cases/cases.ts';
import { casesOfPatient } from '../../register/cases/person-cases.ts';
import { sipOfParty } from '../../register/cases/sip-parties.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { UserError } from '../../text/errors.ts';

export type FoundCase =
  | { readonly kind: 'sip'; readonly row: CaseRow<'sip'> }
  | { readonly kind: 'vardtillfalle'; readonly row: CaseRow<'vardtillfalle'> };

/**
 * Finds a case by what people have at hand: the reference of a worklist, the SIP-id, or the vårdtillfälle.
 *
 * @throws UserError where there is none, or the reference is mistyped
 */
export function findClassifiedCase(db: Engine, asked: string): FoundCase {
  const id = asked.trim();
  const sip = findCase(db, 'sip', id);
  if (sip !== undefined) return { kind: 'sip', row: sip };
  const vardtillfalle = findCase(db, 'vardtillfalle', id);
  if (vardtillfalle !== undefined) return { kind: 'vardtillfalle', row: vardtillfalle };
  const reference = parseReferenceCode(id);
  if (reference === 'wrong-check') throw new UserError('REFERENCE_MISTYPED', { reference: id });
  const found = reference === null ? undefined : caseOf(db, reference);
  if (found !== undefined) return found;
  const ofOther = reference === null ? null : ofOtherKind(db, id, reference);
  if (ofOther !== null) throw ofOther;
  throw new UserError('CASE_UNKNOWN');
}

/** What can be explained: a case that has a class, or a patient or a message, which stand on lists without one. */
export type FoundExplained = FoundCase | { readonly kind: 'patient' | 'meddelande'; readonly caseNo: number };

/**
 * Finds what people ask about by what they have at hand: a case, the reference of a patient or a message, or a message's id.
 *
 * @throws UserError where there is none, or the reference is mistyped
 */
export function findExplained(db: Engine, asked: string): FoundExplained {
  const id = asked.trim();
  // What a list calls a case goes before what a worklist calls another.
  const isOfClass = findCase(db, 'sip', id) !== undefined || findCase(db, 'vardtillfalle', id) !== undefined;
  const message = isOfClass ? undefined : findCase(db, 'meddelande', id);
  if (message !== undefined) return { kind: 'meddelande', caseNo: message.case_no };
  const reference = isOfClass ? null : parseReferenceCode(id);
  const kind = reference === null || reference === 'wrong-check' ? undefined : EXPLAINED[reference.kind];
  if (kind === undefined || reference === null || reference === 'wrong-check')
    return findClassifiedCase(db, id);
  if (caseWithNumber(db, kind, reference.number) === undefined) throw new UserError('CASE_UNKNOWN');
  return { kind, caseNo: reference.number };
}

/** What a reference stands for that is no case of a class. */
const EXPLAINED: Readonly<Partial<Record<Reference['kind'], 'patient' | 'meddelande'>>> = {
  P: 'patient',
  M: 'meddelande',
};

/** The case of a reference. */
function caseOf(db: Engine, { kind, number }: Reference): FoundCase | undefined {
  if (kind === 'V') {
    const row = caseWithNumber(db, 'vardtillfalle', number);
    return row === undefined ? undefined : { kind: 'vardtillfalle', row };
  }
  const row = kind === 'S' ? caseWithNumber(db, 'sip', number) : undefined;
  return row === undefined ? undefined : { kind: 'sip', row };
}

/** What is no case of its own, and the cases that are named for it. */
const OTHER_KINDS: Readonly<
  Partial<Record<Reference['kind'], { readonly what: string; readonly idsOf: IdsOf }>>
> = {
  P: { what: 'en person', idsOf: casesOfPatient },
  M: {
    what: 'ett meddelande',
    idsOf: (db, number) =>
      [caseWithNumber(db, 'meddelande', number)?.case_id].filter((id) => typeof id === 'string'),
  },
  // Nobody closes or moves a SIP by the reference of one of its parties.
  D: { what: 'en part i en SIP', idsOf: (db, number) => [sipOfParty(db, number) ?? []].flat() },
};
type IdsOf = (db: Engine, number: number) => readonly string[];

/** A person, a message or a party is no case of its own: its cases are named. */
function ofOtherKind(db: Engine, written: string, { kind, number }: Reference): UserError | null {
  const other = OTHER_KINDS[kind];
  if (other === undefined) return null;
  const ids = other.idsOf(db, number);
  return new UserError('REFERENCE_OF_OTHER_KIND', {
    reference: written,
    what: other.what,
    cases: ids.length === 0 ? 'Registret har inget ärende för den.' : `Ärenden: ${ids.join(', ')}.`,
  });
}
