import { parseReferenceCode, type ReferenceKind } from '../../domain/identity/reference-code.ts';
import type { AnsweredKind } from '../../domain/plan/subject.ts';
import {
  ANSWER_EVENTS,
  isForDecision,
  type AnswerCell,
  type AnswerEvent,
  type CellPlace,
} from '../../domain/answers/answers.ts';
import { askedTogether } from '../../domain/answers/asked-together.ts';
import { foldAnswers } from '../../domain/answers/fold-answers.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import { answerTraits, groundOfStep, isPatientStep } from '../../domain/plan/plans.ts';
import { eventsOfType, eventsOfTypeByCase } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { openNamesOfPersons, openPersonPlaces, openPersonsOfSips } from './person-places.ts';

const KIND_OF: Readonly<Record<ReferenceKind, AnsweredKind>> = {
  S: 'sip',
  V: 'vardtillfalle',
  P: 'patient',
  M: 'meddelande',
  D: 'sip_part',
};

/** The case that a reference stands for; the row of a person known only from a SIP bears that SIP's reference. */
export function caseOfReference(
  token: string,
): { readonly kind: AnsweredKind; readonly caseNo: number } | null {
  const reference = parseReferenceCode(token);
  if (reference === null || reference === 'wrong-check') return null;
  return { kind: KIND_OF[reference.kind], caseNo: reference.number };
}

/** What holds for every cell that has been answered. */
export function answerCells(db: Engine): ReadonlyMap<string, AnswerCell> {
  return foldAnswers(eventsOfType(db, ...ANSWER_EVENTS), answerTraits, openPersonPlaces(db));
}

/** Opens a look-up of what holds for the cells of some cases: what a returned list touches. */
export function openAnswerCells(
  db: Engine,
): (cases: readonly Pick<CellPlace, 'kind' | 'caseId' | 'step'>[]) => ReadonlyMap<string, AnswerCell> {
  const eventsOf = eventsOfTypeByCase(db, ...ANSWER_EVENTS.filter((type) => type !== UNDONE));
  const placeOf = openPersonPlaces(db);
  const namesOf = openNamesOfPersons(db);
  const personOf = openPersonsOfSips(db);
  return (cases) => {
    // Of a person, answers can stand under several names.
    const names = cases.flatMap((one) => {
      if (isPatientStep(one.step)) return namesOf(one);
      // And a closing can rest on what is said there.
      const person = groundOfStep(one.step) === undefined ? undefined : personOf(one.caseId);
      return person === undefined ? [one] : [one, ...namesOf(person)];
    });
    const events = [...new Map(names.map((one) => [`${one.kind} ${one.caseId}`, one])).values()].flatMap(
      ({ kind, caseId }) => eventsOf(kind, caseId),
    );
    return foldAnswers([...events, ...eventsOfType(db, UNDONE)], answerTraits, placeOf);
  };
}

/** What would hold for the cells of a case once something more is said of it. */
export function cellsOnceSaid(
  db: Engine,
  { kind, caseId }: Pick<CellPlace, 'kind' | 'caseId'>,
  said: Omit<AnswerEvent, 'seq' | 'kind' | 'caseId'>,
): readonly AnswerCell[] {
  const events = eventsOfType(db, ...ANSWER_EVENTS).filter(
    (event) => event.type === UNDONE || (event.kind === kind && event.caseId === caseId),
  );
  const seq = Number.MAX_SAFE_INTEGER;
  return [...foldAnswers([...events, { ...said, seq, kind, caseId }], answerTraits).values()];
}

/** The cells where a person must say which answer is right, by step, case and column. */
export function heldCells(db: Engine): readonly AnswerCell[] {
  return inOrder([...answerCells(db).values()].filter(isForDecision));
}

/** The same, with what they stand against on their rows. */
export const contestedCells = (db: Engine): readonly AnswerCell[] => inOrder(askedTogether(answerCells(db)));

function inOrder(cells: readonly AnswerCell[]): readonly AnswerCell[] {
  const order = ({ step, token, column }: AnswerCell): string => `${step} ${token.padStart(20)} ${column}`;
  return cells.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}
