import type { AnswerCell } from '../../domain/answers/answers.ts';
import type { ExplainedPerson } from '../../domain/tracking/explanation.ts';
import { confirmAttested, type Evidence } from '../../domain/tracking/confirmation.ts';
import { inTargetBy } from '../../domain/tracking/in-target.ts';
import { attestation, type Attested } from '../../domain/tracking/tracking.ts';
import { isPatientStep } from '../../domain/plan/plans.ts';
import type { AnsweredKind } from '../../domain/plan/subject.ts';
import type { CaseRow } from '../../register/cases/cases.ts';
import { personKeysOf } from '../../register/cases/person-cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { answerCells, caseOfReference } from './answered-case.ts';
import type { TargetLists } from './target-evidence.ts';

interface AttestedPerson extends Attested {
  readonly kind: AnsweredKind;
  readonly caseNo: number;
  /** Null where no list has told whose case it is. */
  readonly personKey: string | null;
}

/**
 * What has been attested on lists of patients by a day, with the person that it is said of. A day that somebody wrote, and
 * not that the person is no concern of theirs; what is held counts when it is settled.
 */
export function attestedOfPersons(db: Engine, asOf: string): readonly AttestedPerson[] {
  const counts = ({ step, held }: AnswerCell): boolean => isPatientStep(step) && held === null;
  const said = [...answerCells(db).values()].filter(counts).flatMap((cell) => {
    const attested = attestation(cell);
    const about = attested === null ? null : caseOfReference(cell.token);
    return attested === null || about === null || attested.on > asOf ? [] : [{ ...about, ...attested }];
  });
  const keys = (['patient', 'sip'] as const).map(
    (kind) =>
      [
        kind,
        personKeysOf(
          db,
          kind,
          said.filter((one) => one.kind === kind).map(({ caseNo }) => caseNo),
        ),
      ] as const,
  );
  const keyOf = new Map<AnsweredKind, ReadonlyMap<number, string>>(keys);
  return said.map((one) => ({ ...one, personKey: keyOf.get(one.kind)?.get(one.caseNo) ?? null }));
}

/** Who is asked about: by the person's key, or where the number points at nobody, by the case itself. */
interface AskedPerson extends Pick<CaseRow<'sip'>, 'person_key' | 'identity' | 'kommun' | 'case_no'> {
  readonly kind: 'sip' | 'vardtillfalle' | 'patient';
}

/** What people attest of a person in the target system, and what its lists of persons show. */
export function explainPerson(
  { db, profile }: Register,
  person: AskedPerson,
  asOf: string,
  { patient }: Pick<TargetLists, 'patient'>,
): ExplainedPerson {
  const attested = attestedOfPersons(db, asOf).filter(({ personKey, kind, caseNo }) =>
    personKey === null
      ? person.person_key === null && kind === person.kind && caseNo === person.case_no
      : personKey === person.person_key,
  );
  const { evidence: inTargetLists, unclear } = patient(person);
  const evidence: Evidence = { ...NO_LISTS, inTargetLists };
  return {
    attested: confirmAttested({ attested }, evidence, profile),
    inTarget: inTargetBy(attested, inTargetLists, unclear),
  };
}

/** Of persons only the target's own lists say anything. */
const NO_LISTS: Omit<Evidence, 'inTargetLists'> = {
  lastSeenOn: '',
  latestListOn: '',
  isClosedInList: false,
  messages: null,
  extraMessageOn: new Map(),
};
