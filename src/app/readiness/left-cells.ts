import type { Cell, StepPlace } from '../../domain/readiness/cells.ts';
import { isSeenInSource } from '../../domain/readiness/step-places.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { isPatientStep } from '../../domain/plan/plans.ts';
import type { MarkName } from '../../domain/answers/marks.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import { sipsOfParties } from '../../register/cases/sip-parties.ts';
import type { Database } from '../../register/engine/driver.ts';
import type { StepAnswers } from '../cases/step-answers.ts';

export type Given = ReturnType<StepAnswers['of']>;

/** Answers are given to the case that they are about; what is left belongs to cases that no list has any more, and to parties of SIPs, which no figure counts as cases. */
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

export function openLeftCells(answers: StepAnswers, db: Database): LeftCells {
  const taken = new Set<string>();
  let partiesRead: ReturnType<typeof sipsOfParties> | null = null;
  const parties = (): ReturnType<typeof sipsOfParties> => (partiesRead ??= sipsOfParties(db));
  const isProtected = openProtection(db);
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
        if (own.length === 0) return [];
        const partyOf = kind === 'sip_part' ? parties().get(caseNo) : undefined;
        const canBeHelped = partyOf !== undefined && partyOf.class !== 'closed';
        const steps = own.flatMap(({ step, doneOn, owner, needsHelp }): readonly StepPlace[] => {
          if (doneOn === null)
            return needsHelp && canBeHelped
              ? [{ step, owner, recipient: null, state: 'need-help' as const }]
              : [];
          if (kind === 'sip_part') return [{ step, owner, recipient: null, state: 'attested' as const }];
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
              isProtected: partyOf !== undefined && isProtected(partyOf),
              why:
                kind === 'sip_part'
                  ? 'part i en SIP, svarat på sin lista'
                  : 'svarat på en arbetslista, finns inte längre på listorna',
            },
          },
        ];
      }),
  };
}
