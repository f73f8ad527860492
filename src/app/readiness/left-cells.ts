import type { Cell } from '../../domain/readiness/cells.ts';
import { isSeenInSource } from '../../domain/readiness/step-places.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { isPatientStep } from '../../domain/plan/plans.ts';
import type { MarkName } from '../../domain/answers/marks.ts';
import type { StepAnswers } from '../cases/step-answers.ts';

export type Given = ReturnType<StepAnswers['of']>;

/**
 * Answers are given to the case that they are about; what is left belongs to cases that no list has any more. Parties of SIPs
 * are no cases: no figure counts them.
 */
export interface LeftCells {
  readonly take: (
    answers: StepAnswers,
    kind: KindName,
    caseNo: number,
    marks?: ReadonlyMap<MarkName, string>,
  ) => Given;
  /** A person known only from a SIP is answered about by the SIP's reference. */
  readonly takePatient: (answers: StepAnswers, isListed: boolean, caseNo: number) => Given;
  readonly rest: (latest: (kind: KindName) => string | null) => readonly Cell[];
}

export function openLeftCells(answers: StepAnswers): LeftCells {
  const taken = new Set<string>();
  return {
    take(of, kind, caseNo, marks) {
      taken.add(`${kind} ${caseNo}`);
      return of.of(kind, caseNo, marks);
    },
    takePatient(of, isListed, caseNo) {
      const person = of.personOf(isListed ? 'patient' : 'sip', caseNo);
      taken.add(`${person.kind} ${person.caseNo}${person.kind === 'sip' ? ' patient' : ''}`);
      return of.of(person.kind, person.caseNo);
    },
    rest: (latest) =>
      [...answers.all()].flatMap(({ kind, caseNo, reference, answers: ofCase }): readonly Cell[] => {
        const isTaken = (step: string): boolean =>
          taken.has(`${kind} ${caseNo}${kind === 'sip' && isPatientStep(step) ? ' patient' : ''}`);
        const own = [...ofCase.values()].filter(({ step }) => !isTaken(step));
        if (own.length === 0 || kind === 'sip_part') return [];
        const steps = own.flatMap(({ step, doneOn, owner }) => {
          if (doneOn === null) return [];
          const isConfirmed = isSeenInSource(step) && (latest(kind) ?? '') > doneOn;
          return [
            {
              step,
              owner,
              recipient: null,
              state: isConfirmed ? ('confirmed' as const) : ('attested' as const),
            },
          ];
        });
        const isHeld = own.some((answer) => answer.isHeld);
        if (steps.length === 0 && !isHeld) return [];
        const [first] = own;
        return [
          {
            kind: 'left',
            ...(first?.owner ?? { kommun: null, part: null, unit: null }),
            cases: 1,
            steps,
            isHeld,
            shown: {
              reference,
              id: null,
              isProtected: false,
              why: 'svarat på en arbetslista, finns inte längre på listorna',
            },
          },
        ];
      }),
  };
}
