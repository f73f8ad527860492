import { isForNamedHandlers, type Subject } from '../../domain/plan/subject.ts';
import type { Step } from '../../domain/plan/plan.ts';
import type { Footing } from '../../domain/returned/returned-row.ts';
import type { Register } from '../../register/file/register.ts';
import { openClassifier } from '../cases/classifier.ts';
import { collectSubjects, subjectsOfKind, type Subjects } from '../cases/subjects.ts';

/**
 * Where the cases stand by lists and decisions alone: what people attest never moves a case from under their answers.
 *
 * @param judgedOn the day that rules count from: that of the hand-out, so that time alone moves nothing
 * @returns a look-up by step and reference; null for a case that no list has any longer
 */
export function openFootings(
  register: Register,
  asOf: string,
  judgedOn: string,
): (step: Step, reference: string) => Footing | null {
  let subjects: Subjects | undefined;
  const byKind = new Map<Step['kind'], ReadonlyMap<string, Subject>>();
  const collect = (kind: Step['kind']): ReadonlyMap<string, Subject> => {
    subjects ??= collectSubjects(
      register,
      asOf,
      undefined,
      openClassifier(register, asOf, { judgedOn, withAnswers: false }),
    );
    return new Map(subjectsOfKind(subjects, kind).map((one) => [one.reference, one]));
  };
  const ofKind = (kind: Step['kind']): ReadonlyMap<string, Subject> => {
    const found = byKind.get(kind) ?? collect(kind);
    byKind.set(kind, found);
    return found;
  };
  return (step, reference) => {
    const subject = ofKind(step.kind).get(reference);
    return subject === undefined ? null : footingOf(step, subject);
  };
}

const footingOf = (step: Step, subject: Subject): Footing => ({
  class: 'classification' in subject ? subject.classification.class : null,
  isForNamedHandlers: isForNamedHandlers(subject),
  owner: step.owner(subject).key,
});
