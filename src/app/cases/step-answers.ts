import type { Place } from '../../domain/readiness/cells.ts';
import { stepAnswerOf, type StepAnswer } from '../../domain/readiness/step-places.ts';
import type { AnswerCell } from '../../domain/answers/answers.ts';
import type { MarkName } from '../../domain/answers/marks.ts';
import type { AnsweredKind } from '../../domain/plan/subject.ts';
import { ALL_STEPS } from '../../domain/plan/plans.ts';
import { sipsOfPersons } from '../../register/cases/person-cases.ts';
import { ownersOfWorklists } from '../../register/hand-outs/worklists.ts';
import { openCaseIds } from '../../register/cases/case-ids.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { answerCells, caseOfReference } from './answered-case.ts';
import { openPersonsOfSips } from './person-places.ts';

/** What has been answered on worklists, by case and step, as of a day. */
export interface StepAnswers {
  readonly of: (
    kind: AnsweredKind,
    caseNo: number,
    markedByHand?: ReadonlyMap<MarkName, string>,
  ) => ReadonlyMap<string, StepAnswer> | undefined;
  /** The case that a person's answers belong to, who is on a list of patients or known from a SIP. */
  readonly personOf: (
    kind: 'patient' | 'sip',
    caseNo: number,
  ) => { readonly kind: AnsweredKind; readonly caseNo: number };
  /** The SIPs of the persons of whom anything is answered. */
  readonly sipsOfPersons: () => readonly number[];
  /** The cases of a kind of which anything is answered. */
  readonly casesOf: (kind: AnsweredKind) => readonly number[];
  /** Everything answered, case by case. */
  readonly all: () => Iterable<AnsweredCase>;
}

interface AnsweredCase {
  readonly kind: AnsweredKind;
  readonly caseNo: number;
  readonly reference: string;
  readonly answers: ReadonlyMap<string, StepAnswer>;
}

interface OfCase {
  readonly kind: AnsweredKind;
  readonly caseNo: number;
  readonly reference: string;
  readonly cells: Map<string, AnswerCell[]>;
}

const NOWHERE: Place = { kommun: null, part: null, unit: null };
const NO_MARKS: ReadonlyMap<MarkName, string> = new Map();
const nameOf = (kind: AnsweredKind, caseNo: number): string => `${kind} ${caseNo}`;

export function openStepAnswers(db: Engine, asOf: string): StepAnswers {
  const cases = new Map<string, OfCase>();
  for (const cell of answerCells(db).values()) {
    const about = caseOfReference(cell.token);
    if (about === null) continue;
    const name = nameOf(about.kind, about.caseNo);
    let known = cases.get(name);
    if (known === undefined) cases.set(name, (known = { ...about, reference: cell.token, cells: new Map() }));
    const ofStep = known.cells.get(cell.step);
    if (ofStep === undefined) known.cells.set(cell.step, [cell]);
    else ofStep.push(cell);
  }
  const personOfSip = openPersonsOfSips(db);
  const caseIdOf = openCaseIds(db);
  const owners = cases.size === 0 ? new Map<string, Place>() : ownersOfWorklists(db);
  const answersOf = (
    { cells }: OfCase,
    marks: ReadonlyMap<MarkName, string>,
  ): ReadonlyMap<string, StepAnswer> =>
    new Map(
      [...cells].map(([step, ofStep]) => {
        const { kommun, part, unit } = owners.get(ofStep[0]?.given.at(-1)?.worklist ?? '') ?? NOWHERE;
        const owner = { kommun, part, unit };
        return [step, stepAnswerOf(step, ofStep, owner, asOf, marks)];
      }),
    );
  return {
    of(kind, caseNo, marks = NO_MARKS) {
      const known = cases.get(nameOf(kind, caseNo));
      if (marks.size === 0) return known === undefined ? undefined : answersOf(known, marks);
      const byHand = ALL_STEPS.filter((step) => step.of === kind).map(
        ({ id }) => [id, stepAnswerOf(id, [], NOWHERE, asOf, marks)] as const,
      );
      return new Map([...byHand, ...(known === undefined ? [] : answersOf(known, marks))]);
    },
    personOf(kind, caseNo) {
      // Of nobody anything is answered: one name is as good as another.
      if (kind === 'patient' || cases.size === 0) return { kind, caseNo };
      const person = personOfSip(caseIdOf({ kind, caseNo }));
      return (person === undefined ? null : caseOfReference(person.token)) ?? { kind, caseNo };
    },
    sipsOfPersons: () =>
      sipsOfPersons(db, {
        patients: [...cases.values()].flatMap((one) => (one.kind === 'patient' ? [one.caseNo] : [])),
        sips: [...cases.values()].flatMap((one) => (one.kind === 'sip' ? [one.caseNo] : [])),
      }),
    casesOf: (kind) => [...cases.values()].flatMap((one) => (one.kind === kind ? [one.caseNo] : [])),
    *all() {
      for (const one of cases.values()) yield { ...one, answers: answersOf(one, NO_MARKS) };
    },
  };
}
